"""Logging a piece of work: the diary's row and what it changes in the book, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from planner.commands.context import Settings
from planner.commands.dialogue import show, show_json, tell
from planner.commands.morning import Morning
from planner.commands.working_on import Thing
from planner.core.lived import Running, Span, clock_stopped, elapsed, overlap, when_done
from planner.core.log import Told, changes_told, corrected, record_of, row_of_work, waiting, with_row
from planner.core.vocabulary import DiaryDay, Worked
from planner.errors import UsageError
from planner.screen.wording import clock, length

if TYPE_CHECKING:
    from planner.book.transaction import FileChange

LONG = 600  # minutes; a longer piece of work is asked about


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When it was, as far as it was told; minutes are the page's where they are not."""

    start: datetime | None = None
    end: datetime | None = None
    minutes: int | None = None

    def is_told(self) -> bool:
        return self.start is not None or self.end is not None or self.minutes is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """What was written: the row, and the record's keys that changed."""

    thing: Thing
    row: Worked
    record: str | None
    changes: Mapping[str, Any]
    corrects: str | None  # the outcome that this one takes the place of
    warnings: tuple[str, ...]


def day_of(morning: Morning, on: date) -> DiaryDay:
    """The diary's page of a day, an empty one where there is none."""
    return morning.diary_day(on) or DiaryDay(date=on)


def log(
    morning: Morning, thing: Thing, on: date, day: DiaryDay, when: When, told: Told, running: Running | None
) -> Logged:
    """Write down a piece of work on `thing`, whose day `on` has the page `day`, and what came of it.

    `running` is the clock, where it runs for this thing: it stops. Nothing is refused for its time or its absence from
    the page: that is among the warnings. Raises UsageError for an outcome that can't be, PlanError where the book
    can't be written. To be called while the book is held for writing.
    """
    warnings: list[str] = []
    before = corrected(day, thing.work.item) if running is None and not when.is_told() else None
    piece = _piece(thing, day, when, morning.now) if running is None and before is None else None
    span, minutes = _when(thing, on, day, when, running, before or piece, morning.now, warnings)
    row = row_of_work(thing.work, span, minutes, told)
    instead = before or piece
    if instead is not None:
        row = replace(row, stage=instead.stage, index=instead.index, per_hour=instead.per_hour)
    record = record_of(thing.work, morning.book)
    changes: dict[str, Any] = {}
    if record is not None:
        told, row = _sensible(record, told, row, warnings)
        changes = changes_told(thing.work, record, told, on, morning.book.playbook, before)
    elif thing.work.record is not None and thing.work.does != "task":
        warnings.append(f"the book has no record {thing.work.record} any more: only the diary has it")
    warnings += _doubts(thing, on, day, row, instead, when.is_told(), morning.now)
    figures = {name: value for name, value in day.figures.items() if running is None or name != "running"}
    new = replace(with_row(day, row, instead), figures=figures)
    what = f"{thing}: {row.outcome or 'stopped'}"
    write(morning, day, new, record.id if record is not None else None, changes, what)
    return Logged(
        thing=thing,
        row=row,
        record=record.id if record is not None else None,
        changes=changes,
        corrects=before.outcome if before is not None else None,
        warnings=tuple(warnings),
    )


def write(
    morning: Morning, day: DiaryDay, new: DiaryDay, record: str | None, changes: Mapping[str, Any], what: str
) -> None:
    """One transaction: the day's page, which is `day` on the disk, and the record's keys that change."""
    from planner.book.diary import page_name, rewrite_day
    from planner.book.transaction import FileChange, commit

    content = morning.page_bytes(day.date)
    page = rewrite_day(content, new, morning.zone, day if content is not None else None)
    files = [FileChange(page_name(day.date), content, page)]
    commit(morning.folder, files + book_changes(morning, record, changes), what, morning.now)


def book_changes(morning: Morning, record: str | None, changes: Mapping[str, Any]) -> list[FileChange]:
    """The book's files with these keys of a record changed."""
    from planner.book.changing import set_record
    from planner.book.limits import out_of_time
    from planner.book.transaction import FileChange

    if record is None or not changes:
        return []
    for key, value in changes.items():
        wrong = out_of_time(key, value) if isinstance(value, date) else None
        if wrong is not None:
            raise UsageError(wrong[0], "mend the year")
    after = set_record(morning.files, morning.book, record, changes).contents
    before = morning.files.contents
    return [FileChange(name, before.get(name), after[name]) for name in after if after[name] != before.get(name)]


def _piece(thing: Thing, day: DiaryDay, when: When, now: datetime) -> Worked | None:
    """The piece of work that waits for its outcome, where it is that which is told of: no rest of it is due yet."""
    piece = waiting(day, thing.work.item)
    if piece is None or when.is_told():
        return None
    rest = thing.row
    return None if rest is not None and piece.end <= rest.start <= now else piece


def _when(
    thing: Thing,
    on: date,
    day: DiaryDay,
    when: When,
    running: Running | None,
    before: Worked | None,
    now: datetime,
    warnings: list[str],
) -> tuple[Span, int]:
    """When it was, and how many minutes it took."""
    start, end, minutes = when.start, when.end, when.minutes
    if before is not None:
        return Span(before.start, before.end), before.minutes
    if running is not None and start is None and end is None:
        span, forgotten = clock_stopped(running, now)
        if forgotten and minutes is None:
            warnings.append(
                f"the clock ran on since {_moment(running.since, on)}, for {length(elapsed(running.since, now))}: "
                f"logged as the {length(running.work.minutes)} planned; --to or --minutes tells it better"
            )
        start, end = span
        if minutes is not None:
            end = _later(start, minutes)
    usual = minutes if minutes is not None else thing.work.minutes
    if start is not None and end is not None and end <= start and running is None:
        end = _next_day(end)
        warnings.append(f"from {clock(start)} to {clock(end)} runs over midnight: it is on the page of {on}")
    if start is None and end is None:
        row = thing.row
        planned = Span(row.start, _later(row.start, usual)) if row is not None else None
        taken = [Span(each.start, each.end) for each in day.worked]
        if minutes is not None and on == now.date() and (planned is None or planned.end > now):
            return Span(_later(now, -minutes), now), minutes
        return when_done(usual, planned, taken, now, on), usual
    if start is None and end is not None:
        start = _later(end, -usual)
    elif start is not None and end is None:
        end = _later(start, usual)
    assert start is not None and end is not None
    return Span(start, end), minutes if minutes is not None else round(elapsed(start, end))


def _sensible(record: object, told: Told, row: Worked, warnings: list[str]) -> tuple[Told, Worked]:
    """A deal that is won is not advanced once more; whatever was done for it is just done."""
    if getattr(record, "stage", None) == "won" and told.outcome == "advanced":
        warnings.append("it is won already: logged as done")
        return replace(told, outcome="done"), replace(row, outcome="done")
    return told, row


def _doubts(
    thing: Thing, on: date, day: DiaryDay, row: Worked, instead: Worked | None, told: bool, now: datetime
) -> list[str]:
    """What a person would want to know before it is too late to correct it; it is logged all the same."""
    found = []
    if on > now.date():
        found.append(f"{on} is still to come")
    elif row.end > _later(now, 1) and instead is None:
        found.append(f"it is only {clock(now)}, and this ends at {clock(row.end)}")
    if told:
        others = [each for each in day.worked if each is not instead]
        crossed = [each for each in others if overlap(Span(row.start, row.end), Span(each.start, each.end))]
        found += [f"it overlaps {each.title}, {clock(each.start)} to {clock(each.end)}" for each in crossed]
    if row.minutes > LONG:
        found.append(f"{length(row.minutes)} at one go is long")
    if day.planned and thing.row is None and not thing.seen:
        found.append(f"it was not on the page of {on}")
    return found


def told_of(logged: Logged, today: date) -> list[str]:
    """What was logged, in two lines."""
    row = logged.row
    was = f" (it was {logged.corrects})" if logged.corrects else ""
    outcome = row.outcome or "stopped"
    line = f"{logged.thing}: {outcome}{was} · {length(row.minutes)}, {clock(row.start)} to {clock(row.end)}"
    if row.start.date() != today:
        line += f" on {row.start.date()}"
    lines = [line]
    if logged.changes:
        from planner.commands.recording import said

        changes = " · ".join(f"{key} {said(value, today)}" for key, value in logged.changes.items())
        lines.append(f"  {logged.record}: {changes}")
    return lines


def answer(settings: Settings, logged: Sequence[Logged], today: date) -> None:
    """Shows what was logged, and tells the warnings."""
    for each in logged:
        for warning in each.warnings:
            tell(settings, f"careful: {warning}")
    if settings.json:
        show_json({"format": 1, "logged": [logged_json(each) for each in logged]})
        return
    for each in logged:
        show("\n".join(told_of(each, today)))


def logged_json(logged: Logged) -> dict[str, object]:
    """What was logged as JSON has it."""
    from planner.screen.json_out import plain

    return {
        "row": plain(logged.row),
        "record": logged.record,
        "changes": plain(logged.changes),
        "corrects": logged.corrects,
        "warnings": list(logged.warnings),
    }


def _moment(moment: datetime, on: date) -> str:
    return clock(moment) if moment.date() == on else f"{moment.date()} {clock(moment)}"


def _later(moment: datetime, minutes: float) -> datetime:
    from planner.core.lived import after

    return after(moment, minutes)


def _next_day(moment: datetime) -> datetime:
    from datetime import UTC, timedelta

    wall = moment.replace(tzinfo=None) + timedelta(days=1)
    return wall.replace(tzinfo=moment.tzinfo).astimezone(UTC).astimezone(moment.tzinfo)
