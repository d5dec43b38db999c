"""How long a command takes next to the bare imports of what it stands on: python -m benchmarks.startup [RUNS]

Each command is a whole process in turn with the floor (A B A B …), so that a slow moment of the machine falls on both.
What is measured is the time of the processor, which other programs change little; the median of the ratios counts. The
books are examples/large (300 deals), the same with a year of diary (260 pages), and one of 10,000 deals.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path

from benchmarks.a_year_of_diary import write_a_year

ROOT = Path(__file__).parents[1]
FLOOR = """
import typer, rich.console, rich.table, pydantic, tomllib
class Model(pydantic.BaseModel):
    number: int
Model(number=1)
"""
MORNING, NOON = "2026-11-23T07:00", "2026-11-23T12:30"
PLAN = [sys.executable, "-m", "planner"]
Before = Callable[[], object]


def timed(words: list[str], environ: dict[str, str]) -> float:
    """Seconds of the processor that a process took, the system's work for it included.

    Raises CalledProcessError if it failed: what it took says nothing then.
    """
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True, text=True)
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    return end.ru_utime - start.ru_utime + end.ru_stime - start.ru_stime


def compare(words: list[str], environ: dict[str, str], runs: int, before: Before) -> tuple[float, float]:
    """Median seconds of a command, and the median of its ratios to the floor, run by run; `before` each run."""
    floor = [sys.executable, "-c", FLOOR]
    before()
    timed(words, environ)
    timed(floor, environ)
    pairs = []
    for _ in range(runs):
        before()
        pairs.append((timed(words, environ), timed(floor, environ)))
    return statistics.median(a for a, _ in pairs), statistics.median(a / b for a, b in pairs)


def nothing() -> None:
    """What most commands need before they run."""


def show(cases: list[tuple[str, list[str], str, Before]], environ: dict[str, str], runs: int) -> None:
    for name, words, reach, before in cases:
        try:
            seconds, ratio = compare([*PLAN, *words], environ, runs, before)
        except subprocess.CalledProcessError as error:
            print(f"{name:44}   failed: {error.stderr.strip() or error}", flush=True)
            continue
        print(f"{name:44}{seconds:9.3f}{ratio:9.2f}  {reach}", flush=True)


def the_morning(folder: Path, environ: dict[str, str], runs: int) -> None:
    """`plan today` and what only looks."""
    few, many = (str(folder / deals) for deals in ("300", "10000"))
    show(
        [
            ("plan --help", ["--help"], "1.0", nothing),
            ("plan today, looked at again, 300 deals", ["today", "--book", few], "1.3", nothing),
            ("plan today --json, looked at again, 300", ["today", "--json", "--book", few], "", nothing),
            ("plan next, 300 deals", ["next", "--book", few], "1.0", nothing),
            ("plan today --replan, 300 deals", ["today", "--replan", "--book", few], "2.0", nothing),
            ("plan list, 300 deals", ["list", "--book", few], "2.5", nothing),
            ("plan today, looked at again, 10,000", ["today", "--book", many], "2 × of 300", nothing),
            ("plan today --replan, 10,000", ["today", "--replan", "--book", many], "5.0", nothing),
            ("plan list, 10,000", ["list", "--book", many], "8.0", nothing),
        ],
        environ | {"PLAN_NOW": MORNING},
        runs,
    )


def first_try(book: Path, environ: dict[str, str]) -> str:
    """The number of the page's first line that can advance a deal."""
    said = subprocess.run([*PLAN, "today", "--json", "--book", book], env=environ, capture_output=True, check=True)
    return str(next(line["number"] for line in json.loads(said.stdout)["items"] if line["does"] == "advance"))


def a_year_of_days(folder: Path, environ: dict[str, str], runs: int) -> None:
    """Logging and reviewing with a year of diary."""
    year, lived, calls = folder / "year", folder / "lived", count()
    noon = environ | {"PLAN_NOW": NOON}
    number = first_try(year, environ | {"PLAN_NOW": MORNING})

    def morning() -> None:
        shutil.rmtree(lived, ignore_errors=True)
        shutil.copytree(year, lived)

    def something_done() -> None:
        morning()
        next_step = ["--next", f"Call {next(calls)}", "--next-on", "+3"]
        timed([*PLAN, "done", number, "--outcome", "advanced", *next_step, "--book", str(lived)], noon)

    done = ["done", number, "--outcome", "advanced", "--book", str(lived)]
    of_a_year = ["review", "2025-11-24..2026-11-20", "--book", str(year)]
    show(
        [
            ("plan done, a year of diary", done, "1.3", morning),
            ("plan next, a year of diary", ["next", "--book", str(year)], "1.3", nothing),
            ("plan next, replanned after a done", ["next", "--book", str(lived)], "", something_done),
            ("plan review of the week", ["review", "week", "--book", str(year)], "", nothing),
            ("plan review of 250 pages", of_a_year, "3.0", nothing),
            ("plan review of 250 pages --json", [*of_a_year, "--json"], "3.0", nothing),
        ],
        noon,
        runs,
    )


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for deals in ("300", "10000"):
            make = [sys.executable, ROOT / "examples/make_large.py", deals, folder / deals]
            subprocess.run(make, check=True, stdout=subprocess.DEVNULL)
        environ = {**os.environ, "PLAN_CACHE": str(folder / "cache"), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
        shutil.copytree(folder / "300", folder / "year")
        write_a_year(folder / "year", date(2026, 11, 20), environ)
        subprocess.run(
            [*PLAN, "today", "--book", folder / "year"],
            env=environ | {"PLAN_NOW": MORNING},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        print(f"{'command':44}{'seconds':>9}{'× floor':>9}  to reach")
        the_morning(folder, environ, runs)
        a_year_of_days(folder, environ, runs)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
