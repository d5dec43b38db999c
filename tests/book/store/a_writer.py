"""A process that writes to a book, one change after the other, and can be killed at any moment.

Each change adds one to `count` in prospects.toml and one row to the day's page; both or neither. After each one that
has returned, its number is printed: from then on it must never be lost.

    python a_writer.py BOOK CHANGES [KILL_AT_MOMENT]
"""

from __future__ import annotations

import io
import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from planner.book.store.lock import writing
from planner.book.store.transaction import FileChange, commit, recover

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PAGE = "diary/2026-11-23.toml"
FILES = ("prospects.toml", PAGE)


def prospects(count: int) -> bytes:
    return b'[[prospect]]\nid = "acme"  # mine\ncount = %d\n' % count + b"# a long file\n" * 400


def page(count: int) -> bytes:
    return b"[page]\nformat = 1\n" + b"".join(b'\n[[worked]]\nitem = "%d"\n' % n for n in range(1, count + 1))


def counted(book: Path) -> int:
    """The number of changes in the book. AssertionError if it is not exactly the state after one of them."""
    text = (book / "prospects.toml").read_bytes()
    count = int(text.split(b"count = ")[1].split(b"\n")[0])
    assert text == prospects(count)
    diary = book / PAGE
    assert (diary.read_bytes() if diary.exists() else page(0)) == page(count)
    return count


def begin(book: Path) -> None:
    (book / "prospects.toml").write_bytes(prospects(0))


def add_one(book: Path) -> int:
    with writing(book):
        recover(book)
        old = {name: (book / name).read_bytes() if (book / name).exists() else None for name in FILES}
        text = old["prospects.toml"]
        assert text is not None
        count = int(text.split(b"count = ")[1].split(b"\n")[0]) + 1
        new = {"prospects.toml": prospects(count), PAGE: page(count)}
        commit(book, [FileChange(name, old[name], new[name]) for name in FILES], f"change {count}", NOW)
    return count


def kill_at(moment: int) -> None:
    """Let this process be killed at its `moment`-th moment: just before and just after each call to the disk."""
    left = moment

    def pass_a_moment() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def dying(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            pass_a_moment()
            result = real(*args, **more)
            pass_a_moment()
            return result

        return call

    for name in ("open", "write", "fsync", "rename", "replace", "unlink", "mkdir", "fchmod"):
        setattr(os, name, dying(getattr(os, name)))
    io.open = dying(io.open)  # type: ignore[assignment]


def main() -> None:
    book, changes = Path(sys.argv[1]), int(sys.argv[2])
    if len(sys.argv) > 3:
        kill_at(int(sys.argv[3]))
    for _ in range(changes):
        sys.stdout.write(f"{add_one(book)}\n")
        sys.stdout.flush()
        time.sleep(0.002)  # so that another writer gets its turn


if __name__ == "__main__":
    main()
