"""The day as it was lived.

The clock that runs, when work was done, what is over for today, what is left of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple, cast
from zoneinfo import ZoneInfo

from planner.core.book import Book, Kind
from planner.core.diary import DiaryDay
from planner.core.line import WITHOUT_CUSTOMER, Line, Outcome, Slot, Status, What, Worth, line_of, value_of
from planner.frozen_class import frozen

SHORTEST_REST = 5  # minutes; less is not worth a line of its own
FIND = "prospecting/find-"  # and a number: the item of a search
FINDING = ("find", "prospecting", "prospecting/find")  # words for a search, whatever its number
EVENING = 18  # o'clock; work without a time, on a day that is over, ended then
USUAL_MINUTES = 15  # of work that nobody planned
LONG_RUN = 240  # minutes after which a clock that ran into another day was forgotten


@frozen(kw_only=True)
class Work:
    """Work to log, on the page or not, before it has its time.

    `minutes` and `worth` are the page's.
    """

    what: What
    minutes: int
    worth: Worth
    line: Line | None = None  # of the page
    clock: Line | None = None  # the clock that runs for it
    warning: str = ""  # of how the words that name it were understood
    is_whole: bool = False  # named by its record or id: all of it, not the piece that the page has

    def __str__(self) -> str:
        return f"{self.what.title}, {self.what.name}" if self.what.name else self.what.title


class Span(NamedTuple):
    start: datetime
    end: datetime


class DayLimits(NamedTuple):
    """The time of a day in which work can have been: from its first hour, in no meeting."""

    earliest: datetime | None = None
    meetings: tuple[Span, ...] = ()
    work: tuple[Span, ...] = ()  # other work of the day


def elapsed(start: datetime, end: datetime) -> float:
    """Minutes that passed, a change of the clock counted as it was lived."""
    return (end.astimezone(UTC) - start.astimezone(UTC)).total_seconds() / 60


def after(start: datetime, minutes: float) -> datetime:
    """The moment so many minutes later, in the same zone."""
    return (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(start.tzinfo)


ANY_TIME = DayLimits()
CLOCK_KEYS = (
    "item",
    "record",
    "kind",
    "does",
    "play",
    "title",
    "minutes",
    "per_hour",
    "index",
    "stage",
    "objective",
    "people",
    "also",
)  # of a clock on a diary page, next to `since`


def clock_of(day: DiaryDay | None, zone: ZoneInfo) -> Line | None:
    """The line that the clock of a diary page runs for.

    None without a clock, or with one that can't be read.
    """
    table = day.figures.get("running") if day is not None else None
    if not isinstance(table, Mapping):
        return None
    known = {
        key: tuple(value) if isinstance(value, list) else value for key, value in table.items() if key in CLOCK_KEYS
    }
    since, minutes = table.get("since"), known.get("minutes")
    if not isinstance(since, datetime) or not isinstance(known.get("item"), str) or type(minutes) is not int:
        return None
    usual: dict[str, Any] = {"kind": "task", "does": "task", "play": "task", "title": known["item"]}
    start = since.astimezone(zone) if since.tzinfo else since.replace(tzinfo=zone)
    return line_of({**usual, **known, "start": start, "end": after(start, minutes), "made": start}, "running")


def clock_line(work: Work, since: datetime) -> Line:
    """The line of a clock that runs for `work` since then."""
    slot = Slot(start=since, end=after(since, work.minutes), minutes=work.minutes)
    return Line(what=work.what, slot=slot, worth=_hourly(work.worth), status=Status(state="running", made=since))


def runs_for(row: Line, clock: Line | None) -> bool:
    """True if the clock runs for this line of the page."""
    return clock is not None and (clock.what.item, clock.slot.start) == (row.what.item, row.slot.start)


def clock_table(clock: Line) -> dict[str, object]:
    """The clock as the diary's page keeps it."""
    values = {key: value_of(clock, key) for key in CLOCK_KEYS}
    return {"since": clock.slot.start, **{key: value for key, value in values.items() if value not in (None, "", ())}}


def _hourly(worth: Worth) -> Worth:
    """The worth that a line of the log keeps."""
    return Worth(per_hour=worth.per_hour, index=worth.index)


def done_line(work: Work, span: Span, minutes: int, result: Outcome) -> Line:
    """The line of the log for work that was done."""
    return Line(
        what=work.what,
        slot=Slot(start=span.start, end=span.end, minutes=minutes),
        worth=_hourly(work.worth),
        status=Status(state="done"),
        result=result,
    )


def is_over(row: Line) -> bool:
    """True if the work is over for its day: it has an outcome other than "not finished"."""
    goes_on = row.result.outcome == "stayed" and (row.what.does in WITHOUT_CUSTOMER or row.is_piece)
    return row.result.outcome is not None and not goes_on


def over(worked: Iterable[Line]) -> frozenset[str]:
    """The items that are over for the day."""
    return frozenset(row.what.item for row in worked if is_over(row))


def minutes_on_open(worked: Sequence[Line]) -> Mapping[str, int]:
    """Minutes of the day that went into items which are not over."""
    done = over(worked)
    minutes: dict[str, int] = {}
    for row in worked:
        if row.what.item not in done:
            minutes[row.what.item] = minutes.get(row.what.item, 0) + row.slot.minutes
    return minutes


def left_of(item: str, day: DiaryDay) -> int | None:
    """Minutes that are left of an item of the page which was begun.

    None where it was not, or is not on the page.

    The same before and after a replan: of a page made since, the pieces are taken off already.
    """
    rows = [row for row in day.planned if row.what.item == item and row.status.dropped is None]
    if not rows or item not in minutes_on_open(day.worked):
        return None
    made = max((row.status.made for row in rows if row.status.made is not None), default=None)
    pieces = [row for row in day.worked if row.what.item == item and (made is None or row.slot.end > made)]
    left = sum(row.slot.minutes for row in rows) - sum(row.slot.minutes for row in pieces)
    return max(0, left)


def minutes_to_go(work: Work, day: DiaryDay) -> int:
    """Minutes that the work still takes: all of it, or what is left of what was begun."""
    left = left_of(work.what.item, day)
    return work.minutes if left is None else max(left, SHORTEST_REST)


def when_done(minutes: int, planned: Span | None, limits: DayLimits, now: datetime, day: date) -> Span:
    """The time of work that took `minutes`, if nobody gave one.

    At its place on the page, if that is over and nothing else was done then; otherwise in the last gap between other
    work and meetings that holds it, up to now. Where no gap does, it took the longest one; without any, the
    longest between meetings, next to the other work. On a day that is over, it ended in the evening.
    """
    taken = [*limits.work, *limits.meetings]
    if planned is not None and planned.end <= now and not any(overlap(planned, each) for each in taken):
        return planned
    zone = cast(ZoneInfo, now.tzinfo)
    end = now if now.date() == day else datetime(day.year, day.month, day.day, EVENING, tzinfo=zone)
    earliest = limits.earliest
    if earliest is None or earliest >= end:
        earliest = datetime(day.year, day.month, day.day, tzinfo=zone)
    ends = [end, *sorted((each.start for each in taken if each.start < end), reverse=True)]
    for there in (Span(after(instant, -minutes), instant) for instant in ends):
        if there.start >= earliest and not any(overlap(there, each) for each in taken):
            return there
    longest = _longest(_gaps(earliest, end, taken), end)
    if elapsed(*longest) < SHORTEST_REST and limits.work:
        longest = _longest(_gaps(earliest, end, limits.meetings), end)
        longest = Span(max(longest.start, after(longest.end, -minutes)), longest.end)
    return longest if elapsed(*longest) >= SHORTEST_REST else Span(after(end, -minutes), end)


def _longest(gaps: Sequence[Span], end: datetime) -> Span:
    """The longest gap, the last of equals; nothing at the end without any."""
    return max(gaps, key=lambda gap: (elapsed(*gap), gap.end), default=Span(end, end))


def _gaps(start: datetime, end: datetime, taken: Sequence[Span]) -> list[Span]:
    """The stretches from start to end in which nothing is taken."""
    found = []
    for each in sorted(taken):
        if each.start > start:
            found.append(Span(start, min(each.start, end)))
        start = max(start, each.end)
    return [gap for gap in [*found, Span(start, end)] if gap.start < gap.end]


def overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def clock_stopped(clock: Line, now: datetime) -> tuple[Span, bool]:
    """The time that a clock ran, and whether it was forgotten.

    Into another day and for hours too long.

    A forgotten one is taken to have run for the minutes that the page gave the item.
    """
    since, planned = clock.slot.start, clock.slot.minutes
    minutes = elapsed(since, now)
    forgotten = now.date() > since.date() and minutes > max(LONG_RUN, 3 * planned)
    if forgotten:
        return Span(since, after(since, planned)), True
    return Span(since, now if minutes > 0 else since), False


def morning_of(day: DiaryDay) -> DiaryDay:
    """The day with its page as it was first made."""
    made = {row.status.made for row in day.planned if row.status.made is not None}
    if len(made) < 2:
        return day
    first = min(made)
    return replace(
        day, planned=tuple(row for row in day.planned if row.status.made is None or row.status.made == first)
    )


def work_of(line: Line, name: str) -> Work:
    """The work of a line of the page; `name` is its record's."""
    return Work(what=replace(line.what, name=name), minutes=line.slot.minutes, worth=_hourly(line.worth), line=line)


def work_of_clock(clock: Line, name: str, line: Line | None) -> Work:
    """The work that a clock runs for; `line` is its line of the page."""
    return Work(
        what=replace(clock.what, name=name), minutes=clock.slot.minutes, worth=_hourly(clock.worth), line=line,
        clock=clock,
    )  # fmt: skip


def open_rows(day: DiaryDay, clock: Line | None) -> tuple[Line, ...]:
    """The rows of the page that are still to be done: neither dropped nor over, nor what runs."""
    done, pieces = over(day.worked), minutes_on_open(day.worked)
    last = {row.what.item: row.slot.end for row in day.worked if row.what.item in pieces}
    return tuple(
        row
        for row in day.planned
        if row.status.dropped is None
        and row.what.item not in done
        and not (clock is not None and row.what.item == clock.what.item)
        and not (row.what.item in last and row.slot.start < last[row.what.item])
    )


def kind_of(record: str | None, does: str, book: Book) -> Kind:
    """The kind of the work."""
    if does == "find":
        return "prospecting"
    if record is None or does == "task":
        return "task"
    if any(account.id == record for account in book.accounts):
        return "account"
    if any(contact.id == record for contact in book.contacts):
        return "contact"
    return "prospect"


def begins_in(row: Line, worked: Sequence[Line], now: datetime) -> bool:
    """True if a line whose time it is may be under way: nothing else was done in it."""
    return row.slot.start <= now < row.slot.end and all(done.slot.end <= row.slot.start for done in worked)


def next_search_number(items: Iterable[str]) -> int:
    """The number of the next search, after those among `items`.

    Numbers typed by hand may be anything.
    """
    numbers = [item.removeprefix(FIND) for item in items if item.startswith(FIND)]
    return 1 + max((int(number) for number in numbers if number.isdecimal()), default=0)


def row_of(item: str, day: DiaryDay) -> Line | None:
    """The line of an item that is still on the page, the first of its parts that is not done."""
    rows = [row for row in day.planned if row.what.item == item and row.status.dropped is None]
    done = max((row.slot.end for row in day.worked if row.what.item == item), default=None)
    later = [row for row in rows if done is None or row.slot.start >= done]
    return next(iter(later or rows), None)
