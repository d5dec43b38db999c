"""The diary as frozen values.

A day's lines as planned and as worked, and a calendar's meetings.

Money is in the book's currency, time in minutes unless the name says otherwise, chances are 0..1.
Every `datetime` is aware: the reader gives a time without an offset the rep's time zone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from typing import NamedTuple

from planner.core.line import Line
from planner.frozen_class import frozen


class Busy(NamedTuple):
    """A time that is taken, from a calendar; a `record` makes it that record's appointment."""

    start: datetime
    end: datetime
    title: str
    record: str | None = None
    place: str | None = None
    matched_by: str | None = None  # how the event was matched to the record
    mark: str = ""  # at the end of the title, in brackets: "tentative", "not answered", "Lena Vogt declined"
    all_day: bool = False
    own: bool = False  # a block of the rep's own, next to which nothing is kept free

    @property
    def plain_title(self) -> str:
        """The title without its mark."""
        return self.title.removesuffix(f" ({self.mark})") if self.mark else self.title


FIRST_PRICE = "price_first"  # figure of a page that was planned again: its price before


class CalledOff(NamedTuple):
    """An appointment that the calendar calls off: its time, and if the rep declined it."""

    at: datetime
    by_rep: bool


@frozen(kw_only=True)
class DiaryDay:
    """One page of the diary: what was planned, what was worked, and the figures of the day."""

    date: date
    price_today: float | None = None  # money per hour, as the page had it
    makes: float | None = None
    inputs: str = ""  # fingerprint of what the page was made from
    options: Mapping[str, object] = field(default_factory=dict)
    planned: tuple[Line, ...] = ()
    worked: tuple[Line, ...] = ()
    figures: Mapping[str, object] = field(default_factory=dict)  # the rest of [page], as it was written

    @property
    def usual_price(self) -> float | None:
        """Money per hour of the day as it was first planned.

        None without a page, or without an hour on it. A page that is planned again in the evening has the price of what
        little is left.
        """
        first = self.figures.get(FIRST_PRICE)
        if isinstance(first, int | float):
            return float(first)
        return self.price_today if self.figures.get("minutes_available") != 0 else None

    @property
    def says_anything(self) -> bool:
        """False for a page without a row or a figure, which has no file."""
        return bool(self.planned or self.worked or self.figures or self.inputs or self.options)
