"""A change as an entry of the journal: either state of a file gives the other one.

An entry holds, for each file, fingerprints of it before and after and the lines that differ, both ways: a day's work
takes a few kilobytes. It is kept as JSON, and checked when it is read as strictly as when it is written.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from planner.book.names import checked_name, may_be_absent
from planner.book.shared_bytes import same_end, same_start
from planner.errors import PlanError
from planner.frozen_class import frozen

_TEXT = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_MOST_OUTSIDE = 2_000_000  # bytes outside of texts; each file of a change has a hundred, and 20,000 pages are 50 years


@frozen
class Change:
    """One file's change: `old` became `new` between its first `head` and its last `tail` bytes.

    `before` and `after` are fingerprints of the whole file; None: there was, or is, no such file.
    """

    path: str  # relative to the book, with forward slashes
    before: str | None
    after: str | None
    head: int
    tail: int
    old: bytes
    new: bytes
    private: bool = False  # something from outside the book went into it, which others may not read

    def forward(self, before: bytes | None) -> bytes | None:
        return None if self.after is None else self._spliced(before, self.new)

    def back(self, after: bytes | None) -> bytes | None:
        return None if self.before is None else self._spliced(after, self.old)

    def _spliced(self, text: bytes | None, middle: bytes) -> bytes:
        whole = text or b""
        return whole[: self.head] + middle + whole[len(whole) - self.tail :]


@frozen
class JournalEntry:
    """One change of the book.

    `what` in the rep's words, `at` an ISO time, `undoes` the entry it takes back.

    `by_hand`: how its files had been edited when it was made, since the change before it.
    """

    what: str
    at: str
    changes: tuple[Change, ...]
    undoes: int | None = None
    by_hand: tuple[Change, ...] = ()


def fingerprint(data: bytes | None) -> str | None:
    return None if data is None else blake2b(data, digest_size=16).hexdigest()


def change_of(path: str, before: bytes | None, after: bytes | None) -> Change:
    """The lines by which `after` differs from `before`."""
    old, new = before or b"", after or b""
    head = same_start(old, new)
    head = old.rfind(b"\n", 0, head) + 1
    tail = same_end(old, new, min(len(old), len(new)) - head)
    if not (_starts_line(old, len(old) - tail) and _starts_line(new, len(new) - tail)):
        line_end = old.find(b"\n", len(old) - tail)
        tail = 0 if line_end < 0 else len(old) - line_end - 1
    return Change(
        path=path,
        before=fingerprint(before),
        after=fingerprint(after),
        head=head,
        tail=tail,
        old=old[head : len(old) - tail],
        new=new[head : len(new) - tail],
    )


def _starts_line(text: bytes, at: int) -> bool:
    return at == 0 or text[at - 1 : at] == b"\n"


def encode(entry: JournalEntry) -> bytes:
    plain = {"format": 1, **asdict(entry)}
    for change in (*plain["changes"], *plain["by_hand"]):
        if not change["private"]:
            del change["private"]  # earlier versions do not know it
    return json.dumps(plain, default=_text, indent=1).encode()


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")  # a damaged file, too, comes back byte for byte


def decode(text: bytes, path: Path) -> JournalEntry:
    """The entry in these bytes, checked as strictly as what is written.

    They may have come with the book.
    """
    try:
        if (
            not text.isascii()
        ):  # an entry has escapes in their place: one wide letter makes all of a text take four bytes
            raise ValueError("not as `encode` writes it")
        if len(text) > _MOST_OUTSIDE and len(_TEXT.sub(b"", text)) > _MOST_OUTSIDE:
            raise ValueError("more values than a change has")
        raw: dict[str, Any] = json.loads(text)
        if raw["format"] != 1:
            raise ValueError(f"format {raw['format']}")
        changes, edits = (tuple(map(_change, raw.get(key, ()))) for key in ("changes", "by_hand"))
        if not changes or len({change.path for change in changes}) != len(changes):
            raise ValueError("not one change a file")
        undoes = raw["undoes"]
        if undoes is not None and (type(undoes) is not int or not 0 < undoes < 10**9):
            raise ValueError("no number of an entry")
        datetime.fromisoformat(raw["at"])
        return JournalEntry(what=printable(raw["what"]), at=raw["at"], changes=changes, undoes=undoes, by_hand=edits)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise unreadable(path, "it is damaged, or from another version of plan") from error


def unreadable(path: Path, why: str) -> PlanError:
    return PlanError(f"{path} can't be read: {why}", "your own files are not touched; move it away to go on without it")


def _change(raw: dict[str, Any]) -> Change:
    texts = {key: raw[key].encode("utf-8", "surrogateescape") for key in ("old", "new")}
    change = Change(**{**raw, **texts})
    checked_name(change.path)
    if not all(type(count) is int and count >= 0 for count in (change.head, change.tail)):
        raise ValueError("no count of bytes")
    if not all(mark is None or isinstance(mark, str) for mark in (change.before, change.after)):
        raise ValueError("no fingerprint")
    if not isinstance(change.private, bool):
        raise ValueError("not true or false")
    if change.before is None or change.after is None:
        _check_making(change)
    return change


def _check_making(change: Change) -> None:
    """A change that makes a file, or takes it away, holds every byte of it.

    So nothing is removed that is not in it.
    """
    text, other, mark = (change.new, change.old, change.after)
    if change.before is not None:
        text, other, mark = (change.old, change.new, change.before)
    if change.head or change.tail or other or fingerprint(text) != mark:
        raise ValueError("not the whole file")
    if not may_be_absent(change.path):
        raise ValueError(f"{change.path} is never made or removed")


def printable(text: str) -> str:
    """Text that does not act on a terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)
