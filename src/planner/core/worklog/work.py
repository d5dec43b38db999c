"""The day as it was lived: the clock that runs, when a thing was done, what is over for today, what is left of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple, cast
from zoneinfo import ZoneInfo

from planner.core.book import Book, Kind
from planner.core.diary import DiaryDay
from planner.core.line import Does, Line

NOT_HAPPENED = ("no-contact", "no-show", "moved")
GOES_ON = ("task", "prepare", "follow-up", "find")  # "stayed" means of these: not finished
SHORTEST_REST = 5  # minutes; less is not worth a line of its own
EVENING = 18  # o'clock; what nobody has told a time for, on a day that is over, ended then
LONG_RUN = 240  # minutes after which a clock that ran into another day was forgotten


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A thing that can be worked on, whether the page has it or not. Money per hour, minutes as the page has them."""

    item: str
    record: str | None
    kind: Kind
    does: Does
    play: str
    title: str
    minutes: int
    per_hour: float | None = None
    index: float | None = None
    stage: str | None = None
    objective: str = ""


@dataclass(frozen=True, slots=True)
class Running:
    """The clock that runs: what for, and since when."""

    work: Work
    since: datetime


class Span(NamedTuple):
    start: datetime
    end: datetime


def elapsed(start: datetime, end: datetime) -> float:
    """Minutes that passed, a change of the clock counted as it was lived."""
    return (end.astimezone(UTC) - start.astimezone(UTC)).total_seconds() / 60


def after(start: datetime, minutes: float) -> datetime:
    """The moment so many minutes later, in the same zone."""
    return (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(start.tzinfo)


def running_of(day: DiaryDay | None, zone: ZoneInfo) -> Running | None:
    """The clock that the diary's page says is running; None where there is none, or nothing one could make out."""
    table = day.figures.get("running") if day is not None else None
    if not isinstance(table, Mapping):
        return None
    known = {key: value for key, value in table.items() if key in Work.__dataclass_fields__}
    since, minutes = table.get("since"), known.get("minutes")
    if not isinstance(since, datetime) or not isinstance(known.get("item"), str) or type(minutes) is not int:
        return None
    told: dict[str, Any] = {"record": None, "kind": "task", "does": "task", "play": "task", "title": known["item"]}
    in_zone = since.astimezone(zone) if since.tzinfo else since.replace(tzinfo=zone)
    return Running(Work(**{**told, **known}), in_zone)


def running_table(running: Running) -> dict[str, object]:
    """The clock as the diary's page keeps it."""
    work = running.work
    named = {name: getattr(work, name) for name in Work.__dataclass_fields__}
    return {"since": running.since, **{name: value for name, value in named.items() if value not in (None, "")}}


def is_over(row: Line) -> bool:
    """Whether what was worked on is over for its day: it has an outcome, and that is not "not finished"."""
    return row.result.outcome is not None and not (row.what.does in GOES_ON and row.result.outcome == "stayed")


def over(worked: Iterable[Line]) -> frozenset[str]:
    """The items that are over for the day."""
    return frozenset(row.what.item for row in worked if is_over(row))


def begun(worked: Sequence[Line]) -> Mapping[str, int]:
    """Minutes of the day that went into items which are not over."""
    done = over(worked)
    minutes: dict[str, int] = {}
    for row in worked:
        if row.what.item not in done:
            minutes[row.what.item] = minutes.get(row.what.item, 0) + row.slot.minutes
    return minutes


def left_of(item: str, day: DiaryDay) -> int | None:
    """Minutes that are left of an item of the page which was begun; None where it was not, or is not on the page.

    The same before and after the page is planned anew: of a page made since, the pieces are taken off already.
    """
    rows = [row for row in day.planned if row.what.item == item and row.status.dropped is None]
    if not rows or item not in begun(day.worked):
        return None
    made = max((row.status.made for row in rows if row.status.made is not None), default=None)
    pieces = [row for row in day.worked if row.what.item == item and (made is None or row.slot.end > made)]
    left = sum(row.slot.minutes for row in rows) - sum(row.slot.minutes for row in pieces)
    return max(0, left)


def when_done(minutes: int, planned: Span | None, taken: Sequence[Span], now: datetime, day: date) -> Span:
    """When a thing that took `minutes` was done, where nobody told.

    At its place on the page, if that is over and nothing else was done then; otherwise it ended just now, or, where
    something else was done just now, in the last gap before that holds it. Where no gap of the day does, it ended just
    now beside the other. On a day that is over, it ended in the evening. It is never shortened: minutes count.
    """
    if planned is not None and planned.end <= now and not any(overlap(planned, each) for each in taken):
        return planned
    zone = cast(ZoneInfo, now.tzinfo)
    end = now if now.date() == day else datetime(day.year, day.month, day.day, EVENING, tzinfo=zone)
    latest = Span(after(end, -minutes), end)
    ends = [end, *sorted((each.start for each in taken if each.start < end), reverse=True)]
    for there in (Span(after(moment, -minutes), moment) for moment in ends):
        if there.start.date() == day and not any(overlap(there, each) for each in taken):
            return there
    return latest


def overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def clock_stopped(running: Running, now: datetime) -> tuple[Span, bool]:
    """When what ran was worked on, and whether the clock was forgotten: into another day and for hours too long.

    A forgotten one is taken to have run for the minutes that the page gave the item.
    """
    minutes = elapsed(running.since, now)
    forgotten = now.date() > running.since.date() and minutes > max(LONG_RUN, 3 * running.work.minutes)
    if forgotten:
        return Span(running.since, after(running.since, running.work.minutes)), True
    return Span(running.since, now if minutes > 0 else running.since), False


def morning_of(day: DiaryDay) -> DiaryDay:
    """The day with its page as it was first made."""
    made = {row.status.made for row in day.planned if row.status.made is not None}
    if len(made) < 2:
        return day
    first = min(made)
    return replace(
        day, planned=tuple(row for row in day.planned if row.status.made is None or row.status.made == first)
    )


def work_of_row(row: Line) -> Work:
    """What a line of the page is about."""
    what, worth = row.what, row.worth
    return Work(
        item=what.item, record=what.record, kind=what.kind or "task", does=what.does, play=what.play, title=what.title,
        minutes=row.slot.minutes, per_hour=worth.per_hour, index=worth.index, stage=what.stage,
        objective=what.objective,
    )  # fmt: skip


def open_rows(day: DiaryDay, running: Running | None) -> tuple[Line, ...]:
    """The rows of the page that are still to be done: neither dropped nor over, nor what runs."""
    done, pieces = over(day.worked), begun(day.worked)
    last = {row.what.item: row.slot.end for row in day.worked if row.what.item in pieces}
    return tuple(
        row
        for row in day.planned
        if row.status.dropped is None
        and row.what.item not in done
        and not (running is not None and row.what.item == running.work.item)
        and not (row.what.item in last and row.slot.start < last[row.what.item])
    )


def kind_of(record: str | None, does: str, book: Book) -> Kind:
    """What kind of thing was worked on."""
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
    """Whether a line whose time it is may be taken to be under way: nothing else was done in it."""
    return row.slot.start <= now < row.slot.end and all(done.slot.end <= row.slot.start for done in worked)
