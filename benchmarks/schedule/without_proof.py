"""What the exact proof adds: drawn days with windows, order and travel, planned with it and without.

    python -m benchmarks.schedule.without_proof [DAYS]

Prints CPU time and the share of the value that is left without the proof, with more or less effort in its place.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from statistics import median
from time import process_time
from unittest.mock import patch

from tests.schedule.drawing import drawn_day, drawn_travelling_day

from planner.schedule import Problem, solve
from planner.schedule import search as search_module
from planner.schedule.bound.auction import auction
from planner.schedule.day.layout import Day
from planner.schedule.place.improve import Rounds, consider_walks, improve
from planner.schedule.required import Requirements
from planner.schedule.search import CLOSE, SearchResult, search

Search = Callable[[Day, Requirements], SearchResult]
DESK, AWAY = (12, 30, 60, 100, 300), (20, 40)


def main() -> None:
    days = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    ways: dict[str, Search] = {"with the proof": search}
    ways |= {f"{rounds} rounds more": _without(rounds) for rounds in (0, 100, 300)}
    ways["auction, 100 rounds"] = _without(100, bids=10)
    for tasks in DESK:
        _compare(f"desk, {tasks} tasks", [drawn_day(tasks, seed) for seed in range(400, 400 + days)], ways)
    for tasks in AWAY:
        drawn = [drawn_travelling_day(tasks, seed) for seed in range(500, 500 + days // 2)]
        _compare(f"travelling, {tasks}", drawn, ways)


def _without(rounds: int, bids: int = 0) -> Search:
    """A search that improves a good page, and proves nothing."""

    def look(day: Day, required: Requirements) -> SearchResult:
        first, prices = search_module._first(day, required)
        if first.proven:
            return first
        board, best, enough = first.board, first.best, CLOSE * max(1.0, abs(prices.bound))
        if bids:
            prices, walks = auction(board, prices, best.value, bids, best.value + enough)
            consider_walks(board, prices, best, walks)
        improve(board, prices, best, Rounds(rounds, prices.bound - enough))
        first.bound = max(prices.bound, best.value)
        return first

    return look


def _compare(name: str, problems: list[Problem], ways: dict[str, Search]) -> None:
    best = 0.0
    for way, look in ways.items():
        times, values = [], []
        with patch("planner.schedule.solver.search", look):
            for problem in problems:
                begun = process_time()
                values.append(solve(problem).value)
                times.append(1000 * (process_time() - begun))
        best = best or sum(values)
        print(f"{name:<18}{way:<22}{median(times):>6.0f} ms{max(times):>6.0f} ms{sum(values) / best:>9.4f}", flush=True)


if __name__ == "__main__":
    main()
