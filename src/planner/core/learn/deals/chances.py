"""Chances and answers learned from the lives of deals, without knowing which ones were real.

Expectation–maximisation (A. P. Dempster, N. M. Laird, D. B. Rubin, "Maximum likelihood from incomplete data via the EM
algorithm", JRSS B 39, 1977): each deal's whole life shares it between real and dead end, the shares weigh its
counts, the counts and the playbook's chances (a Dirichlet prior with the weight of thirty logs) make the new chances,
until they settle. The two kinds keep their names because the playbook's chances hold them apart, and because real
deals are never ranked below dead ends (see `ordered_shares`).

What follows an advance shows its worth. Until then a better kind of deal looks like a dead end that is waved on, and
the likelihood may choose either: more advances could make a new deal worth less. So such an advance moves the belief
as the playbook says, and teaches that more deals are real and real ones advance; the dead ends' chances at that stage
stay the playbook's until something follows: another try, an end, or an unanswered call.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from planner.core.learn.deals.lives import Life
from planner.core.learn.deals.ordered_shares import Tally, order_shares, order_tries
from planner.core.learn.deals.share_lives import (
    ChanceTables,
    FixedChances,
    LifeGroup,
    ObservationNumbers,
    StageNumbers,
    share_lives,
)
from planner.core.playbook import Playbook, Stage
from planner.frozen_class import frozen

# The playbook's weight. While logs are few, only the playbook separates the two kinds, which no one sees: with less
# weight the likeliest chances change sides from one log to the next (see docs/explain/learning.md).
PRIOR_LOGS = 30.0  # its chances, in logs of either kind of deal
PRIOR_DEALS = 30.0  # its share of real deals, in deals
SETTLED = 1e-5  # chances that move less than this have stopped
MOST_ROUNDS = 1000

REACH = ("reach", "")
Group = tuple[str, str]  # ("stage", its name), ("answer", the question's id), ("reach", "")


class Observation(NamedTuple):
    """An observable fact about a deal: `what` happened, out of the possibilities of its group."""

    group: Group
    what: str


@dataclass(slots=True)
class Chances:
    """Chance (0..1) of every observation for either kind, and that a new deal is real."""

    prior: float
    real: dict[Observation, float]
    dead_end: dict[Observation, float]


@frozen
class Counts:
    """Number of new deals and of every observation, shared between the two kinds."""

    deals: int
    real_deals: float
    real: Mapping[Observation, float]
    dead_end: Mapping[Observation, float]


def playbook_chances(playbook: Playbook) -> Chances:
    """The playbook's chances, observation by observation."""
    real: dict[Observation, float] = {}
    dead_end: dict[Observation, float] = {}
    for stage in playbook.stages:
        for table, attempt in ((real, stage.real), (dead_end, stage.dead_end)):
            group = ("stage", stage.name)
            table[Observation(group, "advance")] = attempt.advance
            table[Observation(group, "lost")] = attempt.lost
            table[Observation(group, "stay")] = max(0.0, attempt.stay)
    for question in playbook.questions:
        for table, answers in ((real, question.real), (dead_end, question.dead_end)):
            table |= {Observation(("answer", question.id), said): chance for said, chance in answers.items()}
    for table, unanswered in ((real, playbook.unanswered.real), (dead_end, playbook.unanswered.dead_end)):
        table[Observation(REACH, "silent")] = unanswered
        table[Observation(REACH, "reached")] = 1 - unanswered
    return Chances(playbook.prior, real, dead_end)


def fit_chances(playbook: Playbook, lives: Iterable[Life]) -> tuple[Chances, Counts]:
    """Return the likeliest chances given the lives and the playbook, and the counts behind them."""
    start = playbook_chances(playbook)
    events = list(start.real)
    number = {event: at for at, event in enumerate(events)}
    kinds = _group_lives(lives, playbook.stages, number)
    groups: dict[Group, list[int]] = {}
    for event, at in number.items():
        groups.setdefault(event.group, []).append(at)
    given = ChanceTables([start.real[event] for event in events], [start.dead_end[event] for event in events])
    tries = [
        StageNumbers(*(number[Observation(("stage", s.name), what)] for what in StageNumbers._fields))
        for s in playbook.stages
    ]
    observations = ObservationNumbers(
        tries, number[Observation(REACH, "reached")], number[Observation(REACH, "silent")]
    )
    fixed = FixedChances(given, observations, playbook.fresh_look.prior)
    prior, now = start.prior, given
    for _ in range(MOST_ROUNDS):
        seen = share_lives(kinds, fixed, now, prior)
        then = _ordered_chances(
            given,
            _weigh(given.real, given.dead_end, seen.real),
            _weigh(given.dead_end, given.real, seen.dead_end),
            groups,
        )
        newer = (PRIOR_DEALS * start.prior + seen.real_deals) / (PRIOR_DEALS + seen.deals)
        moved = max(
            abs(newer - prior), _largest_change(now.real, then.real), _largest_change(now.dead_end, then.dead_end)
        )
        prior, now = newer, then
        if moved < SETTLED:
            break
    seen = share_lives(kinds, fixed, now, prior)
    counts = Counts(
        seen.deals,
        seen.real_deals,
        dict(zip(events, seen.real, strict=True)),
        dict(zip(events, seen.dead_end, strict=True)),
    )
    chances = Chances(prior, dict(zip(events, now.real, strict=True)), dict(zip(events, now.dead_end, strict=True)))
    return chances, counts


def _group_lives(
    lives: Iterable[Life], stages: tuple[Stage, ...], number: Mapping[Observation, int]
) -> list[LifeGroup]:
    """Group lives by their observations, in an order that does not depend on theirs."""
    many: Counter[tuple[tuple[tuple[int, int], ...], int, tuple[int, ...], int, bool, int, int]] = Counter()
    for life in lives:
        seen = Counter(number[Observation(("stage", stages[each.stage].name), each.led)] for each in life.attempts)
        seen.update(number[Observation(("answer", question), said)] for question, said in life.answers)
        seen[number[Observation(REACH, "reached")]] += life.answered
        seen[number[Observation(REACH, "silent")]] += life.unanswered
        events = tuple(sorted((event, count) for event, count in seen.items() if count))
        unproven = -1 if life.unproven is None else life.unproven
        lost_from = -1 if life.lost_from is None else life.lost_from
        if events or life.passed or lost_from >= 0:
            passed = tuple(sorted(life.passed))
            many[events, life.first, passed, lost_from, life.again, life.tries_since_answer, unproven] += 1
    return [LifeGroup(*kind, count) for kind, count in sorted(many.items())]


def _weigh(given: list[float], others: list[float], seen: list[float]) -> list[float]:
    """The playbook's chances of one kind and its counts, added up: in logs."""
    # A chance ruled out by the playbook for one kind alone (a dead end that signs) separates the kinds: it stays 0.
    return [
        0.0 if mine == 0 and other > 0 else PRIOR_LOGS * mine + count
        for mine, other, count in zip(given, others, seen, strict=True)
    ]


def _ordered_chances(
    given: ChanceTables, real: list[float], dead_end: list[float], groups: Mapping[Group, list[int]]
) -> ChanceTables:
    """Turn weights (logs) into chances, ordered where the playbook orders the two kinds.

    Real deals never come out below dead ends where the playbook ranks them above.
    """
    then = ChanceTables(list(given.real), list(given.dead_end))
    for group, at in groups.items():
        for table, weights in ((then.real, real), (then.dead_end, dead_end)):
            whole = sum(weights[each] for each in at)
            if whole > 0:
                for each in at:
                    table[each] = weights[each] / whole
        if group[0] == "stage" and given.real[at[0]] >= given.dead_end[at[0]]:
            advance, lost, stay = at
            ordered = order_tries(
                Tally(real[advance], real[lost], real[stay]), Tally(dead_end[advance], dead_end[lost], dead_end[stay])
            )
            for table, tries in zip(then, ordered, strict=True):
                table[advance], table[lost], table[stay] = tries
        elif group[0] == "reach" and given.real[at[0]] <= given.dead_end[at[0]]:
            unanswered, answered = at
            shares = order_shares(
                (real[answered], real[answered] + real[unanswered]),
                (dead_end[answered], dead_end[answered] + dead_end[unanswered]),
            )
            for table, share in zip(then, shares, strict=True):
                table[unanswered], table[answered] = 1 - share, share
    return then


def _largest_change(now: list[float], then: list[float]) -> float:
    return max(abs(one - other) for one, other in zip(now, then, strict=True))


def chance_deviation(chance: float, seen: float) -> float:
    """Standard deviation of a chance that rests on the playbook and `seen` logs.

    It is that of the Dirichlet's margin.
    """
    return math.sqrt(max(0.0, chance * (1 - chance)) / (PRIOR_LOGS + seen + 1))
