"""Chances and answers learnt from the lives of deals, though nobody ever sees which deal was real.

Expectation–maximisation (A. P. Dempster, N. M. Laird, D. B. Rubin, "Maximum likelihood from incomplete data via the EM
algorithm", JRSS B 39, 1977): each deal's whole life shares it between real and dead end, the shares weigh its
counts, the counts and the playbook's chances (a Dirichlet prior with the weight of twelve logs) make the new chances,
until nothing moves. The two kinds keep their names because the playbook's chances hold them apart.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from planner.core.belief import clamp, log_ratio, to_chance, to_log_odds
from planner.core.learn_lives import Life
from planner.core.vocabulary import Playbook, Stage

PRIOR_LOGS = 12.0  # what the playbook's chances weigh, in logs of either kind of deal
PRIOR_DEALS = 30.0  # what its share of real deals weighs: a deal tells less of its kind than a log of its chances
SETTLED = 1e-5  # chances that move less than this have stopped
MOST_ROUNDS = 1000

Group = tuple[str, str]  # ("stage", its name), ("answer", the question's id), ("reach", "")


class Event(NamedTuple):
    """One thing that may be seen of a deal: `what` happened, among the others of its group."""

    group: Group
    what: str


@dataclass(slots=True)
class Chances:
    """Chance of every event from a real deal and from a dead end, and that a new deal is real."""

    prior: float
    real: dict[Event, float]
    dead_end: dict[Event, float]


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each event was seen, shared between real deals and dead ends, and how many new deals there were."""

    deals: int
    real_deals: float
    real: Mapping[Event, float]
    dead_end: Mapping[Event, float]


class _Kind(NamedTuple):
    """Lives that are alike: what was seen of them, and how many there are."""

    seen: tuple[tuple[int, int], ...]  # numbers of events, and how often
    passed: tuple[int, ...]
    again: bool
    new: bool  # whether it tells how many new deals are real
    many: int


def chances_of(playbook: Playbook) -> Chances:
    """The playbook's chances, event by event."""
    real: dict[Event, float] = {}
    dead_end: dict[Event, float] = {}
    for stage in playbook.stages:
        for table, attempt in ((real, stage.real), (dead_end, stage.dead_end)):
            group = ("stage", stage.name)
            table[Event(group, "advance")] = attempt.advance
            table[Event(group, "lost")] = attempt.lost
            table[Event(group, "stay")] = max(0.0, attempt.stay)
    for question in playbook.questions:
        for table, answers in ((real, question.real), (dead_end, question.dead_end)):
            table |= {Event(("answer", question.id), said): chance for said, chance in answers.items()}
    for table, silent in ((real, playbook.unanswered.real), (dead_end, playbook.unanswered.dead_end)):
        table[Event(("reach", ""), "silent")] = silent
        table[Event(("reach", ""), "reached")] = 1 - silent
    return Chances(playbook.prior, real, dead_end)


def fit(playbook: Playbook, told: Iterable[Life]) -> tuple[Chances, Counts]:
    """The chances that the lives and the playbook together make likeliest, and what they were counted from."""
    start = chances_of(playbook)
    events = list(start.real)
    number = {event: at for at, event in enumerate(events)}
    kinds = _kinds(told, playbook.stages, number)
    groups: dict[Group, list[int]] = {}
    for event, at in number.items():
        groups.setdefault(event.group, []).append(at)
    given = _Tables([start.real[event] for event in events], [start.dead_end[event] for event in events])
    tries = [
        (number[Event(("stage", s.name), "advance")], number[Event(("stage", s.name), "lost")]) for s in playbook.stages
    ]
    prior, now = start.prior, given
    for _ in range(MOST_ROUNDS):
        seen = _share(kinds, now, tries, prior, playbook.fresh_look.prior)
        then = _Tables(
            _weigh(given.real, given.dead_end, seen.real, groups.values()),
            _weigh(given.dead_end, given.real, seen.dead_end, groups.values()),
        )
        newer = (PRIOR_DEALS * start.prior + seen.real_deals) / (PRIOR_DEALS + seen.deals)
        moved = max(abs(newer - prior), _moved(now.real, then.real), _moved(now.dead_end, then.dead_end))
        prior, now = newer, then
        if moved < SETTLED:
            break
    seen = _share(kinds, now, tries, prior, playbook.fresh_look.prior)
    counts = Counts(
        seen.deals,
        seen.real_deals,
        dict(zip(events, seen.real, strict=True)),
        dict(zip(events, seen.dead_end, strict=True)),
    )
    chances = Chances(prior, dict(zip(events, now.real, strict=True)), dict(zip(events, now.dead_end, strict=True)))
    return chances, counts


class _Tables(NamedTuple):
    """Chances of all events, by their numbers."""

    real: list[float]
    dead_end: list[float]


class _Seen(NamedTuple):
    """Counts of all events, by their numbers, shared between the two kinds."""

    deals: int
    real_deals: float
    real: list[float]
    dead_end: list[float]


def _kinds(told: Iterable[Life], stages: tuple[Stage, ...], number: Mapping[Event, int]) -> list[_Kind]:
    """Lives put together by what was seen of them, in an order that does not depend on theirs."""
    many: Counter[tuple[tuple[tuple[int, int], ...], tuple[int, ...], bool, bool]] = Counter()
    for life in told:
        seen = Counter(number[Event(("stage", stages[each.stage].name), each.led)] for each in life.attempts)
        seen.update(number[Event(("answer", question), said)] for question, said in life.answers)
        seen[number[Event(("reach", ""), "reached")]] += life.reached
        seen[number[Event(("reach", ""), "silent")]] += life.unanswered
        events = tuple(sorted((event, count) for event, count in seen.items() if count))
        if events or life.passed:
            many[events, tuple(sorted(life.passed)), life.again, life.from_the_start] += 1
    return [_Kind(*kind, count) for kind, count in sorted(many.items())]


def _share(kinds: list[_Kind], now: _Tables, tries: list[tuple[int, int]], prior: float, fresh: float) -> _Seen:
    """How real each life is under the chances as they are now, and the counts that this makes."""
    ratios = [log_ratio(real, dead_end) for real, dead_end in zip(now.real, now.dead_end, strict=True)]
    behind = [log_ratio(_passing(now.real, each), _passing(now.dead_end, each)) for each in tries]
    real, dead_end = [0.0] * len(ratios), [0.0] * len(ratios)
    deals, real_deals = 0, 0.0
    start, again = to_log_odds(prior), to_log_odds(fresh)
    for kind in kinds:
        odds = again if kind.again else start
        for event, count in kind.seen:
            odds += count * ratios[event]
        for stage in kind.passed:
            odds += behind[stage]
        belief = to_chance(clamp(odds))
        is_real, is_not = kind.many * belief, kind.many * (1 - belief)
        for event, count in kind.seen:
            real[event] += count * is_real
            dead_end[event] += count * is_not
        if kind.new:
            deals += kind.many
            real_deals += is_real
    return _Seen(deals, real_deals, real, dead_end)


def _passing(table: list[float], attempt: tuple[int, int]) -> float:
    forward, lost = table[attempt[0]], table[attempt[1]]
    return forward / (forward + lost) if forward + lost > 0 else 0.0


def _weigh(given: list[float], others: list[float], seen: list[float], groups: Iterable[list[int]]) -> list[float]:
    """The playbook's chances of one kind and its counts, weighed together."""
    then = list(given)
    for group in groups:
        # What the playbook rules out for one kind alone (a dead end that signs) tells the kinds apart: it stays.
        weights = [0.0 if given[at] == 0 and others[at] > 0 else PRIOR_LOGS * given[at] + seen[at] for at in group]
        whole = sum(weights)
        if whole > 0:
            for at, weight in zip(group, weights, strict=True):
                then[at] = weight / whole
    return then


def _moved(now: list[float], then: list[float]) -> float:
    return max(abs(one - other) for one, other in zip(now, then, strict=True))


def spread(chance: float, seen: float) -> float:
    """Standard deviation of a chance that rests on the playbook and `seen` logs (of the Dirichlet's margin)."""
    return math.sqrt(max(0.0, chance * (1 - chance)) / (PRIOR_LOGS + seen + 1))
