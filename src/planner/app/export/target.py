"""The target of an export: a file, or a folder with a file for each event.

It is written whole or not at all, and over nothing but the program's own exports.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from planner.app.output_file import make_or_replace, named_as
from planner.book.store.atomic import clear_leftovers, real_file, refuse_read_only, stage, sync_folder
from planner.book.store.readers import Readers
from planner.calendars.own import OWN_UID
from planner.errors import PlanError, UsageError
from planner.frozen_class import frozen
from planner.ordinary_file import NotOrdinaryError, TooLargeError, read_ordinary

PRODUCT = "hourworth"
LARGEST = 64_000_000  # bytes


@frozen
class Written:
    """The result of an export: names of files written, right already, or removed."""

    written: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def is_folder(target: str) -> bool:
    """True if a target means a folder.

    It is one, ends like one, or does not exist and has no `.ics` or other ending.
    """
    path = Path(target)
    if path.exists():
        return path.is_dir()
    return target.endswith(("/", os.sep)) or not path.suffix


def refuse_book_folder(folder: Path, book: Path) -> None:
    """UsageError where the folder is the book's own or its diary.

    Events among its files would only be in the way.
    """
    if real_file(folder) in (real_file(book), real_file(book / "diary")):
        raise UsageError(f"{folder} is the book's own folder", f"export to a folder in it: {folder / 'plan'}/")


def file_contents(path: Path) -> list[bytes]:
    """The calendar that an export goes over, where there is one."""
    content = _contents(real_file(path))
    return [content] if content else []


def folder_contents(folder: Path, ours: Collection[str]) -> list[bytes]:
    """The own events in a folder whose names begin with one of `ours`."""
    if not folder.is_dir():
        return []
    return [(folder / name).read_bytes() for name in _own_names(folder, ours)]


def write_file(path: Path, data: bytes, limit: Readers | None) -> Written:
    """Make or replace a calendar file.

    PlanError if another program's file is there, OSError if it can't be written.
    """
    path = real_file(path)
    old = _contents(path)
    if old == data:
        return Written(same=(path.name,))
    if old and not all(PRODUCT in product.casefold() for product in _values(old, "PRODID") or ("",)):
        raise PlanError(
            f"{path} already exists and wasn't written by plan; it was left alone",
            "choose another name: plan only writes over its own exports",
        )
    make_or_replace(path, data, limit)
    return Written(written=(path.name,))


def write_folder(folder: Path, files: Mapping[str, bytes], ours: Collection[str], limit: Readers | None) -> Written:
    """Write `files` to the folder as the only own events named with one of `ours`.

    Other files with such a name go if they hold only own events.

    The folder is made where there is none. Nothing is changed before all that is new is on the disk. PlanError if
    another program's file has one of the names, OSError if something can't be written.
    """
    made = not folder.exists()
    if made:
        folder.mkdir(mode=0o755)
    try:
        with named_as(folder):
            return _replaced(folder, files, ours, limit)
    except BaseException:
        if made:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def _replaced(folder: Path, files: Mapping[str, bytes], ours: Collection[str], limit: Readers | None) -> Written:
    old = {name: _contents(folder / name) for name in files}
    for name, content in old.items():
        if content and not _is_own(content):
            raise PlanError(
                f"{folder / name} already exists and isn't one of plan's events; nothing was written",
                "move it away, or export to another folder",
            )
    new = {name: data for name, data in files.items() if old[name] != data}
    gone = [name for name in _own_names(folder, ours) if name not in files]
    if gone:
        refuse_read_only(folder / gone[0])
    clear_leftovers(folder, lambda name: name.endswith(f"{OWN_UID}.ics"))
    with _staged(folder, new, limit) as staged:
        for name, waiting in staged.items():
            waiting.replace(folder / name)  # a link is replaced, not followed: it may have come with a book
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    if new or gone:
        sync_folder(folder)
    return Written(tuple(new), tuple(name for name in files if name not in new), tuple(gone))


@contextlib.contextmanager
def _staged(folder: Path, files: Mapping[str, bytes], limit: Readers | None) -> Iterator[dict[str, Path]]:
    """All files' new contents, next to them.

    What was not put in its place in the end is taken away.
    """
    staged: dict[str, Path] = {}
    try:
        for name, data in files.items():
            staged[name] = stage(folder / name, data, f"{os.getpid()}.new", limit)
        yield staged
    finally:
        for waiting in staged.values():
            with contextlib.suppress(OSError):
                waiting.unlink(missing_ok=True)


def _own_names(folder: Path, ours: Collection[str]) -> Iterable[str]:
    """Files of own events that an earlier export of the same days left in the folder."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(tuple(ours)) and path.suffix == ".ics":
            content = _contents(path)
            if content and _is_own(content):
                yield path.name


def _is_own(content: bytes) -> bool:
    """True if a file has only own events, even after a calendar program rewrote it."""
    uids = [uid for uid in _values(content, "UID") if uid]
    return bool(uids) and all(uid.endswith(OWN_UID) for uid in uids)


def _contents(path: Path) -> bytes | None:
    """The contents of a file, None if there is none.

    Raises PlanError if it is no file, or larger than any export.
    """
    try:
        return read_ordinary(path, LARGEST)
    except FileNotFoundError:
        return None
    except NotOrdinaryError:
        raise PlanError(f"{path} is not a file", "`-` writes to standard output") from None
    except TooLargeError:
        raise PlanError(f"{path} is larger than an export can be", "choose another name") from None


def _values(content: bytes, name: str) -> list[str]:
    """The values of a property, folded lines put together (RFC 5545, 3.1)."""
    text = content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "")
    found: list[str] = []
    for line in text.split("\n"):
        before, colon, value = line.partition(":")
        if colon and before.partition(";")[0].strip("\ufeff").upper() == name:
            found.append(value.strip())
    return found
