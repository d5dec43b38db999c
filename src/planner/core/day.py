"""Joins book, playbook, busy times, diary, now and options into the day's page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from planner.core.ahead import called_early
from planner.core.asking import Asking
from planner.core.candidates import candidate, problem_of
from planner.core.care import Promise, promises
from planner.core.days import LocalDay, WorkingDays
from planner.core.diary_page import item_of_row, lines_as_kept, state_of
from planner.core.figures import care_figures, parking, questions, what_meetings_displace, what_more_would_add
from planner.core.history import History
from planner.core.index import IndexTable, attempt_minutes
from planner.core.lived import Running
from planner.core.offers import finding, name_of, steps_today
from planner.core.page import Item, LeftOut, Page, Prices, Taken
from planner.core.pursuit import Courses
from planner.core.schedule import DayPlan, Problem, solve
from planner.core.step import Step
from planner.core.telling import Teller, as_ranked, collisions, item_of, ranked
from planner.core.under_way import STEPS_OF_THE_DAY
from planner.core.upheaval import Block, Freed
from planner.core.vocabulary import Book, Busy, DiaryDay, Planned
from planner.core.waiting_leads import in_their_turn, leads_waiting
from planner.core.worth import Today
from planner.core.year import price_of_hour

FIRST_LEFT_OUT = 12  # how many of those left out the page tells; the rest when asked for
LEAST_FINDING = 15  # minutes
PROVEN_TO = 1e-6  # share of the page's value


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the rep asks of the day: `hours` to give in all, items or records to leave out, items pinned to a minute."""

    hours: float | None = None
    without: tuple[str, ...] = ()
    pins: Mapping[str, int] = field(default_factory=dict)  # minutes since midnight on the clock
    blocks: tuple[Block, ...] = ()  # times that are taken
    freed: tuple[Freed, ...] = ()  # meetings that do not take place


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
    kept: tuple[Planned, ...] = ()  # lines of the day's page that stay as they are: done, running, past appointments
    running: Running | None = None  # the clock that runs
    courses: Courses = field(default_factory=dict)  # pursuits of the book's playbook that were followed already
    warnings: tuple[str, ...] = ()


def today_of(inputs: Inputs) -> Today:
    """The view of the day that valuing a record needs."""
    zone = ZoneInfo(inputs.book.rep.timezone)
    playbook = inputs.book.playbook
    appointments = {
        event.record: event
        for event in reversed(inputs.busy)
        if event.record is not None and event.start.astimezone(zone).date() >= inputs.day
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
        courses=inputs.courses,
    )


class Planning(NamedTuple):
    """The page, and why each thing that is not on it was left out (by item)."""

    page: Page
    because: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Desk:
    """What plans a day: the view of it, what its records offer, and how to tell of them."""

    inputs: Inputs
    now: Today
    day: LocalDay
    promised: Mapping[str, Promise]
    empty: Problem
    available: int  # minutes
    find_minutes: int  # kept for finding, still to be found a place
    steps: tuple[Step, ...]
    cost_of: Mapping[str, float]

    def teller(self) -> Teller:
        return Teller(self.now, self.cost_of, frozenset(step.item for step in self.steps if step.care == "find"))


def desk_of(inputs: Inputs) -> Desk:
    """Everything that could be on the page, valued; nothing is scheduled yet."""
    now = today_of(inputs)
    day = LocalDay(inputs.day, now.zone)
    promised = {p.record: p for p in promises(inputs.book, now.working, inputs.first_seen, inputs.day)}
    offered = steps_today(now, promised, _early(promised, now))
    inputs = replace(inputs, kept=tuple(_still_stand(inputs, offered)))
    inputs = replace(inputs, busy=tuple(_still_busy(inputs, asked_for(offered, inputs, day))))
    empty = problem_of(inputs.book, day, now, inputs.busy, inputs.options.hours, inputs.kept, inputs.running)
    available = minutes_free(empty)
    found = sum(row.minutes for row in inputs.kept if row.does == "find")
    wanted = int(inputs.book.care.find * available) if inputs.book.playbook.prospecting.amount > 0 else 0
    wanted = wanted if wanted >= LEAST_FINDING else 0  # what is left of a day is not worth beginning a search
    searches = finding(now, max(0, wanted - found), available, {row.item for row in inputs.kept})
    return Desk(
        inputs=inputs,
        now=now,
        day=day,
        promised=promised,
        empty=empty,
        available=available,
        find_minutes=max(0, wanted - found),
        steps=tuple(in_their_turn(asked_for(offered + searches, inputs, day), available)),
        cost_of={colleague.id: colleague.per_hour for colleague in inputs.book.colleagues},
    )


def _early(promised: Mapping[str, Promise], now: Today) -> frozenset[str]:
    """Records to be touched before they are due, since the days to come can't hold them all."""
    share, touch = now.book.care.share, attempt_minutes(now.playbook.plays["touch"])
    minutes = sum(hours.end - hours.start for hours in now.working.ranges(now.today))
    done = sum(row.minutes for row in now.history.worked_today if row.does == "touch")
    return called_early(promised.values(), now.working, now.today, int(share * minutes) - done, share, touch)


def _still_stand(inputs: Inputs, offered: Sequence[Step]) -> Iterable[Planned]:
    """The rows that stay, without those that are only about to run and that their record offers no more."""
    items = {step.item for step in offered} | {row.item for row in inputs.history.worked_today}
    for row in inputs.kept:
        if row.end <= inputs.now or row.item in items or row.does == "find" or _runs(row, inputs.running):
            yield row


def _still_busy(inputs: Inputs, steps: Sequence[Step]) -> Iterable[Busy]:
    """The taken times, a record's event that is no step of the day (it was put off, but stands in the calendar) as one
    that is nobody's: it takes its time like any other until the calendar or the rep says that it is off."""
    places = {(step.record, step.at) for step in steps}
    told = {row.record for row in inputs.kept if row.fixed}
    told |= {row.record for row in inputs.history.worked_today if row.outcome == "moved"}
    for event in inputs.busy:
        stands = event.record is None or event.record in told or (event.record, event.start) in places
        yield event if stands else event._replace(record=None)


def _runs(row: Planned, running: Running | None) -> bool:
    return running is not None and (running.work.item, running.since) == (row.item, row.start)


def plan_day(inputs: Inputs, *, figures: bool = True) -> Planning:
    """The day's page, planned from now; what is left out is told for the first few.

    Without `figures` the days solved again for comparison (an hour more, each meeting away) are left at 0.
    """
    desk = desk_of(inputs)
    problem = replace(
        desk.empty,
        candidates=tuple(
            candidate(step, desk.day, desk.now, desk.cost_of, inputs.colleagues_busy) for step in desk.steps
        ),
        touch_minutes=int(inputs.book.care.share * desk.available),
        find_minutes=desk.find_minutes,
    )
    plan = solve(problem)
    return Planning(_page(desk, problem, plan, figures), plan.left_out)


def still_on(items: Iterable[Item]) -> frozenset[str]:
    """The items that the page still holds: what is left of one that was begun is not on it by what is done of it."""
    return frozenset(item.offer.item for item in items if item.state != "done")


def off_page(desk: Desk, on_page: Collection[str]) -> list[Step]:
    """The steps that are not on the page."""
    return [step for step in desk.steps if step.item not in on_page]


def left_out(desk: Desk, on_page: Collection[str], because: Mapping[str, str], most: int | None) -> tuple[LeftOut, ...]:
    """What is not on the page, the best hour first: the first `most`, or all."""
    out = off_page(desk, on_page)
    out.sort(key=lambda step: (-step.per_hour, step.item))
    teller = desk.teller()
    return tuple(LeftOut(offer=teller.offer(step), because=because.get(step.item, "no room")) for step in out[:most])


def minutes_free(problem: Problem) -> int:
    """Exact minutes of the working ranges that no meeting takes."""
    taken: set[int] = set()
    for meeting in problem.meetings:
        taken.update(range(meeting.start, meeting.end))
    return sum(1 for span in problem.ranges for minute in range(span.start, span.end) if minute not in taken)


def _minutes_of(rows: Iterable[Planned], day: LocalDay) -> int:
    """Minutes of the day that the rows take: where two of them overlap, they are given once."""
    return len({minute for row in rows for minute in range(day.minute(row.start), day.minute(row.end))})


def asked_for(steps: Sequence[Step], inputs: Inputs, day: LocalDay) -> list[Step]:
    """The steps without those that stand on the page already or that the rep leaves out; pinned ones at their time."""
    options = inputs.options
    # What was worked on is left out where its steps are told, unless there is a rest of it; this is about the others.
    worked = {(row.item, row.start) for row in inputs.history.worked_today}
    to_come = [row for row in inputs.kept if (row.item, row.start) not in worked]
    standing = {row.item for row in to_come}
    busy_with = {row.record for row in to_come if row.does in STEPS_OF_THE_DAY}
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


def _page(desk: Desk, problem: Problem, plan: DayPlan, figures: bool) -> Page:
    inputs, book = desk.inputs, desk.inputs.book
    by_item = {step.item: step for step in desk.steps}
    teller = desk.teller()
    stayed = [stayed_item(row, inputs) for row in inputs.kept]
    items = ranked(stayed + [item_of(placed, by_item[placed.id], desk.day, teller) for placed in plan.placed])
    stayed_value = sum(item.offer.value for item in stayed)
    displaced = what_meetings_displace(problem, plan) if figures else {}
    more = what_more_would_add(problem, plan) if figures else 0.0
    price_of_year = price_of_hour(book, desk.now.working, inputs.day)
    records = {item.offer.record for item in items}
    on_page = still_on(items)
    return Page(
        date=inputs.day,
        made=inputs.now,
        timezone=book.rep.timezone,
        currency=book.rep.currency,
        rep=book.rep.name,
        minutes_available=desk.available + _minutes_of(inputs.kept, desk.day),
        minutes_planned=sum(item.offer.minutes for item in items),
        makes=sum(item.offer.makes for item in items),
        value=plan.value + stayed_value,
        bound=plan.bound + stayed_value,
        proven=plan.proven,
        prices=Prices(today=plan.price * 60, one_more_hour=more, year=price_of_year),
        items=tuple(items),
        busy=tuple(
            Taken(start=event.start, end=event.end, title=event.title, displaces=displaced.get(at, 0.0))
            for at, event in enumerate(_own_meetings(inputs.busy, desk.day))
        ),
        left_out=left_out(desk, on_page, plan.left_out, FIRST_LEFT_OUT),
        more_left_out=max(0, len(off_page(desk, on_page)) - FIRST_LEFT_OUT),
        park=parking(desk.now, price_of_year),
        care=care_figures(desk.promised, records, desk.now),
        asks=questions(desk.now, desk.steps, records),
        warnings=inputs.warnings + leads_waiting(items, desk.now) + collisions(plan, by_item),
    )


def page_as_kept(inputs: Inputs, old: DiaryDay) -> Planning:
    """The page that the diary holds, as it was planned; only what it does not hold is told anew."""
    lines = lines_as_kept(old, inputs.running, inputs.book)
    desk = desk_of(replace(inputs, kept=lines))
    items = as_ranked([stayed_item(row, inputs) for row in lines])
    records = {item.offer.record for item in items}
    on_page = still_on(items)
    price_of_year = price_of_hour(inputs.book, desk.now.working, inputs.day)

    def figure(name: str, otherwise: float) -> float:
        told = old.figures.get(name)
        return float(told) if isinstance(told, int | float) else otherwise

    value = figure("value", sum(item.offer.value for item in items))
    more, bound = figure("one_more_hour", 0.0), figure("bound", value)
    page = Page(
        date=inputs.day,
        made=max((row.made for row in old.planned if row.made is not None), default=inputs.now),
        timezone=inputs.book.rep.timezone,
        currency=inputs.book.rep.currency,
        rep=inputs.book.rep.name,
        minutes_available=round(figure("minutes_available", desk.available)),
        minutes_planned=sum(item.offer.minutes for item in items),
        makes=sum(item.offer.makes for item in items),
        value=value,
        bound=bound,
        proven=bound <= value * (1 + PROVEN_TO),
        prices=Prices(today=old.price_today or 0.0, one_more_hour=more, year=price_of_year),
        items=tuple(items),
        busy=tuple(
            Taken(start=event.start, end=event.end, title=event.title, displaces=0.0)
            for event in _own_meetings(desk.inputs.busy, desk.day)
        ),
        left_out=left_out(desk, on_page, {}, FIRST_LEFT_OUT),
        more_left_out=max(0, len(off_page(desk, on_page)) - FIRST_LEFT_OUT),
        park=parking(desk.now, price_of_year),
        care=care_figures(desk.promised, records, desk.now),
        asks=questions(desk.now, desk.steps, records),
        warnings=inputs.warnings + leads_waiting(items, desk.now),
    )
    return Planning(page, {})


def _own_meetings(busy: Sequence[Busy], day: LocalDay) -> list[Busy]:
    """The day's meetings that are no step of a record, in order."""
    return [
        event
        for event in busy
        if event.record is None and day.minute(event.end) > 0 and day.minute(event.start) < day.length
    ]


def stayed_item(row: Planned, inputs: Inputs) -> Item:
    """The line of the page for a row that stays as it is."""
    name = name_of(row.record, inputs.book) if row.record else ""
    return item_of_row(row, name, state_of(row, inputs.history.worked_today, inputs.running))
