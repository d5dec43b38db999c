"""A week lived by commands alone; every comment of the hand-written book is still in its place."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

from planner.demo import demo_files
from tests.forked import PATHS

SCRIPT = Path(__file__).parents[3] / "examples" / "lived_week.sh"


def comments(text: str) -> list[str]:
    """The comments of a file in their order (the demo book has no # inside a text)."""
    return [line[line.index("#") :] for line in text.splitlines() if "#" in line]


def test_the_script_lives_it(tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    plan.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m planner "$@"\n')
    plan.chmod(0o755)
    book = tmp_path / "book"
    environ = PATHS | {"HOME": str(tmp_path), "PLAN": str(plan), "PYTHONUTF8": "1"}
    ran = subprocess.run(["sh", str(SCRIPT), str(book)], env=environ, capture_output=True, timeout=300, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    assert "Traceback" not in ran.stderr.decode()

    written = demo_files(date(2026, 11, 23))
    for name in ("plan.toml", "prospects.toml", "accounts.toml", "contacts.toml", "tasks.toml"):
        assert comments((book / name).read_text(encoding="utf-8")) == comments(written[name].decode()), name
    pages = sorted((book / "diary").glob("2026-*.toml"))
    assert [page.stem[8:] for page in pages] == ["23", "24", "25", "26", "27"]
    days = {page.stem: tomllib.loads(page.read_text(encoding="utf-8")) for page in pages}
    assert all(day["planned"] for day in days.values())
    outcomes = [row.get("outcome") for day in days.values() for row in day["worked"]]
    assert {"advanced", "booked", "stayed", "done"} <= set(outcomes)
    assert all("running" not in day["page"] for day in days.values())
    assert "wrapped" in days["2026-11-23"]["page"]
    assert "wrapped" not in days["2026-11-26"]["page"]  # that evening was forgotten

    rows = [row for day in days.values() for row in day["worked"]]
    assert all(row["minutes"] == (row["end"] - row["start"]).total_seconds() / 60 for row in rows)
    reviewed = subprocess.run(
        [str(plan), "review", "week", "--json", "--book", str(book), "--now", "2026-11-27T18:00"],
        env=environ, capture_output=True, timeout=60, check=True,
    )  # fmt: skip
    week = json.loads(reviewed.stdout)
    sums = {name: sum(row["actual"] for row in week[name]) for name in ("plays", "customers", "hours")}
    assert sums == dict.fromkeys(sums, week["actual"])
    assert week["actual"] == sum(row["minutes"] for row in rows)

    deals = {row["id"]: row for row in tomllib.loads((book / "prospects.toml").read_text("utf-8"))["prospect"]}
    assert deals["suedfracht"]["stage"] == "won"
    assert deals["birch"]["stage"] == "close"
    assert deals["thielbach"]["stage"] != "lost"  # that was taken back
    assert deals["hale"]["answers"]["need"] == "important"
    checked = subprocess.run(
        [str(plan), "check", "--book", str(book), "--now", "2026-11-27T18:00"],
        env=environ, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout.decode()
