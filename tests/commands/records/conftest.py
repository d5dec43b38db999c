"""A small book, the command line to change it with, and a terminal to answer at."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Plan, Ran, home, plan
from tests.forked import PATHS

__all__ = ["home", "plan"]

PLAN = """\
[rep]
name = "Dana Reyes"
currency = "USD"
timezone = "Europe/Berlin"
keeps = 0.1

[hours]
mon = ["08:00-12:00", "13:00-17:00"]
tue = ["08:00-12:00", "13:00-17:00"]
wed = ["08:00-12:00", "13:00-17:00"]
thu = ["08:00-12:00", "13:00-17:00"]
fri = ["08:00-12:00", "13:00-17:00"]
"""
PLAYBOOK = """\
prior = 0.5
prospecting = { minutes = 90, amount = 10_000 }
size = { growth = 0 }

[[stage]]
name = "discovery"
play = "talk"
days = 5
real = { advance = 0.6, lost = 0.1 }
dead_end = { advance = 0.3, lost = 0.1 }

[[stage]]
name = "proposal"
play = "offer"
days = 10
real = { advance = 0.5, lost = 0.1 }
dead_end = { advance = 0, lost = 0.2 }

[[play]]
id = "talk"
title = "Talk"
how = "call"
minutes = 60

[[play]]
id = "offer"
title = "Offer"
how = "call"
minutes = 90

[[play]]
id = "ask"
minutes = 20
prepare = 0
follow_up = 0
book = 0

[[play]]
id = "touch"
minutes = 10
prepare = 0
follow_up = 0
book = 0

[[question]]
id = "need"
ask = "Do they need it?"
real = { yes = 0.8, no = 0.2 }
dead_end = { yes = 0.3, no = 0.7 }
"""  # an hour pays 0.1171 of what is at stake in discovery, 0.1467 where need is known to be yes, 0.0489 where no
PROSPECTS = """\
# the one that matters
[[prospect]]
id = "acme"
name = "Acme rollout"
company = "Acme GmbH"
contacts = ["lena-vogt", "Max Ober"]   # Lena first
amount = 48_000   # they said 50 at first
stage = "discovery"
since = 2026-11-20
attempts = 0
last_touch = 2026-11-20

# came by mail, no id yet
[[prospect]]
name = "Birch line"
amount = 20_000
stage = "discovery"
since = 2026-11-19
attempts = 2
last_touch = 2026-11-19
"""
CONTACTS = """\
[[contact]]
id = "lena-vogt"
name = "Lena Vogt"
company = "Acme GmbH"
power = "decides"
email = "lena@acme.example"
checked = 2026-10-01
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "plan.toml").write_text(PLAN, encoding="utf-8")
    (folder / "playbook.toml").write_text(PLAYBOOK, encoding="utf-8")
    (folder / "prospects.toml").write_text(PROSPECTS, encoding="utf-8")
    (folder / "contacts.toml").write_text(CONTACTS, encoding="utf-8")
    return folder


@pytest.fixture
def at_book(plan: Plan, book: Path) -> Plan:
    """`plan WORD…` for the small book, on the morning of Monday 23 November 2026."""

    def run(*words: str, **more: str) -> Ran:
        return plan(*words, PLAN_BOOK=str(book), **more)

    return run


@pytest.fixture
def changed(book: Path) -> Callable[[], list[str]]:
    """The lines of the book's files that a command took out (-) and put in (+), in the order of the files."""
    before = contents(book)

    def lines() -> list[str]:
        import difflib

        shown = []
        for name, after in contents(book).items():
            rows = difflib.unified_diff(before.get(name, "").splitlines(), after.splitlines(), n=0, lineterm="")
            shown += [row for row in rows if not row.startswith(("---", "+++", "@@"))]
        return shown

    return lines


def contents(book: Path) -> dict[str, str]:
    """The book's own files, byte for byte, by name."""
    return {path.name: path.read_bytes().decode() for path in sorted(book.glob("*.toml"))}


Talk = Callable[..., Ran]


@pytest.fixture
def at_terminal(home: Path, book: Path) -> Talk:
    """`plan WORD…` at a terminal: each of `answers` is (what it waits to read, what is typed then)."""

    def run(*words: str, answers: tuple[tuple[str, str], ...] = (), **more: str) -> Ran:
        ours, theirs = pty.openpty()
        environ = PATHS | {"HOME": str(home), "PLAN_BOOK": str(book), "TERM": "dumb"}
        environ |= {"PLAN_NOW": "2026-11-23T07:00", "TZ": "Europe/Berlin", "PYTHONUTF8": "1", "COLUMNS": "100"} | more
        running = subprocess.Popen(
            [sys.executable, "-m", "planner", *words], env=environ, stdin=theirs, stdout=theirs, stderr=theirs
        )
        os.close(theirs)
        seen, at = "", 0
        for wanted, typed in answers:
            seen = _read_until(ours, wanted, seen, at)
            at = seen.index(wanted, at) + len(wanted)
            os.write(ours, typed.encode())
        seen = _read_until(ours, None, seen, 0)
        code = running.wait(timeout=30)
        os.close(ours)
        return Ran(code, seen.replace("\r\n", "\n"), "")

    return run


def _read_until(handle: int, wanted: str | None, seen: str, at: int) -> str:
    """What the program says until `wanted` stands in it after `at`; None: until it ends."""
    end = time.monotonic() + 30
    while wanted is None or wanted not in seen[at:]:
        ready, _, _ = select.select([handle], [], [], max(0.0, end - time.monotonic()))
        assert ready, f"waited for {wanted!r} in vain; said so far: {seen}"
        try:
            part = os.read(handle, 4096)
        except OSError:  # the other side is closed
            part = b""
        if not part:
            assert wanted is None, f"it ended without {wanted!r}: {seen}"
            return seen
        seen += part.decode()
    return seen
