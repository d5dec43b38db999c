"""The demo's Monday on a terminal of 80 columns: at most 40 rows, and in brief one row for each line."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.terminal import on_terminal

DEMO = Path(__file__).parents[2] / "examples/demo"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    shutil.copytree(DEMO, tmp_path / "book")
    return tmp_path / "book"


def test_at_most_40_rows_and_in_brief_a_row_a_line(book: Path, tmp_path: Path) -> None:
    rows = on_terminal(["today"], 80, tmp_path, book).splitlines()
    assert len(rows) <= 40
    assert max(map(len, rows)) <= 80
    environ = {"HOME": str(tmp_path), "PLAN_NOW": "2026-11-23T07:00", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "planner", "today", "--json", "--book", str(book)]
    page = json.loads(subprocess.run(command, env=environ, capture_output=True, check=True).stdout)
    brief = on_terminal(["today", "--brief"], 80, tmp_path, book).splitlines()
    entries = [row for row in brief if row[1:3].isdigit() and row[3:4] == ":"]
    assert len(entries) == len(page["items"]) + len(page["busy"])
