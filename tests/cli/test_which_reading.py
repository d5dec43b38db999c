"""A value that may mean two: a terminal asks which, anything else is refused."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from planner.cli.which_reading import with_meaning
from planner.errors import TwoReadings

pty = pytest.importorskip("pty")
PLAN = """[rep]
name = "Dana"
currency = "USD"
timezone = "Europe/Berlin"
[hours]
mon = ["09:00-17:00"]
"""
DEAL = """[[prospect]]
id = "acme"
name = "Acme"
amount = 5_000
stage = "lead"
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "plan.toml").write_text(PLAN)
    (tmp_path / "prospects.toml").write_text(DEAL)
    return tmp_path


def set_at_terminal(book: Path, key: bytes) -> tuple[int, str]:
    """The exit code and the output of `plan set` where this key answers the question."""
    ours, theirs = pty.openpty()
    environ = {"PATH": os.environ["PATH"], "HOME": str(book), "TERM": "dumb", "PYTHONUTF8": "1"}
    words = ["set", "acme", "amount=48.000", "--book", str(book), "--now", "2026-11-23T09:00"]
    program = [sys.executable, "-m", "planner", *words]
    process = subprocess.Popen(program, env=environ, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True)
    os.close(theirs)
    shown = b""
    while True:
        try:
            read = os.read(ours, 4096)
        except OSError:  # the other end was closed
            break
        if not read:
            break
        shown += read
        if key and b"Which one? " in shown:
            os.write(ours, key)
            key = b""
    code = process.wait(timeout=60)
    os.close(ours)
    return code, shown.decode()


@pytest.mark.parametrize(("key", "amount"), [(b"1", "amount = 48"), (b"2", "amount = 48_000")])
def test_the_key_chooses(book: Path, key: bytes, amount: str) -> None:
    code, shown = set_at_terminal(book, key)
    assert (code, '"48.000" may be: 1 48, 2 48,000. Which one?' in shown) == (0, True)
    assert amount in (book / "prospects.toml").read_text().splitlines()


def test_another_key_refuses(book: Path) -> None:
    code, shown = set_at_terminal(book, b"x")
    assert (code, "fix: amount=48 or amount=48000" in shown) == (2, True)
    assert (book / "prospects.toml").read_text() == DEAL


def test_nothing_is_asked_without_a_terminal() -> None:
    two = TwoReadings("", "", "48.000", (("48", "48"), ("48000", "48,000")))
    assert with_meaning(["set", "acme", "amount=48.000"], two) is None
