"""The page at one moment of the day.

What the clock runs for, what the page has now, what comes, what to do now.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from planner.core.bridge.moves import work_sum
from planner.core.diary import DiaryDay
from planner.core.line import Line
from planner.core.page.page import Page, Taken
from planner.core.records.card_values import DayStatus, FixedTime, NextLine
from planner.core.worklog.work import morning_of


def next_line(page: Page, now: datetime, between: int, clock: Line | None = None) -> NextLine:
    """The best paid line at `now` that fits before the next fixed one.

    What the `clock` runs for goes on, and so does what the page has now. Otherwise the best paid of what the page has
    before that; `between` are the minutes kept free before it.
    """
    fixed = _next_fixed(page, now)
    if clock is not None:
        return NextLine(now=now, currency=page.currency, item=clock, running=True, fixed=fixed)
    current = item_at(page, now)
    if current is not None:
        return NextLine(now=now, currency=page.currency, item=current, fixed=fixed)
    until = fixed.start if fixed else None
    coming = [
        item
        for item in page.items
        if item.status.state == "planned"
        and item.slot.start >= now
        and not item.slot.fixed
        and (until is None or (item.slot.start < until and fits(item, now, until, between)))
    ]
    best = min(coming, key=lambda item: (-item.worth.hourly, item.slot.start), default=None)
    if best is not None:
        best = _promise_first(coming, best, page, now, between)
    if best is None and fixed is not None:
        waits = next((item for item in page.items if item.slot.start == fixed.start and item.slot.fixed), None)
        if waits is not None:
            return NextLine(now=now, currency=page.currency, item=waits, fixed=None)
    return NextLine(now=now, currency=page.currency, item=best, fixed=fixed)


def _promise_first(coming: Sequence[Line], best: Line, page: Page, now: datetime, between: int) -> Line:
    """A promise that would not fit later today, if `best` went first; else `best`."""
    if best.status.promised:
        return best
    free = _free_after(page, now + timedelta(minutes=best.slot.minutes + between), between)
    promised = [line for line in page.items if line.status.promised and line.status.state == "planned"]
    due = [line for line in promised if not line.slot.fixed and line.slot.start >= now]
    tight = sum(line.slot.minutes + between for line in due) > sum(free) + between
    late = [line for line in coming if line in due and (tight or max(free, default=0) < line.slot.minutes)]
    return min(late, key=lambda line: (line.slot.start, line.what.item), default=best)


def _free_after(page: Page, start: datetime, between: int) -> list[int]:
    """Minutes of the stretches between what is fixed, from `start` to the end of the page."""
    taken = [(each.start, each.end) for each in page.busy]
    taken += [(line.slot.start, line.slot.end) for line in page.items if line.slot.fixed]
    end = max((line.slot.end for line in page.items), default=start)
    gap, free = timedelta(minutes=between), []
    for fixed_from, fixed_to in sorted(taken):
        if fixed_to > start and fixed_from < end:
            free.append(fixed_from - gap - start)
            start = max(start, fixed_to + gap)
    return [int(each.total_seconds() // 60) for each in (*free, end - start) if each > timedelta()]


def item_at(page: Page, now: datetime) -> Line | None:
    """The line of the page whose time it is, whether or not anyone does it."""
    return next(
        (item for item in page.items if item.status.state == "planned" and item.slot.start <= now < item.slot.end), None
    )


def fits(item: Line, now: datetime, until: datetime, between: int) -> bool:
    """True if an item started now ends in time for the next fixed one."""
    return now + timedelta(minutes=item.slot.minutes + between) <= until


def _next_fixed(page: Page, now: datetime) -> FixedTime | None:
    items = [FixedTime(start=taken.start, title=taken.title) for taken in page.busy]
    items += [
        FixedTime(start=item.slot.start, title=f"{item.what.title}, {item.what.name}".rstrip(", "))
        for item in page.items
        if item.slot.fixed and item.status.state != "done"
    ]
    return min((each for each in items if each.start > now), key=lambda each: each.start, default=None)


def status_of(page: Page | None, day: DiaryDay | None, now: datetime, clock: Line | None, currency: str) -> DayStatus:
    """The state of the day at `now`.

    `page` and `day` are as the diary has them; the clock runs for `clock`.
    """
    if page is None:
        return DayStatus(now=now, currency=currency, running=clock, since=clock.slot.start if clock else None)
    done, planned = done_of_the_morning(day) if day is not None else (0, len(page.items))
    work = work_sum(day.worked, day.date.isoformat()) if day is not None else None
    return DayStatus(
        now=now,
        currency=page.currency,
        running=clock,
        since=clock.slot.start if clock else None,
        on=item_at(page, now),
        coming=next((item for item in page.items if item.status.state == "planned" and item.slot.start > now), None),
        meeting=_meeting(page, now),
        done=done,
        planned=planned,
        made=sum(item.worth.makes for item in page.items if item.status.state == "done"),
        won=work.won / 100 if work is not None else None,
        moved=work.change / 100 if work is not None else None,
    )


def done_of_the_morning(day: DiaryDay) -> tuple[int, int]:
    """The number of items on the day's first page, and how many of them were worked on.

    The review counts them the same way.
    """
    items = {row.what.item for row in morning_of(day).planned}
    return len(items & {row.what.item for row in day.worked}), len(items)


def _meeting(page: Page, now: datetime) -> Taken | None:
    """The meeting or blocked time that is on, else the next one to come."""
    return min((taken for taken in page.busy if taken.end > now), key=lambda taken: taken.start, default=None)
