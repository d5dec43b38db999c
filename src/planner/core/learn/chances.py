"""Chances and answers learnt from the lives of deals, though nobody ever sees which deal was real.

Expectation–maximisation (A. P. Dempster, N. M. Laird, D. B. Rubin, "Maximum likelihood from incomplete data via the EM
algorithm", JRSS B 39, 1977): each deal's whole life shares it between real and dead end, the shares weigh its
counts, the counts and the playbook's chances (a Dirichlet prior with the weight of thirty logs) make the new chances,
until nothing moves. The two kinds keep their names because the playbook's chances hold them apart, and because buyers
are kept ahead of dead ends (see `learn_order`).

What follows an advance tells what it was worth. While nothing has, one cannot tell a better kind of deal from dead ends
that are waved on, and the likelihood may choose either: then more advances could make a new deal worth less. So such an
advance moves the belief as the playbook says, and teaches that more deals are real and real ones advance; what dead
ends do at that stage is left as the playbook has it, until something follows: an attempt, an end, or silence.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from planner.core.learn.lives import Life
from planner.core.learn.order import Tally, in_order, ordered_tries
from planner.core.playbook import Playbook, Stage
from planner.core.value.belief import clamp, log_ratio, to_chance, to_log_odds

# What the playbook weighs. Two kinds that nobody sees are told apart by it alone while logs are few: where it weighs
# less, the likeliest chances change sides from one log to the next (see docs/explain/learning.md).
PRIOR_LOGS = 30.0  # its chances, in logs of either kind of deal
PRIOR_DEALS = 30.0  # its share of real deals, in deals
SETTLED = 1e-5  # chances that move less than this have stopped
MOST_ROUNDS = 1000

REACH = ("reach", "")
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
    silent: int  # tries since somebody last answered
    unproven: int  # the stage whose advance is the last that is known; -1: there is none
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
        table[Event(REACH, "silent")] = silent
        table[Event(REACH, "reached")] = 1 - silent
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
    tries = [_Tries(*(number[Event(("stage", s.name), what)] for what in _Tries._fields)) for s in playbook.stages]
    numbers = _Numbers(tries, number[Event(REACH, "reached")], number[Event(REACH, "silent")])
    prior, now = start.prior, given
    for _ in range(MOST_ROUNDS):
        seen = _share(kinds, now, given, numbers, prior, playbook.fresh_look.prior)
        then = _in_order(
            given,
            _weigh(given.real, given.dead_end, seen.real),
            _weigh(given.dead_end, given.real, seen.dead_end),
            groups,
        )
        newer = (PRIOR_DEALS * start.prior + seen.real_deals) / (PRIOR_DEALS + seen.deals)
        moved = max(abs(newer - prior), _moved(now.real, then.real), _moved(now.dead_end, then.dead_end))
        prior, now = newer, then
        if moved < SETTLED:
            break
    seen = _share(kinds, now, given, numbers, prior, playbook.fresh_look.prior)
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


class _Tries(NamedTuple):
    """The numbers of a stage's events."""

    advance: int
    lost: int
    stay: int


class _Numbers(NamedTuple):
    """The numbers of the events that a life is read by: each stage's, and of trying to reach somebody."""

    tries: list[_Tries]
    reached: int
    silent: int


class _Seen(NamedTuple):
    """Counts of all events, by their numbers, shared between the two kinds."""

    deals: int
    real_deals: float
    real: list[float]
    dead_end: list[float]


def _kinds(told: Iterable[Life], stages: tuple[Stage, ...], number: Mapping[Event, int]) -> list[_Kind]:
    """Lives put together by what was seen of them, in an order that does not depend on theirs."""
    many: Counter[tuple[tuple[tuple[int, int], ...], tuple[int, ...], bool, bool, int, int]] = Counter()
    for life in told:
        seen = Counter(number[Event(("stage", stages[each.stage].name), each.led)] for each in life.attempts)
        seen.update(number[Event(("answer", question), said)] for question, said in life.answers)
        seen[number[Event(REACH, "reached")]] += life.reached
        seen[number[Event(REACH, "silent")]] += life.unanswered
        events = tuple(sorted((event, count) for event, count in seen.items() if count))
        unproven = -1 if life.unproven is None else life.unproven
        if events or life.passed:
            many[events, tuple(sorted(life.passed)), life.again, life.from_the_start, life.silent_since, unproven] += 1
    return [_Kind(*kind, count) for kind, count in sorted(many.items())]


def _share(kinds: list[_Kind], now: _Tables, given: _Tables, numbers: _Numbers, prior: float, fresh: float) -> _Seen:
    """How real each life is under the chances as they are now, and the counts that this makes."""
    tries = numbers.tries
    ratios = [log_ratio(real, dead_end) for real, dead_end in zip(now.real, now.dead_end, strict=True)]
    # As on the page, an answer ends a silence, which is then held against nobody, and speaks for nobody by itself.
    silence, ratios[numbers.silent], ratios[numbers.reached] = ratios[numbers.silent], 0.0, 0.0
    # Who answers how often is shared by all tries; as the playbook reads them, or the counts would confirm themselves.
    reach = {each: log_ratio(given.real[each], given.dead_end[each]) for each in (numbers.reached, numbers.silent)}
    unproven = [log_ratio(given.real[each.advance], given.dead_end[each.advance]) for each in tries]
    behind = [log_ratio(_passing(now.real, each), _passing(now.dead_end, each)) for each in tries]
    real, dead_end = [0.0] * len(ratios), [0.0] * len(ratios)
    deals, real_deals = 0, 0.0
    start, again = to_log_odds(prior), to_log_odds(fresh)
    for kind in kinds:
        odds = again if kind.again else start
        for event, count in kind.seen:
            odds += count * ratios[event]
        odds += kind.silent * silence
        for stage in kind.passed:
            odds += behind[stage]
        if kind.unproven >= 0:
            odds += unproven[kind.unproven] - ratios[tries[kind.unproven].advance]
        answering = odds + sum(count * reach.get(event, 0.0) for event, count in kind.seen) - kind.silent * silence
        is_real, answers_real = (kind.many * to_chance(clamp(each)) for each in (odds, answering))
        is_not = kind.many - is_real
        for event, count in kind.seen:
            share = answers_real if event in reach else is_real
            real[event] += count * share
            dead_end[event] += count * (kind.many - share)
        if kind.unproven >= 0:
            dead_end[tries[kind.unproven].advance] -= is_not
            for event in tries[kind.unproven]:
                dead_end[event] += is_not * given.dead_end[event]
        if kind.new:
            deals += kind.many
            real_deals += is_real
    return _Seen(deals, real_deals, real, dead_end)


def _passing(table: list[float], tries: _Tries) -> float:
    forward, lost = table[tries.advance], table[tries.lost]
    return forward / (forward + lost) if forward + lost > 0 else 0.0


def _weigh(given: list[float], others: list[float], seen: list[float]) -> list[float]:
    """The playbook's chances of one kind and its counts, weighed together: in logs."""
    # What the playbook rules out for one kind alone (a dead end that signs) tells the kinds apart: it stays.
    return [
        0.0 if mine == 0 and other > 0 else PRIOR_LOGS * mine + count
        for mine, other, count in zip(given, others, seen, strict=True)
    ]


def _in_order(given: _Tables, real: list[float], dead_end: list[float], groups: Mapping[Group, list[int]]) -> _Tables:
    """The chances that these weights (logs) make, buyers never behind dead ends where the playbook has them before."""
    then = _Tables(list(given.real), list(given.dead_end))
    for group, at in groups.items():
        for table, weights in ((then.real, real), (then.dead_end, dead_end)):
            whole = sum(weights[each] for each in at)
            if whole > 0:
                for each in at:
                    table[each] = weights[each] / whole
        if group[0] == "stage" and given.real[at[0]] >= given.dead_end[at[0]]:
            advance, lost, stay = at
            told = ordered_tries(
                Tally(real[advance], real[lost], real[stay]), Tally(dead_end[advance], dead_end[lost], dead_end[stay])
            )
            for table, tries in zip(then, told, strict=True):
                table[advance], table[lost], table[stay] = tries
        elif group[0] == "reach" and given.real[at[0]] <= given.dead_end[at[0]]:
            silent, reached = at
            shares = in_order(
                (real[reached], real[reached] + real[silent]), (dead_end[reached], dead_end[reached] + dead_end[silent])
            )
            for table, share in zip(then, shares, strict=True):
                table[silent], table[reached] = 1 - share, share
    return then


def _moved(now: list[float], then: list[float]) -> float:
    return max(abs(one - other) for one, other in zip(now, then, strict=True))


def spread(chance: float, seen: float) -> float:
    """Standard deviation of a chance that rests on the playbook and `seen` logs (of the Dirichlet's margin)."""
    return math.sqrt(max(0.0, chance * (1 - chance)) / (PRIOR_LOGS + seen + 1))
