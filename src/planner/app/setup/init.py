"""`plan init`: a first book, by a conversation or by options."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from planner.app.dialogue.converse import converse
from planner.app.messages import show, show_json, tell
from planner.app.settings import Settings
from planner.app.setup.first_book.answers import (
    Machine,
    SetupAnswers,
    currency_named,
    goal_and_earned,
    locale_named,
    name_of,
)
from planner.app.setup.first_book.first_page import show_first_page
from planner.app.setup.first_book.on_this_machine import (
    calendar_at,
    calendars_found,
    export_at,
    exports_found,
    full_name,
    usual_currency,
    usual_locale,
)
from planner.app.setup.first_book.questions import QUESTIONS, first_turn, step
from planner.app.setup.first_book.template import FILES, USUAL_WEEK, FirstBook, book_files
from planner.app.setup.new_book import lay, refuse_taken
from planner.app.setup.usual_book import how_it_is_found
from planner.book.find import user_book
from planner.errors import UsageError, one_line
from planner.frozen_class import frozen
from planner.locales.locale import Locale, book_locale, locale_of, use_locale
from planner.screen.text.wording import money
from planner.typed.rep.days_off import read_days_off
from planner.typed.rep.goal import year_goal
from planner.typed.rep.share import read_share
from planner.typed.rep.week_hours import read_week
from planner.typed.rep.year_start import year_start
from planner.typed.rep.zones import read_zone

TO_ASK = tuple(key for key in QUESTIONS if key not in ("locale", "earned"))  # one is found, one follows a goal

OPTION_OF = {"zone": "timezone"}  # where a question and its option have two names


@frozen(kw_only=True)
class InitOptions:
    """The options of `plan init`."""

    folder: Path | None = None
    name: str | None = None
    currency: str | None = None
    keeps: str | None = None
    timezone: str | None = None
    hours: str | None = None
    days_off: str | None = None
    goal: str | None = None
    locale: str | None = None


def run(settings: Settings, options: InitOptions) -> None:
    """Make a first book: plan.toml with your week, prospects.toml with an example."""
    place = options.folder or settings.named_book or _usual_place(settings)
    refuse_taken(place, FILES)  # before anything is typed
    answers = _setup(settings, options, place)
    if settings.is_terminal and not settings.yes and not settings.json:
        led = converse(settings, first_turn(answers), step, "add --yes")
        if not led.finished:
            raise KeyboardInterrupt
        answers = led.state
    files = book_files(answers.book)
    lay(place, files)
    if settings.json:
        show_json({"book": str(place), "files": list(files)})
        return
    with use_locale(book_locale(answers.book.locale or None, answers.book.currency)):
        _show(replace(settings, named_book=place), answers, place)


def _show(settings: Settings, answers: SetupAnswers, place: Path) -> None:
    """Say that the book is there, lead to its first page, and say how it is found."""
    show(f"Book started in {one_line(str(place))}.\nplan.toml is your week, prospects.toml your deals.")
    if answers.book.keeps is None:
        sample = money(48_000, answers.book.currency)
        tell(
            settings, f"Your commission isn't set: {sample} counts as {sample} of yours. Set keeps = 0.08 in plan.toml."
        )
    if settings.is_terminal and not settings.yes:
        show_first_page(settings, answers.exports)
        tell(settings, "More deals: `plan add deal`; from your CRM: `plan import FILE`.")
    else:
        tell(settings, 'Next: plan import deals.csv, or plan add deal "Acme" amount=48k')
    tell(settings, how_it_is_found(settings, place))


def _setup(settings: Settings, options: InitOptions, place: Path) -> SetupAnswers:
    """The answers among the options, the machine's for the rest, and the questions to put."""
    if options.name is None and not settings.yes and not (settings.is_terminal and not settings.json):
        raise UsageError("a book needs your name", 'add --name "Your Name", or --yes to take the machine\'s')
    machine = Machine(
        now=settings.now(ZoneInfo(settings.machine_zone)),
        name=full_name(settings.environ),
        currency=usual_currency(settings.environ, settings.machine_zone),
        zone=settings.machine_zone,
        locale_for=lambda zone: usual_locale(settings.environ, zone),
        calendar_at=lambda name: calendar_at(name, place),
        export_at=export_at,
    )
    book = _from_options(options, machine)
    if not settings.is_terminal or settings.yes or settings.json:
        return SetupAnswers(machine=machine, book=book)
    given = {key for key in TO_ASK if getattr(options, OPTION_OF.get(key, key), None) is not None}
    found = replace(
        machine,
        calendars=calendars_found(settings.environ, place),
        exports=exports_found(settings.environ),
    )
    return SetupAnswers(machine=found, book=book, to_ask=tuple(key for key in TO_ASK if key not in given))


def _from_options(options: InitOptions, machine: Machine) -> FirstBook:
    """The book as the options have it, and the machine for the rest."""
    zone = machine.zone if options.timezone is None else read_zone(options.timezone)
    name = machine.locale_for(zone) if options.locale is None else locale_named(options.locale)
    usual = machine.currency if options.locale is None else locale_of(name).home
    currency = usual if options.currency is None else currency_named(options.currency, usual)
    locale = book_locale(name or None, currency)
    week = None if options.hours is None else read_week("--hours", options.hours, locale)
    today = machine.now.astimezone(ZoneInfo(zone)).date()
    keeps = None if options.keeps is None else read_share("--keeps", options.keeps, locale)
    goal, earned = (None, None) if options.goal is None else _goal(options.goal, keeps, locale)
    return FirstBook(
        name=name_of(options.name if options.name is not None else machine.name or "me"),
        currency=currency,
        zone=zone,
        locale=name,
        keeps=keeps,
        week=week or USUAL_WEEK,
        days_off=() if options.days_off is None else read_days_off("--days-off", options.days_off, today, locale),
        goal=goal,
        earned=earned,
        as_of=None if earned is None else today,
        year_starts=None if options.goal is None else year_start(options.goal),
    )


def _goal(text: str, keeps: float | None, locale: Locale) -> tuple[float, float | None]:
    return goal_and_earned("--goal", year_goal("--goal", text, locale), keeps)


def _usual_place(settings: Settings) -> Path:
    typed = settings.environ.get("PLAN_BOOK")
    return Path(typed).expanduser() if typed else user_book()
