"""The lines of the page for what was worked on, and for the clock that runs."""

from __future__ import annotations

from dataclasses import replace

from planner.core.book import Book
from planner.core.diary import DiaryDay
from planner.core.line import NOT_HAPPENED, Line, Status
from planner.core.worklog.money import Made, made_by_rows
from planner.core.worklog.work import kind_of


def logged_lines(day: DiaryDay, clock: Line | None, book: Book) -> tuple[Line, ...]:
    """The work done and the work that runs, as lines at the times when it was so."""
    done = [
        _done_line(row, made, day, book)
        for row, made in zip(day.worked, made_by_rows(day), strict=True)
        if row.slot.minutes > 0 or row.result.outcome not in NOT_HAPPENED
    ]
    lines = sorted(done, key=lambda line: line.slot.start)
    return (*lines, _running_line(clock, day)) if clock else tuple(lines)


def _line_for(item: str, day: DiaryDay) -> Line | None:
    """The planned line that a piece of work belongs to.

    The one still on the page, else the last that was.
    """
    lines = [line for line in day.planned if line.what.item == item]
    return next((line for line in lines if line.status.dropped is None), lines[-1] if lines else None)


def _done_line(row: Line, made: Made, day: DiaryDay, book: Book) -> Line:
    planned = _line_for(row.what.item, day)
    kind = planned.what.kind if planned else kind_of(row.what.record, row.what.does, book)
    per_hour = row.worth.per_hour or 0.0
    line = replace(
        row,
        what=replace(row.what, kind=kind),
        worth=replace(row.worth, per_hour=per_hour, makes=made.makes, value=made.value, costs=made.costs),
        status=Status(state="done", number=row.status.number),
        reason=row.result.outcome or "started",
    )
    if planned is None:
        return line
    per_hour = per_hour if row.worth.per_hour is not None else planned.worth.hourly
    return replace(
        line,
        what=replace(line.what, objective=planned.what.objective),
        slot=replace(row.slot, fixed=planned.slot.fixed, from_calendar=planned.slot.from_calendar),
        worth=replace(line.worth, per_hour=per_hour, chance=planned.worth.chance, belief=planned.worth.belief),
        status=Status(
            state="done",
            must=planned.status.must,
            due=planned.status.due,
            rank=planned.status.rank,
            number=planned.status.number,
        ),
    )


def _running_line(clock: Line, day: DiaryDay) -> Line:
    planned = _line_for(clock.what.item, day)
    worth = clock.worth.hourly * clock.slot.minutes / 60
    line = replace(clock, worth=replace(clock.worth, per_hour=clock.worth.hourly, makes=worth, value=worth))
    if planned is None:
        return replace(line, reason="not planned")
    since = [  # what the pieces made is theirs; where the page was made after them, they are taken off already
        made
        for row, made in zip(day.worked, made_by_rows(day), strict=True)
        if row.what.item == clock.what.item and (planned.status.made is None or row.slot.end > planned.status.made)
    ]
    return replace(
        line,
        slot=replace(line.slot, fixed=planned.slot.fixed),
        worth=replace(
            planned.worth,
            per_hour=line.worth.per_hour,
            index=line.worth.index,
            makes=max(0.0, planned.worth.makes - sum(made.makes for made in since)),
            value=max(0.0, planned.worth.value - sum(made.value for made in since)),
            waiting=0.0,
        ),
        status=replace(
            line.status,
            must=planned.status.must,
            due=planned.status.due,
            rank=planned.status.rank,
            number=planned.status.number,
        ),
        reason=planned.reason,
    )
