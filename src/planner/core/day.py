"""Joins book, playbook, busy times, diary, now and options into the day's page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from planner.core.asking import Asking
from planner.core.belief import to_chance
from planner.core.candidates import candidate, problem_of
from planner.core.care import Promise, promises
from planner.core.days import LocalDay, WorkingDays
from planner.core.deals import Today
from planner.core.diary_page import item_of_row, state_of
from planner.core.figures import care_figures, parking, questions, what_meetings_displace, what_more_would_add
from planner.core.history import History
from planner.core.index import IndexTable
from planner.core.offers import STEPS_OF_THE_DAY, finding, name_of, steps_today
from planner.core.page import Finding, Item, LeftOut, Offer, Page, Prices, Pursuit, Taken, Why
from planner.core.pursuit import Course, Pursuer, attempt_outcomes
from planner.core.schedule import DayPlan, Placed, Problem, solve
from planner.core.step import Start, Step
from planner.core.vocabulary import Book, Busy, Planned
from planner.core.year import price_of_hour

FIRST_LEFT_OUT = 12  # how many of those left out the page tells in full; the rest when asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the rep asks of the day: `hours` to give in all, items or records to leave out, items pinned to a minute."""

    hours: float | None = None
    without: tuple[str, ...] = ()
    pins: Mapping[str, int] = field(default_factory=dict)  # minutes since midnight on the clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """Everything a page is made from. `busy` are the rep's taken times, matched to records; `now` is the clock."""

    book: Book
    day: date
    now: datetime
    table: IndexTable
    history: History = field(default_factory=History)
    first_seen: Mapping[str, date] = field(default_factory=dict)
    holidays: frozenset[date] = frozenset()
    busy: tuple[Busy, ...] = ()
    colleagues_busy: Mapping[str, tuple[Busy, ...]] = field(default_factory=dict)
    options: Options = Options()
    kept: tuple[Planned, ...] = ()  # rows of the day's page that stay as they are: done, running, past appointments
    warnings: tuple[str, ...] = ()


def today_of(inputs: Inputs) -> Today:
    """The view of the day that valuing a record needs."""
    zone = ZoneInfo(inputs.book.rep.timezone)
    playbook = inputs.book.playbook
    appointments = {
        event.record: event
        for event in reversed(inputs.busy)
        if event.record is not None and event.start.astimezone(zone).date() == inputs.day
    }
    starts = LocalDay(inputs.day, zone).midnight
    return Today(
        book=inputs.book,
        now=max(inputs.now, starts),
        today=inputs.day,
        zone=zone,
        working=WorkingDays(inputs.book.hours, inputs.holidays),
        history=inputs.history,
        table=inputs.table,
        asking=Asking(playbook, inputs.table),
        stage_at={stage.name: number for number, stage in enumerate(playbook.stages)},
        appointments=appointments,
    )


def plan_day(inputs: Inputs, *, tell_all: bool = False) -> Page:
    """The day's page. `tell_all`: everything that was left out is told, not only the first."""
    now = today_of(inputs)
    day = LocalDay(inputs.day, now.zone)
    promised = {p.record: p for p in promises(inputs.book, now.working, inputs.first_seen, inputs.day)}
    empty = problem_of(inputs.book, day, now, inputs.busy, inputs.options.hours, inputs.kept)
    available = minutes_free(empty)
    care = inputs.book.care
    find_minutes = int(care.find * available) if inputs.book.playbook.prospecting.amount > 0 else 0
    stays = {row.item for row in inputs.kept}
    found = sum(row.minutes for row in inputs.kept if row.does == "find")
    searches = finding(now, max(0, find_minutes - found), available, stays)
    steps = asked_for(steps_today(now, promised) + searches, inputs, day)
    cost_of = {colleague.id: colleague.per_hour for colleague in inputs.book.colleagues}
    problem = replace(
        empty,
        candidates=tuple(candidate(step, day, now, cost_of, inputs.colleagues_busy) for step in steps),
        touch_minutes=int(care.share * available),
        find_minutes=find_minutes,
    )
    plan = solve(problem)
    return _page(inputs, now, day, steps, problem, plan, promised, cost_of, available, tell_all)


def minutes_free(problem: Problem) -> int:
    """Exact minutes of the working ranges that no meeting takes."""
    taken: set[int] = set()
    for meeting in problem.meetings:
        taken.update(range(meeting.start, meeting.end))
    return sum(1 for span in problem.ranges for minute in range(span.start, span.end) if minute not in taken)


def asked_for(steps: Sequence[Step], inputs: Inputs, day: LocalDay) -> list[Step]:
    """The steps without those that stand on the page already or that the rep leaves out; pinned ones at their time."""
    options = inputs.options
    standing = {row.item for row in inputs.kept}
    busy_with = {row.record for row in inputs.kept if row.does in STEPS_OF_THE_DAY}
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
            step = replace(step, at=day.moment(pin), splits=False)  # noqa: PLW2901 - the same step, pinned
        kept.append(step)
    return kept


def _page(
    inputs: Inputs,
    now: Today,
    day: LocalDay,
    steps: list[Step],
    problem: Problem,
    plan: DayPlan,
    promised: Mapping[str, Promise],
    cost_of: dict[str, float],
    available: int,
    tell_all: bool,
) -> Page:
    by_item = {step.item: step for step in steps}
    teller = Teller(now, cost_of, frozenset(_kept_searches(steps)))
    stayed = [stayed_item(row, inputs) for row in inputs.kept]
    items = ranked(stayed + [item_of(placed, by_item[placed.id], day, teller) for placed in plan.placed])
    on_page = {placed.id for placed in plan.placed}
    stayed_value = sum(item.offer.value for item in stayed)
    out = sorted((step for step in steps if step.item not in on_page), key=lambda step: (-step.per_hour, step.item))
    told = out if tell_all else out[:FIRST_LEFT_OUT]
    displaced = what_meetings_displace(problem, plan)
    busy = tuple(
        Taken(start=event.start, end=event.end, title=event.title, displaces=displaced.get(at, 0.0))
        for at, event in enumerate(_own_meetings(inputs.busy, day))
    )
    prices = Prices(
        today=plan.price * 60,
        one_more_hour=what_more_would_add(problem, plan),
        year=price_of_hour(inputs.book, now.working, inputs.day),
    )
    return Page(
        date=inputs.day,
        made=inputs.now,
        timezone=inputs.book.rep.timezone,
        currency=inputs.book.rep.currency,
        rep=inputs.book.rep.name,
        minutes_available=available + sum(row.minutes for row in inputs.kept),
        minutes_planned=sum(item.offer.minutes for item in items),
        makes=sum(item.offer.makes for item in items),
        value=plan.value + stayed_value,
        bound=plan.bound + stayed_value,
        proven=plan.proven,
        prices=prices,
        items=tuple(items),
        busy=busy,
        left_out=tuple(
            LeftOut(offer=teller.offer(step), because=plan.left_out.get(step.item, "no room")) for step in told
        ),
        park=parking(now, prices.year),
        care=care_figures(promised, {item.offer.record for item in items}, now),
        asks=questions(now, steps, {item.offer.record for item in items}),
        warnings=inputs.warnings + collisions(plan, by_item),
    )


def _own_meetings(busy: Sequence[Busy], day: LocalDay) -> list[Busy]:
    """The day's meetings that are no step of a record, in order."""
    return [
        event
        for event in busy
        if event.record is None and day.minute(event.end) > 0 and day.minute(event.start) < day.length
    ]


def _kept_searches(steps: Iterable[Step]) -> Iterable[str]:
    return (step.item for step in steps if step.care == "find")


def item_of(placed: Placed, step: Step, day: LocalDay, teller: Teller) -> Item:
    """The line of the page for one thing that has its place."""
    offer = teller.offer(step, placed.end - placed.start)
    return Item(offer=offer, rank=0, start=day.moment(placed.start), end=day.moment(placed.end), part=placed.part)


def stayed_item(row: Planned, inputs: Inputs) -> Item:
    """The line of the page for a row that stays as it is."""
    name = name_of(row.record, inputs.book) if row.record else ""
    return item_of_row(row, name, state_of(row, inputs.history.worked_today, inputs.now))


def ranked(items: list[Item]) -> list[Item]:
    """The items by the clock, their ranks by money per hour."""
    order = sorted(range(len(items)), key=lambda n: (-items[n].offer.per_hour, items[n].start, items[n].offer.item))
    ranks = {n: rank for rank, n in enumerate(order, start=1)}
    return sorted(
        (replace(item, rank=ranks[n]) for n, item in enumerate(items)), key=lambda item: (item.start, item.rank)
    )


def collisions(plan: DayPlan, by_item: Mapping[str, Step]) -> tuple[str, ...]:
    """In words: what should have been on the page whatever it is worth, and cannot be."""
    told = []
    for item, other in plan.missed.items():
        step = by_item[item]
        name = f"{step.title} ({step.name})" if step.name else step.title
        if other is not None and other in by_item:
            told.append(f"{name} can't be kept: it collides with {by_item[other].title} ({by_item[other].name})")
        else:
            told.append(f"{name} can't be kept: {plan.left_out.get(item, 'no room')}")
    return tuple(told)


class Teller:
    """Tells of steps why they pay: follows each deal's pursuit at its own index."""

    def __init__(self, now: Today, cost_of: dict[str, float], kept: frozenset[str]) -> None:
        self.now = now
        self.cost_of = cost_of
        self.kept = kept
        self._pursued: dict[tuple[Start, float], Course] = {}

    def offer(self, step: Step, minutes: int | None = None) -> Offer:
        """The step as the page shows it; `minutes` where it is a part."""
        pursued = self.pursued(step)
        belief = to_chance(step.start.log_odds) if step.start is not None and step.kind != "prospecting" else None
        return step.offer(self.why(step, pursued), pursued, belief, step.costs(self.cost_of, minutes), minutes)

    def pursued(self, step: Step) -> Course | None:
        """Chance to win and hours to come of a deal, under the stop rule at its own index."""
        if step.start is None or step.index is None:
            return None
        key = (step.start, step.index)
        if key not in self._pursued:
            self._pursued[key] = pursued_from(step.start, step.index, self.now)
        return self._pursued[key]

    def why(self, step: Step, pursued: Course | None) -> Why:
        if step.why is not None:
            return step.why
        if pursued is None or step.start is None:
            raise ValueError(f"{step.item} tells neither a reason nor a pursuit")
        # The table is exact to half a percent; the hours take up that difference so that the sum comes out.
        worth = step.start.worth
        hours = worth * pursued.chance / step.per_hour if step.per_hour > 0 else pursued.hours
        if step.does == "find":
            return Finding(worth=worth, chance=pursued.chance, hours=hours, kept=step.item in self.kept)
        return Pursuit(worth=worth, chance=pursued.chance, hours=hours)


def pursued_from(start: Start, price: float, now: Today) -> Course:
    """Chance (0..1) to win and hours of pursuing from `start`, stopping where the index falls below `price`."""
    pursuer = Pursuer(now.playbook, now.table, price)
    if start.ask is not None:
        outcomes = now.asking.outcomes(start.stage, start.ask, start.log_odds)
    else:
        outcomes = attempt_outcomes(now.playbook, start.stage, start.log_odds, start.chance)
    return pursuer.first(outcomes, start.minutes)
