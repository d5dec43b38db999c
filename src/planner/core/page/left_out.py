"""The steps that are left out of a day's page, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from planner.core.choice.day_choice import DayChoice
from planner.core.line import Line
from planner.core.page.page import LeftOut
from planner.core.page.page_lines import Valuer
from planner.core.steps.step import Step

FIRST_LEFT_OUT = 12  # of those left out the page shows so many; the rest on demand
NO_ROOM = "no room"
AFTER_DEADLINE = "after their deadline it makes nothing"
IF_OPEN = "if still open"  # the reason of a step whose record has one on an earlier day of the week


class FirstLeftOut(NamedTuple):
    """The best of the steps left out, and how many more there are."""

    first: tuple[LeftOut, ...]
    more: int


def left_out(
    choice: DayChoice, lines: Iterable[Line], because: Mapping[str, str], most: int | None = None
) -> FirstLeftOut:
    """The steps that no line of the page is for, best hour first: the first `most`, or all.

    `because` gives the reasons by item. A line that is done does not count: the rest of its work may be left out.
    """
    on_page = {line.what.item for line in lines if line.status.state != "done"}
    out = [step for step in choice.steps if step.item not in on_page]
    out.sort(key=lambda step: (-step.per_hour, step.item))
    valuer = choice.valuer()
    first = tuple(_left_out(step, because.get(step.item, NO_ROOM), valuer) for step in out[:most])
    return FirstLeftOut(first, len(out) - len(first))


def _left_out(step: Step, because: str, valuer: Valuer) -> LeftOut:
    return LeftOut(
        what=step.what(),
        worth=valuer.value(step).worth,
        minutes=step.minutes,
        must=step.must,
        due=step.due,
        fixed=step.at is not None,
        promised=step.promised,
        overdue=step.overdue,
        because=because,
    )


def why_not_today(step: Step, today: date) -> str | None:
    """Reason in words for which a step is not for today; None for a step of today."""
    if step.wait is not None and step.wait.tried is None:
        return f"{step.wait.away} is away until {_day(step.wait.until, today)}"
    if step.wait is not None and step.wait.tried is not None:
        who = f"{step.wait.away} " if step.wait.away else ""
        return f"{who}tried {_day(step.wait.tried, today)}, again from {_day(step.wait.until, today)}"
    if step.if_open:
        return IF_OPEN
    if step.pays_less:
        return "its own step pays more"
    if step.joins:
        return same_customer_as(step.joins)
    if step.later is not None:
        return f"set for {_day(step.later, today)}"
    if step.too_dear:
        return "colleagues cost more than it brings"
    return "qualify first" if step.qualify_first else None


def left_without_worth(choice: DayChoice, because: Mapping[str, str]) -> dict[str, str]:
    """Reasons of steps that had no room, of deals whose step comes after their deadline."""
    found = {}
    for step in choice.steps:
        known = choice.now.deal_values.get(step.record or "") if step.kind == "prospect" else None
        value = known[1] if known is not None else None
        deadline = value.deadline if value is not None else None
        if deadline is not None and deadline.share <= 0 and because.get(step.item, NO_ROOM) == NO_ROOM:
            found[step.item] = AFTER_DEADLINE
    return found


def same_customer_as(name: str) -> str:
    """Reason of a touch whose customer the day reaches with another line."""
    return f"same customer as {name}"


def _day(day: date, today: date) -> str:
    """A day within the week by its name, else by its date."""
    return f"{day:%a}" if abs((day - today).days) < 7 else f"{day.day} {day:%b}"
