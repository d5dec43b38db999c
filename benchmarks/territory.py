"""A year in a simulated territory under several rankings: same deals, same luck, more work than hours.

    python -m benchmarks.territory                              # hour by hour, 40 territories
    python -m benchmarks.territory --sale shipped --a-day 4     # as the shipped playbook sells
    python -m benchmarks.territory --pages --territories 20 --days 100 --at-start 40    # by the product's own pages

What is simulated, and what it shows, is in benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Sequence

from benchmarks.lived.hourly import Lived, live
from benchmarks.lived.pages import live_by_pages
from benchmarks.lived.rankings import RANKINGS, eye_of
from benchmarks.lived.world import SALES, draw_territory

from planner.core.book import Care
from planner.core.value.deal_index import build_table

BY_PAGES = "the index, by the pages"


def main() -> None:
    request = _arguments()
    playbook = SALES[request.sale]()
    table = build_table(playbook)
    eye = eye_of(playbook, table)
    rankings = RANKINGS[:1] if request.pages else RANKINGS
    lived: dict[str, list[Lived]] = {ranking.name: [] for ranking in rankings}
    began = time.perf_counter()
    for seed in range(request.seed, request.seed + request.territories):
        territory = draw_territory(seed, playbook, days=request.days, at_start=request.at_start, a_day=request.a_day)
        for ranking in rankings:
            lived[ranking.name].append(live(territory, ranking, eye, request.days))
        if request.pages:
            said = live_by_pages(territory, table, Care(share=request.share, find=0.0), request.days)
            lived.setdefault(BY_PAGES, []).append(said.lived())
            both = f"{said.won:,.0f} against {lived[rankings[0].name][-1].won:,.0f}"
            pages = f"{said.pages} pages, {said.unproven} not proven, {said.unprepared} meetings unprepared"
            print(f"territory {seed}: {both}; {pages}", file=sys.stderr, flush=True)
    show(lived, request.days)
    print(f"\n{request.sale} sale, {request.territories} territories, {time.perf_counter() - began:.0f} s")


def show(lived: dict[str, list[Lived]], days: int) -> None:
    """One line a ranking; the ratio to the first one is of the sums, its error from leaving out one territory each."""
    first = next(iter(lived.values()))
    print(f"| ranking | won in {days} days | of the index | ± | deals won | hours | makes ÷ won |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for name, each in lived.items():
        ratio, error = ratio_of([life.won for life in each], [life.won for life in first])
        won = statistics.fmean(life.won for life in each)
        makes = sum(life.makes for life in each) / max(1.0, sum(life.won for life in each))
        deals = statistics.fmean(life.deals_won for life in each)
        hours = statistics.fmean(life.hours for life in each)
        said = f"{makes:.2f}" if name.startswith("the index") else ""
        print(f"| {name} | {won:,.0f} | {ratio:.2f} | {error:.2f} | {deals:.1f} | {hours:,.0f} | {said} |")


def ratio_of(some: Sequence[float], others: Sequence[float]) -> tuple[float, float]:
    """Ratio of two sums over the same territories, and its standard error (jackknife)."""
    a, b, n = sum(some), sum(others), len(some)
    ratio = a / b if b else 0.0
    if n < 2:
        return ratio, 0.0
    without = [(a - x) / (b - y) for x, y in zip(some, others, strict=True) if b > y]
    middle = statistics.fmean(without)
    return ratio, ((n - 1) / n * sum((each - middle) ** 2 for each in without)) ** 0.5


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sale", choices=list(SALES), default="long", help="how selling works there")
    parser.add_argument("--territories", type=int, default=40)
    parser.add_argument("--days", type=int, default=250, help="working days")
    parser.add_argument("--at-start", type=int, default=60, help="deals on the first morning")
    parser.add_argument("--a-day", type=float, default=2.0, help="deals that come each day")
    parser.add_argument(
        "--pages", action="store_true", help="by the product's own pages against the index hour by hour"
    )
    parser.add_argument("--share", type=float, default=0.0, help="with --pages: part of the day kept for touches")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
