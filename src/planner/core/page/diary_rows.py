"""Between the page and the diary: a page's rows, and the lines of an earlier page that stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from planner.core.book import Book, Deal, record_name
from planner.core.diary import FIRST_PRICE, Busy, DiaryDay
from planner.core.line import Line, State
from planner.core.page.page import Page, PageChange
from planner.core.page.page_lines import with_rank
from planner.core.reasons import Why
from planner.core.timing.promise import is_waiting_lead
from planner.core.worklog.logged_lines import logged_lines
from planner.core.worklog.numbers import handle_of, numbers_of
from planner.core.worklog.work import begins_in, open_rows, over, runs_for

Words = Callable[[Why], str]


def current_rows(day: DiaryDay) -> tuple[Line, ...]:
    """The rows of the page as it is now: those that were not dropped."""
    return tuple(row for row in day.planned if row.status.dropped is None)


def staying(
    day: DiaryDay, now: datetime, clock: Line | None, book: Book, busy: Sequence[Busy] = ()
) -> tuple[Line, ...]:
    """The lines that stay as they are when the day is replanned at `now`.

    What was worked on and what runs, at the times when it was so; what may be under way where no clock runs and no
    lead waits for an answer; appointments in the past.

    Everything else, also what should be over and was not logged, is replanned or dropped; so is what may be under
    way where a `busy` time to come lies in it.
    """

    def cut_short(row: Line) -> bool:
        others = (each for each in busy if each.record is None or each.record != row.what.record)
        return any(now < each.start < row.slot.end for each in others)

    lead_waits = any(_waits(deal, now, book) for deal in book.deals)
    stays = [
        row
        for row in open_rows(day, clock)
        if (clock is None and not lead_waits and begins_in(row, day.worked, now) and not cut_short(row))
        or (row.slot.fixed and row.slot.end <= now)
    ]
    return (*logged_lines(day, clock, book), *stays)


def still_open(day: DiaryDay, clock: Line | None, kept: Iterable[Line]) -> tuple[Line, ...]:
    """The lines to be done, but for those `kept`, that keep their times where they can.

    None of a page that was made before its day: the day is planned in its morning.
    """
    stay = {(line.what.item, line.slot.start) for line in kept}
    rows = [row for row in open_rows(day, clock) if (row.what.item, row.slot.start) not in stay]
    return tuple(row for row in rows if row.status.made is None or row.status.made.date() >= day.date)


def _waits(deal: Deal, now: datetime, book: Book) -> bool:
    """True if an inbound lead still waits for its first answer in the time that counts."""
    within = timedelta(minutes=book.playbook.answer_within)
    return deal.came is not None and is_waiting_lead(deal, now) and now - deal.came < within


def lines_as_kept(day: DiaryDay, clock: Line | None, book: Book) -> tuple[Line, ...]:
    """The lines of the page in the diary, with work at the times when it was done."""
    return (*logged_lines(day, clock, book), *open_rows(day, clock))


def state_of(row: Line, worked: tuple[Line, ...], clock: Line | None) -> State:
    """The state of a line of the page: "done", "running", "planned"."""
    if any((done.what.item, done.slot.start, done.slot.end) == _place(row) for done in worked):
        return "done"
    return "running" if runs_for(row, clock) else "planned"


def with_reason(line: Line, words: Words, made: datetime) -> Line:
    """The line as the diary keeps it; `words` puts its reason into words."""
    reason = line.reason if line.why is None else words(line.why)
    status = replace(line.status, state="planned", made=made, changed=None)
    return replace(line, why=None, reason=reason, status=status)


def _changed_at(row: Line, when: datetime) -> Line:
    return replace(row, status=replace(row.status, changed=when))


def _dropped_at(row: Line, when: datetime) -> Line:
    return replace(row, status=replace(row.status, state="dropped", dropped=when))


def _place(row: Line) -> tuple[str, datetime, datetime]:
    return row.what.item, row.slot.start, row.slot.end


def _says(row: Line) -> tuple[object, ...]:
    """The text that a person reads of a row, rounded as the diary and the page round it."""
    return (
        row.what.title,
        row.what.objective,
        row.reason,
        row.slot.part,
        row.slot.from_calendar,
        round(row.worth.makes),
        round(row.worth.hourly),
    )


def diary_day(old: DiaryDay | None, page: Page, words: Words) -> DiaryDay:
    """The diary's page with the lines of `page` as its current rows; the others are dropped."""
    before = old or DiaryDay(date=page.date)
    open_lines = [line for line in page.items if line.status.state != "done"]
    new = {_place(row): row for row in (with_reason(line, words, page.made) for line in open_lines)}
    planned_again = {row.what.item for row in new.values()}
    rank_of = {line.what.item: line.status.rank for line in page.items if line.status.state == "done"}
    ended = over(before.worked)
    rows: list[Line] = []
    for row in before.planned:
        same = new.pop(_place(row), None) if row.status.dropped is None else None
        if row.status.dropped is not None:
            rows.append(row)
        elif same is not None:
            # In the page's words of now, unless it is over; and with the time when it came on the page.
            kept = row if stays_unchanged(page, row) else same
            now, was = same.status, row.status
            status = replace(kept.status, rank=now.rank, number=now.number, made=was.made, changed=was.changed)
            kept = replace(kept, status=status)
            rows.append(kept if _says(kept) == _says(row) else _changed_at(kept, page.made))
        elif row.what.item in rank_of and row.what.item not in planned_again and _was_done(row, ended, page.made):
            rows.append(with_rank(row, rank_of[row.what.item]))
        else:
            rows.append(_dropped_at(row, page.made))
    rows += new.values()
    first, figures = before.usual_price, before.figures
    if first is not None and FIRST_PRICE not in figures and round(first, 4) != round(page.prices.today, 4):
        figures = {**figures, FIRST_PRICE: first}
    return replace(before, price_today=page.prices.today, makes=page.makes, planned=tuple(rows), figures=figures)


def _was_done(row: Line, ended: frozenset[str], now: datetime) -> bool:
    """True if the row is the work done; the rest of a split or started item is not."""
    return row.slot.start <= now or (row.what.item in ended and row.slot.part is None)


def stays_unchanged(page: Page, row: Line) -> bool:
    """True if the page holds the row just as the diary had it."""
    return any(
        line.what.item == row.what.item and line.slot.start == row.slot.start and line.why is None
        for line in page.items
    )


def changes_between(old: DiaryDay, page: Page, book: Book) -> tuple[PageChange, ...]:
    """The lines that left the page, moved and came on it, against the page as it was."""
    numbers = numbers_of(old)
    was = {handle_of(row): row for row in current_rows(old)}
    items = {line.what.item for line in page.items}
    off = [
        PageChange(
            code="off", title=row.what.title, name=record_name(row.what.record, book), before=row.slot.start,
            number=numbers[handle],
        )
        for handle, row in was.items() if row.what.item not in items
    ]  # fmt: skip
    moved, new = [], []
    for line in page.items:
        what, start = line.what, line.slot.start
        before = was.get(handle_of(line))
        if line.status.state != "planned" or (before is not None and before.slot.start == start):
            continue
        change = PageChange(code="new", title=what.title, name=what.name, start=start, number=line.status.number)
        if before is None:
            new.append(change)
        else:
            moved.append(replace(change, code="moved", before=before.slot.start))
    return (*off, *moved, *new)
