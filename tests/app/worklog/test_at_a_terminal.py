"""On a terminal one key is enough, and a log on a cached book loads nothing that checks books."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.worklog.conftest import At, items, record, worked
from tests.forked import PATHS

pty = pytest.importorskip("pty")


def typed(book: Path, home: Path, keys: bytes, *words: str, after: bytes = b"Enter skips: ") -> str:
    """What is shown on a terminal where these keys are pressed."""
    ours, theirs = pty.openpty()
    environ = PATHS | {"HOME": str(home), "TERM": "dumb", "PYTHONUTF8": "1"}
    program = [sys.executable, "-m", "planner", *words, "--book", str(book), "--now", "2026-11-23T14:40"]
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
        if keys and after in shown:
            os.write(ours, keys)
            keys = b""
    assert process.wait(timeout=60) == 0, shown
    os.close(ours)
    return shown.decode()


def test_done_asks_with_one_key_and_no_enter(at: At, book: Path, home: Path) -> None:
    items(at, "7:00")
    shown = typed(book, home, b"a", "done", "birch")
    assert "t waiting on them · a signed, won · s no progress · n no answer" in shown
    assert shown.count("signed, won") == 2  # offered, and said back
    assert "counts as won" not in shown
    assert worked(book) == [("birch/close", "08:30", "09:20", 50, "advanced")]


@pytest.mark.parametrize(
    ("keys", "outcome"), [(b"sent", "sent"), (b"sent\n", "sent"), (b"s", "stayed"), (b"no pro\n", "stayed")]
)
def test_a_word_is_the_outcome_and_not_its_first_key(at: At, book: Path, home: Path, keys: bytes, outcome: str) -> None:
    items(at, "7:00")
    assert "e sent" in typed(book, home, keys, "done", "birch")
    assert [row[-1] for row in worked(book)] == [outcome]


@pytest.mark.parametrize(("key", "stage"), [(b"y\n", "close"), (b"n\n", "lost")])
def test_a_booking_for_a_lost_deal_asks_whether_to_reopen_it(
    at: At, book: Path, home: Path, key: bytes, stage: str
) -> None:
    at("7:00", "done", "birch", "-o", "lost")
    words = ("done", "birch", "-o", "booked", "--at", "2026-11-24 14:00")
    shown = typed(book, home, key, *words, after=b"[y/N] ")
    assert "Birch line is lost: reopen it in close? [y/N]" in shown
    found = record(book, "birch")
    assert (found["stage"], f"{found['at']:%d %H:%M}") == (stage, "24 14:00")


def test_what_is_typed_after_the_answer_never_reaches_the_shell(at: At, book: Path, home: Path) -> None:
    items(at, "7:00")
    ours, theirs = pty.openpty()
    environ = PATHS | {"HOME": str(home), "TERM": "dumb", "PYTHONUTF8": "1"}
    words = ["done", "birch", "--book", str(book), "--now", "2026-11-23T14:40"]
    program = [sys.executable, "-m", "planner", *words]
    with subprocess.Popen(program, env=environ, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        shown = b""
        while b"Enter skips: " not in shown:
            shown += os.read(ours, 4096)
        os.write(ours, b"aXrm\n")
        assert process.wait(timeout=60) == 0
    os.set_blocking(theirs, False)
    with pytest.raises(BlockingIOError):  # nothing waits for who reads the terminal next
        os.read(theirs, 64)
    os.close(theirs)
    os.close(ours)


def test_enter_at_done_leaves_everything_as_it_was(at: At, book: Path, home: Path) -> None:
    items(at, "7:00")
    before = (book / "diary/2026-11-23.toml").read_bytes()
    typed(book, home, b"\n", "done", "birch")
    assert (book / "diary/2026-11-23.toml").read_bytes() == before


def test_nothing_that_checks_books_is_loaded_to_log(at: At, book: Path, home: Path) -> None:
    items(at, "7:00")
    code = (
        "import sys; from planner.cli.program import run; code = run(sys.argv[1:]);"
        "print(code, [name for name in ('pydantic', 'icalendar', 'dateutil', 'rich') if name in sys.modules])"
    )
    words = ["done", "birch", "-o", "stayed", "-q", "--book", str(book), "--now", "2026-11-23T14:40"]
    environ = PATHS | {"HOME": str(home), "TZ": "Europe/Berlin", "PYTHONUTF8": "1"}
    ran = subprocess.run([sys.executable, "-c", code, *words], env=environ, capture_output=True, check=True, timeout=60)
    assert ran.stdout.decode().splitlines()[-1] == "0 []"


def test_the_choices_are_not_broken(at: At, book: Path, home: Path) -> None:
    items(at, "7:00")
    shown = typed(book, home, b"\n", "done", "birch").replace("\r", "")
    assert "p parked" in shown
    assert max(map(len, shown.splitlines())) <= 80
