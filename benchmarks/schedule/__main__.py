"""One table: time, value and proof of drawn days, next to CP-SAT and, with ways to drive, PyVRP.

    python -m benchmarks.schedule [--seconds 5] [--days 3]

CP-SAT (`ortools`) comes with the development tools; PyVRP is asked only where it is installed.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from importlib.util import find_spec
from statistics import median
from time import perf_counter, process_time

from tests.schedule.drawing import drawn_day, drawn_travelling_day
from tests.schedule.oracle import best_value

from planner.schedule import Problem, solve

CP_SAT_UP_TO = 100  # tasks; beyond that its model alone takes longer than it is given


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=5.0, help="what another engine is given for a day")
    parser.add_argument("--days", type=int, default=3, help="days of each kind that another engine sees")
    asked = parser.parse_args()
    print(
        f"{'day':<22}{'days':>5}{'median':>9}{'longest':>9}{'proven':>8}{'gap':>8}   other engine, {asked.seconds:g} s"
    )
    for tasks, days in ((12, 40), (30, 40), (60, 40), (100, 40), (300, 40), (1_000, 20), (10_000, 5)):
        problems = [drawn_day(tasks, seed) for seed in range(200, 200 + days)]
        line = ours(f"desk, {tasks:,} tasks", problems)
        print(
            line + (beside_cp_sat(problems[: asked.days], asked.seconds) if tasks <= CP_SAT_UP_TO else ""), flush=True
        )
    for tasks in (20, 40, 80):
        problems = [without_order(drawn_travelling_day(tasks, seed)) for seed in range(300, 312)]
        print(ours(f"travelling, {tasks}", problems) + beside_pyvrp(problems[: asked.days], asked.seconds), flush=True)


def ours(name: str, problems: list[Problem]) -> str:
    """Times in ms of CPU; the gap is the mean distance of the bound, in percent of the value."""
    times, gaps, proven = [], [], 0
    for problem in problems:
        begun = process_time()
        plan = solve(problem)
        times.append(1000 * (process_time() - begun))
        gaps.append(100 * (plan.bound / plan.value - 1) if plan.value else 0.0)
        proven += plan.proven
    share = f"{proven}/{len(problems)}"
    gap = sum(gaps) / len(gaps)
    return f"{name:<22}{len(problems):>5}{median(times):>7.0f}ms{max(times):>7.0f}ms{share:>8}{gap:>7.2f}%   "


def beside_cp_sat(problems: list[Problem], seconds: float) -> str:
    """What CP-SAT reaches of our value, and how long it takes for it."""
    reached, took, proven = [], [], 0
    for problem in problems:
        begun = perf_counter()
        try:
            value, bound = best_value(problem, seconds)
        except AssertionError:  # not all musts can be kept, or nothing found in time
            continue
        took.append(perf_counter() - begun)
        reached.append(value / solve(problem).value)
        proven += bound <= value * (1 + 1e-6)
    if not reached:
        return "CP-SAT: nothing"
    share = f"{100 * min(reached):.1f}-{100 * max(reached):.1f} %"
    return f"CP-SAT: {share}, {median(took):.1f} s, {proven}/{len(took)} proven"


def beside_pyvrp(problems: list[Problem], seconds: float) -> str:
    if find_spec("pyvrp") is None:
        return "PyVRP is not installed"
    from benchmarks.schedule.driving import best_by_pyvrp

    reached = [best_by_pyvrp(problem, seconds) / solve(problem).value for problem in problems]
    reached = [share for share in reached if share > 0] or [0.0]  # 0: no page that keeps the musts was found
    return f"PyVRP: {100 * min(reached):.1f}-{100 * max(reached):.1f} %"


def without_order(problem: Problem) -> Problem:
    """PyVRP knows no order between clients."""
    return replace(problem, candidates=tuple(c._replace(after=()) for c in problem.candidates))


if __name__ == "__main__":
    main()
