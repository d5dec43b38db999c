"""What was changed, kept so that it can be finished after a crash and taken back on request.

An entry holds, for each file, fingerprints of it before and after and the lines that differ, both ways: from either
state the other one can be made, and a day's work takes a few kilobytes. Entries are JSON in the book's `.plan/`:

    .plan/pending.json         the change under way; there only while one is being made, or was cut short
    .plan/journal/000042.json  changes made, the newest to be taken back first
    .plan/last/…               each file as the program last wrote it, to show what was edited by hand since
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from planner.book.store.atomic import replace_file, sync_folder
from planner.errors import PlanError

KEPT_ENTRIES = 500
KEPT_BYTES = 32_000_000
_PRUNE_EVERY = 16  # entries; looking at all of them takes a millisecond


@dataclass(frozen=True, slots=True)
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

    def forward(self, before: bytes | None) -> bytes | None:
        return None if self.after is None else self._spliced(before, self.new)

    def back(self, after: bytes | None) -> bytes | None:
        return None if self.before is None else self._spliced(after, self.old)

    def _spliced(self, text: bytes | None, middle: bytes) -> bytes:
        whole = text or b""
        return whole[: self.head] + middle + whole[len(whole) - self.tail :]


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of the book: `what` in the rep's words, `at` an ISO time, `undoes` the entry it takes back.

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
    head = _same_start(old, new)
    head = old.rfind(b"\n", 0, head) + 1
    tail = _same_end(old, new, min(len(old), len(new)) - head)
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


def _same_start(a: bytes, b: bytes) -> int:
    """How many bytes both begin with; by halving, since slices are compared faster than Python counts."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _same_end(a: bytes, b: bytes, most: int) -> int:
    """How many bytes, `most` at most, both end with."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if a[len(a) - middle : len(a) - low] == b[len(b) - middle : len(b) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _starts_line(text: bytes, at: int) -> bool:
    return at == 0 or text[at - 1 : at] == b"\n"


def pending_path(book: Path) -> Path:
    return book / ".plan" / "pending.json"


def write_pending(book: Path, entry: Entry) -> None:
    """Set down what is about to be changed, synced: from here on it can be finished. Raises OSError."""
    folder = book / ".plan"
    if not folder.is_dir():
        folder.mkdir(exist_ok=True)
        (folder / ".gitignore").write_bytes(b"*\n")
        sync_folder(book)
    replace_file(pending_path(book), _encode(entry), mark="new")


def read_pending(book: Path) -> Entry | None:
    """The change that is or was under way, or None."""
    try:
        text = pending_path(book).read_bytes()
    except FileNotFoundError:
        return None
    return _decode(text, pending_path(book))


def drop_pending(book: Path) -> None:
    pending_path(book).unlink(missing_ok=True)


def keep_pending(book: Path, entry: Entry) -> None:
    """The pending entry has been carried out: it becomes the newest of the journal, or strikes out what it undoes."""
    if entry.undoes is not None:
        _entry_path(book, entry.undoes).unlink(missing_ok=True)
        drop_pending(book)
        return
    folder = book / ".plan" / "journal"
    folder.mkdir(exist_ok=True)
    number = max(entry_numbers(book), default=0) + 1
    pending_path(book).replace(_entry_path(book, number))
    if number % _PRUNE_EVERY == 0:
        _prune(book)


def entry_numbers(book: Path) -> list[int]:
    """Numbers of the entries that can be taken back, oldest first."""
    try:
        names = [path.name for path in (book / ".plan" / "journal").iterdir()]
    except FileNotFoundError:
        return []
    return sorted(int(name[:-5]) for name in names if name.endswith(".json") and name[:-5].isdigit())


def read_entry(book: Path, number: int) -> Entry:
    path = _entry_path(book, number)
    return _decode(path.read_bytes(), path)


def remember(book: Path, files: Iterable[tuple[str, bytes | None]]) -> None:
    """Keep each file as it was just written. A help to the eye only, so nothing here is synced or may fail."""
    with contextlib.suppress(OSError):
        for path, data in files:
            copy = book / ".plan" / "last" / path
            if data is None:
                copy.unlink(missing_ok=True)
                continue
            copy.parent.mkdir(parents=True, exist_ok=True)
            if copy.parent.name == "diary":  # one page is enough
                for other in copy.parent.iterdir():
                    if other != copy:
                        other.unlink()
            copy.write_bytes(data)


def by_hand(book: Path, files: Iterable[tuple[str, bytes | None]]) -> tuple[Change, ...]:
    """How each file, as it is now, was edited since it was last written; nothing of one that is not known."""
    found = []
    for path, now in files:
        with contextlib.suppress(OSError):
            last = (book / ".plan" / "last" / path).read_bytes()
            if now is not None and now != last:
                found.append(change_of(path, last, now))
    return tuple(found)


def remembered(book: Path, path: str, mark: str | None) -> bytes | None:
    """The file as it was last written, if that is the state with the fingerprint `mark`."""
    try:
        data = (book / ".plan" / "last" / path).read_bytes()
    except OSError:
        return None
    return data if fingerprint(data) == mark else None


def _entry_path(book: Path, number: int) -> Path:
    return book / ".plan" / "journal" / f"{number:06d}.json"


def _prune(book: Path) -> None:
    total = 0
    for place, number in enumerate(reversed(entry_numbers(book))):
        path = _entry_path(book, number)
        with contextlib.suppress(OSError):
            total += path.stat().st_size
            if place and (place >= KEPT_ENTRIES or total > KEPT_BYTES):
                path.unlink()


def _encode(entry: Entry) -> bytes:
    return json.dumps({"format": 1, **asdict(entry)}, default=_text, indent=1).encode()


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")  # a damaged file, too, comes back byte for byte


def _decode(text: bytes, path: Path) -> Entry:
    try:
        raw: dict[str, Any] = json.loads(text)
        if raw["format"] != 1:
            raise ValueError(raw["format"])
        changes, edits = (tuple(map(_change, raw.get(key, ()))) for key in ("changes", "by_hand"))
        if not changes:
            raise ValueError("no change")
        return Entry(what=raw["what"], at=raw["at"], changes=changes, undoes=raw["undoes"], by_hand=edits)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PlanError(
            f"{path} can't be read: it is damaged, or of another version of plan",
            "your own files are not touched; move it away to go on without it",
        ) from error


def _change(raw: dict[str, Any]) -> Change:
    texts = {key: raw[key].encode("utf-8", "surrogateescape") for key in ("old", "new")}
    return Change(**{**raw, **texts})
