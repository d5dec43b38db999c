"""A season in a territory in which customers need time, dates press and promises count: same deals, same luck.

    python -m benchmarks.patient_territory --pages
    python -m benchmarks.patient_territory --customs slow --load light --territories 100

What is simulated is in benchmarks/README.md, what it shows in docs/explain/time-and-promises.md.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence

from benchmarks.lived.rankings import eye_of
from benchmarks.patient.customers import Tally
from benchmarks.patient.pages import live_by_pages
from benchmarks.patient.policies import POLICIES, live_by_policy
from benchmarks.patient.world import CUSTOMS, LOADS, draw_patient_territory, patient_sale
from benchmarks.territory import ratio_of

from planner.core.value.deal_index import build_table

BY_PAGES = "the program's pages"


def main() -> None:
    options = _options()
    began = time.perf_counter()
    lives = live_all(options)
    print(f"{options.customs} customs, {options.load} load, {options.territories} territories of {options.days} days")
    show(lives)
    print(f"\nseeds from {options.seed}, {time.perf_counter() - began:.0f} s")


def live_all(options: argparse.Namespace) -> dict[str, list[Tally]]:
    """Every territory under every policy, and by the pages where they are wanted."""
    customs, load = CUSTOMS[options.customs], LOADS[options.load]
    playbook = patient_sale(customs)
    table = build_table(playbook)
    eye = eye_of(playbook, table)
    lives: dict[str, list[Tally]] = {}
    for seed in range(options.seed, options.seed + options.territories):
        territory = draw_patient_territory(seed, customs, load, options.days)
        for policy in POLICIES:
            lives.setdefault(policy.name, []).append(live_by_policy(territory, policy, eye, options.days))
        if options.pages:
            lives.setdefault(BY_PAGES, []).append(live_by_pages(territory, table, options.days))
            both = f"{lives[BY_PAGES][-1].won:,.0f} by pages, {lives[POLICIES[-1].name][-1].won:,.0f} by the policy"
            print(f"territory {seed}: {both}", file=sys.stderr, flush=True)
    return lives


def show(lives: Mapping[str, Sequence[Tally]]) -> None:
    """One line a policy; the ratio is to all habits together, its error from leaving out one territory each."""
    reference = [life.won for life in lives[POLICIES[-1].name]]
    print("| policy | kept | of the last policy's | ± | won | hours | tries | too early | promises | broken |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for name, each in lives.items():
        ratio, error = ratio_of([life.won for life in each], reference)
        won, hours = _mean(each, lambda life: life.won), _mean(each, lambda life: life.minutes / 60)
        counts = [_mean(each, count) for count in _COUNTS]
        rest = " | ".join(f"{count:,.1f}" for count in counts[1:])
        print(f"| {name} | {won:,.0f} | {ratio:.2f} | {error:.2f} | {counts[0]:.1f} | {hours:,.0f} | {rest} |")


_COUNTS: tuple[Callable[[Tally], float], ...] = (
    lambda life: life.deals_won,
    lambda life: life.tries,
    lambda life: life.early,
    lambda life: life.promises,
    lambda life: life.broken,
)


def _mean(lives: Sequence[Tally], figure: Callable[[Tally], float]) -> float:
    return statistics.fmean(figure(life) for life in lives)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--customs", choices=list(CUSTOMS), default="usual", help="how customers are there")
    parser.add_argument("--load", choices=list(LOADS), default="usual", help="how many deals there are")
    parser.add_argument("--territories", type=int, default=16)
    parser.add_argument("--days", type=int, default=60, help="working days")
    parser.add_argument("--pages", action="store_true", help="also by the program's own pages")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
