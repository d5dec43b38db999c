"""Changes of a day: a time suddenly taken, one suddenly free. As text on the page:

options = { blocks = ["14:00-14:45 Forecast call"], freed = ["10:00 Team meeting"] }
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from planner.core.days import LocalDay, instant
from planner.core.diary import Busy

_CLOCK = r"([0-9]{1,2})(?::?([0-9]{2}))?"
_TIME = re.compile(_CLOCK)
_BLOCK = re.compile(rf"\s*{_CLOCK}\s*[-–]\s*{_CLOCK}\s*(.*)", re.DOTALL)
_FREED = re.compile(rf"\s*{_CLOCK}\s+(.*)", re.DOTALL)


UNNAMED = "blocked"  # the title of a block that the rep gave none


class Block(NamedTuple):
    """A time of the day that is taken: minutes since midnight on the rep's clock."""

    start: int
    end: int
    title: str

    def __str__(self) -> str:
        return f"{self.span} {self.title}".rstrip()

    @property
    def span(self) -> str:
        """The time alone: 14:00-14:45."""
        return f"{clock(self.start)}-{clock(self.end)}"


class Freed(NamedTuple):
    """A meeting of the calendar that does not take place.

    The one of this title that goes on at `at` (minutes).
    """

    at: int
    title: str

    def __str__(self) -> str:
        return f"{clock(self.at)} {self.title}"


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def clock_read(text: str) -> int:
    """Minutes since midnight of a time as people write it: 9, 9:30, 0930, 24:00.

    ValueError where it is none.
    """
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    return _minute(match[1], match[2])


def block_read(text: str) -> Block:
    """A block from its text. ValueError where it is none, or does not end after it starts."""
    match = _BLOCK.fullmatch(text)
    if match is None:
        raise ValueError(text)
    start, end = _minute(match[1], match[2]), _minute(match[3], match[4])
    if start >= end:
        raise ValueError(text)
    return Block(start, end, " ".join(match[5].split()))


def freed_read(text: str) -> Freed:
    """A freed meeting from its text. ValueError where it is none."""
    match = _FREED.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return Freed(_minute(match[1], match[2]), match[3].strip())


def _minute(hour: str, minute: str | None) -> int:
    minutes = int(hour) * 60 + int(minute or 0)
    if int(minute or 0) > 59 or minutes > 24 * 60:
        raise ValueError(f"{hour}:{minute}")
    return minutes


def with_day_changes(
    busy: Iterable[Busy], blocks: Iterable[Block], freed: Iterable[Freed], day: LocalDay
) -> tuple[Busy, ...]:
    """The day's taken times with the blocks, and without the freed meetings."""
    gone = tuple(freed)
    stays = [event for event in busy if not any(takes_place(event, each, day) for each in gone)]
    for block in blocks:
        start, end = (instant(day.date, minute, day.zone) for minute in (block.start, block.end))
        stays.append(Busy(start, end, block.title or UNNAMED, own=True))
    return tuple(sorted(stays, key=lambda event: event.start))


def takes_place(event: Busy, freed: Freed, day: LocalDay) -> bool:
    """True if the freed meeting is this one."""
    at = instant(day.date, freed.at, day.zone)
    return event.title == freed.title and event.start <= at < event.end
