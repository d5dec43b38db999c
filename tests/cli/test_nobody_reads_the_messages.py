"""A command whose messages nobody reads still does its work: it must not end well with nothing done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from planner.book.store.entry import JournalEntry, change_of
from planner.book.store.journal import write_pending

PLAN = b'[rep]\nname = "Dana"\ncurrency = "USD"\n[hours]\nmon = ["08:00-12:00"]\n'
TASKS = b'[[task]]\nid = "call"\ntitle = "Call"\nminutes = %d\n'


def test_a_closed_pipe_on_stderr(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_bytes(PLAN)
    (tmp_path / "tasks.toml").write_bytes(TASKS % 5)
    change = change_of("tasks.toml", TASKS % 5, TASKS % 6)
    write_pending(tmp_path, JournalEntry("set call", "2026-11-23T09:20:00+01:00", (change,)))
    read, write = os.pipe()
    os.close(read)
    environ = os.environ | {"PLAN_CACHE": str(tmp_path / "cache"), "PLAN_NOW": "2026-11-23T10:00"}
    command = [sys.executable, "-m", "planner", "--book", str(tmp_path), "done", "call", "-o", "done"]
    done = subprocess.run(command, env=environ, stderr=write, stdout=subprocess.DEVNULL, check=False)
    os.close(write)
    assert done.returncode == 0
    assert b'outcome = "done"' in (tmp_path / "diary" / "2026-11-23.toml").read_bytes()
