"""What is still offered of a day that is under way: nothing that is done, and the rest of what was begun."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

from planner.core.diary import Does
from planner.core.steps.step import Step
from planner.core.value.deal_value import Today
from planner.core.value.index import minutes_at_one_go
from planner.core.worklog.work import SHORTEST_REST, begun, over

PUT_OFF = ("moved", "booked", "no-show", "no-contact")  # outcomes after which it is still to come
STEPS_OF_THE_DAY = ("advance", "ask", "book", "visit", "fresh-look", "touch")


def without_done(steps: Iterator[Step], worked: bool, now: Today) -> Iterator[Step]:
    """One step of a record a day: once it is done, only what belongs to today's meeting is left.

    Of one that was begun today the rest is left, and nothing else of its record.
    """
    rows = now.history.worked_today
    if not rows:
        yield from steps
        return
    done, under_way = over(rows), begun(rows)
    records = {row.record for row in rows if row.item in under_way and row.does in STEPS_OF_THE_DAY}
    offered = list(steps)
    yield from _rest_of_others(offered, under_way, now)
    for step in offered:
        if _meets_again(step, now):
            yield step
        elif step.item in done or (worked and step.does not in ("follow-up", "prepare")):
            continue
        elif step.item in under_way:
            left = step.minutes - (0 if step.does in ("advance", "task") else under_way[step.item])
            if left >= SHORTEST_REST and step.at is None:
                yield replace(step, minutes=left)
        elif step.record not in records or step.does not in STEPS_OF_THE_DAY:
            yield step


def _meets_again(step: Step, now: Today) -> bool:
    """Whether it is an appointment of later today that was agreed when something was told of it earlier today.

    One that the calendar has may be the very one that was done before its time, unless it was put off.
    """
    rows = [row for row in now.history.worked_today if row.record == step.record and row.does in STEPS_OF_THE_DAY]
    if step.at is None or step.record is None or not rows:
        return False
    last = max(rows, key=lambda row: row.end.timestamp())
    return step.at >= last.end and (not step.from_calendar or last.outcome in PUT_OFF)


def _rest_of_others(offered: Sequence[Step], under_way: Mapping[str, int], now: Today) -> Iterator[Step]:
    """What is left of a step of the record that was begun though the day offered another one, in place of that one."""
    stands = next((step for step in offered if step.does in STEPS_OF_THE_DAY and step.at is None), None)
    if stands is None or stands.record is None:
        return
    items = {step.item for step in offered}
    last = {row.item: row for row in now.history.worked_today if row.record == stands.record}
    for item, row in last.items():
        play = now.playbook.plays.get(row.play)
        if item in items or item not in under_way or row.does not in STEPS_OF_THE_DAY or play is None:
            continue
        left = minutes_at_one_go(play) - under_way[item]
        if left >= SHORTEST_REST:
            yield replace(
                stands,
                item=item,
                play=play.id,
                does=cast("Does", row.does),
                title=row.title,
                objective=stands.objective if stands.does == row.does else play.objective,
                minutes=left,
                splits=play.splits,
                windows=() if play.how == "desk" else stands.windows,
            )
