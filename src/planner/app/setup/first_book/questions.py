"""The questions of `plan init` as a dialogue that ends in a summary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from planner.app.dialogue.turn import Prompt, Turn
from planner.app.setup.first_book.answers import (
    NONE,
    SetupAnswers,
    chosen_calendars,
    chosen_places,
    currency_named,
    locale_named,
    name_of,
    path_of,
)
from planner.app.setup.first_book.on_this_machine import FoundExport
from planner.app.setup.first_book.year_questions import (
    put_days_off,
    put_earned,
    put_goal,
    put_hours,
    read_days,
    read_earned,
    read_goal,
    read_hours,
    said_days_off,
    said_earned,
    said_goal,
    said_hours,
)
from planner.errors import UsageError
from planner.locales.writing import write_clock, write_day, write_figure
from planner.screen.text.wording import WEEKDAYS, counted
from planner.typed.rep.share import HINT as SHARE_EXAMPLE
from planner.typed.rep.share import read_share, share_text
from planner.typed.rep.zones import read_zone

SAMPLE_AMOUNT = 48_000
SAMPLE_FIGURE = 1234.5
EXPORTS = {"prospect": "deals", "account": "accounts", "contact": "contacts"}


class SetupQuestion(NamedTuple):
    """A question: its prompt, the reader of its answer, and its line of the summary."""

    label: str
    put: Callable[[SetupAnswers], tuple[Sequence[str], Prompt]]
    read: Callable[[SetupAnswers, str], SetupAnswers]
    said: Callable[[SetupAnswers], str]


def first_turn(given: SetupAnswers) -> Turn[SetupAnswers]:
    """The first question; without any the dialogue has ended."""
    if not given.to_ask:
        return Turn(given)
    return _with_lines(_ask(given), ("Enter takes the answer in [brackets]. Ctrl-C leaves without saving.", ""))


def step(given: SetupAnswers, answer: str) -> Turn[SetupAnswers]:
    """Read the answer to the question that was put, and put the next.

    Raises UsageError if it can't be read.
    """
    if not given.to_ask:
        return _after_summary(given, answer)
    key = given.to_ask[0]
    after = QUESTIONS[key].read(given, answer)
    known = after.known if key in after.known else (*after.known, key)
    turn = _ask(replace(after, to_ask=after.to_ask[1:], known=known, remark=""))
    return _with_lines(turn, (after.remark,)) if after.remark else turn


def _ask(given: SetupAnswers) -> Turn[SetupAnswers]:
    if not given.to_ask:
        return _summary(given)
    lines, prompt = QUESTIONS[given.to_ask[0]].put(given)
    return Turn(given, lines, prompt)


def _summary(given: SetupAnswers) -> Turn[SetupAnswers]:
    shown = _shown(given)
    wide, digits = max(len(QUESTIONS[key].label) for key in shown), len(str(len(shown)))
    lines = [
        f" {number:>{digits}}  {QUESTIONS[key].label:<{wide}}  {QUESTIONS[key].said(given)}"
        for number, key in enumerate(shown, start=1)
    ]
    return Turn(given, ("", *lines, ""), Prompt("Enter starts the book; a number changes its line"))


def _after_summary(given: SetupAnswers, answer: str) -> Turn[SetupAnswers]:
    if not answer:
        return Turn(given)
    shown = _shown(given)
    if not answer.isdecimal() or not 1 <= int(answer[:3]) <= len(shown):
        raise UsageError(f'no line "{answer}" here', f"Enter, or a number from 1 to {len(shown)}")
    return _ask(replace(given, to_ask=(shown[int(answer) - 1],)))


def _shown(given: SetupAnswers) -> list[str]:
    """The lines of the summary: what was answered, and what was found."""
    return [key for key in QUESTIONS if key in given.known]


def _with_lines(turn: Turn[SetupAnswers], lines: Sequence[str]) -> Turn[SetupAnswers]:
    return replace(turn, lines=(*lines, *turn.lines))


def _put_name(given: SetupAnswers) -> tuple[Sequence[str], Prompt]:
    return (), Prompt("Your name", usual=given.book.name or given.machine.name)


def _read_name(given: SetupAnswers, answer: str) -> SetupAnswers:
    return replace(given, book=replace(given.book, name=name_of(answer)))


def _put_currency(given: SetupAnswers) -> tuple[Sequence[str], Prompt]:
    return (), Prompt("Currency (dollars, €, CHF ...)", usual=given.book.currency or given.machine.currency)


def _read_currency(given: SetupAnswers, answer: str) -> SetupAnswers:
    return replace(given, book=replace(given.book, currency=currency_named(answer, given.machine.currency)))


def _put_keeps(given: SetupAnswers) -> tuple[Sequence[str], Prompt]:
    usual = "" if given.book.keeps is None else share_text(given.book.keeps, given.locale)
    return (), Prompt("Your commission, in percent of what a customer pays (8%; 100%: all of it)", usual=usual)


def _read_keeps(given: SetupAnswers, answer: str) -> SetupAnswers:
    if not answer:
        raise UsageError("an hour is worth what you earn in it: commission, or margin", SHARE_EXAMPLE)
    return replace(given, book=replace(given.book, keeps=read_share("", answer, given.locale)))


def _said_keeps(given: SetupAnswers) -> str:
    keeps = given.book.keeps or 0.0
    return f"{share_text(keeps, given.locale)}: {given.money(keeps * SAMPLE_AMOUNT)} of {given.money(SAMPLE_AMOUNT)}"


def _put_zone(given: SetupAnswers) -> tuple[Sequence[str], Prompt]:
    usual = given.book.zone or given.machine.zone
    return (), Prompt(f"Time zone, {_time(given, usual)} now (eastern, Berlin ...)", usual=usual)


def _read_zone(given: SetupAnswers, answer: str) -> SetupAnswers:
    zone, book = read_zone(answer), given.book
    is_found = book.locale == given.machine.locale_for(book.zone)  # not the rep's own choice
    return replace(
        given, book=replace(book, zone=zone, locale=given.machine.locale_for(zone) if is_found else book.locale)
    )


def _time(given: SetupAnswers, zone: str) -> str:
    now = given.machine.now.astimezone(ZoneInfo(zone))
    return write_clock(now.hour * 60 + now.minute, given.locale)


def _put_locale(given: SetupAnswers) -> tuple[Sequence[str], Prompt]:
    return (), Prompt("Dates and numbers as in (US, Germany, en-GB)", usual=given.book.locale)


def _read_locale(given: SetupAnswers, answer: str) -> SetupAnswers:
    return replace(given, book=replace(given.book, locale=locale_named(answer)))


def _said_locale(given: SetupAnswers) -> str:
    """Samples of the locale: a day, a time, a figure and the first day of a week."""
    locale = given.locale
    day, first = write_day(date(2026, 12, 31), locale, year=False), WEEKDAYS[locale.first_weekday]
    figure = write_figure(SAMPLE_FIGURE, locale, 2)
    return f"{day}, {write_clock(14 * 60, locale)}, {figure}, weeks from {first} ({locale.name or 'no country'})"


def _put_calendars(given: SetupAnswers) -> tuple[Sequence[str], Prompt]:
    found = given.machine.calendars
    if not found:
        return (), Prompt("A calendar to plan around, a file (.ics) or a folder of them (Enter: later)")
    lines = ["Calendars on this machine:"]
    lines += [f" {number}  {each.name}, {counted(each.events, 'event')}" for number, each in enumerate(found, start=1)]
    return lines, Prompt("Yours: numbers, a file, all or none", usual="all")


def _read_calendars(given: SetupAnswers, answer: str) -> SetupAnswers:
    return replace(given, book=replace(given.book, calendars=chosen_calendars(given.machine, answer)))


def _said_calendars(given: SetupAnswers) -> str:
    return ", ".join(given.book.calendars) or "none yet"


def _put_export(given: SetupAnswers) -> tuple[Sequence[str], Prompt]:
    found = given.machine.exports
    if not found:
        return (), Prompt("A CRM export to bring in, a file (Enter: skip)")
    lines = ["CRM exports on this machine:"]
    lines += [
        f" {number}  {each.name}, {counted(each.rows, 'row')} of {EXPORTS[each.kind]}"
        for number, each in enumerate(found, start=1)
    ]
    return lines, Prompt("Bring in: numbers, a file, all or none", usual="1" if len(found) == 1 else "all")


def _read_export(given: SetupAnswers, answer: str) -> SetupAnswers:
    found = given.machine.exports
    if not answer or answer.lower() in NONE:
        return replace(given, exports=())
    places = chosen_places(answer, len(found))
    if places is not None:
        return replace(given, exports=tuple(found[place] for place in places))
    try:
        export = given.machine.export_at(path_of(answer))
    except OSError as error:
        raise UsageError(f"{path_of(answer)}: {error.strerror or error}", "name the file, or none") from None
    return replace(given, exports=(export or FoundExport(path_of(answer), "prospect", 0),))


def _said_export(given: SetupAnswers) -> str:
    names = ", ".join(each.name for each in given.exports)
    return f"{names}, with a preview first" if names else "none"


QUESTIONS: dict[str, SetupQuestion] = {
    "name": SetupQuestion("name", _put_name, _read_name, lambda given: given.book.name),
    "currency": SetupQuestion("currency", _put_currency, _read_currency, lambda given: given.book.currency),
    "keeps": SetupQuestion("commission", _put_keeps, _read_keeps, _said_keeps),
    "zone": SetupQuestion(
        "time zone", _put_zone, _read_zone, lambda given: f"{given.book.zone}, {_time(given, given.book.zone)} now"
    ),
    "locale": SetupQuestion("days, figures", _put_locale, _read_locale, _said_locale),
    "hours": SetupQuestion("hours", put_hours, read_hours, said_hours),
    "days_off": SetupQuestion("days off", put_days_off, read_days, said_days_off),
    "goal": SetupQuestion("goal", put_goal, read_goal, said_goal),
    "earned": SetupQuestion("earned so far", put_earned, read_earned, said_earned),
    "calendars": SetupQuestion("calendars", _put_calendars, _read_calendars, _said_calendars),
    "export": SetupQuestion("CRM export", _put_export, _read_export, _said_export),
}
