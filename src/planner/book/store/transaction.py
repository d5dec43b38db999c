"""A change of several files at once, through kill -9, a full disk and an editor's save.

A commit sets down what it will do (`.plan/pending.json`), writes the new files next to the old ones, then swaps them by
renaming, then moves what it set down into the journal. Everything is synced before the first swap, so that the rest
is renames. Whoever comes next finds `pending.json`, if that was cut short, and finishes it or takes it back.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from planner.book.find import is_cut_short
from planner.book.names import checked_name, is_kept_in_diary
from planner.book.store.atomic import (
    FilePlace,
    disk,
    read_plain,
    refuse_read_only,
    replace_file,
    stage,
    staged_path,
    sync_folder,
)
from planner.book.store.entry import Change, JournalEntry, change_of, fingerprint, printable
from planner.book.store.journal import check_usable, drop_pending, keep_pending, read_pending, write_pending
from planner.book.store.last_written import by_hand, remember
from planner.book.store.lock import writing
from planner.book.store.messages import saved_meanwhile
from planner.book.store.plan_folder import LARGEST, UnusableError
from planner.book.store.readers import NewFile, Readers, most_readers
from planner.book.store.targets import read_file, real_target
from planner.errors import NOTHING_CHANGED, PlanError
from planner.frozen_class import frozen

_MARK = "plan-new"  # of the files that wait to be swapped in


@frozen
class FileChange:
    """A file of the book (`path` relative to it) as it was read and as it shall be.

    None: no such file.
    """

    path: str
    before: bytes | None
    after: bytes | None
    sources: tuple[Path, ...] = ()  # files and folders, other than the book's own, that it was made from


def recover(book: Path) -> str | None:
    """Finish, or take back, a change that was cut short.

    Returns one line that says which, None if there was none.

    Every command calls it before it reads the book. A `.plan/` that can't be used is left alone. Raises PlanError where
    a change was cut short and the book can't be written now.
    """
    if not is_cut_short(book):
        return None
    with writing(book):
        try:
            entry = read_pending(book)
        except UnusableError:
            return None
        if entry is None:
            return None  # another process was writing, and has finished
        try:
            return _finish(book, entry)
        except OSError as error:
            raise _in_words(error, "an interrupted change can't be completed") from error


def commit(book: Path, changes: Sequence[FileChange], what: str, now: datetime) -> None:
    """Write all of `changes`, or nothing.

    `what` tells the rep, in the journal and when it is undone, what it was.

    Raises PlanError, with nothing written, if a file is no longer as it was read (`before`), the book can't be
    written, or the disk is full. When this returns, the change survives a crash.
    """
    real = [change for change in changes if change.before != change.after]
    if len({change.path for change in real}) != len(real):
        raise ValueError("one change a file")
    if not real:
        return
    real.sort(key=lambda change: change.after is None)  # what goes, goes last
    with writing(book):
        recover(book)
        entry = JournalEntry(
            what=printable(what),
            at=now.isoformat(timespec="seconds"),
            changes=tuple(
                replace(change_of(checked_name(c.path), c.before, c.after), private=bool(c.sources)) for c in real
            ),
            by_hand=by_hand(book, ((c.path, c.before) for c in real)),
        )
        carry_out(book, entry, real)
        remember(book, ((change.path, change.after) for change in real))


def carry_out(book: Path, entry: JournalEntry, changes: Sequence[FileChange]) -> None:
    """Write the changes that `entry` sets down, for whoever holds the book. Raises as `commit`."""
    targets = [real_target(book, change.path) for change in changes]
    if len(set(targets)) < len(targets):
        names = " and ".join(change.path for change in changes)
        raise PlanError(f"one of {names} is a link to another", "take the link away", NOTHING_CHANGED)
    new_folders: list[Path] = []
    _refuse_if_changed(book, changes)
    try:
        for target in (*targets, book / ".plan"):
            refuse_read_only(target if target.parent.is_dir() else target.parent)
        check_usable(book)
        write_pending(book, entry)
        for target, change in zip(targets, changes, strict=True):
            if change.after is not None:
                new_folders += _make_folder(target.parent)
                stage(target, change.after, _MARK, _limit(book, target, change))
        _refuse_if_changed(book, changes)  # a second look, since syncing takes its time
    except BaseException as error:
        _clear(book, entry)
        for folder in reversed(new_folders):
            with contextlib.suppress(OSError):
                folder.rmdir()
        if isinstance(error, OSError):
            raise _in_words(error, "the book can't be written") from error
        raise
    try:
        _swap(book, entry)
    except OSError as error:
        try:
            _take_back(book, entry)
        except OSError:
            raise PlanError(
                f"the book can't be written: {error.strerror}, and the change is half done",
                "the next plan command completes it or rolls it back",
            ) from error
        raise _in_words(error, "the book can't be written") from error
    with contextlib.suppress(OSError):  # all is in place; the next command would tidy up
        keep_pending(book, entry)


def _limit(book: Path, target: Path, change: FileChange) -> Readers | None:
    return most_readers(book, target, NewFile(change.path, change.before is None, change.sources))


def _swap(book: Path, entry: JournalEntry) -> None:
    """Put in place every file that is still as it was before.

    Their new contents wait next to them.
    """
    folders = set()
    for change in entry.changes:
        target = real_target(book, change.path)
        if change.after is None:
            disk.remove(FilePlace(target))
        else:
            disk.rename(FilePlace(staged_path(target, _MARK)), FilePlace(target))
        folders.add(target.parent)
    for folder in folders:
        sync_folder(folder)


def _finish(book: Path, entry: JournalEntry) -> str:
    """Bring the book to one side of `entry`.

    A file that is in neither state was edited since, and is left alone.

    Files are all staged before the first is swapped, and swapped in order: so one that waits next to a file shows that
    the file is not swapped yet, and a gap before it that swapping has begun.
    """
    state = {change.path: _state(read_file(book / change.path), change) for change in entry.changes}
    waits = [_is_staged(book, change) for change in entry.changes if change.after is not None]
    started = "after" in state.values() or (False, True) in pairwise(waits)
    edited = [change for change in entry.changes if state[change.path] == "edited"]
    not_swapped = [change for change in edited if change.after is None or _is_staged(book, change)]
    names = ", ".join(change.path for change in edited)
    left = f"; {names} was edited since and was left alone" if edited else ""
    if not_swapped or (edited and not started):
        _take_back(book, entry)
        return f"an interrupted change was rolled back ({entry.what}){left}"
    try:
        for change in entry.changes:
            _finish_file(book, change, state[change.path])
    except OSError as error:
        if started or error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise
        _clear(book, entry)
        return f"an interrupted change was rolled back, the disk is full ({entry.what})"
    keep_pending(book, entry)
    remember(book, ((path, read_file(book / path)) for path, was in state.items() if was != "edited"))
    return f"an interrupted change was completed ({entry.what}){left}"


def _finish_file(book: Path, change: Change, state: str) -> None:
    target = real_target(book, change.path)
    staged = staged_path(target, _MARK)
    if state != "before":
        disk.remove(FilePlace(staged))
    elif change.after is None:
        disk.remove(FilePlace(target))
    else:
        _make_folder(target.parent)
        if not fingerprint_is(_staged(staged), change.after):
            after = change.forward(read_file(target))
            if after is None or not fingerprint_is(after, change.after):
                raise OSError(errno.EINVAL, "its journal entry is damaged", change.path)
            private = change.private or change.before is None or is_kept_in_diary(change.path)
            stage(target, after, _MARK, Readers(0) if private else None)
        disk.rename(FilePlace(staged), FilePlace(target))
    sync_folder(target.parent)


def _take_back(book: Path, entry: JournalEntry) -> None:
    """Every file that was swapped gets its old contents again; those edited since stay.

    Raises OSError.
    """
    for change in reversed(entry.changes):
        target = real_target(book, change.path)
        now = read_file(target)
        if not fingerprint_is(now, change.after):
            continue
        before = change.back(now)
        if before is None:
            disk.remove(FilePlace(target))
            sync_folder(target.parent)
        elif fingerprint_is(before, change.before):
            private = now is None or is_kept_in_diary(change.path)  # its sources are not known
            replace_file(target, before, limit=Readers(0) if private else None)
    _clear(book, entry)


def _clear(book: Path, entry: JournalEntry) -> None:
    """Remove what waits to be swapped in, then the pending entry.

    Never raises: the next command would do it.
    """
    with contextlib.suppress(OSError, PlanError):
        for change in entry.changes:
            disk.remove(FilePlace(staged_path(real_target(book, change.path), _MARK)))
        drop_pending(book)


def _is_staged(book: Path, change: Change) -> bool:
    return os.path.lexists(staged_path(real_target(book, change.path), _MARK))


def _staged(path: Path) -> bytes | None:
    """The contents that wait to be swapped in; None if there is no ordinary file.

    A link is not followed.
    """
    try:
        return read_plain(FilePlace(path), LARGEST)
    except OSError:
        return None


def _state(now: bytes | None, change: Change) -> str:
    if fingerprint_is(now, change.after):
        return "after"
    return "before" if fingerprint_is(now, change.before) else "edited"


def fingerprint_is(now: bytes | None, mark: str | None) -> bool:
    """True if a file is in the state with the fingerprint `mark`."""
    return fingerprint(now) == mark


def _refuse_if_changed(book: Path, changes: Sequence[FileChange]) -> None:
    for change in changes:
        now = read_file(book / change.path)
        if now != change.before:
            raise saved_meanwhile(change.path, change.before, now)


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder of the book where it is missing; returns those that are new."""
    if folder.is_dir():
        return []
    new = [*_make_folder(folder.parent), folder]
    with contextlib.suppress(FileExistsError):
        disk.make_folder(FilePlace(folder), stat.S_IMODE(folder.parent.stat().st_mode) & 0o777)
    sync_folder(folder.parent)
    return new


def _in_words(error: OSError, what: str) -> PlanError:
    where = f" ({Path(os.fsdecode(error.filename)).name})" if error.filename else ""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return PlanError(f"{what}: it is read-only{where}", "make the folder writable", NOTHING_CHANGED)
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return PlanError(f"{what}: the disk is full{where}", "free some disk space", NOTHING_CHANGED)
    return PlanError(f"{what}: {error.strerror or error}{where}", note=NOTHING_CHANGED)
