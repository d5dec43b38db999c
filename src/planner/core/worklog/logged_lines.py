"""What was worked on, and what runs, as lines of the page."""

from __future__ import annotations

from typing import cast

from planner.core.book import Book
from planner.core.diary import DiaryDay, Does, Planned, Worked
from planner.core.worklog.money import Made, made_by_rows
from planner.core.worklog.work import NOT_HAPPENED, Running, after, kind_of


def lived_lines(day: DiaryDay, running: Running | None, book: Book) -> tuple[Planned, ...]:
    """What was worked on, and what runs, as lines of the page at the times when it was so."""
    done = [
        _done_line(row, made, day, book)
        for row, made in zip(day.worked, made_by_rows(day), strict=True)
        if row.minutes > 0 or row.outcome not in NOT_HAPPENED
    ]
    lines = sorted(done, key=lambda line: line.start)
    return (*lines, _running_line(running, day)) if running else tuple(lines)


def _row_for(item: str, day: DiaryDay) -> Planned | None:
    """The row of the page that a piece of work belongs to: the one still on it, else the last that was."""
    rows = [row for row in day.planned if row.item == item]
    return next((row for row in rows if row.dropped is None), rows[-1] if rows else None)


def _done_line(row: Worked, made: Made, day: DiaryDay, book: Book) -> Planned:
    planned = _row_for(row.item, day)
    per_hour = row.per_hour if row.per_hour is not None else planned.per_hour if planned else 0.0
    return Planned(
        item=row.item,
        record=row.record,
        kind=planned.kind if planned else kind_of(row.record, row.does, book),
        does=cast(Does, row.does),
        play=row.play,
        title=row.title,
        start=row.start,
        end=row.end,
        minutes=row.minutes,
        rank=planned.rank if planned else 0,
        per_hour=per_hour,
        makes=made.makes,
        value=made.value,
        costs=made.costs,
        objective=planned.objective if planned else "",
        stage=row.stage,
        index=row.index,
        chance=planned.chance if planned else None,
        belief=planned.belief if planned else None,
        must=planned.must if planned else False,
        due=planned.due if planned else False,
        fixed=planned.fixed if planned else False,
        reason=row.outcome or "begun",
        from_calendar=planned.from_calendar if planned else False,
    )


def _running_line(running: Running, day: DiaryDay) -> Planned:
    work = running.work
    planned = _row_for(work.item, day)
    per_hour = work.per_hour or 0.0
    worth = per_hour * work.minutes / 60
    makes, value = worth, worth
    if planned is not None:
        since = [  # what the pieces made is theirs; where the page was made after them, they are taken off already
            made
            for row, made in zip(day.worked, made_by_rows(day), strict=True)
            if row.item == work.item and (planned.made is None or row.end > planned.made)
        ]
        makes = max(0.0, planned.makes - sum(made.makes for made in since))
        value = max(0.0, planned.value - sum(made.value for made in since))
    return Planned(
        item=work.item, record=work.record, kind=work.kind, does=work.does, play=work.play, title=work.title,
        start=running.since, end=after(running.since, work.minutes), minutes=work.minutes,
        rank=planned.rank if planned else 0, per_hour=per_hour, makes=makes, value=value,
        costs=planned.costs if planned else 0.0, objective=work.objective, stage=work.stage, index=work.index,
        chance=planned.chance if planned else None, belief=planned.belief if planned else None,
        must=planned.must if planned else False, due=planned.due if planned else False,
        fixed=planned.fixed if planned else False, reason=planned.reason if planned else "not planned",
        made=running.since,
    )  # fmt: skip
