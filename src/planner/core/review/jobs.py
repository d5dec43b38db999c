"""What was worked, joined with what the day's page had planned for it and the money it made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from planner.core.diary import DiaryDay, Planned, Worked
from planner.core.review.review import Dropped, Job
from planner.core.worklog.money import Made, made_by_rows

LONGEST = timedelta(hours=25)  # no row of a day's page tells of more


def until(day: DiaryDay, now: datetime) -> DiaryDay:
    """A day that is not over without what is still to come: rows that have not ended and were not worked on."""
    worked = {row.item for row in day.worked}
    return replace(day, planned=tuple(row for row in day.planned if row.end <= now or row.item in worked))


def jobs(days: Iterable[DiaryDay], lowest: Mapping[str, float]) -> list[Job]:
    """Everything that was worked on `days` (in order of date); `lowest` is each deal's lowest index before them."""
    low = dict(lowest)
    found: list[Job] = []
    for day in days:
        left: dict[str, list[Planned]] = {}
        for each in day.planned:
            left.setdefault(each.item, []).append(each)
        told = zip(day.worked, made_by_rows(day), strict=True)
        for row, made in sorted(told, key=lambda each: (each[0].start.timestamp(), each[0].item)):
            plan = _planned_for(row, left.get(row.item, []))
            if row.record is not None and row.index is not None:
                low[row.record] = min(row.index, low.get(row.record, row.index))
            found.append(Job(day=day.date, worked=row, planned=plan, made=_made(row, made, low)))
            if row.record is not None and row.outcome in ("lost", "won", "parked"):
                low.pop(row.record, None)
    return found


def _planned_for(row: Worked, left: list[Planned]) -> Planned | None:
    """The row of the page that was meant, taken out of those of its item that are left: still on the page then, the
    nearest in time."""
    if len(left) < 2:
        return left.pop() if left else None

    def far(at: int) -> tuple[bool, float]:
        plan = left[at]
        gone = plan.dropped is not None and plan.dropped <= row.start
        return gone, abs((plan.start - row.start).total_seconds())

    return left.pop(min(range(len(left)), key=far))


def _made(row: Worked, told: Made, low: Mapping[str, float]) -> float:
    """What a worked row added to the books; what no page told, at the lowest index that its deal has had."""
    if told.by_page or row.record is None or not row.index:
        return told.makes
    return told.makes * low.get(row.record, row.index) / row.index


def dropped(
    mornings: Iterable[DiaryDay], names: Mapping[str, str], after: Iterable[DiaryDay] = ()
) -> tuple[Dropped, ...]:
    """What the morning pages had and their days had not, dearest first; an item put off again and again is one.

    `mornings` are the days with their first pages, in order; days without any log tell nothing. `after` are the days
    since, on which it may have been done all the same.
    """
    found: list[Dropped] = []
    pending: dict[str, Dropped] = {}
    for day in mornings:
        done = {row.item for row in day.worked}
        for item in done & pending.keys():
            found.append(replace(pending.pop(item), done_later=day.date))
        if not done:
            continue
        missed: dict[str, list[Planned]] = {}
        for row in day.planned:
            if row.item not in done:
                missed.setdefault(row.item, []).append(row)
        for item, rows in missed.items():
            before = pending.get(item)
            record = rows[0].record or ""
            pending[item] = Dropped(
                day=before.day if before else day.date,
                item=item,
                name=names.get(record, record),
                title=rows[0].title,
                minutes=sum(row.minutes for row in rows),
                makes=sum(row.makes for row in rows),
                mornings=before.mornings + 1 if before else 1,
            )
    for day in after:
        for item in {row.item for row in day.worked} & pending.keys():
            found.append(replace(pending.pop(item), done_later=day.date))
    return tuple(sorted([*found, *pending.values()], key=lambda each: (-each.makes, each.day, each.item)))


def by_the_hour(start: datetime, end: datetime) -> Iterator[tuple[int, int]]:
    """The hours of the clock that a time runs through, each with its minutes; days of 23 and 25 hours as lived."""
    if start.utcoffset() == end.utcoffset() and start.date() == end.date():
        minute, last = start.hour * 60 + start.minute, end.hour * 60 + end.minute
        while minute < last:
            until = min(last, minute // 60 * 60 + 60)
            yield minute // 60, until - minute
            minute = until
        return
    zone = start.tzinfo
    at = start.astimezone(UTC)
    over = min(end.astimezone(UTC), at + LONGEST)
    while at < over:
        local = at.astimezone(zone)
        ends = min(over, at + timedelta(minutes=60 - local.minute, seconds=-local.second))
        yield local.hour, round((ends - at).total_seconds() / 60)
        at = ends
