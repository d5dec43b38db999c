"""Amounts, shares and counts as people type them: $42,000, 48k, 50%."""

from __future__ import annotations

from planner.errors import UsageError
from planner.locales.figures import OtherCurrencyError, read_figure, read_money
from planner.locales.locale import PLAIN, Locale
from planner.locales.words import TwoReadingsError
from planner.typed.refusal import option_prefix, two_readings


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
        raise UsageError(f'can\'t read "{text}" as a number', f"{field}=0.5, {field}=50% or {field}=2") from None
    except OverflowError:
        raise UsageError(f"{field} is too large", f"{field}=0.5") from None


def field_count(field: str, text: str, locale: Locale = PLAIN) -> int:
    """The whole number given to a field. Raises UsageError if it is none."""
    try:
        value = _whole(read_money(text, locale))
    except TwoReadingsError as two:
        raise two_readings(f"{field}=", text, two) from None
    except ValueError:
        raise UsageError(f'can\'t read "{text}" as a whole number', f"{field}=30") from None
    except OverflowError:
        raise UsageError(f"{field} is too large", f"{field}=30") from None
    if not isinstance(value, int):
        raise UsageError(f"{field}={text} is not a whole number", f"{field}={round(value)}")
    return value


def _money(before: str, name: str, text: str, locale: Locale) -> int | float:
    try:
        return _whole(read_money(text, locale))
    except TwoReadingsError as two:
        raise two_readings(before, text, two) from None
    except OtherCurrencyError as other:
        what = f'"{text}" is in {other.currency}, and your book is in {locale.currency}'
        raise UsageError(what, f"{before}AMOUNT in {locale.currency}") from None
    except ValueError:
        raise UsageError(f'can\'t read "{text}" as an amount', f"{before}48000 or {before}48k") from None
    except OverflowError:
        raise UsageError(f"{name or 'the amount'} is too large", f"{before}48000") from None


def _whole(value: float) -> int | float:
    return int(value) if value.is_integer() else value
