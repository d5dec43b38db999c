"""What looks odd about a piece of work that is logged all the same."""

from __future__ import annotations

from datetime import date, datetime

from planner.app.session import Session
from planner.app.worklog.work_item import Thing
from planner.core.diary import DiaryDay
from planner.core.line import Line
from planner.core.worklog.log import Told
from planner.core.worklog.work import Span, elapsed, overlap
from planner.screen.text.wording import clock, length

LONG = 600  # minutes; a longer piece of work is asked about


def doubts(
    thing: Thing, on: date, day: DiaryDay, row: Line, instead: Line | None, told: bool, session: Session
) -> list[str]:
    """What a person would want to know before it is too late to correct it; it is logged all the same."""
    found = []
    now = session.now
    if on > now.date():
        found.append(f"{on} is still to come")
    elif elapsed(now, row.slot.end) > 1 and instead is None:
        found.append(f"it is only {clock(now)}, and this ends at {clock(row.slot.end)}")
    if told or instead is None:
        others = [each for each in day.worked if each is not instead]
        crossed = [
            each for each in others if overlap(Span(row.slot.start, row.slot.end), Span(each.slot.start, each.slot.end))
        ]
        found += [
            f"it overlaps {each.what.title}, {clock(each.slot.start)} to {clock(each.slot.end)}" for each in crossed
        ]
    if row.slot.minutes > LONG:
        found.append(f"{length(row.slot.minutes)} at one go is long")
    own = thing.work.does == "task" and all(task.id != thing.work.item for task in session.book.tasks)
    if day.planned and thing.row is None and not thing.seen and not own:
        found.append(f"it was not on the page of {on}")
    return found


def passed(told: Told, now: datetime) -> list[str]:
    """What was agreed for a time that is over."""
    found = []
    if told.at is not None and told.at < now:
        found.append(f"the appointment, {told.at.date()} {clock(told.at)}, has passed")
    if told.next_on is not None and told.next_on < now.date():
        found.append(f"the next step's day, {told.next_on}, has passed")
    if told.again is not None and told.again < now.date():
        found.append(f"the day until which they are left in peace, {told.again}, has passed")
    return found
