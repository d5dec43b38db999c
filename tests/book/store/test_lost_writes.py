"""Writes that the disk had not synced when the power went: any of them may be lost, in any combination.

The calls that change the disk are recorded; then the disk is made up again from those that were synced and a subset of
those that were not. Recovery has to find the book before the change or after it, and after it once it was acknowledged.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from planner.book.store import atomic, plan_folder, transaction
from planner.book.store.atomic import Disk, FilePlace
from planner.book.store.transaction import FileChange, commit, recover
from planner.book.undo.undo import undo

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PAGE = "diary/2026-11-23.toml"
OLD = {"prospects.toml": b"a = 1\n", "plan.toml": b"x = 1\n"}
NEW = {"prospects.toml": b"a = 2\n", "plan.toml": b"x = 1\n", PAGE: b"[page]\n"}
MODULES = (atomic, plan_folder, transaction)


class Call(NamedTuple):
    what: str  # create, write, rename, remove, folder; sync and sync_folder take effect on those before
    path: Path
    to: Path | None = None
    file: int = 0  # which file it is about, whatever it is called
    data: bytes = b""


class Recorder(Disk):
    """A disk that writes down what is done to it."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self._files: dict[Path, int] = {}
        self._handles: dict[int, int] = {}
        self._numbers = itertools.count(1)

    def create(self, place: FilePlace) -> int:
        handle = super().create(place)
        self._files[place.path] = self._handles[handle] = next(self._numbers)
        self.calls.append(Call("create", place.path, file=self._files[place.path]))
        return handle

    def write(self, handle: int, data: bytes) -> None:
        super().write(handle, data)
        self.calls.append(Call("write", Path(), file=self._handles[handle], data=data))

    def sync(self, handle: int) -> None:
        super().sync(handle)
        self.calls.append(Call("sync", Path(), file=self._handles[handle]))

    def rename(self, place: FilePlace, to: FilePlace) -> None:
        super().rename(place, to)
        self._files[to.path] = file = self._files.pop(place.path, 0)
        self.calls.append(Call("rename", place.path, to.path, file))

    def remove(self, place: FilePlace) -> None:
        there = place.path.exists()
        super().remove(place)
        if there:
            self.calls.append(Call("remove", place.path))

    def make_folder(self, place: FilePlace, mode: int = 0o777) -> None:
        super().make_folder(place, mode)
        self.calls.append(Call("folder", place.path))

    def sync_folder(self, place: FilePlace) -> None:
        super().sync_folder(place)
        self.calls.append(Call("sync_folder", place.path))


def unsynced(calls: list[Call]) -> tuple[list[int], list[int]]:
    """Which of these calls have surely reached the disk, and which may be lost."""
    sure: list[int] = []
    maybe: list[int] = []
    for at, call in enumerate(calls):
        if call.what.startswith("sync"):
            for other in list(maybe):
                done = calls[other]
                here = call.path in (done.path.parent, done.to.parent if done.to else None)
                if (
                    (done.what == "write" and done.file == call.file)
                    if call.what == "sync"
                    else here and done.path != Path()
                ):
                    maybe.remove(other)
                    sure.append(other)
        else:
            maybe.append(at)
    return sorted(sure), maybe


def subsets(maybe: list[int], rng: random.Random) -> Iterator[tuple[int, ...]]:
    if len(maybe) <= 8:
        for size in range(len(maybe) + 1):
            yield from itertools.combinations(maybe, size)
    else:
        for _ in range(200):
            yield tuple(each for each in maybe if rng.random() < rng.choice((0.2, 0.5, 0.8)))


def made_up(calls: list[Call], start: dict[Path, bytes], folders: set[Path]) -> tuple[dict[Path, bytes], set[Path]]:
    """Files and folders of a disk that holds `start` and these calls."""
    names: dict[Path, int | bytes] = dict(start)
    contents: dict[int, bytes] = {}
    folders = set(folders)
    for call in calls:
        if call.what == "create":
            names[call.path] = call.file
        elif call.what == "write":
            contents[call.file] = contents.get(call.file, b"") + call.data
        elif call.what == "rename" and call.to is not None:
            old = names.pop(call.path, None)
            names[call.to] = call.file or (old if old is not None else 0)
        elif call.what == "remove":
            names.pop(call.path, None)
        elif call.what == "folder":
            folders.add(call.path)
    found = {path: what if isinstance(what, bytes) else contents.get(what, b"") for path, what in names.items()}
    return {path: data for path, data in found.items() if path.parent in folders}, folders


def lay(book: Path, files: dict[Path, bytes], folders: set[Path], base: Path) -> None:
    for folder in sorted(folders):
        (book / folder.relative_to(base)).mkdir(parents=True, exist_ok=True)
    for path, data in files.items():
        (book / path.relative_to(base)).write_bytes(data)


def contents(book: Path) -> dict[str, bytes]:
    paths = [path for path in book.rglob("*") if path.is_file() and ".plan" not in path.parts]
    return {path.relative_to(book).as_posix(): path.read_bytes() for path in paths}


def record(book: Path, monkeypatch: pytest.MonkeyPatch, do: Any) -> list[Call]:
    recorder = Recorder()
    with monkeypatch.context() as patch:
        for module in MODULES:
            patch.setattr(module, "disk", recorder)
        do()
    return recorder.calls


@pytest.mark.parametrize("what", ["commit", "second commit", "undo"])
def test_whatever_is_lost_the_book_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    base = tmp_path / "recorded"
    base.mkdir()
    for name, data in OLD.items():
        (base / name).write_bytes(data)
    first = [FileChange("prospects.toml", b"a = 1\n", b"a = 2\n"), FileChange(PAGE, None, b"[page]\n")]
    before, after, do = OLD, NEW, lambda: commit(base, first, "done acme", NOW)
    if what != "commit":
        commit(base, first, "done acme", NOW)
        before, after, do = NEW, OLD, lambda: undo(base)
    if what == "second commit":
        after = {**NEW, "prospects.toml": b"a = 3\n", PAGE: b"[page]\nformat = 1\n"}
        second = [FileChange(name, NEW[name], after[name]) for name in ("prospects.toml", PAGE)]
        do = lambda: commit(base, second, "done bolt", NOW)  # noqa: E731
    start = {path: path.read_bytes() for path in base.rglob("*") if path.is_file()}
    folders = {base, *(path for path in base.rglob("*") if path.is_dir())}
    calls = record(base, monkeypatch, do)
    rng = random.Random(7)
    tried = 0
    seen: set[str] = set()
    for end in range(len(calls) + 1):
        sure, maybe = unsynced(calls[:end])
        for chosen in subsets(maybe, rng) if end == len(calls) or not calls[end].what.startswith("create") else ():
            files, there = made_up([calls[at] for at in sorted((*sure, *chosen))], start, folders)
            key = repr(sorted(files.items()))
            if key in seen and end < len(calls):
                continue
            seen.add(key)
            book = tmp_path / f"book{tried}"
            lay(book, files, there, base)
            recover(book)
            assert contents(book) in ((after,) if end == len(calls) else (before, after)), (what, end, chosen)
            assert recover(book) is None
            tried += 1
    assert tried > 20
