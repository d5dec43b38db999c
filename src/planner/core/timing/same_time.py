"""Appointments at one time with another or with a meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from planner.core.line import Line
from planner.core.page.page import PageWarning, Taken

MOST = 100  # pairs of a day: thousands of appointments at one time would be millions


class Agreed(NamedTuple):
    """A time that was agreed; `line` if it is an appointment on the page."""

    start: datetime
    end: datetime
    name: str
    line: Line | None = None


def double_bookings(lines: Sequence[Line], busy: Sequence[Taken]) -> list[tuple[Agreed, Agreed]]:
    """The first `MOST` pairs of an appointment to come and what it overlaps."""
    fixed = [line for line in lines if line.slot.fixed and line.status.state == "planned"]
    agreed = [Agreed(line.slot.start, line.slot.end, _name(line), line) for line in fixed]
    agreed += [Agreed(each.start, each.end, each.title) for each in busy]
    return list(islice(_pairs(agreed), MOST))


def same_time_warnings(lines: Sequence[Line], busy: Sequence[Taken]) -> tuple[PageWarning, ...]:
    """A warning for each pair."""
    return tuple(
        PageWarning(code="same time", name=one.name, other=other.name, start=max(one.start, other.start))
        for one, other in double_bookings(lines, busy)
    )


def _pairs(agreed: Sequence[Agreed]) -> Iterator[tuple[Agreed, Agreed]]:
    for place, one in enumerate(agreed):
        for other in agreed[place + 1 :]:
            if one.line is not None and one.start < other.end and other.start < one.end:
                yield one, other


def _name(line: Line) -> str:
    return f"{line.what.title}, {line.what.name}" if line.what.name else line.what.title
