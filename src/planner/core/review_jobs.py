"""What was worked, joined with what the day's page had planned for it and the money it made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

from planner.core.learn_minutes import NOT_DONE
from planner.core.review_types import Dropped, Job
from planner.core.vocabulary import DiaryDay, Planned, Worked


def morning_rows(day: DiaryDay) -> tuple[Planned, ...]:
    """The page as it was first made that day."""
    made = [row.made for row in day.planned if row.made is not None]
    if not made:
        return day.planned
    first = min(made)
    return tuple(row for row in day.planned if row.made is None or row.made == first)


def jobs(days: Iterable[DiaryDay], lowest: Mapping[str, float]) -> list[Job]:
    """Everything that was worked on `days` (in order of date); `lowest` is each deal's lowest index before them."""
    low = dict(lowest)
    found: list[Job] = []
    for day in days:
        left = list(day.planned)
        for row in sorted(day.worked, key=lambda row: (row.start.timestamp(), row.item)):
            plan = _planned_for(row, left)
            if plan is not None:
                left.remove(plan)
            if row.record is not None and row.index is not None:
                low[row.record] = min(row.index, low.get(row.record, row.index))
            found.append(Job(day=day.date, worked=row, planned=plan, made=_made(row, plan, low)))
            if row.record is not None and row.outcome in ("lost", "won", "parked"):
                low.pop(row.record, None)
    return found


def _planned_for(row: Worked, left: list[Planned]) -> Planned | None:
    """The row of the page that was meant: of the same item, still on the page then, the nearest in time."""
    same = [plan for plan in left if plan.item == row.item]
    return min(
        same,
        key=lambda plan: (
            plan.dropped is not None and plan.dropped <= row.start,
            abs((plan.start - row.start).total_seconds()),
        ),
        default=None,
    )


def _made(row: Worked, plan: Planned | None, low: Mapping[str, float]) -> float:
    """What a worked row added to the books: what the page said it would, however long it took; a piece its share.

    One that was on no page made its hours × the lowest index that the deal has had.
    """
    if row.outcome in NOT_DONE:
        return 0.0
    if plan is not None:
        done = 1.0 if row.outcome is not None or plan.minutes <= 0 else min(1.0, row.minutes / plan.minutes)
        return plan.makes * done
    made = (row.per_hour or 0.0) * row.minutes / 60
    if row.record is not None and row.index:
        made *= low.get(row.record, row.index) / row.index
    return made


def dropped(days: Iterable[DiaryDay], names: Mapping[str, str]) -> tuple[Dropped, ...]:
    """What the morning pages had and their days had not, dearest first; days without any log tell nothing."""
    days = list(days)
    done_on: dict[str, list[date]] = {}
    for day in days:
        for item in {row.item for row in day.worked}:
            done_on.setdefault(item, []).append(day.date)
    found = []
    for day in days:
        if not day.worked:
            continue
        missed: dict[str, list[Planned]] = {}
        for row in morning_rows(day):
            if day.date not in done_on.get(row.item, ()):
                missed.setdefault(row.item, []).append(row)
        for item, rows in missed.items():
            later = [other for other in done_on.get(item, ()) if other > day.date]
            found.append(
                Dropped(
                    day=day.date,
                    item=item,
                    name=names.get(rows[0].record or "", rows[0].record or ""),
                    title=rows[0].title,
                    minutes=sum(row.minutes for row in rows),
                    makes=sum(row.makes for row in rows),
                    done_later=min(later, default=None),
                )
            )
    return tuple(sorted(found, key=lambda each: (-each.makes, each.day, each.item)))


def by_the_hour(start: datetime, end: datetime) -> Iterator[tuple[int, int]]:
    """The hours of the clock that a time runs through, each with its minutes; days of 23 and 25 hours as lived."""
    zone = start.tzinfo
    at, over = start.astimezone(UTC), end.astimezone(UTC)
    while at < over:
        local = at.astimezone(zone)
        ends = min(over, at + timedelta(minutes=60 - local.minute, seconds=-local.second))
        yield local.hour, round((ends - at).total_seconds() / 60)
        at = ends
