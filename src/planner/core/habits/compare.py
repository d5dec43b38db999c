"""Several reps' habits side by side, and the differences that luck does not explain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from planner.core.habits.habits import ENOUGH, MEASURES, HabitCount, Habits, Measure
from planner.core.learn.statistics import chance_of_difference, share_range
from planner.frozen_class import frozen

LUCK = 0.05  # chance (0..1) of seeing even one difference where there is none


@frozen
class TeamRep:
    """A rep of the team, with the habits that they share."""

    name: str
    habits: Habits


class Value(NamedTuple):
    """A measure of one rep: a share (0..1) with its 90% range, or an amount per week."""

    value: float
    low: float | None
    high: float | None
    outcomes: int

    @property
    def is_enough(self) -> bool:
        return self.outcomes >= ENOUGH


class HabitGap(NamedTuple):
    """A habit in which two reps differ more than luck explains."""

    measure: Measure
    higher: str
    lower: str
    higher_value: Value
    lower_value: Value


class Standing(NamedTuple):
    """A rep's place in a contest."""

    name: str
    value: Value


def value_of(habits: Habits, measure: Measure, first: date | None = None, last: date | None = None) -> Value | None:
    """A measure of a rep; of a part of the days an amount is the sum, not that of a week.

    None where the rep shares no such counts.
    """
    if measure.id not in habits.counts:
        return None
    tally = habits.total(measure.id, first, last)
    if measure.unit == "share":
        if not tally.tries:
            return Value(0.0, None, None, 0)
        low, high = share_range(tally.hits, tally.tries)
        return Value(tally.hits / tally.tries, low, high, round(tally.tries))
    per = habits.weeks if first is None and last is None else 1.0  # of a part of the days it is the sum
    return Value(tally.hits / per, None, None, round(tally.hits))


def shared_measures(team: Sequence[TeamRep]) -> list[Measure]:
    """The measures that someone of the team shares, in the usual order."""
    return [each for each in MEASURES if any(each.id in member.habits.counts for member in team)]


def differences(team: Sequence[TeamRep]) -> list[HabitGap]:
    """The habits in which two reps differ more than luck explains, the surest first.

    Shares by Fisher's exact test, counts given their sum; each comparison is allowed its part of `LUCK` only (C. E.
    Bonferroni, "Teoria statistica delle classi e calcolo delle probabilita", 1936).
    """
    pairs = [
        (measure, one, other)
        for measure in shared_measures(team)
        for one, other in combinations(team, 2)
        if measure.unit != "minutes" and _has_enough(measure, one, other)
    ]
    found: list[tuple[float, HabitGap]] = []
    for measure, one, other in pairs:
        luck = _luck(measure, one.habits, other.habits)
        if luck < LUCK / len(pairs):
            found.append((luck, _difference(measure, one, other)))
    return [each for _, each in sorted(found, key=lambda pair: pair[0])]


def contest(team: Sequence[TeamRep], measure: Measure, first: date, last: date) -> list[Standing]:
    """One table over a measure from `first` to `last`; the best first."""
    rows = [
        Standing(member.name, value)
        for member in team
        if (value := value_of(member.habits, measure, first, last)) is not None
    ]
    low_is_good = measure.good == "low"
    return sorted(rows, key=lambda row: (row.value.value if low_is_good else -row.value.value, row.name))


def _has_enough(measure: Measure, one: TeamRep, other: TeamRep) -> bool:
    values = [value_of(member.habits, measure) for member in (one, other)]
    return all(value is not None and value.is_enough for value in values)


def _luck(measure: Measure, one: Habits, other: Habits) -> float:
    """The chance (0..1) of a difference as large as that of two reps who are alike."""
    a, b = one.total(measure.id), other.total(measure.id)
    if measure.unit == "share":
        return chance_of_difference(round(a.hits), round(a.tries), round(b.hits), round(b.tries))
    # Given the sum of both counts, that of one is a share: what the weeks say, where the reps are alike.
    expected = one.weeks / (one.weeks + other.weeks)
    return _two_sided(a, b, expected)


def _two_sided(a: HabitCount, b: HabitCount, expected: float) -> float:
    """The smallest chance with which a share's range leaves out what is expected."""
    hits, tries = a.hits, a.hits + b.hits
    low, high = 0.0, 1.0
    while high - low > 1e-9:
        middle = (low + high) / 2
        least, most = share_range(hits, tries, min(1 - 1e-15, 1 - middle))
        if least <= expected <= most:
            low = middle
        else:
            high = middle
    return high


def _difference(measure: Measure, one: TeamRep, other: TeamRep) -> HabitGap:
    nothing = Value(0.0, None, None, 0)
    values = [(value_of(member.habits, measure) or nothing, member.name) for member in (one, other)]
    (low, lower), (high, higher) = sorted(values)
    return HabitGap(measure, higher, lower, high, low)
