"""Joins book, playbook, busy times, diary, now and options into the day's page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from planner.core.book import record_name
from planner.core.cadence.open_minutes import (
    free_times,
    is_open_time,
    kept_times,
    open_candidates,
    open_times,
    pieces,
)
from planner.core.choice.day_choice import DayChoice, day_choice
from planner.core.days import LocalDay
from planner.core.diary import Busy, DiaryDay
from planner.core.line import Line, Slot
from planner.core.page.diary_rows import lines_as_kept, state_of
from planner.core.page.inputs import Inputs
from planner.core.page.left_out import FIRST_LEFT_OUT, left_out, left_without_worth, same_customer_as, why_not_today
from planner.core.page.page import OpenTime, Page, PageWarning, Prices, Taken
from planner.core.page.page_figures import (
    called_off_questions,
    care_figures,
    parking,
    questions,
    what_care_costs,
)
from planner.core.page.page_lines import as_ranked, collisions, placed_line, ranked
from planner.core.page.problem import candidate, own_meetings
from planner.core.page.solve.person_day import solve_for_people
from planner.core.page.solve.steady_plan import steady_plan
from planner.core.promises.figures import long_promises, promise_figures, what_promises_cost
from planner.core.promises.has_its_day import has_its_day
from planner.core.promises.reminders import reminders
from planner.core.promises.unworked import before_leave
from planner.core.steps.inbound import leads_waiting
from planner.core.steps.promised import URGENT
from planner.core.timing.same_time import same_time_warnings
from planner.core.value.year_price import price_of_hour
from planner.core.worklog.numbers import with_numbers
from planner.schedule import DayPlan, PlacedItem, Problem, price_bound, solve

URGENT_DELAY = 0.15  # share of worth × chance; neutral under every load of a simulated territory, 0.05 lost 14%
PROVEN_TO = 1e-6  # share of the page's value


class Planning(NamedTuple):
    """The page, and why each step that is not on it was left out (by item)."""

    page: Page
    because: Mapping[str, str]


def plan_day(inputs: Inputs, most: int | None = FIRST_LEFT_OUT) -> Planning:
    """The day's page, planned from now, with the first `most` that are left out, or all."""
    return plan_choice(day_choice(inputs), most)


def plan_choice(choice: DayChoice, most: int | None = FIRST_LEFT_OUT) -> Planning:
    """The page of what could be on it, already valued."""
    today = choice.inputs.day
    waiting = {step.item: why for step in choice.steps if (why := why_not_today(step, today)) is not None}
    problem = replace(
        choice.empty,
        candidates=tuple(
            candidate(step, choice.day, choice.now, choice.inputs.colleagues_busy)
            for step in choice.steps
            if step.item not in waiting
        ),
        touch_minutes=choice.touch_minutes,
        find_minutes=choice.find_minutes,
    )
    problem = _with_urgent(problem, choice)
    times, stretches = _left_open(problem, choice)
    problem = replace(
        problem, candidates=(*problem.candidates, *open_candidates(stretches, choice.now.book.hours.between))
    )
    problem, plan, joins = solve_for_people(problem, choice, _solver(choice, times))
    plan, left_unplanned = _without_open(plan, stretches, choice.day)
    because = {**plan.left_out, **waiting, **{item: same_customer_as(name) for item, name in joins.items()}}
    because |= left_without_worth(choice, because)
    page = replace(_planned(choice, problem, plan), open=left_unplanned)
    return _with_left_out(page, choice, because, most)


def _left_open(problem: Problem, choice: DayChoice) -> tuple[tuple[OpenTime, ...], tuple[int, ...]]:
    """The stretches to leave unplanned: where they were on the page so far, and their minutes.

    They give way to the hours that the rep gave.
    """
    inputs = choice.inputs
    if inputs.options.hours is not None or not inputs.book.hours.open:
        return (), ()
    if inputs.open is None:
        return (), pieces(inputs.book.hours.open)
    times = free_times(inputs.open, problem, choice.day)
    return times, tuple(each.minutes for each in times)


def _without_open(plan: DayPlan, stretches: Sequence[int], day: LocalDay) -> tuple[DayPlan, tuple[OpenTime, ...]]:
    """The plan without the stretches left unplanned, and these."""
    times = open_times(plan.placed, stretches, day)
    return replace(plan, placed=tuple(each for each in plan.placed if not is_open_time(each))), times


def _solver(choice: DayChoice, times: Sequence[OpenTime]) -> Callable[[Problem], DayPlan]:
    """The solver of the day: from scratch in the morning, else from the page so far.

    `times` are the stretches that were left unplanned on it.
    """
    before = choice.inputs.before
    known = {line.what.item for line in before}
    if not before or any(step.urgent and step.item not in known for step in choice.steps):
        return solve  # a lead that has just come in goes before everything that can move
    places = [PlacedItem(line.what.item, *_minutes(line.slot, choice.day), line.slot.part) for line in before]
    starts = [choice.day.minute(each.start) for each in times]
    between = choice.now.book.hours.between
    stretches = open_candidates([each.minutes for each in times], between)
    places += [PlacedItem(each.id, start, start + each.minutes) for each, start in zip(stretches, starts, strict=True)]
    return lambda problem: steady_plan(problem, places)


def _minutes(slot: Slot, day: LocalDay) -> tuple[int, int]:
    return day.minute(slot.start), day.minute(slot.end)


def _with_urgent(problem: Problem, choice: DayChoice) -> Problem:
    """The problem with a claim for every deal that a deadline makes urgent.

    Urgent: waiting until the next working day costs at least `URGENT_DELAY` of its worth × chance, and an hour of it
    pays at least the usual price (the recent pages' median, else the bound on today's).
    """
    pressed = {
        step.item: step.per_hour
        for step in choice.steps
        if step.kind == "prospect" and step.delay >= URGENT_DELAY and step.claim is None and not step.must
    }
    if not pressed:
        return problem
    lately = choice.now.history.price_lately
    usual = lately if lately is not None else price_bound(problem)[0] * 60
    urgent = {item: per_hour for item, per_hour in pressed.items() if per_hour >= usual}
    return replace(
        problem,
        candidates=tuple(
            each._replace(claim=(URGENT, -urgent[each.id])) if each.id in urgent else each
            for each in problem.candidates
        ),
    )


class _Figures(NamedTuple):
    """The figures of a page: solved now, or as the diary has them. Money, minutes."""

    made: datetime
    available: int
    value: float
    bound: float
    proven: bool
    price: float  # money per hour
    one_more_hour: float
    care_costs: float


def _planned(choice: DayChoice, problem: Problem, plan: DayPlan) -> Page:
    """The page of a plan."""
    by_item = {step.item: step for step in choice.steps}
    valuer = choice.valuer()
    inputs = choice.inputs
    stayed = [stayed_line(line, inputs) for line in inputs.kept]
    lines = ranked(stayed + [placed_line(placed, by_item[placed.id], choice.day, valuer) for placed in plan.placed])
    stayed_value = sum(line.worth.value for line in stayed)
    page = _page(
        choice,
        lines,
        _Figures(
            made=inputs.now,
            available=choice.available + _minutes_of(inputs.kept, choice.day),
            value=plan.value + stayed_value,
            bound=plan.bound + stayed_value,
            proven=plan.proven,
            price=plan.price * 60,
            one_more_hour=max(plan.price * 60, plan.one_more_hour),
            care_costs=what_care_costs(problem, plan),
        ),
    )
    costs = what_promises_cost(problem, plan, long_promises(choice.steps))
    return replace(
        page,
        promises=replace(page.promises, costs=costs),
        warnings=page.warnings + collisions(plan, by_item),
    )


def page_as_kept(inputs: Inputs, old: DiaryDay) -> Planning:
    """The page that the diary holds, as it was planned.

    Only what it does not hold is worked out again.
    """
    kept = lines_as_kept(old, inputs.clock, inputs.book)
    choice = day_choice(replace(inputs, kept=kept))
    lines = with_numbers(as_ranked([stayed_line(line, inputs) for line in kept]), old)

    care = old.figures.get("care")

    def figure(name: str, otherwise: float, among: Mapping[str, object] = old.figures) -> float:
        known = among.get(name)
        return float(known) if isinstance(known, int | float) else otherwise

    value = figure("value", sum(line.worth.value for line in lines))
    bound = figure("bound", value)
    made = max((line.status.made for line in old.planned if line.status.made is not None), default=inputs.now)
    figures = _Figures(
        made=made,
        available=round(figure("minutes_available", choice.available)),
        value=value,
        bound=bound,
        proven=bound <= value * (1 + PROVEN_TO),
        price=old.price_today or 0.0,
        one_more_hour=figure("one_more_hour", 0.0),
        care_costs=figure("costs", 0.0, care if isinstance(care, Mapping) else {}),
    )
    page = replace(_page(choice, lines, figures), open=kept_times(old))
    return _with_left_out(page, choice, {}, FIRST_LEFT_OUT)


def _with_left_out(page: Page, choice: DayChoice, because: Mapping[str, str], most: int | None) -> Planning:
    """The page with what is left out, the first `most` or all, its reminders, what has its day."""
    out = left_out(choice, page.items, because, most)
    found = reminders(choice.now, choice.steps, page.items, because)
    page = replace(page, left_out=out.first, more_left_out=out.more, reminders=found)
    coming = has_its_day(page, choice.now)
    return Planning(replace(page, has_its_day=coming.first, more_with_day=coming.more), because)


def _page(choice: DayChoice, lines: Sequence[Line], figures: _Figures) -> Page:
    """The page of these lines, without what is left out."""
    inputs, rep = choice.inputs, choice.inputs.book.rep
    records = {line.what.record for line in lines}
    price_of_year = price_of_hour(inputs.book, choice.now.working, inputs.day)
    busy = tuple(
        replace(_taken(event, choice.day), displaces=figures.price / 60 * choice.working_minutes(event))
        for event in own_meetings(inputs.busy, choice.day)
    )
    later = sum(step.later is not None and step.record not in records for step in choice.steps)
    care = replace(
        care_figures(choice.touches, lines, choice.now), costs=figures.care_costs, later=later, leave=choice.leave
    )
    return Page(
        date=inputs.day,
        made=figures.made,
        timezone=rep.timezone,
        currency=rep.currency,
        rep=rep.name,
        minutes_available=figures.available,
        minutes_planned=sum(line.slot.minutes for line in lines),
        makes=sum(line.worth.makes for line in lines),
        value=figures.value,
        bound=figures.bound,
        proven=figures.proven,
        prices=Prices(today=figures.price, one_more_hour=figures.one_more_hour, year=price_of_year),
        items=tuple(lines),
        busy=busy,
        left_out=(),
        park=parking(choice.now, (price_of_year, figures.price), records),
        promises=promise_figures(lines, choice.steps, choice.outlook, choice.coming, choice.now),
        care=care,
        asks=called_off_questions(inputs.called_off, choice.now) + questions(choice.now, choice.steps, records),
        warnings=(
            *inputs.warnings,
            *leads_waiting(lines, choice.now),
            *before_leave(choice.now),
            *same_time_warnings(lines, busy),
            *([PageWarning(code="care")] if care.is_short else []),
        ),
    )


def _taken(event: Busy, day: LocalDay) -> Taken:
    """The part of a meeting that is on the day."""
    start, end = day.within(event.start, event.end)
    whole = day.minute(start) <= 0 and day.minute(end) >= day.length
    return Taken(start=start, end=end, title=event.title, displaces=0.0, whole_day=whole)


def _minutes_of(lines: Iterable[Line], day: LocalDay) -> int:
    """Minutes of the day that the lines take: where two of them overlap, they count once."""
    return len({minute for line in lines for minute in range(day.minute(line.slot.start), day.minute(line.slot.end))})


def stayed_line(line: Line, inputs: Inputs) -> Line:
    """A line of the diary that stays as it is, with its record's name and its state now."""
    name = record_name(line.what.record, inputs.book)
    state = state_of(line, inputs.history.worked_today, inputs.clock)
    return replace(line, what=replace(line.what, name=name), status=replace(line.status, state=state))
