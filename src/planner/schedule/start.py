"""The layout of a problem without the fixed items that can't be kept."""

from __future__ import annotations

from planner.schedule.day.fixed import fixed_span
from planner.schedule.day.layout import Day, lay_day
from planner.schedule.problem import Problem
from planner.schedule.required import requirements_of


def possible_day(problem: Problem) -> Day:
    """The day laid out, without fixed items whose predecessor can't come before them."""
    without: dict[str, str | None] = {}
    while True:
        day = lay_day(problem, without)
        impossible = _impossible(day)
        if impossible is None:
            return day
        without[impossible[0]] = impossible[1]


def _impossible(day: Day) -> tuple[str, str | None] | None:
    """A fixed item whose predecessor can't be on the page before it, with that predecessor."""
    for fixed in sorted(day.fixed_items.kept.values(), key=lambda c: (-c.value, c.id)):
        for a in sorted(fixed.after):
            before = day.fixed_items.kept.get(a)
            if before is not None:
                if fixed_span(before).end > fixed_span(fixed).start:
                    return fixed.id, a
            elif a not in day.open:
                return fixed.id, a
    if any(c.after for c in day.fixed_items.kept.values()):
        dropped = set(requirements_of(day, set()).dropped)
        for fixed in sorted(day.fixed_items.kept.values(), key=lambda c: (-c.value, c.id)):
            for a in sorted(fixed.after):
                if a in dropped:
                    return fixed.id, a
    return None
