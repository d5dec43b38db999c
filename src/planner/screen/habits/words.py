"""Shares, ranges and amounts of habits in words."""

from __future__ import annotations

from planner.core.habits.compare import Value
from planner.core.habits.habits import ENOUGH, Measure
from planner.screen.text.wording import figure, large_figure, length, percent

RANGE = "In parentheses: the range the true share falls in, 9 times in 10."
RANGES = f"{RANGE} Too early: under {ENOUGH} outcomes; the number is what you have."


def with_range(value: Value) -> str:
    """A share with its 90% range, and the number of outcomes that it rests on."""
    if value.low is None or value.high is None:
        return f"{percent(value.value)} of {value.outcomes}"
    return f"{percent(value.value)} ({percent(value.low)} to {percent(value.high)}) of {large_figure(value.outcomes)}"


def amount(value: Value, measure: Measure) -> str:
    """A share with its range; an amount per week."""
    if measure.unit == "share":
        return with_range(value)
    if measure.unit == "minutes":
        return f"{length(round(value.value))} a week"
    return f"{figure(value.value, 1)} a week"


def amount_in_all(value: Value, measure: Measure) -> str:
    """A share with its range; an amount as its sum."""
    if measure.unit == "share":
        return with_range(value)
    return length(round(value.value)) if measure.unit == "minutes" else large_figure(value.value)
