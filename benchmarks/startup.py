"""How long a command takes beside the bare imports of what it stands on: python benchmarks/startup.py [RUNS]

Each command is timed as a whole process in turn with the floor (A B A B …), so that a slow moment of the machine falls
on both; the median of the ratios is what counts. The books are examples/large (300 deals) and one of 10,000.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
FLOOR = """
import typer, rich.console, rich.table, pydantic, tomllib
class Model(pydantic.BaseModel):
    number: int
Model(number=1)
"""
MONDAY = "2026-11-23T07:00"


def timed(words: list[str], environ: dict[str, str]) -> float:
    """Seconds that a process took from start to end."""
    start = time.perf_counter()
    subprocess.run(words, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def compare(words: list[str], environ: dict[str, str], runs: int) -> tuple[float, float]:
    """Median seconds of a command, and the median of its ratios to the floor, run by run."""
    floor = [sys.executable, "-c", FLOOR]
    timed(words, environ)
    timed(floor, environ)
    pairs = [(timed(words, environ), timed(floor, environ)) for _ in range(runs)]
    return statistics.median(a for a, _ in pairs), statistics.median(a / b for a, b in pairs)


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        books = {}
        for deals in (300, 10_000):
            books[deals] = str(Path(folder) / str(deals))
            subprocess.run([sys.executable, ROOT / "examples/make_large.py", str(deals), books[deals]], check=True)
        environ = {**os.environ, "PLAN_NOW": MONDAY, "PLAN_CACHE": str(Path(folder) / "cache")}
        plan = [sys.executable, "-m", "planner"]
        cases = [
            ("plan --help", [*plan, "--help"], "1.0"),
            ("plan today, looked at again, 300 deals", [*plan, "today", "--book", books[300]], "1.3"),
            ("plan today --json, looked at again, 300", [*plan, "today", "--json", "--book", books[300]], ""),
            ("plan next, 300 deals", [*plan, "next", "--book", books[300]], "1.0"),
            ("plan today --replan, 300 deals", [*plan, "today", "--replan", "--book", books[300]], ""),
            ("plan list, 300 deals", [*plan, "list", "--book", books[300]], ""),
            ("plan today, looked at again, 10,000", [*plan, "today", "--book", books[10_000]], "2 × of 300"),
            ("plan today --replan, 10,000", [*plan, "today", "--replan", "--book", books[10_000]], ""),
        ]
        print(f"{'command':44}{'seconds':>9}{'× floor':>9}  to reach")
        for name, words, reach in cases:
            seconds, ratio = compare(words, environ, runs)
            print(f"{name:44}{seconds:9.3f}{ratio:9.2f}  {reach}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
