"""Do the figures come true? Many deals pursued to their end: what their steps were said to make against what was won,
and the chances given against how often they came true.

    python -m benchmarks.promised_and_won
    python -m benchmarks.promised_and_won --sale long --silent 0

What is simulated, and what it shows, is in benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from itertools import pairwise

from benchmarks.lived.pursued import Given, brier, pursue, sums
from benchmarks.lived.world import SALES, Luck, SimulatedDeal, Territory

from planner.core.playbook import TwoTypes
from planner.core.value.deal_index import build_table

KEEPS = 0.1
EDGES = (0.0, 0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 1.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sale", choices=list(SALES), default="short")
    parser.add_argument("--deals", type=int, default=10_000)
    parser.add_argument("--silent", type=int, default=1, help="0: everybody answers every call")
    parser.add_argument("--seed", type=int, default=1)
    request = parser.parse_args()
    began = time.perf_counter()
    playbook = SALES[request.sale]()
    if not request.silent:
        playbook = replace(playbook, unanswered=TwoTypes(real=0.0, dead_end=0.0))
    luck = Luck(request.seed)
    deals = tuple(
        SimulatedDeal(f"deal-{n}", 1000.0, luck.draw("real", n) < playbook.prior, 0) for n in range(request.deals)
    )
    lives = pursue(Territory(playbook, luck, deals), build_table(playbook))
    makes, won = sums(lives, KEEPS)
    shown = [each for life in lives for each in life.given]
    print(f"{request.sale} sale, {request.deals} deals: makes {makes:,.0f}, won {won:,.0f}: {makes / won:.3f}")
    error, base = brier(shown)
    print(f"Brier score of the chances given {error:.4f}, of the base rate {base:.4f}\n")
    show(shown)
    print(f"\n{time.perf_counter() - began:.0f} s")


def show(shown: list[Given]) -> None:
    print("| chance given | steps | on average | came true | belief | real |")
    print("|---|--:|--:|--:|--:|--:|")
    for low, high in pairwise(EDGES):
        some = [each for each in shown if low <= each.chance < high]
        if some:
            n = len(some)
            chance, won = sum(each.chance for each in some) / n, sum(each.won for each in some) / n
            belief, real = sum(each.belief for each in some) / n, sum(each.real for each in some) / n
            print(f"| {low:.0%} to {high:.0%} | {n} | {chance:.1%} | {won:.1%} | {belief:.1%} | {real:.1%} |")


if __name__ == "__main__":
    main()
