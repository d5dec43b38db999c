"""The steps of an appointment: preparation, the meeting at its time, follow-up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from planner.core.book import Account, Deal
from planner.core.line import Does
from planner.core.playbook import Play
from planner.core.steps.step import Step
from planner.core.value.deal_value import DayContext
from planner.core.worklog.work import elapsed


def meeting_steps(base: Step, play: Play, record: Deal | Account, at: datetime, context: DayContext) -> Iterator[Step]:
    """The meeting of `base` at its time, with preparation and follow-up.

    It is as long as in the calendar, if the calendar has it.
    """
    event = context.appointments.get(record.id)
    length = round(elapsed(event.start, event.end)) if event else play.minutes
    yield base._replace(
        title=f"{base.title} ({event.mark})" if event and event.mark else base.title,
        at=at,
        from_calendar=event is not None,
        minutes=max(1, length),
        windows=(),
        needs=record.needs,
        place=record.place or (event.place if event else None),
        splits=False,
    )
    if at > context.now:
        # The meeting takes place in any case, so it is prepared whatever that pays.
        yield from (step._replace(must=True) for step in preparation(base, play, context))
    if play.follow_up:
        yield follow_up(base, play)


def preparation(base: Step, play: Play, context: DayContext) -> Iterator[Step]:
    """The preparation of the meeting of `base`, unless it is done."""
    if play.prepare and "prepare" not in context.history.half_done.get(base.record or "", {}):
        step = _base_step(base, play, "prepare", play.prepare, f"Prep: {play.title}")
        yield step._replace(before=(base.item,))


def follow_up(base: Step, play: Play) -> Step:
    """The follow-up of the meeting of `base`."""
    return _base_step(base, play, "follow-up", play.follow_up, f"Follow up: {play.title}")._replace(after=(base.item,))


def _base_step(base: Step, play: Play, does: Does, minutes: int, title: str) -> Step:
    """A step of `base` done at any place and hour, without colleagues."""
    return base._replace(
        item=f"{base.record}/{play.id}-{does}",
        does=does,
        title=title,
        minutes=minutes,
        group=f"{base.record}/{does}",
        splits=False,
        needs=(),
        place=None,
        windows=(),
    )
