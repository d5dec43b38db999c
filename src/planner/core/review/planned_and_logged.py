"""Logged work joined with its planned line and its money; planned lines that were dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from planner.core.diary import DiaryDay
from planner.core.line import Line
from planner.core.review.review import Dropped, Job
from planner.core.worklog.money import made_by_rows

LONGEST = timedelta(hours=25)  # no row of a day's page is longer


def cut_at(day: DiaryDay, now: datetime) -> DiaryDay:
    """Return a day without the planned rows that end after `now` and were not worked on."""
    worked = {row.what.item for row in day.worked}
    return replace(day, planned=tuple(row for row in day.planned if row.slot.end <= now or row.what.item in worked))


def jobs(days: Iterable[DiaryDay]) -> list[Job]:
    """Join the logged work of `days`, in order of date, with its planned lines and money."""
    jobs_done: list[Job] = []
    for day in days:
        open_lines: dict[str, list[Line]] = {}
        for each in day.planned:
            open_lines.setdefault(each.what.item, []).append(each)
        rows = zip(day.worked, made_by_rows(day), strict=True)
        for row, made in sorted(rows, key=lambda each: (each[0].slot.start.timestamp(), each[0].what.item)):
            plan = _planned_for(row, open_lines.get(row.what.item, []))
            jobs_done.append(Job(day=day.date, worked=row, planned=plan, made=made.makes))
    return jobs_done


def _planned_for(row: Line, open_lines: list[Line]) -> Line | None:
    """Take the planned row that a logged one stands for out of its item's open lines.

    A row still on the page at that time comes first, then the nearest in time.
    """
    if len(open_lines) < 2:
        return open_lines.pop() if open_lines else None

    def distance(at: int) -> tuple[bool, float]:
        plan = open_lines[at]
        was_dropped = plan.status.dropped is not None and plan.status.dropped <= row.slot.start
        return was_dropped, abs((plan.slot.start - row.slot.start).total_seconds())

    return open_lines.pop(min(range(len(open_lines)), key=distance))


def dropped_lines(
    mornings: Iterable[DiaryDay], names: Mapping[str, str], after: Iterable[DiaryDay] = ()
) -> tuple[Dropped, ...]:
    """Return the lines of morning pages that were not done that day, dearest first.

    A line that is put off again counts once. `mornings` are the days with their first pages, in order; days without any
    log are skipped. `after` are the days since, on which a line may have been done later.
    """
    finished: list[Dropped] = []
    pending: dict[str, Dropped] = {}
    for day in mornings:
        done = {row.what.item for row in day.worked}
        for item in done & pending.keys():
            finished.append(replace(pending.pop(item), done_later=day.date))
        if not done:
            continue
        missed: dict[str, list[Line]] = {}
        for row in day.planned:
            if row.what.item not in done:
                missed.setdefault(row.what.item, []).append(row)
        for item, rows in missed.items():
            before = pending.get(item)
            record = rows[0].what.record or ""
            pending[item] = Dropped(
                day=before.day if before else day.date,
                item=item,
                name=names.get(record, record),
                title=rows[0].what.title,
                minutes=sum(row.slot.minutes for row in rows),
                makes=sum(row.worth.makes for row in rows),
                mornings=before.mornings + 1 if before else 1,
            )
    for day in after:
        for item in {row.what.item for row in day.worked} & pending.keys():
            finished.append(replace(pending.pop(item), done_later=day.date))
    return tuple(sorted([*finished, *pending.values()], key=lambda each: (-each.makes, each.day, each.item)))


def by_the_hour(start: datetime, end: datetime) -> Iterator[tuple[int, int]]:
    """Split a time into the hours of the clock, each with its minutes.

    Days of 23 and 25 hours come out right.
    """
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
