"""`plan later`, `plan block`, `plan free`: what upsets a day, a line each; the rest of it is planned anew from now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from planner.app.messages import show, show_json, tell
from planner.app.session import Session
from planner.app.settings import Settings, settings_of
from planner.app.worklog.log import book_changes, day_of
from planner.book.store.lock import writing
from planner.errors import UsageError
from planner.screen.text.wording import day as said_day
from planner.typed.days import option_day
from planner.typed.times import argument_block, argument_minute, option_time

if TYPE_CHECKING:
    from planner.app.day.day_options import Asked
    from planner.app.day.day_page import Shown
    from planner.core.days import LocalDay
    from planner.core.diary import Busy
    from planner.core.page.day_changes import Block, Freed

BLOCKED = "blocked"


def later(
    ctx: typer.Context,
    item: Annotated[str, typer.Argument(metavar="ITEM", help="Its line number, id or name.")],
    day: Annotated[str, typer.Argument(metavar="DAY", help='fri, +3, 2026-12-01; "fri 14:00" for an appointment.')],
) -> None:
    """Move something to another day. It stays off your page until then, and today is replanned.

    plan later 3 fri
    plan later hale "thu 14:00"
    """
    from planner.app.day.day_options import Asked
    from planner.app.worklog.find_work import thing_called
    from planner.book.store.transaction import commit
    from planner.core.worklog.log import later_keys, record_of

    settings = settings_of(ctx)
    with writing(settings.book):
        session = Session(settings)
        today = session.today
        at = option_time("", day, today, session.zone) if ":" in day else None
        to = at.date() if at is not None else option_day("", day, today)
        if to <= today and at is None:
            raise UsageError(f"{to} is not later than today", "name a day to come: tomorrow, fri, +3")
        thing = thing_called(session, item, today, day_of(session, today))
        if thing.unsure:
            tell(settings, f"warning: {thing.unsure}")
        record = record_of(thing.work, session.book)
        changes: Mapping[str, Any] = {}
        stands = False
        if record is None or thing.work.does in ("prepare", "follow-up"):
            tell(settings, f"{thing} belongs to the day: it is off today's page, and comes again as the book has it")
        else:
            changes = later_keys(record, to, at)
            _doubts(settings, record, to)
            stands = _tell_what_stands(settings, session, record.id)
            commit(session.folder, book_changes(session, record.id, changes), f"{thing}: later, {to}", session.now)
        own = "" if changes else f"{thing}: later, {to}"
        # What the book tells is not told to the page as well: who is set back to today comes on it again.
        told = to > today and (stands or not changes)
        asked = Asked(without=_with_sides(thing.work.item), what=own) if told else Asked(replan=True, what=own)
        shown = _planned_anew(settings, asked)
    said = record.id if record is not None and changes else None
    _show(settings, shown, f"{thing}: {said_day(to, today)}", said, changes)


def block(
    ctx: typer.Context,
    time: Annotated[str, typer.Argument(metavar="FROM-TO", help="14:00-14:45")],
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What it is for.")] = BLOCKED,
) -> None:
    """Block off part of today. The rest is replanned around it.

    plan block 14:00-14:45 "Forecast call"
    """
    from planner.app.day.day_options import Asked

    settings = settings_of(ctx)
    read = argument_block(time, title)
    with writing(settings.book):
        shown = _planned_anew(settings, Asked(blocks=(read,), what=f"{read}: taken"), must=True)
    _show(settings, shown, f"{read}: taken")


def free(
    ctx: typer.Context,
    time: Annotated[str, typer.Argument(metavar="TIME", help="10:00")],
) -> None:
    """Cancel whatever is at a given time: line, block or meeting. Today is replanned.

    plan free 10:00
    """
    from planner.core.days import LocalDay

    settings = settings_of(ctx)
    with writing(settings.book):
        session = Session(settings)
        minute = argument_minute(time)
        today = session.today
        what, asked = _at(session, minute, LocalDay(today, session.zone))
        shown = _planned_anew(settings, replace(asked, what=f"{what}: off the page of {today}"))
    _show(settings, shown, f"{what}: off today's page")


def _at(session: Session, minute: int, today: LocalDay) -> tuple[str, Asked]:
    """What stands on today's page at a minute of the clock, and what to ask for so that it does not."""
    from planner.app.day.day_options import Asked
    from planner.app.day.day_page import current_page
    from planner.core.days import instant
    from planner.core.page.day_changes import Freed, clock

    moment = instant(today.date, minute, today.zone)
    for block in _blocks(session, today.date):
        if block.start <= minute < block.end:
            return str(block), Asked(unblocked=(block,))
    page = current_page(session)
    for item in page.items if page else ():
        if item.slot.start <= moment < item.slot.end and item.status.state == "planned":
            what, slot = item.what, item.slot
            gone = [what.item]
            if slot.fixed:
                gone += _with_sides(what.item)[1:]
            name = f"{what.title}, {what.name}" if what.name else what.title
            event = _event_of(session, what.record, moment) if slot.from_calendar else None
            return name, Asked(without=tuple(gone), freed=(Freed(minute, event.title),) if event else ())
    for taken in page.busy if page else ():
        if taken.start <= moment < taken.end:
            freed: Freed = Freed(minute, taken.title)
            return taken.title, Asked(freed=(freed,))
    raise UsageError(f"nothing stands at {clock(minute)}: that time is free", "`plan today` shows the page")


def _event_of(session: Session, record: str | None, moment: datetime) -> Busy | None:
    """The event of a record that the calendars have at a moment."""
    from planner.app.day.busy_times import taken

    events = taken(session, session.today)[0]
    return next((event for event in events if event.record == record and event.start <= moment < event.end), None)


def _tell_what_stands(settings: Settings, session: Session, record: str) -> bool:
    """A meeting of today that is put off, but not in the calendar: it keeps its time until somebody says otherwise."""
    from planner.app.day.busy_times import taken
    from planner.screen.text.wording import clock

    stands = False
    for event in taken(session, session.today)[0]:
        if event.record == record and event.end > session.now and event.start.date() <= session.today:
            at = clock(event.start.astimezone(session.zone))
            tell(settings, f"warning: “{event.title}” stands in your calendar still and keeps its time; "
                           f"`plan free {at}` if it is off")  # fmt: skip
            stands = True
    return stands


def _with_sides(item: str) -> tuple[str, ...]:
    """An item and what belongs to it, where it is a meeting."""
    return item, f"{item}-prepare", f"{item}-follow-up"


def _blocks(session: Session, on: date) -> list[Block]:
    from planner.core.page.day_changes import block_read

    told = day_of(session, on).options.get("blocks")
    return [block_read(str(text)) for text in told] if isinstance(told, list | tuple) else []


def _planned_anew(settings: Settings, asked: Asked, *, must: bool = False) -> Shown | None:
    """Today's page planned anew; None where there is none yet and none `must` be."""
    from planner.app.day.day_page import page_of

    session = Session(settings)
    if not must and not day_of(session, session.today).planned:
        return None
    shown = page_of(session, session.today, asked)
    if shown.unkept is not None:
        raise shown.unkept
    return shown


def _doubts(settings: Settings, record: object, to: date) -> None:
    for key, what in (("decide_by", "they decide by"), ("by", "it is to be done by")):
        limit = getattr(record, key, None)
        if isinstance(limit, date) and not isinstance(limit, datetime) and limit < to:
            tell(settings, f"warning: {what} {limit}")


def _show(
    settings: Settings,
    shown: Shown | None,
    what: str,
    record: str | None = None,
    changes: Mapping[str, Any] | None = None,
) -> None:
    """What was asked, and what it changed on the page."""
    from planner.app.records.edit_record import value_words
    from planner.screen.text.json_value import json_value

    page = shown.page if shown is not None else None
    told = list(page.changes[1:]) if page is not None else []
    if settings.json:
        show_json({"format": 1, "record": record, "changes": json_value(changes or {}), "page": told})
        return
    lines = [what]
    if (changes and page is None) or (changes and record):
        today = page.date if page is not None else Session(settings).today
        lines.append(
            f"  {record}: " + " · ".join(f"{key} {value_words(value, today)}" for key, value in changes.items())
        )
    lines += [f"  {change}" for change in told]
    if page is not None and not told:
        lines.append("  nothing else on the page changes")
    show("\n".join(lines))
    for warning in page.warnings if page is not None else ():
        if "can't be kept" in warning:
            tell(settings, f"warning: {warning}")
