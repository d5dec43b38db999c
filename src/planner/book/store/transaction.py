"""Several files of the book change together or not at all, through kill -9, a full disk and an editor's save.

A commit sets down what it will do (`.plan/pending.json`), writes the new files beside the old ones, then swaps them by
renaming, then moves what it set down into the journal. Everything is synced before the first swap, so that the rest
is renames. Whoever comes next finds `pending.json`, if that was cut short, and finishes it or takes it back.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path, PurePosixPath

from planner.errors import PlanError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from planner.book.store.journal import Change, Entry

_MARK = "plan-new"  # of the files that wait to be swapped in


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file of the book (`path` relative to it) as it was read and as it shall be; None: no such file."""

    path: str
    before: bytes | None
    after: bytes | None


def recover(book: Path) -> str | None:
    """Finish, or take back, a change that was cut short; returns one line that says which, None if there was none.

    Every command calls it before it reads the book; where nothing is amiss it costs one look at the disk.
    Raises PlanError where a change was cut short and the book can't be written now.
    """
    if not os.path.exists(os.path.join(book, ".plan", "pending.json")):  # noqa: PTH110, PTH118 - on every start
        return None
    from planner.book.store.journal import read_pending
    from planner.book.store.lock import writing

    with writing(book):
        entry = read_pending(book)
        if entry is None:
            return None  # another process was writing, and has finished
        try:
            return _finish(book, entry)
        except OSError as error:
            raise _told(error, "a change that was cut short can't be finished") from error


def commit(book: Path, changes: Sequence[FileChange], what: str, now: datetime) -> None:
    """Write all of `changes`, or nothing. `what` tells the rep, in the journal and when it is undone, what it was.

    Raises PlanError, with nothing written, if a file is no longer as it was read (`before`), the book can't be
    written, or the disk is full. When this returns, the change survives a crash.
    """
    from planner.book.store.journal import Entry, by_hand, change_of, remember
    from planner.book.store.lock import writing

    real = [change for change in changes if change.before != change.after]
    if len({change.path for change in real}) != len(real):
        raise ValueError("one change a file")
    if not real:
        return
    real.sort(key=lambda change: change.after is None)  # what goes, goes last
    with writing(book):
        recover(book)
        entry = Entry(
            what="".join(letter if letter.isprintable() else "?" for letter in what),
            at=now.isoformat(timespec="seconds"),
            changes=tuple(change_of(_inside(c.path), c.before, c.after) for c in real),
            by_hand=by_hand(book, ((c.path, c.before) for c in real)),
        )
        carry_out(book, entry, real)
        remember(book, ((change.path, change.after) for change in real))


def carry_out(book: Path, entry: Entry, changes: Sequence[FileChange]) -> None:
    """Write the changes that `entry` sets down, for whoever holds the book. Raises as `commit`."""
    from planner.book.store.atomic import refuse_read_only, stage
    from planner.book.store.journal import keep_pending, write_pending

    targets = [_target(book, change.path) for change in changes]
    made: list[Path] = []
    _refuse_if_changed(book, changes)
    try:
        for target in (*targets, book / ".plan"):
            refuse_read_only(target if target.parent.is_dir() else target.parent)
        write_pending(book, entry)
        for target, change in zip(targets, changes, strict=True):
            if change.after is not None:
                made += _make_folder(target.parent)
                stage(target, change.after, _MARK)
        _refuse_if_changed(book, changes)  # a second look, since syncing takes its time
    except BaseException as error:
        _clear(book, entry)
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        if isinstance(error, OSError):
            raise _told(error, "the book can't be written") from error
        raise
    try:
        _swap(book, entry)
    except OSError as error:
        try:
            _take_back(book, entry)
        except OSError:
            raise PlanError(
                f"the book can't be written: {error.strerror}, and the change is half done",
                "the next plan command finishes it or takes it back",
            ) from error
        raise _told(error, "the book can't be written") from error
    with contextlib.suppress(OSError):  # all is in place; the next command would tidy up
        keep_pending(book, entry)


def _swap(book: Path, entry: Entry) -> None:
    """Put in place every file that is still as it was before; their new contents wait beside them."""
    from planner.book.store.atomic import staged_path, sync_folder

    folders = set()
    for change in entry.changes:
        target = _target(book, change.path)
        if change.after is None:
            target.unlink(missing_ok=True)
        else:
            staged_path(target, _MARK).replace(target)
        folders.add(target.parent)
    for folder in folders:
        sync_folder(folder)


def _finish(book: Path, entry: Entry) -> str:
    """Bring the book to one side of `entry`. A file that is in neither state was edited since, and is left alone.

    Files are all staged before the first is swapped, and swapped in order: so one that waits beside a file tells that
    the file is not swapped yet, and a gap before it that swapping has begun.
    """
    from planner.book.store.atomic import stage, staged_path, sync_folder
    from planner.book.store.journal import keep_pending, remember

    state = {change.path: _state(read_file(book / change.path), change) for change in entry.changes}
    waits = [
        staged_path(_target(book, change.path), _MARK).exists() for change in entry.changes if change.after is not None
    ]
    begun = "after" in state.values() or (False, True) in pairwise(waits)
    edited = [change for change in entry.changes if state[change.path] == "edited"]
    not_swapped = [
        change for change in edited if change.after is None or staged_path(_target(book, change.path), _MARK).exists()
    ]
    names = ", ".join(change.path for change in edited)
    left = f"; {names} was edited since and is left as it is" if edited else ""
    if not_swapped or (edited and not begun):
        _take_back(book, entry)
        return f"a change that was cut short was taken back ({entry.what}){left}"
    try:
        for change in entry.changes:
            target = _target(book, change.path)
            if state[change.path] != "before":
                staged_path(target, _MARK).unlink(missing_ok=True)
            elif change.after is None:
                target.unlink(missing_ok=True)
            else:
                after = change.forward(read_file(target))
                assert after is not None
                _make_folder(target.parent)
                if not fingerprint_is(read_file(staged_path(target, _MARK)), change.after):
                    stage(target, after, _MARK)
                staged_path(target, _MARK).replace(target)
            sync_folder(target.parent)
    except OSError as error:
        if begun or error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise
        _clear(book, entry)
        return f"a change that was cut short was taken back, the disk is full ({entry.what})"
    keep_pending(book, entry)
    remember(book, ((path, read_file(book / path)) for path, was in state.items() if was != "edited"))
    return f"a change that was cut short was finished ({entry.what}){left}"


def _take_back(book: Path, entry: Entry) -> None:
    """Every file that was swapped gets its old contents again; those edited since stay. Raises OSError."""
    from planner.book.store.atomic import replace_file, sync_folder

    for change in reversed(entry.changes):
        target = _target(book, change.path)
        now = read_file(target)
        if not fingerprint_is(now, change.after):
            continue
        before = change.back(now)
        if before is None:
            target.unlink(missing_ok=True)
            sync_folder(target.parent)
        else:
            replace_file(target, before)
    _clear(book, entry)


def _clear(book: Path, entry: Entry) -> None:
    """Remove what waits to be swapped in, then the pending entry. Never raises: the next command would do it."""
    from planner.book.store.atomic import staged_path
    from planner.book.store.journal import drop_pending

    with contextlib.suppress(OSError):
        for change in entry.changes:
            staged_path(_target(book, change.path), _MARK).unlink(missing_ok=True)
        drop_pending(book)


def _state(now: bytes | None, change: Change) -> str:
    if fingerprint_is(now, change.after):
        return "after"
    return "before" if fingerprint_is(now, change.before) else "edited"


def fingerprint_is(now: bytes | None, mark: str | None) -> bool:
    """Whether a file is in the state with the fingerprint `mark`."""
    from planner.book.store.journal import fingerprint

    return fingerprint(now) == mark


def _refuse_if_changed(book: Path, changes: Sequence[FileChange]) -> None:
    for change in changes:
        now = read_file(book / change.path)
        if now != change.before:
            from planner.book.store.messages import saved_meanwhile

            raise saved_meanwhile(change.path, change.before, now)


def read_file(path: Path) -> bytes | None:
    """What the file holds; None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _inside(path: str) -> str:
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or not parts.parts or parts.parts[0] == ".plan":
        raise ValueError(f"{path} is not a file of the book")
    return str(parts)


def _target(book: Path, path: str) -> Path:
    from planner.book.store.atomic import real_file

    return real_file(book / path)


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder of the book where it is missing; returns what was made."""
    from planner.book.store.atomic import sync_folder

    if folder.is_dir():
        return []
    made = [*_make_folder(folder.parent), folder]
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)
    return made


def _told(error: OSError, what: str) -> PlanError:
    where = f" ({Path(os.fsdecode(error.filename)).name})" if error.filename else ""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return PlanError(f"{what}: it is read-only{where}", "nothing was changed; make the folder writable")
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return PlanError(f"{what}: the disk is full{where}", "nothing was changed; make some room")
    return PlanError(f"{what}: {error.strerror or error}{where}", "nothing was changed")
