"""The steps left of a day in progress, with the rest of those that were started."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from planner.core.steps.step import Step
from planner.core.value.deal_index import line_minutes
from planner.core.value.deal_value import DayContext
from planner.core.worklog.work import SHORTEST_REST, minutes_on_open, over

PUT_OFF = ("moved", "booked", "no-show", "no-contact")  # outcomes after which the appointment is still to come
# At most one of these for a record on a day.
STEPS_OF_THE_DAY = ("advance", "agreed", "ask", "book", "visit", "fresh-look", "touch")


def steps_left(steps: Iterable[Step], worked: bool, context: DayContext) -> Iterator[Step]:
    """The steps of one record that are left today.

    `worked` says that its step of the day is done.

    After the step of the day only preparation and follow-up of today's meeting are left. Of a step that was started
    the rest is left, and no other step of the day.
    """
    rows = context.history.worked_today
    if not rows:
        yield from steps
        return
    done, started = over(rows), minutes_on_open(rows)
    started_records = {
        row.what.record for row in rows if row.what.item in started and row.what.does in STEPS_OF_THE_DAY
    }
    offered = list(steps)
    yield from _replaced_rests(offered, started, context)
    for step in offered:
        if _is_later_appointment(step, context) or step.earliest is not None:
            yield step
        elif step.item in done or (worked and step.does not in ("follow-up", "prepare")):
            continue
        elif step.item in started:
            left = step.minutes - (0 if step.does in ("advance", "agreed", "task") else started[step.item])
            if left >= SHORTEST_REST and step.at is None:
                yield step._replace(minutes=left)
        elif step.record not in started_records or step.does not in STEPS_OF_THE_DAY:
            yield step


def _is_later_appointment(step: Step, context: DayContext) -> bool:
    """True for an appointment later today of a record that was worked on today.

    A calendar event may be the appointment that was done early, unless that was put off.
    """
    rows = [
        row
        for row in context.history.worked_today
        if row.what.record == step.record and row.what.does in STEPS_OF_THE_DAY
    ]
    if step.at is None or step.record is None or not rows:
        return False
    last = max(rows, key=lambda row: row.slot.end.timestamp())
    return step.at >= last.slot.end and (not step.from_calendar or last.result.outcome in PUT_OFF)


def _replaced_rests(offered: Sequence[Step], started: Mapping[str, int], context: DayContext) -> Iterator[Step]:
    """The rest of a step started today, if the record's step of the day is another by now."""
    other = next((step for step in offered if step.does in STEPS_OF_THE_DAY and step.at is None), None)
    if other is None or other.record is None:
        return
    items = {step.item for step in offered}
    last = {row.what.item: row for row in context.history.worked_today if row.what.record == other.record}
    for item, row in last.items():
        play = context.playbook.plays.get(row.what.play)
        if item in items or item not in started or row.what.does not in STEPS_OF_THE_DAY or play is None:
            continue
        left = line_minutes(play) - started[item]
        if left >= SHORTEST_REST:
            yield other._replace(
                item=item,
                play=play.id,
                does=row.what.does,
                title=row.what.title,
                objective=other.objective if other.does == row.what.does else play.objective,
                minutes=left,
                splits=play.splits,
                windows=() if play.how == "desk" else other.windows,
            )
