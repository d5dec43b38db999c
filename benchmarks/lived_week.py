"""A week of the demo book lived as planned: no line may move that nothing touched.

    python -m benchmarks.lived_week [BOOK]

Each line is logged when it ends, with the times of the page and an ordinary outcome; after each the page is looked at
again. Ends with 1 if a line to come moved, was dropped or got another number.
"""

from __future__ import annotations

import io
import json
import shutil
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from planner.cli.program import run as plan

ROOT = Path(__file__).resolve().parents[1]
DAYS = ("2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27")
MORNING = "07:00"
OUTCOMES = {"advance": "stayed", "visit": "done", "fresh-look": "stayed", "ask": "done", "touch": "done"}
Places = dict[str, tuple[str, str, int]]  # from, to and number of each line to come


def main() -> int:
    book = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "examples" / "demo"
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(book, Path(folder) / "book"))
        moved = [line for day in DAYS for line in live_day(copy, day)]
    print("\n".join(moved) or "no line moved that nothing touched")
    return 1 if moved else 0


def live_day(book: Path, day: str) -> list[str]:
    """Live a day as its page has it; returns the lines that moved."""
    found: list[str] = []
    before = _open_lines(book, day, MORNING)
    while before:
        item, (start, end, _) = min(before.items(), key=lambda line: line[1])
        _log(book, day, item, start, end)
        del before[item]
        after = _open_lines(book, day, end)
        found += [f"{day} after {item}: {name} {was} -> {after.get(name)}" for name, was in before.items()
                  if after.get(name) != was]  # fmt: skip
        before = after
    return found


def _open_lines(book: Path, day: str, time: str) -> Places:
    page: dict[str, Any] = json.loads(_run(book, day, time, "today", "--json"))
    lines = [line for line in page["items"] if line["state"] == "planned"]
    return {line["item"]: (line["start"][11:16], line["end"][11:16], line["number"]) for line in lines}


def _log(book: Path, day: str, item: str, start: str, end: str) -> None:
    page: dict[str, Any] = json.loads(_run(book, day, end, "today", "--json"))
    does = next(line["does"] for line in page["items"] if line["item"] == item)
    words = ["done", item, "-o", OUTCOMES.get(does, "done"), "--from", start, "--to", end]
    if does == "book":
        words = ["done", item, "-o", "booked", "--at", "2026-12-08T15:00", "--from", start, "--to", end]
    _run(book, day, end, *words)


def _run(book: Path, day: str, time: str, *words: str) -> str:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = plan([*words, "--book", str(book), "--now", f"{day}T{time}"])
    if code:
        raise SystemExit(f"plan {' '.join(words)}: {err.getvalue()}")
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
