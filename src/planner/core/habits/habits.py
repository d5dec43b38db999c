"""Counts of a habit by day, and the share that they make, with its range."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date
from typing import Literal, NamedTuple

from planner.core.learn.statistics import share_range
from planner.frozen_class import frozen

ENOUGH = 30  # outcomes; with fewer nothing is said
Unit = Literal["share", "minutes", "count"]


class HabitCount(NamedTuple):
    """A count of what happened, of how many times; for amounts, the amount alone.

    `said` is the sum of the chances that were forecast.
    """

    hits: float = 0
    tries: float = 0
    said: float = 0.0

    def plus(self, other: HabitCount) -> HabitCount:
        return HabitCount(self.hits + other.hits, self.tries + other.tries, self.said + other.said)


ByDay = Mapping[date, HabitCount]


@frozen
class Measure:
    """A habit or a result that is counted: its name, its unit, and if high or low is good."""

    id: str
    title: str
    unit: Unit = "share"
    good: Literal["high", "low", ""] = ""


MEASURES: tuple[Measure, ...] = (
    Measure("won", "decided deals that were won", good="high"),
    Measure("qualified_out", "of all deals that ended, qualified out"),
    Measure("promises", "promises kept", good="high"),
    Measure("undone", "lines left undone", good="low"),
    Measure("undone_later", "left undone, and done within a week", good="high"),
    Measure("unplanned", "of what was logged, unplanned"),
    Measure("pinned", "lines pinned to a time"),
    Measure("advanced", "tries that advanced a deal", good="high"),
    Measure("advanced_planned", "planned tries that advanced", good="high"),
    Measure("advanced_unplanned", "unplanned tries that advanced", good="high"),
    Measure("advanced_pinned", "pinned tries that advanced", good="high"),
    Measure("own_chance", "advanced, with a chance of your own"),
    Measure("page_chance", "advanced, with the page's chance"),
    Measure("answered", "tries that reached someone", good="high"),
    Measure("talk", "answers and stories that worked", good="high"),
    Measure("prospecting", "minutes of prospecting", "minutes"),
    Measure("tries", "tries with customers", "count"),
    Measure("qualifying", "qualifying calls", "count"),
    Measure("touches", "touches", "count"),
    Measure("visits", "account visits", "count"),
    Measure("leads", "leads found", "count"),
    Measure("deals_won", "deals won", "count"),
)
BY_ID: Mapping[str, Measure] = {each.id: each for each in MEASURES}


@frozen
class Habits:
    """The counts of a rep in a period, by measure and day."""

    first: date
    last: date
    counts: Mapping[str, ByDay] = field(default_factory=dict)

    def total(self, measure: str, first: date | None = None, last: date | None = None) -> HabitCount:
        """The counts of a measure, of all days or of a part of them."""
        days = self.counts.get(measure, {})
        return total(
            tally for day, tally in days.items() if (first is None or day >= first) and (last is None or day <= last)
        )

    @property
    def weeks(self) -> float:
        """Weeks of the period, at least one."""
        return max(1.0, ((self.last - self.first).days + 1) / 7)


def total(tallies: Iterable[HabitCount]) -> HabitCount:
    """The sum of tallies."""
    sum_ = HabitCount()
    for each in tallies:
        sum_ = sum_.plus(each)
    return sum_


class ShareRange(NamedTuple):
    """A share (0..1), its 90% range, and the number of outcomes that it rests on."""

    share: float
    low: float
    high: float
    outcomes: int


def share_of(tally: HabitCount) -> ShareRange | None:
    """The share of a tally; None where it rests on fewer outcomes than say anything."""
    if tally.tries < ENOUGH:
        return None
    low, high = share_range(tally.hits, tally.tries)
    return ShareRange(tally.hits / tally.tries, low, high, round(tally.tries))
