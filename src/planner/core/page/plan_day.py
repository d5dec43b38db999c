"""Joins book, playbook, busy times, diary, now and options into the day's page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from planner.core.book import record_name
from planner.core.days import LocalDay
from planner.core.diary import Busy, DiaryDay, Planned
from planner.core.page.diary_rows import item_of_row, lines_as_kept, state_of
from planner.core.page.inputs import Desk, Inputs, desk_of
from planner.core.page.page import Item, LeftOut, Page, Prices, Taken
from planner.core.page.page_figures import (
    care_figures,
    parking,
    questions,
    what_meetings_displace,
    what_more_would_add,
)
from planner.core.page.page_lines import as_ranked, collisions, item_of, ranked
from planner.core.page.problem import candidate
from planner.core.steps.inbound import leads_waiting
from planner.core.steps.step import Step
from planner.core.value.year_price import price_of_hour
from planner.schedule import DayPlan, Problem, solve

FIRST_LEFT_OUT = 12  # how many of those left out the page tells; the rest when asked for
PROVEN_TO = 1e-6  # share of the page's value


class Planning(NamedTuple):
    """The page, and why each thing that is not on it was left out (by item)."""

    page: Page
    because: Mapping[str, str]


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


def _minutes_of(rows: Iterable[Planned], day: LocalDay) -> int:
    """Minutes of the day that the rows take: where two of them overlap, they are given once."""
    return len({minute for row in rows for minute in range(day.minute(row.start), day.minute(row.end))})


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
        care=care_figures(desk.touches, records, desk.now),
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
        care=care_figures(desk.touches, records, desk.now),
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
    name = record_name(row.record, inputs.book) if row.record else ""
    return item_of_row(row, name, state_of(row, inputs.history.worked_today, inputs.running))
