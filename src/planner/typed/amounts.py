"""Amounts, shares and counts as people type them: $42,000, 48k, 50%."""

from __future__ import annotations

import re
from dataclasses import replace

from planner.errors import UsageError
from planner.locales.figures import OtherCurrencyError, read_figure, read_money
from planner.locales.locale import PLAIN, Locale
from planner.locales.words import Meaning, TwoReadingsError
from planner.typed.refusal import option_prefix, refusal, two_readings

_AROUND = re.compile(  # an amount, beyond its meaning
    r"^(?:~|≈|(?:(?:it's|worth|maybe|probably|say|about|around|roughly|approximately|approx\b\.?|circa|ca\.|some|almost"
    r"|nearly)\s+)+)\s*|^(?:arr|acv|tcv)\s+|\?+$"
    r"|\s*(?:,\s*)?\b(?:or so|total|in all|in total|all in|give or take)[.!?]*$"
    r"|\s*(?:/\s?(?:yr|year)|\bper (?:yr|year)|\ba year|\bp\.\s?a\.|\bannual(?:ly)?|\byearly|\b(?:arr|acv|tcv))\s*\?*$",
    re.IGNORECASE,
)
_PIECES = re.compile(r"([0-9]{1,6})\s*(?:[^\W\d_]{2,20}\s+)?(?:x|×|\*|@)\s*(\S.*)", re.IGNORECASE)  # 25 seats x $600
_RANGE = re.compile(
    r"\D{0,5}[0-9][0-9.,]*\s?\w{0,3}\s*(?:-|–|—|\bto\b)\s*\D{0,5}[0-9][0-9.,]*\s?\w{0,3}", re.IGNORECASE
)
_MONTHLY = re.compile(r"[0-9].*(?:/\s?|\bper |\ba )(?:mo|mth|month)\b|\bmrr\b", re.IGNORECASE)


class ForeignMoney(UsageError):
    """An amount of money in another currency than the book's."""

    def __init__(self, text: str, currency: str, amount: float, own: str) -> None:
        super().__init__(f'"{text}" is in {currency}, and your book is in {own}', f"type it in {own}")
        self.currency = currency
        self.amount = amount


def field_money(field: str, text: str, locale: Locale = PLAIN) -> int | float:
    """The amount of money given to a field, an int if it is whole.

    Raises UsageError if it is none.
    """
    return _money(f"{field}=", field, text, locale)


def option_money(option: str, text: str, locale: Locale = PLAIN) -> int | float:
    """The amount of money given to an option ("" in an answer). Raises UsageError if it is none."""
    return _money(option_prefix(option), option, text, locale)


def field_amount(field: str, text: str, locale: Locale = PLAIN) -> int | float:
    """The share or other number given to a field. Raises UsageError if it is none."""
    try:
        return _whole(read_figure(text, locale))
    except ValueError:
        raise refusal("", text, "a number", f"{field}=0.5, {field}=50% or {field}=2") from None
    except OverflowError:
        raise UsageError(f"{field} is too large", f"{field}=0.5") from None


def field_count(field: str, text: str, locale: Locale = PLAIN) -> int:
    """The whole number given to a field. Raises UsageError if it is none."""
    try:
        value = _whole(read_money(text, locale))
    except TwoReadingsError as two:
        raise two_readings(f"{field}=", text, two) from None
    except ValueError:
        raise refusal("", text, "a whole number", f"{field}=30") from None
    except OverflowError:
        raise UsageError(f"{field} is too large", f"{field}=30") from None
    if not isinstance(value, int):
        raise UsageError(f"{field}={text} is not a whole number", f"{field}={round(value)}")
    return value


def _money(before: str, name: str, text: str, locale: Locale) -> int | float:
    try:
        return _whole(_read(text, locale))
    except TwoReadingsError as two:
        raise two_readings(before, text, two) from None
    except OtherCurrencyError as other:
        amount = _money(before, name, text, replace(locale, currency=other.currency))
        raise ForeignMoney(text, other.currency, amount, locale.currency) from None
    except ValueError:
        raise _refusal(before, text) from None
    except OverflowError:
        raise UsageError(f"{name or 'the amount'} is too large", f"{before}48000") from None


def _read(text: str, locale: Locale) -> float:
    """An amount with the words around it, or a number of pieces times their price.

    Raises as `read_money`.
    """
    plain = _AROUND.sub("", text.strip()).strip()
    pieces = _PIECES.fullmatch(plain)
    if pieces is None:
        return read_money(plain or text, locale)
    try:
        return int(pieces[1]) * read_money(pieces[2], locale)
    except TwoReadingsError as two:
        ways = (Meaning(f"{pieces[1]} x {each.text}", f"{pieces[1]} x {each.words}") for each in two.meanings)
        raise TwoReadingsError(text, *ways) from None


def _refusal(before: str, text: str) -> UsageError:
    if _MONTHLY.search(text):
        return UsageError(f'"{text}" is an amount a month', f'type that of the deal: {before}"12 x 800"')
    if _RANGE.fullmatch(text.strip()):
        return UsageError(f'"{text}" is a range', "type one amount, the one you expect")
    return refusal("", text, "an amount", f"{before}48000 or {before}48k")


def _whole(value: float) -> int | float:
    return int(value) if value.is_integer() else value
