"""Amounts, counts and shares as people type them: 48000, 48k, 1.2m, 30, 0.5, 50%."""

from __future__ import annotations

import math
import re

from planner.errors import UsageError

_NUMBER = re.compile(r"(-?[0-9][0-9_]*(?:\.[0-9]+)?)\s*([km%]?)", re.IGNORECASE)
_TIMES = {"": 1.0, "k": 1e3, "m": 1e6, "%": 0.01}


def read_number(text: str) -> int | float:
    """The number of a text, whole where it has no fraction: 48k is 48000, 50% is 0.5.

    Raises ValueError if it is none, OverflowError if it is too large.
    """
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise ValueError(text)
    value = round(float(match[1].replace("_", "")) * _TIMES[match[2].lower()], 9)
    if not math.isfinite(value):
        raise OverflowError(text)
    return int(value) if value.is_integer() else value


def field_amount(field: str, text: str) -> int | float:
    """The amount or share given to a field. Raises UsageError if it is none."""
    try:
        return read_number(text)
    except ValueError:
        raise UsageError(f'can\'t read "{text}" as an amount', f"{field}=48000, {field}=48k or {field}=0.5") from None
    except OverflowError:
        raise UsageError(f"{field} is too large", f"{field}=48000") from None


def field_count(field: str, text: str) -> int:
    """The whole number given to a field. Raises UsageError if it is none."""
    try:
        value = read_number(text)
    except ValueError:
        raise UsageError(f'can\'t read "{text}" as a whole number', f"{field}=30") from None
    except OverflowError:
        raise UsageError(f"{field} is too large", f"{field}=30") from None
    if not isinstance(value, int):
        raise UsageError(f"{field}={text} is not a whole number", f"{field}={round(value)}")
    return value
