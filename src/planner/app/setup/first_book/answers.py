"""Answers about the rep, read: a name, a currency, an amount, calendars, a path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from zoneinfo import ZoneInfo

from planner.app.setup.first_book.on_this_machine import FoundCalendar, FoundExport
from planner.app.setup.first_book.template import FirstBook
from planner.book.read.limits import MONEY
from planner.errors import UsageError
from planner.frozen_class import frozen
from planner.locales.currencies import currency_of
from planner.locales.locale import Locale, book_locale, locale_in_country, locale_names, locale_of
from planner.locales.writing import write_money
from planner.typed.rep.goal import GoalSaid
from planner.typed.rep.income import read_income
from planner.typed.rep.zones import country_named

NONE = ("none", "no", "n", "-", "nein", "keine", "non", "nee")


@frozen(kw_only=True)
class Machine:
    """The machine's own answers, and a look at a file that the rep names."""

    now: datetime
    name: str
    currency: str
    zone: str
    calendars: Sequence[FoundCalendar] = ()
    exports: Sequence[FoundExport] = ()
    locale_for: Callable[[str], str] = lambda _: ""  # of a time zone
    calendar_at: Callable[[str], FoundCalendar | None] = lambda _: None
    export_at: Callable[[str], FoundExport | None] = lambda _: None


@frozen(kw_only=True)
class SetupAnswers:
    """The answers so far, and the questions still to put, by their keys."""

    machine: Machine
    book: FirstBook
    exports: tuple[FoundExport, ...] = ()
    to_ask: tuple[str, ...] = ()
    known: tuple[str, ...] = ("locale",)  # that is found, and can be changed
    in_orders: bool = False  # the goal was given as what customers order
    remark: str = ""  # on the last answer, shown once

    @property
    def locale(self) -> Locale:
        """The locale of the answers so far."""
        return book_locale(self.book.locale or None, self.book.currency)

    @property
    def today(self) -> date:
        """The day in the rep's time zone."""
        return self.machine.now.astimezone(ZoneInfo(self.book.zone)).date()

    def money(self, amount: float) -> str:
        """An amount in the book's currency."""
        return write_money(amount, self.book.currency, self.locale)


def name_of(text: str) -> str:
    """The rep's name. Raises UsageError if it is none."""
    name = text.strip()
    if not name or not name.isprintable():
        raise UsageError("a name is a line of text", "write it as --name 'Dana Reyes'")
    return name


def currency_named(text: str, own: str) -> str:
    """The code of a currency given as a word, a sign or a code.

    "$" is `own` if that is a dollar. Raises UsageError if it is none.
    """
    code = currency_of(text, own)
    if not code:
        fix = "write its name, its sign or its three letters: dollars, €, CHF"
        raise UsageError(f'can\'t read "{text}" as a currency', fix)
    return code


def locale_named(text: str) -> str:
    """The locale of a name (en-US) or a country. Raises UsageError if it is none."""
    with suppress(LookupError):
        return locale_of(text).name
    found = locale_in_country(country_named(text))
    if not found:
        raise UsageError(f'no locale "{text}"', f"a country, or one of {', '.join(locale_names())}")
    return found


def amount_of(option: str, text: str, locale: Locale, *, is_part: bool = False) -> float:
    """The rep's own money given to an option ("" in an answer).

    With `is_part` also as a part: 97k of 400k.

    Raises UsageError if it is none, or more or less than a book holds.
    """
    return checked_amount(option, read_income(option, text, locale, is_part=is_part), text)


def goal_and_earned(option: str, said: GoalSaid, keeps: float | None) -> tuple[float, float | None]:
    """The rep's own money of a goal and of its part: their share (0..1) of orders.

    Raises UsageError if a book doesn't hold it, or without the share of orders.
    """
    if said.in_orders and keeps is None:
        raise UsageError(f"{option}: a goal in orders needs your share of them".removeprefix(": "), "add --keeps 8%")
    share = (keeps or 1.0) if said.in_orders else 1.0
    goal, earned = (None if each is None else round(each * share, 2) for each in (said.goal, said.part))
    for amount in (goal, earned):
        if amount is not None:
            checked_amount(option, amount, f"{amount:.0f}")
    return goal or 0.0, earned


def checked_amount(option: str, amount: float, text: str) -> float:
    """The amount. Raises UsageError if it is more or less than a book holds."""
    if not MONEY.low <= amount <= MONEY.high:
        what = f'can\'t use "{text}": an amount is 0 or more, and at most {MONEY.high:,.0f}'
        raise UsageError(f"{option}: {what}".removeprefix(": "), f"{option} 120k".strip())
    return amount


def chosen_places(answer: str, count: int) -> list[int] | None:
    """The places of a list, from 0, that an answer chooses by numbers or "all".

    None if it is neither. Raises UsageError for a number that is not on the list.
    """
    if answer.lower() == "all" and count:
        return [*range(count)]
    words = answer.replace(",", " ").split()
    if not all(word.isdecimal() for word in words):
        return None
    if wrong := [word for word in words if not 1 <= int(word[:4]) <= count]:
        raise UsageError(f'no number "{wrong[0]}" here', f"a number from 1 to {count}, a file, all or none")
    return [*dict.fromkeys(int(word) - 1 for word in words)]


def chosen_calendars(machine: Machine, answer: str) -> tuple[str, ...]:
    """The names of the calendars of an answer: numbers, a file, all or none.

    Raises UsageError if it is none of them.
    """
    found = [each.name for each in machine.calendars]
    if not answer or answer.lower() in NONE:
        return ()
    places = chosen_places(answer, len(found))
    if places is not None:
        return tuple(found[place] for place in places)
    named = path_of(answer)
    if machine.calendar_at(named) is None:
        raise UsageError(f'no calendar with an event at "{named}"', "name an .ics file or a folder of them, or none")
    return (named,)


def path_of(answer: str) -> str:
    """A path as typed, or as a terminal writes a file that is dragged onto it.

    That is in quotes, or with a backslash before each blank.
    """
    if len(answer) > 2 and answer[0] == answer[-1] and answer[0] in "'\"":
        return answer[1:-1]
    return answer.replace("\\ ", " ")
