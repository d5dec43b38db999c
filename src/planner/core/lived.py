"""The day as it was lived: the clock that runs, when a thing was done, what is over for today, what is left of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple, cast
from zoneinfo import ZoneInfo

from planner.core.vocabulary import Book, DiaryDay, Does, Kind, Planned, Worked

NOT_HAPPENED = ("no-contact", "no-show", "moved")
GOES_ON = ("task", "prepare", "follow-up", "find")  # "stayed" means of these: not finished
SHORTEST_REST = 5  # minutes; less is not worth a line of its own
EVENING = 18  # o'clock; what nobody has told a time for, on a day that is over, ended then
JUST_NOW = 2  # minutes
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


def is_over(row: Worked) -> bool:
    """Whether what was worked on is over for its day: it has an outcome, and that is not "not finished"."""
    return row.outcome is not None and not (row.does in GOES_ON and row.outcome == "stayed")


def over(worked: Iterable[Worked]) -> frozenset[str]:
    """The items that are over for the day."""
    return frozenset(row.item for row in worked if is_over(row))


def begun(worked: Sequence[Worked]) -> Mapping[str, int]:
    """Minutes of the day that went into items which are not over."""
    done = over(worked)
    minutes: dict[str, int] = {}
    for row in worked:
        if row.item not in done:
            minutes[row.item] = minutes.get(row.item, 0) + row.minutes
    return minutes


def when_done(minutes: int, planned: Span | None, taken: Sequence[Span], now: datetime, day: date) -> Span:
    """When a thing that took `minutes` was done, where nobody told.

    At its place on the page, if that is over and nothing else was done then; otherwise it ended just now, and began
    when the last thing `taken` was over; where that was just now too, it was in the last gap before that holds it.
    On a day that is over, it ended in the evening.
    """
    if planned is not None and planned.end <= now and not any(overlap(planned, each) for each in taken):
        return planned
    zone = cast(ZoneInfo, now.tzinfo)
    end = now if now.date() == day else datetime(day.year, day.month, day.day, EVENING, tzinfo=zone)
    start = after(end, -minutes)
    before = [each for each in taken if overlap(Span(start, end), each)]
    if not before:
        return Span(start, end)
    last = max(each.end for each in before)
    if last <= end and elapsed(last, end) >= JUST_NOW:
        return Span(last, end)
    for each in sorted(before + list(taken), key=lambda each: each.start, reverse=True):
        there = Span(after(each.start, -minutes), each.start)
        if there.end <= end and there.start.date() == day and not any(overlap(there, other) for other in taken):
            return there
    return Span(start, end)


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
    return Span(running.since, max(now, running.since)), False


def work_of_row(row: Planned) -> Work:
    """What a line of the page is about."""
    return Work(
        item=row.item, record=row.record, kind=row.kind, does=row.does, play=row.play, title=row.title,
        minutes=row.minutes, per_hour=row.per_hour, index=row.index, stage=row.stage, objective=row.objective,
    )  # fmt: skip


def lived_lines(day: DiaryDay, running: Running | None, book: Book) -> tuple[Planned, ...]:
    """What was worked on, and what runs, as lines of the page at the times when it was so."""
    done = [_done_line(row, day, book) for row in day.worked if row.minutes > 0 or row.outcome not in NOT_HAPPENED]
    lines = sorted(done, key=lambda line: line.start)
    return (*lines, _running_line(running, day)) if running else tuple(lines)


def open_rows(day: DiaryDay, running: Running | None) -> tuple[Planned, ...]:
    """The rows of the page that are still to be done: neither dropped nor over, nor what runs."""
    done, pieces = over(day.worked), begun(day.worked)
    last = {row.item: row.end for row in day.worked if row.item in pieces}
    return tuple(
        row
        for row in day.planned
        if row.dropped is None
        and row.item not in done
        and not (running is not None and row.item == running.work.item)
        and not (row.item in last and row.start < last[row.item])
    )


def _row_for(item: str, day: DiaryDay) -> Planned | None:
    """The row of the page that a piece of work belongs to: the one still on it, else the last that was."""
    rows = [row for row in day.planned if row.item == item]
    return next((row for row in rows if row.dropped is None), rows[-1] if rows else None)


def _done_line(row: Worked, day: DiaryDay, book: Book) -> Planned:
    planned = _row_for(row.item, day)
    per_hour = row.per_hour if row.per_hour is not None else planned.per_hour if planned else 0.0
    a_minute = planned.makes / planned.minutes if planned and planned.minutes else per_hour / 60
    whole = planned is not None and is_over(row) and row.outcome not in NOT_HAPPENED
    makes = planned.makes if planned is not None and whole else a_minute * row.minutes
    value = planned.value if planned is not None and whole else per_hour * row.minutes / 60
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
        makes=makes,
        value=value,
        costs=planned.costs if planned and whole else 0.0,
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
    return Planned(
        item=work.item, record=work.record, kind=work.kind, does=work.does, play=work.play, title=work.title,
        start=running.since, end=after(running.since, work.minutes), minutes=work.minutes,
        rank=planned.rank if planned else 0, per_hour=per_hour,
        makes=planned.makes if planned else worth, value=planned.value if planned else worth,
        costs=planned.costs if planned else 0.0, objective=work.objective, stage=work.stage, index=work.index,
        chance=planned.chance if planned else None, belief=planned.belief if planned else None,
        must=planned.must if planned else False, due=planned.due if planned else False,
        fixed=planned.fixed if planned else False, reason=planned.reason if planned else "not planned",
        made=running.since,
    )  # fmt: skip


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


def begins_in(row: Planned, worked: Sequence[Worked], now: datetime) -> bool:
    """Whether a line whose time it is may be taken to be under way: nothing else was done in it."""
    return row.start <= now < row.end and all(done.end <= row.start for done in worked)
