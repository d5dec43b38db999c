"""The locale of a book: order of day and month, marks of figures, clock, currency."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from planner.frozen_class import frozen
from planner.locales.words import Words, data, words_of

if TYPE_CHECKING:
    from planner.core.book import Book


@frozen
class Locale:
    """The way that a book's values are written; by default plain English of no country."""

    name: str = ""  # "de-DE"; "" where the book has none
    currency: str = ""  # ISO 4217; "" where it is not known
    language: str = "en"
    decimal: str = "."
    group: str = ","
    lakh: bool = False  # 12,34,567
    first_weekday: int = 0  # 0 is Monday
    twelve_hours: bool = False
    figures: str = ""  # the order of a date in figures: "dmy", "mdy", "ymd"; "" where either may be meant
    month_first: bool = False  # Nov 26, not 26 Nov
    dots: bool = False  # 26.11., not 26/11
    money: str = "¤#"  # where the sign stands: "# ¤" for 1.870 €
    home: str = ""  # the currency of its country, ISO 4217, and its sign
    sign: str = ""
    year_starts: str | None = None  # month and day of its quarters and years, "04-01"; None: the calendar's

    @property
    def words(self) -> Words:
        """The words of its language."""
        return words_of(self.language)

    def first_of_week(self, day: date) -> date:
        """The first day of the week of `day`."""
        return day - timedelta(days=(day.weekday() - self.first_weekday) % 7)

    @property
    def english(self) -> Words:
        """The words of English, which are read in every locale."""
        return words_of("en")


PLAIN = Locale()
_IN_USE = [PLAIN]  # the last one counts


def locale_in_use() -> Locale:
    """The locale in which this run writes for the rep.

    It is plain unless the program's edge named the book's. It is kept here, so that no screen has to pass it on.
    """
    return _IN_USE[-1]


@contextmanager
def use_locale(locale: Locale) -> Iterator[None]:
    """Write in this locale until the block ends."""
    _IN_USE.append(locale)
    try:
        yield
    finally:
        _IN_USE.pop()


def use_plain_locale() -> AbstractContextManager[None]:
    """Write what a file keeps or another program reads, which no locale changes."""
    return use_locale(PLAIN)


def locale_of(name: str, currency: str = "") -> Locale:
    """The locale of a name such as de-DE, en_US or de-de. Raises LookupError if it is not known."""
    known = data()["locales"]
    wanted = name.strip().partition(".")[0].replace("_", "-").casefold()
    for each, values in known.items():
        if each.casefold() == wanted:
            return Locale(name=each, currency=currency, **values)
    raise LookupError(name)


def locale_in(book: Book) -> Locale:
    """The locale of a book with its currency, plain where it has none."""
    starts = book.year.starts if book.year is not None else None
    return replace(book_locale(book.rep.locale, book.rep.currency), year_starts=starts)


def locale_named_in(plan: Mapping[str, Any]) -> Locale:
    """The locale that the tables of plan.toml name, with the currency; plain if it is a bad one."""
    rep = plan.get("rep")
    name, currency = (rep.get("locale"), rep.get("currency")) if isinstance(rep, Mapping) else (None, None)
    try:
        return book_locale(name if isinstance(name, str) else None, currency if isinstance(currency, str) else "")
    except LookupError:
        return PLAIN


@cache
def book_locale(name: str | None, currency: str) -> Locale:
    """The locale of that name with a currency, plain without a name."""
    return locale_of(name, currency) if name else Locale(currency=currency)


def locale_names() -> tuple[str, ...]:
    """The names of all locales."""
    return tuple(data()["locales"])


def locale_in_country(country: str | None) -> str:
    """The name of the first locale of a country, by its ISO code; "" where there is none."""
    return next((name for name in locale_names() if country and name.endswith(f"-{country}")), "")


def decimals_of(currency: str) -> int:
    """The decimals of a currency, 2 for most."""
    return int(data()["currencies"].get(currency, 2))
