"""A meeting at its time, what has to be prepared before it, and what follows it: of a deal and of an account alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from planner.core.book import Account, Deal
from planner.core.diary import Busy, Does
from planner.core.playbook import Play
from planner.core.steps.step import Step
from planner.core.value.deal_value import Today


def meeting_steps(
    base: Step, play: Play, record: Deal | Account, at: datetime, event: Busy | None, now: Today
) -> Iterator[Step]:
    """The meeting of `base` at its time (for as long as the calendar's `event` says), with what belongs to it."""
    length = round((event.end - event.start).total_seconds() / 60) if event else play.minutes
    yield replace(
        base,
        at=at,
        from_calendar=event is not None,
        minutes=max(1, length),
        windows=(),
        needs=record.needs,
        place=record.place or (event.place if event else None),
        splits=False,
    )
    if at > now.now:
        # Nobody is met unprepared: the meeting takes its time whatever it is worth, so this is no question of money.
        yield from (replace(step, must=True) for step in preparation(base, play, now))
    if play.follow_up:
        yield follow_up(base, play)


def preparation(base: Step, play: Play, now: Today) -> Iterator[Step]:
    """What has to be done before the meeting of `base`, unless it is done."""
    if play.prepare and "prepare" not in now.history.half_done.get(base.record or "", {}):
        side = _beside(base, play, "prepare", play.prepare, f"Prepare: {play.title}")
        yield replace(side, before=(base.item,))


def follow_up(base: Step, play: Play) -> Step:
    """What has to be done after the meeting of `base`."""
    return replace(_beside(base, play, "follow-up", play.follow_up, f"Follow up: {play.title}"), after=(base.item,))


def _beside(base: Step, play: Play, does: Does, minutes: int, title: str) -> Step:
    """At the desk, for nobody's hours but the rep's."""
    return replace(
        base,
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
