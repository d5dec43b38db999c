"""The same problem gives the same page: twice, whatever the order of candidates, and in any process."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from planner.schedule import solve

from .drawing import drawn_day

FINGERPRINT = """
from planner.schedule import solve
from schedule.drawing import drawn_day, drawn_travelling_day
plans = [solve(drawn_day(tasks, 3, splits=True)) for tasks in (25, 60)]
plans += [solve(drawn_travelling_day(30, 2))]
print(repr([(p.placed, p.value, p.bound, p.price, sorted(p.left_out.items())) for p in plans]))
"""


def test_twice() -> None:
    assert solve(drawn_day(60, 4)) == solve(drawn_day(60, 4))


def test_in_any_order_of_candidates() -> None:
    problem = drawn_day(40, 5)
    turned = replace(problem, candidates=problem.candidates[::-1], meetings=problem.meetings[::-1])
    assert solve(problem).placed == solve(turned).placed


def test_in_another_process_with_another_hash_seed() -> None:
    def printed(hash_seed: str) -> str:
        env = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(Path(__file__).parent.parent)}
        run = subprocess.run([sys.executable, "-c", FINGERPRINT], env=env, capture_output=True, text=True, check=True)
        return hashlib.sha256(run.stdout.encode()).hexdigest()

    assert printed("1") == printed("2")
