"""The book's files as bytes, each read once."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from planner.errors import BookErrors, FileError
from planner.frozen_class import frozen
from planner.ordinary_file import TooLargeError, read_ordinary

NAMES = (
    "plan.toml",
    "prospects.toml",
    "accounts.toml",
    "contacts.toml",
    "colleagues.toml",
    "tasks.toml",
    "playbook.toml",
)
LARGEST = 64_000_000  # bytes of one file; a book of 10,000 deals has four million, a device or a dump may have more
MOST_TOGETHER = 128_000_000  # bytes of all files
MOST_RECORDS = 100_000  # of all files, each up to 3 kB in memory; a book of 10,000 deals has 20,000
_TOO_MUCH = "no book is that large: put back the file as it was"
_STEMS = sorted((name.removesuffix(".toml") for name in NAMES), key=len, reverse=True)
_PAGE_STEM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BASED_ON = re.compile(rb"^[ \t]*based_on[ \t]*=[ \t]*[\"']([^\"'\n]*)[\"']", re.MULTILINE)
_LEFTOVERS = ("~", ".bak", ".orig", ".old", ".swp", ".tmp", ".rej")


@frozen
class BookFiles:
    """The contents of the known files that were in the folder when it was read."""

    folder: Path
    contents: Mapping[str, bytes]
    key: str  # a hash of names and contents: equal keys, equal books
    errors: tuple[FileError, ...] = ()  # files that are there and can't be read
    warnings: tuple[str, ...] = ()  # files whose name is nearly a known one
    sources: tuple[Path, ...] = ()  # other files that contents were taken from


def read_files(folder: Path) -> BookFiles:
    """Read the book's files. Those that can't be read are among the errors."""
    contents: dict[str, bytes] = {}
    errors: list[FileError] = []
    room = _BookRoom()
    for name in NAMES:
        try:
            content = file_content(folder / name)
        except OSError as error:
            errors.append(FileError(name, None, *why_unreadable(error)))
        else:
            if content is not None and (what := room.take(content)):
                errors.append(FileError(name, None, what, _TOO_MUCH))
            elif content is not None:
                contents[name] = content
    base = _base_of(folder, contents)
    if isinstance(base, FileError):
        errors.append(base)
    elif what := "".join(map(room.take, base.values())):
        errors += [FileError(name, None, what, _TOO_MUCH) for name in base]
    else:
        contents |= base
    if "plan.toml" not in contents and not any(error.file == "plan.toml" for error in errors):
        errors.append(FileError("plan.toml", None, f"there is no plan.toml in {folder}", "start one with `plan init`"))
    return BookFiles(folder, contents, _key(contents), tuple(errors), tuple(_misnamed(folder)))


class _BookRoom:
    """The bytes and records that the files of a book may still have."""

    def __init__(self) -> None:
        self.size, self.records = MOST_TOGETHER, MOST_RECORDS

    def take(self, content: bytes) -> str:
        """Take the room of a file; the reason where there is too little, and then none is taken."""
        size, records = self.size - len(content), self.records - content.count(b"[[") - content.count(b"{")
        if size < 0:
            return f"with the files before it this is more than {MOST_TOGETHER // 1_000_000} MB"
        if records < 0:
            return f"with the files before it this has more than {MOST_RECORDS:,} records"
        self.size, self.records = size, records
        return ""


def with_content(files: BookFiles, name: str, content: bytes) -> BookFiles:
    """The same files with one of them as it would be after a change; nothing is written."""
    changed = {**files.contents, name: content}
    contents = {known: changed[known] for known in NAMES if known in changed}
    base = _base_of(files.folder, contents)
    contents |= base if isinstance(base, dict) else {}
    return replace(files, contents=contents, key=_key(contents))


def _base_of(folder: Path, contents: Mapping[str, bytes]) -> dict[str, bytes] | FileError:
    """The playbook that the book's own is based on, by its name, if the folder has it."""
    name = based_on(contents.get("playbook.toml", b""))
    if name is None or not is_base_name(name):
        return {}
    try:
        content = file_content(folder / name)
    except OSError as error:
        return FileError(name, None, *why_unreadable(error))
    return {name: content} if content is not None else {}


def based_on(playbook: bytes) -> str | None:
    """The file that a playbook.toml is based on, as it is written; None where it stands alone."""
    first_table = re.search(rb"^[ \t]*\[", playbook, re.MULTILINE)
    found = _BASED_ON.search(playbook, 0, first_table.start() if first_table else len(playbook))
    return found[1].decode("utf-8", "replace") if found else None


def is_base_name(name: str) -> bool:
    """True for the name of a file next to playbook.toml that is none of the book's own."""
    outside = {"/", "\\", ":"} & set(name)
    plain = name.isprintable() and not outside and not name.startswith(".")
    return name.endswith(".toml") and name not in NAMES and plain


def file_content(path: Path) -> bytes | None:
    """The bytes of a file; None where there is none. OSError where it can't be read."""
    try:
        return read_ordinary(path, LARGEST)
    except FileNotFoundError:
        if path.is_symlink():
            raise OSError("this is a link to a file that is not there") from None
        return None
    except TooLargeError:
        raise OSError("this is larger than a book can be") from None


def content_of(folder: Path, name: str) -> bytes | None:
    """The bytes of a file of the book in `folder`; None where there is none.

    Raises BookErrors where it can't be read.
    """
    try:
        return file_content(folder / name)
    except OSError as error:
        raise BookErrors([FileError(name, None, *why_unreadable(error))]) from error


def why_unreadable(error: OSError) -> tuple[str, str]:
    """The reason that a file of the book can't be read, and what to do about it."""
    if error.strerror:  # the system's words
        return f"this can't be read: {error.strerror}", "check its permissions"
    return str(error), "put the book's own file in its place, or move it away"


def _key(contents: Mapping[str, bytes]) -> str:
    digest = blake2b(digest_size=20)
    for name, content in contents.items():
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _misnamed(folder: Path) -> list[str]:
    """A warning for each file whose name is nearly, but not quite, that of a file of the book."""
    found = []
    for name in _names_in(folder):
        if name in NAMES or name.startswith((".", "#")) or name.endswith(_LEFTOVERS):
            continue
        if original := original_of(name):
            found.append(_copy_warning(name, original))
            continue
        meant = next((known for known in NAMES if _nearly(name, known)), None)
        if meant is not None:
            found.append(f"{name} is not read: did you mean {meant}?")
    pages = ((name, original_of(name)) for name in _names_in(folder / "diary") if _PAGE_STEM.match(name))
    found += [_copy_warning(f"diary/{name}", original) for name, original in pages if original]
    return found + [
        f"diary/values/{name} is not read: it looks like another copy of {original}; move it away"
        for name in _names_in(folder / "diary" / "values")
        if _PAGE_STEM.match(name) and (original := original_of(name))
    ]


def _names_in(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - on every start
    except OSError:
        return []


def _copy_warning(name: str, original: str) -> str:
    return f"{name} is not read: it looks like another copy of {original}; see plan merge-copy"


def original_of(name: str) -> str | None:
    """The file of a book that another is a copy of by its name; None if there is none.

    Sync programs name copies so.

    "prospects (1).toml", "plan.sync-conflict-20261123.toml" and "tasks-LAPTOP.toml" are copies, "planning.toml" is not.
    """
    if not name.endswith(".toml") or name in NAMES:
        return None
    page = _PAGE_STEM.match(name)
    for stem in (page[0],) if page else _STEMS:
        rest = name.removesuffix(".toml").removeprefix(stem)
        if name.startswith(stem) and rest and not rest[0].isalpha():
            return f"{stem}.toml"
    return None


def _nearly(name: str, known: str) -> bool:
    stem, _, ending = name.casefold().removesuffix(".txt").partition(".")
    return _slips(stem, known.removesuffix(".toml")) <= 2 and _slips(ending, "toml") <= 1


def _slips(a: str, b: str) -> int:
    """The number of slips (letter added, dropped, changed, swapped) from a to b; 3 is 3 or more."""
    if abs(len(a) - len(b)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        now = [i]
        for j, y in enumerate(b, start=1):
            cost = min(row[j] + 1, now[j - 1] + 1, row[j - 1] + (x != y))
            if before and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            now.append(cost)
        before, row = row, now
    return min(row[-1], 3)
