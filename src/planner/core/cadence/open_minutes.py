"""Minutes of the day left unplanned, for whoever calls back.

They claim the day after promises, due work and urgent deals. During the day they keep their place; what was not planned
and meetings that come in use them up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from planner.core.days import LocalDay
from planner.core.diary import DiaryDay
from planner.core.page.page import OpenTime
from planner.schedule import SLOT, Candidate, PlacedItem, Problem

CLAIM = (4.0,)  # their turn on the day, after what is urgent
LONGEST = 30  # minutes of one stretch
ID = "/open/"  # no record has an id that begins so


def pieces(minutes: int) -> tuple[int, ...]:
    """The lengths of the stretches that add up to so many minutes."""
    if minutes <= 0:
        return ()
    count = -(-minutes // LONGEST)
    return tuple(minutes * (n + 1) // count - minutes * n // count for n in range(count))


def open_candidates(stretches: Iterable[int], between: int) -> tuple[Candidate, ...]:
    """The stretches, in minutes, as the scheduler sees them.

    The minutes kept free next to the lines around a stretch are a part of it.
    """
    return tuple(
        Candidate(id=f"{ID}{number}", minutes=max(SLOT, minutes - between), value=0.0, claim=CLAIM)
        for number, minutes in enumerate(stretches, start=1)
    )


def open_times(placed: Iterable[PlacedItem], stretches: Sequence[int], day: LocalDay) -> tuple[OpenTime, ...]:
    """The stretches that have a place in the day."""
    return tuple(
        OpenTime(start=day.time_at(each.start), minutes=stretches[int(each.id.removeprefix(ID)) - 1])
        for each in placed
        if is_open_time(each)
    )


def is_open_time(placed: PlacedItem) -> bool:
    return placed.id.startswith(ID)


def times_left(page: DiaryDay, now: datetime) -> tuple[OpenTime, ...] | None:
    """The stretches of the day's page that are still to come; None where it has none.

    Work that the page never had uses up their minutes, the last ones first.
    """
    kept = kept_times(page)
    if not kept:
        return None
    planned = {row.what.item for row in page.planned}
    used = sum(row.slot.minutes for row in page.worked if row.what.item not in planned)
    passed = sum(each.minutes for each in kept if each.start < now)
    left = [each for each in kept if each.start >= now]
    used = max(0, used - passed)
    while left and used > 0:
        last = left.pop()
        if used < last.minutes:
            left.append(OpenTime(start=last.start, minutes=last.minutes - used))
        used -= last.minutes
    return tuple(left)


def kept_times(page: DiaryDay) -> tuple[OpenTime, ...]:
    """The stretches that the page of a diary was made with."""
    rows = page.figures.get("open")
    found = []
    for row in rows if isinstance(rows, list | tuple) else ():
        match row:
            case {"start": datetime() as start, "minutes": int() as minutes} if start.tzinfo is not None:
                found.append(OpenTime(start=start, minutes=minutes))
    return tuple(sorted(found, key=lambda each: each.start))


def free_times(times: Iterable[OpenTime], problem: Problem, day: LocalDay) -> tuple[OpenTime, ...]:
    """The stretches that no meeting or appointment has taken since."""
    taken = [(meeting.start, meeting.end) for meeting in problem.meetings]
    taken += [(each.at, each.at + each.minutes) for each in problem.candidates if each.at is not None]
    spans = {each: (day.minute(each.start), day.minute(each.start) + each.minutes) for each in times}
    return tuple(each for each, (start, end) in spans.items() if not any(a < end and start < b for a, b in taken))


def as_figures(times: Iterable[OpenTime]) -> list[Mapping[str, object]]:
    """The stretches as the diary keeps them."""
    return [{"start": each.start, "minutes": each.minutes} for each in times]
