"""The habits that a diary shows: nobody is asked for anything.

A customer is in no figure: what is counted is how often, by day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from planner.core.book import Book
from planner.core.diary import DiaryDay
from planner.core.habits.habits import HabitCount, Habits
from planner.core.line import NOT_HAPPENED, SILENT, TRIES, Line
from planner.core.promises.kept_or_broken import kept_or_broken
from planner.core.review.period import Period

Counted = tuple[str, date, HabitCount]
LATER = timedelta(days=7)
YES, NO = HabitCount(1, 1), HabitCount(0, 1)


def observe(days: Sequence[DiaryDay], book: Book, period: Period, today: date) -> Habits:
    """The counts of a period, from the first page on.

    `days` are the diary's, oldest first, those of the week after the period included.
    """
    first_page = next((day.date for day in days if day.planned or day.worked), period.first)
    period = Period(min(period.last, max(period.first, first_page)), period.last)
    counts: dict[str, dict[date, HabitCount]] = {}
    within = [day for day in days if period.first <= day.date <= period.last]
    own = {deal.id for deal in book.deals if deal.chance is not None}
    for measure, on, tally in (
        *(each for day in within for each in _day(day, own)),
        *_undone(days, period, today),
        *(("promises", on, YES if kept else NO) for on, kept in kept_or_broken(within)),
        *_deals(book, period),
    ):
        of_measure = counts.setdefault(measure, {})
        of_measure[on] = of_measure.get(on, HabitCount()).plus(tally)
    return Habits(period.first, period.last, counts)


def _day(day: DiaryDay, own: set[str]) -> Iterator[Counted]:
    """The counts of one day's page and log."""
    planned = {line.what.item: line for line in day.planned}
    pins = _pins(day)
    for line in planned.values():
        yield "pinned", day.date, YES if _is_pinned(line, pins) else NO
    for row in day.worked:
        if row.result.outcome is None:
            continue
        on_page = planned.get(row.what.item)
        if planned:
            yield "unplanned", day.date, NO if on_page is not None else YES
        for worked in row.result.said.values():
            yield "talk", day.date, YES if worked else NO
        yield from ((measure, day.date, tally) for measure, tally in _activity(row))
        if row.what.does in TRIES and row.result.outcome != "moved":
            yield "tries", day.date, HabitCount(1)
            yield "answered", day.date, NO if row.result.outcome in SILENT else YES
        if row.what.does == "advance" and row.result.outcome not in (*NOT_HAPPENED, "booked"):
            how = "unplanned" if on_page is None else "pinned" if _is_pinned(on_page, pins) else "planned"
            yield from ((measure, day.date, tally) for measure, tally in _try(row, on_page, how, own))


def _try(row: Line, line: Line | None, how: str, own: set[str]) -> Iterator[tuple[str, HabitCount]]:
    """The counts of a try that reached them: if it advanced, and what was forecast."""
    advanced = YES if row.result.outcome in ("advanced", "won") else NO
    yield "advanced", advanced
    yield f"advanced_{how}", advanced
    if line is not None and line.worth.moves is not None:
        by = "own_chance" if row.what.record in own else "page_chance"
        yield by, advanced._replace(said=line.worth.moves)


def _activity(row: Line) -> Iterator[tuple[str, HabitCount]]:
    does = row.what.does
    if does == "find":
        yield "prospecting", HabitCount(row.slot.minutes)
        yield "leads", HabitCount(row.result.found or 0)
    elif row.result.outcome not in NOT_HAPPENED:
        name = {"ask": "qualifying", "touch": "touches", "visit": "visits"}.get(does)
        if name is not None:
            yield name, HabitCount(1)


def _pins(day: DiaryDay) -> Mapping[object, object]:
    pins = day.options.get("pins")
    return pins if isinstance(pins, Mapping) else {}


def _is_pinned(line: Line, pins: Mapping[object, object]) -> bool:
    return line.what.item in pins or line.what.record in pins


def _undone(days: Sequence[DiaryDay], period: Period, today: date) -> Iterator[Counted]:
    """The lines of each page that nobody logged, and if they were done within a week."""
    done_on: dict[str, list[date]] = {}
    for day in days:
        for row in day.worked:
            if row.result.outcome is not None and row.result.outcome not in NOT_HAPPENED:
                done_on.setdefault(row.what.item, []).append(day.date)
    for day in days:
        if not period.first <= day.date <= period.last or day.date >= today:
            continue
        logged = {row.what.item for row in day.worked if row.result.outcome is not None}
        for item in {line.what.item for line in day.planned if line.status.dropped is None}:
            yield "undone", day.date, NO if item in logged else YES
            if item not in logged and day.date + LATER < today:
                later = any(day.date < on <= day.date + LATER for on in done_on.get(item, ()))
                yield "undone_later", day.date, YES if later else NO


def _deals(book: Book, period: Period) -> Iterator[Counted]:
    """The deals that ended in the period: won, lost, or qualified out."""
    for deal in book.deals:
        ended = {"won": deal.won_on, "lost": deal.lost_on, "parked": deal.since}.get(deal.stage)
        if ended is None or not period.first <= ended <= period.last:
            continue
        yield "qualified_out", ended, YES if deal.stage == "parked" else NO
        if deal.stage != "parked":
            yield "won", ended, YES if deal.stage == "won" else NO
        if deal.stage == "won":
            yield "deals_won", ended, HabitCount(1)
