"""The choice of a day: the steps that the book offers, valued, and the time for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from planner.core.cadence.around_leave import spread_over_leave
from planner.core.cadence.early_touches import TouchTime, early_touches
from planner.core.cadence.set_aside_today import set_aside_today
from planner.core.cadence.touches import NextTouch, next_touches
from planner.core.customers.one_call import Met, one_call_each
from planner.core.days import LocalDay
from planner.core.diary import Busy
from planner.core.line import Line
from planner.core.page.inputs import Inputs, day_context
from planner.core.page.page import LeavePlan
from planner.core.page.page_lines import Valuer
from planner.core.page.problem import meetings_of, problem_of, without
from planner.core.promises.coming_days import coming_days
from planner.core.promises.settle import settle_promises
from planner.core.promises.that_fit import DayRoom, Outlook
from planner.core.steps.all_steps import book_steps
from planner.core.steps.if_open import after_earlier_days
from planner.core.steps.in_progress import STEPS_OF_THE_DAY
from planner.core.steps.inbound import limit_urgent
from planner.core.steps.prospecting_steps import prospecting_steps
from planner.core.steps.step import Step
from planner.core.value.deal_index import try_minutes
from planner.core.value.deal_value import DayContext
from planner.core.worklog.outcomes import reaches
from planner.core.worklog.work import runs_for
from planner.frozen_class import frozen
from planner.schedule import SLOT, Problem, Range


@frozen
class DayChoice:
    """The basis of a day's plan: the view of the day, the steps offered, and their values."""

    inputs: Inputs
    now: DayContext
    day: LocalDay
    touches: Mapping[str, NextTouch]
    empty: Problem
    available: int  # minutes
    touch_minutes: int  # set aside for today's touches
    find_minutes: int  # set aside for prospecting, still to be found a place
    steps: tuple[Step, ...]
    outlook: Outlook
    coming: tuple[DayRoom, ...]  # the next working days, where later promises are counted against them
    cost_of: Mapping[str, float]
    leave: LeavePlan | None = None

    def working_minutes(self, event: Busy) -> int:
        """Minutes of an event in the working hours of the day."""
        start, end = self.day.minute(event.start), self.day.minute(event.end)
        spans = self.day.spans(self.now.working.ranges(self.day.date))
        return sum(max(0, min(end, span.end) - max(start, span.start)) for span in spans)

    def valuer(self) -> Valuer:
        return Valuer(self.now, self.cost_of, frozenset(step.item for step in self.steps if step.care == "find"))


def day_choice(inputs: Inputs) -> DayChoice:
    """Everything that could be on the page, valued; nothing is scheduled yet."""
    now = day_context(inputs)
    day = LocalDay(inputs.day, now.zone)
    every = next_touches(inputs.book, now.working, inputs.first_seen, inputs.day, inputs.history.revisited)
    spread = spread_over_leave(every, now)
    touches = {touch.record: touch for touch in spread.touches}
    chosen = frozenset(line.what.record for line in inputs.before if line.what.does == "touch" and line.what.record)
    offered = one_call_each(book_steps(now, touches, _early(touches, now) | chosen), met_today(inputs), now)
    if inputs.before:
        offered = _touches_as_chosen(offered, inputs.before)
    offered = after_earlier_days(offered, inputs.tried, inputs.openings)
    inputs = replace(inputs, kept=tuple(_still_stand(inputs, offered)))
    inputs = replace(inputs, busy=tuple(_still_busy(inputs, without_standing(offered, inputs, day))))
    meetings = meetings_of(day, now, inputs.busy, inputs.kept, inputs.clock)
    empty = problem_of(day, now, meetings, _hours_left(inputs, day))
    available = minutes_free(empty)
    if empty.budget is not None:
        available = min(available, empty.budget)
    found = sum(row.slot.minutes for row in inputs.kept if row.what.does == "find" and row.slot.end > inputs.now)
    coming = coming_days(now, inputs.busy)
    free = [(inputs.day, available), *((room.day, sum(room.free)) for room in coming)]
    aside = set_aside_today(offered, touches, free, now, inputs.before)
    offered, wanted = list(aside.steps), aside.find_minutes
    set_aside = max(0, wanted - found)
    searches = prospecting_steps(now, set_aside, available, inputs.kept, inputs.before)
    standing = without_standing(offered + searches, inputs, day)
    settled = settle_promises(standing, now, coming, free_next_to(standing, empty, day))
    return DayChoice(
        inputs=inputs,
        now=now,
        day=day,
        touches=touches,
        empty=empty,
        available=available,
        touch_minutes=aside.touch_minutes,
        find_minutes=set_aside,
        steps=tuple(limit_urgent(settled.steps, available)),
        outlook=settled.outlook,
        coming=settled.days,
        cost_of={name: each.per_hour for each in inputs.book.colleagues for name in (each.id, each.name)},
        leave=spread.plan,
    )


def _hours_left(inputs: Inputs, day: LocalDay) -> float | None:
    """The hours that the rep gave, less what was worked since then; None if none were given."""
    options = inputs.options
    if options.hours is None or options.hours_from is None:
        return options.hours
    rows = inputs.history.worked_today
    worked = sum(row.slot.minutes for row in rows if day.minute(row.slot.start) >= options.hours_from)
    return max(0.0, options.hours - worked / 60)


def _touches_as_chosen(steps: Sequence[Step], before: Sequence[Line]) -> list[Step]:
    """The steps with only those touches that the morning's page chose."""
    chosen = {line.what.item for line in before}
    return [s._replace(care=None) if s.care == "touch" and s.item not in chosen else s for s in steps]


def _early(touches: Mapping[str, NextTouch], context: DayContext) -> frozenset[str]:
    """Records to touch before they are due, since the days to come can't hold them all."""
    share, touch = context.book.care.share, try_minutes(context.playbook.plays["touch"])
    minutes = context.working.minutes(context.today)
    done = sum(row.slot.minutes for row in context.history.worked_today if row.what.does == "touch")
    time = TouchTime(minutes_today=int(share * minutes) - done, share=share, touch=touch)
    return early_touches(touches.values(), context.working, context.today, time)


def met_today(inputs: Inputs) -> list[Met]:
    """Lines of the day that stay and reach someone, or have reached them."""
    done = [row for row in inputs.history.worked_today if reaches(row.what.does, row.result.outcome)]
    worked = {(row.what.item, row.slot.start) for row in inputs.history.worked_today}
    to_come = [row for row in inputs.kept if row.what.does in STEPS_OF_THE_DAY and row.slot.end > inputs.now]
    rows = [*done, *(row for row in to_come if (row.what.item, row.slot.start) not in worked)]
    return [Met(row.what.record, row.what.people, row.what.item) for row in rows if row.what.record is not None]


def _still_stand(inputs: Inputs, offered: Sequence[Step]) -> Iterable[Line]:
    """The rows that stay, without planned ones that their record no longer offers."""
    items = {step.item for step in offered} | {row.what.item for row in inputs.history.worked_today}
    for row in inputs.kept:
        is_offered = row.what.item in items or row.what.does == "find"
        if row.slot.end <= inputs.now or is_offered or runs_for(row, inputs.clock):
            yield row


def _still_busy(inputs: Inputs, steps: Sequence[Step]) -> Iterable[Busy]:
    """The taken times, with those of no record that are no step of the day any more.

    A record's event that was put off, but is still in the calendar, takes its time like any other until the calendar
    or the rep says that it is off.
    """
    places = {(step.record, step.at) for step in steps}
    standing = {row.what.record for row in inputs.kept if row.slot.fixed}
    standing |= {row.what.record for row in inputs.history.worked_today if row.result.outcome == "moved"}
    for event in inputs.busy:
        stands = event.record is None or event.record in standing or (event.record, event.start) in places
        yield event if stands else event._replace(record=None)


def minutes_free(problem: Problem) -> int:
    """Exact minutes of the working ranges that no meeting takes."""
    return sum(free_ranges(problem))


def free_ranges(problem: Problem) -> list[int]:
    """Lengths of the stretches of the working ranges that no meeting takes, in minutes."""
    taken = [Range(meeting.start, meeting.end) for meeting in problem.meetings]
    return [span.end - span.start for span in without(problem.ranges, taken)]


def free_next_to(steps: Iterable[Step], problem: Problem, day: LocalDay) -> list[int]:
    """Minutes of each free range next to the appointments, on the grid of the scheduler."""
    starts = [(day.minute(step.at), step.minutes) for step in steps if step.at is not None]
    spans = [(meeting.start, meeting.end, meeting.apart) for meeting in problem.meetings]
    spans += [(start, start + minutes, True) for start, minutes in starts]
    pads = [problem.between if apart else 0 for _, _, apart in spans]
    taken = [Range(start - pad, end + pad) for (start, end, _), pad in zip(spans, pads, strict=True)]
    free = without(problem.ranges, taken)
    return [length for span in free if (length := span.end // SLOT * SLOT - -(-span.start // SLOT) * SLOT) > 0]


def without_standing(steps: Sequence[Step], inputs: Inputs, day: LocalDay) -> list[Step]:
    """The steps without those that stand on the page already or that the rep leaves out.

    Pinned ones at their time.
    """
    options = inputs.options
    # Work of today is left out with its own steps, unless there is a rest of it; this is about the others.
    worked = {(row.what.item, row.slot.start) for row in inputs.history.worked_today}
    to_come = [row for row in inputs.kept if (row.what.item, row.slot.start) not in worked]
    standing = {row.what.item for row in to_come}
    busy_with = {row.what.record for row in to_come if row.what.does in STEPS_OF_THE_DAY}
    kept = []
    for step in steps:
        if step.item in standing or (step.record in busy_with and step.group == step.record and step.record):
            continue
        if step.item in options.without or (step.record is not None and step.record in options.without):
            continue
        pin = options.pins.get(step.item)
        if pin is None and step.record is not None and step.kind != "task":
            pin = options.pins.get(step.record) if step.does not in ("prepare", "follow-up", "touch") else None
        if pin is not None:
            pinned = step._replace(at=day.time_at(pin), pinned=True, splits=False, wait=None, qualify_first=False)
            step = pinned  # noqa: PLW2901 - the same step, pinned
        kept.append(step)
    return kept
