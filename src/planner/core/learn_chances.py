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
SETTLED = 1e-6  # chances that move less than this have stopped
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

    seen: tuple[tuple[Event, int], ...]
    passed: tuple[str, ...]
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
    kinds = _kinds(told, playbook.stages)
    start = chances_of(playbook)
    now = start
    fresh = playbook.fresh_look.prior
    for _ in range(MOST_ROUNDS):
        counts = _share(kinds, now, fresh)
        then = _weigh(start, counts)
        moved = max(
            abs(then.prior - now.prior),
            max((abs(then.real[event] - now.real[event]) for event in now.real), default=0.0),
            max((abs(then.dead_end[event] - now.dead_end[event]) for event in now.real), default=0.0),
        )
        now = then
        if moved < SETTLED:
            break
    return now, _share(kinds, now, fresh)


def _kinds(told: Iterable[Life], stages: tuple[Stage, ...]) -> list[_Kind]:
    """Lives put together by what was seen of them, in an order that does not depend on theirs."""
    many: Counter[tuple[tuple[tuple[Event, int], ...], tuple[str, ...], bool, bool]] = Counter()
    for life in told:
        seen = Counter(Event(("stage", stages[each.stage].name), each.led) for each in life.attempts)
        seen.update(Event(("answer", question), said) for question, said in life.answers)
        seen[Event(("reach", ""), "reached")] += life.reached
        seen[Event(("reach", ""), "silent")] += life.unanswered
        events = tuple(sorted((event, count) for event, count in seen.items() if count))
        if events or life.passed:
            passed = tuple(sorted(stages[at].name for at in life.passed))
            many[events, passed, life.again, life.from_the_start] += 1
    return [_Kind(*kind, count) for kind, count in sorted(many.items())]


def _share(kinds: list[_Kind], now: Chances, fresh: float) -> Counts:
    """How real each life is under the chances as they are now, and the counts that this makes."""
    ratios = {event: log_ratio(now.real[event], now.dead_end[event]) for event in now.real}
    behind = {group[1]: _passed_ratio(now, group) for group, _ in now.real if group[0] == "stage"}
    real: dict[Event, float] = dict.fromkeys(now.real, 0.0)
    dead_end: dict[Event, float] = dict.fromkeys(now.real, 0.0)
    deals, real_deals = 0, 0.0
    for kind in kinds:
        odds = to_log_odds(fresh if kind.again else now.prior)
        odds += sum(count * ratios[event] for event, count in kind.seen) + sum(behind[name] for name in kind.passed)
        belief = to_chance(clamp(odds))
        for event, count in kind.seen:
            real[event] += kind.many * count * belief
            dead_end[event] += kind.many * count * (1 - belief)
        if kind.new:
            deals += kind.many
            real_deals += kind.many * belief
    return Counts(deals, real_deals, real, dead_end)


def _passed_ratio(now: Chances, group: Group) -> float:
    def passing(table: Mapping[Event, float]) -> float:
        forward, lost = table[Event(group, "advance")], table[Event(group, "lost")]
        return forward / (forward + lost) if forward + lost > 0 else 0.0

    return log_ratio(passing(now.real), passing(now.dead_end))


def _weigh(start: Chances, counts: Counts) -> Chances:
    """The playbook's chances and the counts, weighed together."""

    def table(
        chances: Mapping[Event, float], others: Mapping[Event, float], seen: Mapping[Event, float]
    ) -> dict[Event, float]:
        weights: dict[Event, float] = {}
        whole: dict[Group, float] = {}
        for event, chance in chances.items():
            # What the playbook rules out for one kind alone (a dead end that signs) tells the kinds apart: it stays.
            ruled_out = chance == 0 and others[event] > 0
            weights[event] = 0.0 if ruled_out else PRIOR_LOGS * chance + seen[event]
            whole[event.group] = whole.get(event.group, 0.0) + weights[event]
        return {
            event: weight / whole[event.group] if whole[event.group] > 0 else chances[event]
            for event, weight in weights.items()
        }

    prior = (PRIOR_DEALS * start.prior + counts.real_deals) / (PRIOR_DEALS + counts.deals)
    real = table(start.real, start.dead_end, counts.real)
    return Chances(prior, real, table(start.dead_end, start.real, counts.dead_end))


def spread(chance: float, seen: float) -> float:
    """Standard deviation of a chance that rests on the playbook and `seen` logs (of the Dirichlet's margin)."""
    return math.sqrt(max(0.0, chance * (1 - chance)) / (PRIOR_LOGS + seen + 1))
