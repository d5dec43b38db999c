"""The period of a review."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

WORDS = ("day", "week", "month", "quarter", "year")


class Period(NamedTuple):
    """The days from `first` to `last`, both included."""

    first: date
    last: date
