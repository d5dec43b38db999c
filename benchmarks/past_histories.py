"""Simulated deal histories held out by time: chances learned from the past against the simple rivals.

python -m benchmarks.past_histories                  # 20 histories, the table of docs/explain/learning.md
python -m benchmarks.past_histories --seeds 40-59    # others

Each history is one company's deals, drawn from a sale that is not the playbook's: its share of good deals, its chances
and lengths, the stage in which deals come in, what it passes over, how often it signs early. Two years teach, as they
stood on their last day: ended deals and open ones. Then the chances of 600 deals of the year after are scored against
how they ended, when they entered a stage, and as they stood on every fifth Monday.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from benchmarks.lived.world import FIRST_DAY as TODAY
from benchmarks.lived.world import book_of, default_playbook

from planner.core.book import Care, Deal
from planner.core.learn.deals.past_deals import PastDeal
from planner.core.learn.learn_playbook import learned_playbook
from planner.core.page.inputs import Inputs, day_context
from planner.core.playbook import Playbook
from planner.core.value.belief import to_chance
from planner.core.value.deal_index import build_table
from planner.core.value.deal_pursuit import chance_to_win
from planner.core.value.deal_value import deal_value, start_of
from planner.core.value.year_price import steady_price

FIRST = date(2023, 1, 2)
CUT = FIRST + timedelta(days=730)
LATER = 600  # deals of the year after, so that luck in what is held out moves the scores little
STALE = timedelta(days=400)  # a deal is closed as lost at the latest after that


class Scores(NamedTuple):
    """Brier scores of one history's later deals, by what forecasts them."""

    untouched: float
    base_rate: float
    stage_table: float
    learned: float

    @property
    def over_best(self) -> float:
        return self.learned - min(self.untouched, self.base_rate, self.stage_table)


@dataclass(slots=True)
class Company:
    """A sale with chances of its own, drawn from a seed."""

    luck: random.Random
    stages: tuple[str, ...]
    deals: int = 0
    good: float = 0.0  # share of good deals
    forward: dict[str, tuple[float, float]] = field(default_factory=dict)  # chance to leave forward: good, bad
    days: dict[str, tuple[float, float]] = field(default_factory=dict)  # mean days in a stage: good, bad
    starts: list[float] = field(default_factory=list)  # weights of the stages in which deals come in
    skips: float = 0.0  # chance to pass over a stage
    signs: float = 0.0  # chance that a good deal in any stage is signed at once


def company(seed: int, playbook: Playbook) -> Company:
    luck = random.Random(f"company {seed}")
    names = tuple(stage.name for stage in playbook.stages)
    drawn = Company(luck, names)
    drawn.deals = round(10 ** luck.uniform(1.7, 2.8))
    drawn.good = to_chance(luck.gauss(-0.6, 0.9))
    for stage in playbook.stages:
        good = to_chance(luck.gauss(1.6, 0.7))
        bad = min(good, to_chance(luck.gauss(0.0, 0.8)))
        drawn.forward[stage.name] = good, bad
        usual = stage.days * 10 ** luck.uniform(-0.3, 0.4)
        drawn.days[stage.name] = usual, usual * 10 ** luck.uniform(0.0, 0.4)
    late = luck.choice((0.0, 0.0, 0.2, 0.5))
    drawn.starts = [1.0, late, late / 2, late / 4, 0.0, 0.0]
    drawn.skips = luck.choice((0.0, 0.1, 0.3))
    drawn.signs = luck.choice((0.0, 0.0, 0.02, 0.15))
    return drawn


def history(seed: int, playbook: Playbook) -> list[PastDeal]:
    """All deals of one company to their end: those of two years, then many more of the year after."""
    drawn = company(seed, playbook)
    past = [_deal(drawn, number, FIRST) for number in range(drawn.deals)]
    return [*past, *(_deal(drawn, drawn.deals + number, CUT) for number in range(LATER))]


def _deal(drawn: Company, number: int, first: date) -> PastDeal:
    luck, names = drawn.luck, drawn.stages
    good = luck.random() < drawn.good
    on = created = first + timedelta(days=luck.randrange(730 if first < CUT else 365))
    at = luck.choices(range(len(names)), drawn.starts)[0]
    entered: dict[str, date] = {}
    ended = "won"
    while at < len(names):
        name = names[at]
        entered[name] = on
        on += timedelta(days=1 + round(luck.expovariate(1 / drawn.days[name][not good])))
        if on - created > STALE:
            ended, on = "lost", created + STALE
            break
        if good and luck.random() < drawn.signs:
            break
        last_and_bad = at == len(names) - 1 and not good
        if luck.random() >= drawn.forward[name][not good] * (0.3 if last_and_bad else 1.0):
            ended = "lost"
            break
        at += 2 if at + 2 < len(names) and luck.random() < drawn.skips else 1
    return PastDeal(record=f"deal-{number}", entered=entered, created=created, ended=ended, on=on)  # type: ignore[arg-type]


class Case(NamedTuple):
    """A deal as it stood on a day, and whether it was won in the end."""

    stage: str
    since: date
    today: date
    won: bool


def entries(deals: Sequence[PastDeal]) -> list[Case]:
    """The stages that deals entered after the cut."""
    return [
        Case(stage, on, on, deal.ended == "won") for deal in deals for stage, on in deal.entered.items() if on >= CUT
    ]


def mondays(deals: Sequence[PastDeal]) -> list[Case]:
    """Each deal open on a Monday after the cut, in the stage it was in."""
    found = []
    for week in range(2, 52, 5):
        today = CUT + timedelta(days=7 * week)
        for deal in deals:
            inside = [(on, stage) for stage, on in deal.entered.items() if on <= today]
            if inside and deal.on is not None and deal.on > today:
                since, stage = max(inside)
                found.append(Case(stage, since, today, deal.ended == "won"))
    return found


class Chances:
    """The chances that `plan list` shows for deals as they stand, with one playbook."""

    def __init__(self, playbook: Playbook) -> None:
        book = book_of(playbook, Care())
        now = datetime.combine(TODAY, datetime.min.time(), UTC) + timedelta(hours=8)
        self._context = day_context(Inputs(book=book, day=TODAY, now=now, table=build_table(playbook)))
        self._price = steady_price(self._context)
        self._known: dict[tuple[str, int], float] = {}

    def __call__(self, case: Case) -> float:
        key = case.stage, (case.today - case.since).days
        if key not in self._known:
            since = TODAY - timedelta(days=key[1])
            self._known[key] = self._chance(Deal(id="deal", name="", amount=20_000.0, stage=key[0], since=since))
        return self._known[key]

    def _chance(self, deal: Deal) -> float:
        context = replace(self._context, deal_values={})
        value = deal_value(deal, context)
        if value is None:
            return 0.0
        return chance_to_win(start_of(deal, value, context), value.index, self._price, context).chance


def brier(cases: Sequence[Case], chance: Callable[[Case], float]) -> float:
    return statistics.fmean((chance(case) - case.won) ** 2 for case in cases)


def stage_table(past: Sequence[PastDeal]) -> Callable[[Case], float]:
    """The rival: the share that was won of the past deals that entered a stage, drawn a little to the base rate."""
    base = _base_rate(past)
    rates = {}
    for stage in {stage for deal in past for stage in deal.entered}:
        ends = [deal.ended == "won" for deal in past if stage in deal.entered]
        rates[stage] = (sum(ends) + 2 * base) / (len(ends) + 2)
    return lambda case: rates.get(case.stage, base)


def _base_rate(past: Sequence[PastDeal]) -> float:
    """Share of all stage entries that led to a win."""
    ends = [deal.ended == "won" for deal in past for _ in deal.entered]
    return sum(ends) / len(ends)


def scores_of(seed: int, playbook: Playbook, untouched: Chances) -> tuple[int, int, Scores, Scores]:
    """Past deals, later stage entries, and the scores of both kinds of cases."""
    deals = history(seed, playbook)
    known = [replace(deal, entered={s: on for s, on in deal.entered.items() if on < CUT}) for deal in deals]
    known = [
        deal if deal.on is not None and deal.on < CUT else replace(deal, ended=None, on=CUT - timedelta(days=1))
        for deal in known
        if deal.entered
    ]
    decided = [deal for deal in known if deal.ended is not None]
    learned = Chances(learned_playbook(playbook, (), known, CUT).playbook)
    base, table = _base_rate(decided), stage_table(decided)
    found = []
    for cases in (entries(deals), mondays(deals)):
        found.append(
            Scores(brier(cases, untouched), brier(cases, lambda _: base), brier(cases, table), brier(cases, learned))
        )
    return len(decided), len(entries(deals)), found[0], found[1]


def _seeds(text: str) -> Iterator[int]:
    first, _, last = text.partition("-")
    return iter(range(int(first), int(last or first) + 1))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", default="1-20")
    request = parser.parse_args()
    began = time.perf_counter()
    playbook = default_playbook()
    untouched = Chances(playbook)
    heads = (
        "seed",
        "decided",
        "entries",
        "untouched",
        "base rate",
        "stage table",
        "learned",
        "over the best",
        "Mondays",
    )
    print(f"| {' | '.join(heads)} |\n|{'--:|' * len(heads)}")
    rows = []
    for seed in _seeds(request.seeds):
        past, later, entry, monday = scores_of(seed, playbook, untouched)
        rows.append((entry, monday))
        cells = " | ".join(f"{each:.4f}" for each in entry)
        print(f"| {seed} | {past} | {later} | {cells} | {entry.over_best:+.4f} | {monday.over_best:+.4f} |", flush=True)
    means = [statistics.fmean(column) for column in zip(*(entry for entry, _ in rows), strict=True)]
    cells = " | ".join(f"{each:.4f}" for each in means)
    over = [[each.over_best for each in column] for column in zip(*rows, strict=True)]
    mean, worst = ([f(each) for each in over] for f in (statistics.fmean, max))
    print(f"| mean | | | {cells} | {mean[0]:+.4f} | {mean[1]:+.4f} |")
    print(f"| worst | | | | | | | {worst[0]:+.4f} | {worst[1]:+.4f} |")
    print(f"\n{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
