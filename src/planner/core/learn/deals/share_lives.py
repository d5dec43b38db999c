"""Lives of deals shared between real and dead end, and what was seen in them counted."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from planner.core.value.belief import clamp, log_ratio, to_chance, to_log_odds

MOST_STAYS = 5.0  # tries without progress that a stage left without a logged try stands for, at most


class ChanceTables(NamedTuple):
    """Chances of all observations, by number."""

    real: list[float]
    dead_end: list[float]


class StageNumbers(NamedTuple):
    """The observation numbers of a stage."""

    advance: int
    lost: int
    stay: int


class ObservationNumbers(NamedTuple):
    """The numbers of the observations in a life: each stage's, and whether someone answered."""

    tries: list[StageNumbers]
    answered: int
    unanswered: int


class FixedChances(NamedTuple):
    """The inputs that no round changes: the playbook's chances and its prior after a loss."""

    given: ChanceTables
    observations: ObservationNumbers
    fresh: float


class SharedCounts(NamedTuple):
    """Counts of all observations, by number, shared between the two kinds."""

    real: list[float]
    dead_end: list[float]
    deals: int = 0
    real_deals: float = 0.0


class LifeGroup(NamedTuple):
    """Lives with the same observations, and their number."""

    seen: tuple[tuple[int, int], ...]  # observation numbers, and how often each was seen
    first: int  # the stage in which it was first seen
    passed: tuple[int, ...]
    lost_from: int  # it was lost there or later; -1: the stage is known, or it was not lost
    again: bool
    unanswered: int  # tries since someone last answered
    unproven: int  # the stage whose advance is the last that is known; -1: there is none
    size: int


class _Ratios(NamedTuple):
    """Log odds for real that each observation brings under the current chances."""

    events: list[float]  # by observation number; 0 for answering
    silence: float  # of one try since someone last answered
    reach: dict[int, float]  # of answering or not, for the counts of answers alone
    unproven: list[float]  # of an advance with nothing after it, by stage
    passed: list[float]  # of leaving a stage forward, by stage
    lost: list[float]  # of losing from this stage on, nobody knows where


class _PassChances(NamedTuple):
    """Chances to leave each stage forward, however many tries it takes, by kind."""

    real: list[float]
    dead_end: list[float]


def share_lives(groups: Sequence[LifeGroup], fixed: FixedChances, now: ChanceTables, prior: float) -> SharedCounts:
    """Share each life between real and dead end under the current chances, and count."""
    tries = fixed.observations.tries
    passing = _PassChances(*([_pass_chance(table, each) for each in tries] for table in (now.real, now.dead_end)))
    ratios = _ratios(fixed, now, passing)
    found = SharedCounts([0.0] * len(now.real), [0.0] * len(now.real))
    deals, real_deals = 0, 0.0
    start, again = to_log_odds(prior), to_log_odds(fixed.fresh)
    for group in groups:
        odds = (again if group.again else start) + _evidence(group, ratios)
        reach = sum(count * ratios.reach.get(event, 0.0) for event, count in group.seen)
        answering = odds + reach - group.unanswered * ratios.silence
        is_real, answers_real = (group.size * to_chance(clamp(each)) for each in (odds, answering))
        _count(group, is_real, answers_real, found, fixed)
        _count_stages(group, is_real, found, now, (tries, passing))
        if not group.again:
            deals += group.size
            real_deals += _real_when_new(group, is_real, prior, passing)
    return found._replace(deals=deals, real_deals=real_deals)


def _ratios(fixed: FixedChances, now: ChanceTables, passing: _PassChances) -> _Ratios:
    given, observations, _ = fixed
    events = [log_ratio(real, dead_end) for real, dead_end in zip(now.real, now.dead_end, strict=True)]
    # As on the page, an answer ends a silence and clears it; by itself it is no evidence either way.
    silence, events[observations.unanswered], events[observations.answered] = events[observations.unanswered], 0.0, 0.0
    # All tries share the answer rates, read with the playbook's chances, or the counts would confirm themselves.
    reach = {
        each: log_ratio(given.real[each], given.dead_end[each])
        for each in (observations.answered, observations.unanswered)
    }
    advances = [each.advance for each in observations.tries]
    unproven = [log_ratio(given.real[each], given.dead_end[each]) - events[each] for each in advances]
    stages = range(len(advances))
    lost = [log_ratio(*(1 - math.prod(kind[at:]) for kind in passing)) for at in stages]
    passed = [log_ratio(passing.real[at], passing.dead_end[at]) for at in stages]
    return _Ratios(events, silence, reach, unproven, passed, lost)


def _evidence(group: LifeGroup, ratios: _Ratios) -> float:
    """Log odds of a group's observations."""
    odds = math.fsum(count * ratios.events[event] for event, count in group.seen)
    odds += group.unanswered * ratios.silence
    odds += math.fsum(ratios.passed[stage] for stage in (*range(group.first), *group.passed))
    if group.lost_from >= 0:
        odds += ratios.lost[group.lost_from]
    if group.unproven >= 0:
        odds += ratios.unproven[group.unproven]
    return odds


def _count(group: LifeGroup, is_real: float, answers_real: float, found: SharedCounts, fixed: FixedChances) -> None:
    """Add a group's own observations to the counts."""
    given, observations, _ = fixed
    is_not = group.size - is_real
    for event, count in group.seen:
        share = answers_real if event in (observations.answered, observations.unanswered) else is_real
        found.real[event] += count * share
        found.dead_end[event] += count * (group.size - share)
    if group.unproven >= 0:
        numbers = observations.tries[group.unproven]
        found.dead_end[numbers.advance] -= is_not
        for event in numbers:
            found.dead_end[event] += is_not * given.dead_end[event]


def _count_stages(
    group: LifeGroup,
    is_real: float,
    found: SharedCounts,
    now: ChanceTables,
    stages: tuple[list[StageNumbers], _PassChances],
) -> None:
    """Add the tries that nobody logged: of stages left forward, of deals lost somewhere."""
    tries, passing = stages
    sides = (
        (found.real, now.real, passing.real, is_real),
        (found.dead_end, now.dead_end, passing.dead_end, group.size - is_real),
    )
    for counts, chances, passes, share in sides:
        for stage in group.passed:
            _leave(counts, chances, tries[stage], share, 0.0)
        if group.lost_from < 0:
            continue
        # The chance to be lost in each stage from there on, given that it was lost.
        come_to = list(accumulate(passes[group.lost_from :], lambda a, b: a * b, initial=1.0))
        whole = 1 - come_to[-1]
        for at, stage in enumerate(range(group.lost_from, len(tries))):
            if whole > 0:
                lost, later = (come_to[at] - come_to[at + 1]) / whole, (come_to[at + 1] - come_to[-1]) / whole
                _leave(counts, chances, tries[stage], share * later, share * lost)


def _leave(counts: list[float], chances: list[float], numbers: StageNumbers, forward: float, lost: float) -> None:
    """Count deals that left a stage, and the tries without progress that usually come before."""
    stay = min(MOST_STAYS, chances[numbers.stay] / max(1e-6, 1 - chances[numbers.stay]))
    counts[numbers.advance] += forward
    counts[numbers.lost] += lost
    counts[numbers.stay] += (forward + lost) * stay


def _real_when_new(group: LifeGroup, is_real: float, prior: float, passing: _PassChances) -> float:
    """Number of a group's deals that were real when they were new.

    Of deals first seen in a later stage those lost before were never seen. Their number and kind follow from the
    chances; seen and unseen together count as the deals that were seen.
    """
    real, dead_end = (math.prod(kind[: group.first]) for kind in passing)
    seen = prior * real + (1 - prior) * dead_end
    return seen * is_real + group.size * prior * (1 - real)


def _pass_chance(table: list[float], tries: StageNumbers) -> float:
    forward, lost = table[tries.advance], table[tries.lost]
    return forward / (forward + lost) if forward + lost > 0 else 0.0
