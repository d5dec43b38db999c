"""The files that a path stands for, their bytes, and a key of all their contents."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

from planner.ordinary_file import NotOrdinaryError, TooLargeError, read_ordinary

MOST_BYTES = 48_000_000  # of one file
_MOST_TOGETHER = 200_000_000  # bytes of all files
_MOST_FILES = 50_000  # of one folder
_MOST_FOLDERS = 5_000  # below all that are read: a book from anywhere may name the whole disk


class NamedFile(NamedTuple):
    """A calendar file and its name in warnings; within a folder that includes the folder's name."""

    path: Path
    name: str


class FilesLeft:
    """The bytes that all calendars of a run have left, and a count of their folders."""

    def __init__(self) -> None:
        self.folders = count(1)
        self.left = _MOST_TOGETHER


def files_of_all(paths: Iterable[Path], left: FilesLeft | None = None) -> Iterator[tuple[list[NamedFile], list[str]]]:
    """Return the files and warnings of each path, as `calendar_files`.

    With `left`, within what the calendars of others left.

    A path that is the same as one before it stands for no files again, in whatever words.
    """
    known, limit = set[str](), left or FilesLeft()
    for path in paths:
        try:
            real = os.path.realpath(path)
        except (OSError, ValueError):  # a name that no file can have
            real = str(path)
        files, warnings = ([], []) if real in known else calendar_files(path, limit.folders)
        known.add(real)
        within: list[NamedFile] = []
        for file, size in _with_sizes(files):
            limit.left -= size
            if limit.left < 0:
                what = f"more than {_MOST_TOGETHER // 1_000_000} MB of calendars; the others are not read"
                warnings = [*warnings, f"{file.name}: {what}"]
                break
            within.append(file)
        yield within, warnings


def calendar_files(path: Path, folders: Iterator[int] | None = None) -> tuple[list[NamedFile], list[str]]:
    """Return the files that `path` stands for, in order of their names, and warnings about it.

    A folder stands for all `.ics` files in it and in folders below, without hidden ones. `folders` counts them, where
    several paths are read.
    """
    try:
        if path.is_file():
            return [NamedFile(path, path.name)], []
        if not path.is_dir():
            return [], [_missing(path)]
    except OSError as error:  # a folder that may not be looked into, a name that no file can have
        return [], [f"{path.name}: it can't be read: {error.strerror or error}"]
    files: list[NamedFile] = []
    warnings: list[str] = []

    def unreadable(error: OSError) -> None:
        warnings.append(f"{path.name}: {error.strerror or error}")

    folders = count(1) if folders is None else folders
    for folder, below, names in os.walk(path, onerror=unreadable):
        if next(folders) > _MOST_FOLDERS:
            warnings.append(f"{path.name}: more than {_MOST_FOLDERS} folders; the others are not read ({path})")
            break
        below[:] = sorted(name for name in below if not name.startswith("."))
        place = Path(folder)
        start = path.name if place == path else f"{path.name}/{place.relative_to(path).as_posix()}"
        for name in sorted(names):
            if name.lower().endswith(".ics") and not name.startswith("."):
                files.append(NamedFile(place / name, f"{start}/{name}"))
    if not files and not warnings:
        warnings.append(f"{path.name}: no .ics file in this folder ({path})")
    if len(files) > _MOST_FILES:
        warnings.append(f"{path.name}: {len(files)} files; the first {_MOST_FILES} are read")
    return files[:_MOST_FILES], warnings


def _with_sizes(files: Iterable[NamedFile]) -> Iterator[tuple[NamedFile, int]]:
    """The files with the bytes that are read of each.

    A file under several names comes once; nothing is read of one too large.
    """
    known: set[tuple[int, int]] = set()
    for file in files:
        try:
            found = os.stat(file.path)  # noqa: PTH116
        except OSError:  # the reader says why
            yield file, 0
            continue
        if (found.st_dev, found.st_ino) not in known:
            known.add((found.st_dev, found.st_ino))
            yield file, found.st_size if found.st_size <= MOST_BYTES else 0


def calendar_path(folder: Path, name: str) -> Path:
    """The file or folder that the book in `folder` names as a calendar; `~` is the home folder."""
    return folder / os.path.expanduser(name)  # noqa: PTH111 -- Path's own raises where there is no home


def _missing(path: Path) -> str:
    """The warning about a calendar that is not there, with what to do."""
    if any(part in ("http:", "https:", "webcal:") for part in path.parts):
        return (
            f'{path.name}: a calendar is a file, not a web address; write [calendars] fetch = [{{ url = "…", '
            f'to = "work.ics" }}] and busy = ["work.ics"], then run plan calendars sync'
        )
    return f"{path.name}: calendar not found ({path}); export it there, or take it out of `busy`"


def read_bytes(file: NamedFile) -> bytes | str:
    """The content of the file, or a sentence on why it can't be read."""
    try:
        data = read_ordinary(file.path, MOST_BYTES)
    except NotOrdinaryError:
        return "this is not a file"
    except TooLargeError:
        return f"it is larger than {MOST_BYTES // 1_000_000} MB and is left out"
    except OSError as error:
        return f"it can't be read: {error.strerror or error}"
    start = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")[:14].lower()
    if start.startswith(b"pk\x03\x04"):
        return "this is a zip; unpack it, and name the .ics files in it"
    if start.startswith((b"<!doctype html", b"<html")):
        return "this is a web page, perhaps to sign in, and not a calendar; get the calendar's own link"
    return data


def last_changes(paths: Sequence[Path]) -> list[datetime | None]:
    """Time (UTC) of the last change of each file, or of a folder's newest; None if unreadable."""
    return [_last_change(path, files) for path, (files, _) in zip(paths, files_of_all(paths), strict=True)]


def _last_change(path: Path, files: Iterable[NamedFile]) -> datetime | None:
    try:
        times = [os.stat(place).st_mtime for place in (path, *(file.path for file in files))]  # noqa: PTH116
    except OSError:
        return None
    return datetime.fromtimestamp(max(times), UTC)


def calendar_key(paths: Sequence[Path], left: FilesLeft | None = None) -> str:
    """A key of all calendars: it changes with the name, content or readability of any file.

    With `left`, only of what is read within what the calendars of others left.

    Contents, not modification times: 3,000 files take some 40 ms, and nothing has to be trusted.
    """
    digest = hashlib.blake2b(digest_size=20)
    for path, (files, warnings) in zip(paths, files_of_all(paths, left), strict=True):
        for word in (str(path), *warnings):
            _add(digest, os.fsencode(word))
        for file in files:
            data = read_bytes(file)
            _add(digest, os.fsencode(file.name))
            _add(digest, data.encode() if isinstance(data, str) else data)
    return digest.hexdigest()


def _add(digest: hashlib.blake2b, part: bytes) -> None:
    digest.update(len(part).to_bytes(8, "big"))
    digest.update(part)
