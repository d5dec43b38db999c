"""The undoing of the newest change in the journal, around later hand edits if possible."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from planner.book.store.entry import Change, JournalEntry, change_of
from planner.book.store.journal import entry_numbers, read_entry
from planner.book.store.last_written import remember, remembered
from planner.book.store.lock import writing
from planner.book.store.messages import edited_since, taken_back
from planner.book.store.targets import read_file
from planner.book.store.transaction import FileChange, carry_out, fingerprint_is, recover
from planner.book.undo.line_merge import MergedFile, taken_out
from planner.errors import NOTHING_CHANGED, PlanError

Readable = Callable[[Mapping[str, bytes]], bool]


def undo(book: Path, readable: Readable = lambda files: True) -> str:  # noqa: ARG005
    """Take back the newest change in the journal.

    Returns what was taken back, to be shown as it is.

    What was edited by hand since is kept where the two do not touch the same lines, and reported; `readable` has to say
    of such files (path and contents) whether the book can be read with them. May be called again and again. Raises
    PlanError, with nothing written, if there is nothing to take back or the edit is in its way: it shows both.
    """
    with writing(book):
        recover(book)
        numbers = entry_numbers(book)
        if not numbers:
            raise PlanError("there is nothing to undo", "the book has no changes in its journal")
        done = read_entry(book, numbers[-1])
        now = {change.path: read_file(book / change.path) for change in done.changes}
        touched = [change for change in done.changes if not fingerprint_is(now[change.path], change.after)]
        merged = {change.path: _merged(book, change, now[change.path]) for change in touched}
        kept = {path: result for path, result in merged.items() if result is not None}
        if len(kept) < len(touched):
            raise edited_since(book, done, touched, now)
        if kept and not readable({path: one.content for path, one in kept.items()}):
            raise edited_since(book, done, touched, now, needed=True)
        back = [_back(change, now[change.path], kept) for change in done.changes]
        back.sort(key=lambda change: change.after is None)
        lineage = {change.path: _as_written_before(book, done, change, now[change.path]) for change in done.changes}
        entry = JournalEntry(
            what=f"undo: {done.what}",
            at=done.at,
            changes=tuple(change_of(c.path, c.before, c.after) for c in back),
            undoes=numbers[-1],
        )
        carry_out(book, entry, back)
        remember(book, lineage.items())
        return taken_back(done, {path: one.edited for path, one in kept.items()})


def _merged(book: Path, change: Change, now: bytes | None) -> MergedFile | None:
    """The edited file without the change.

    None where that can't be done, or nobody knows what was edited.
    """
    after = remembered(book, change.path, change.after)
    if after is None or now is None:
        return None
    return taken_out(after, change.back(after) or b"", now)  # of a file that it made, what was edited is left


def _back(change: Change, now: bytes | None, kept: Mapping[str, MergedFile]) -> FileChange:
    if change.path in kept:
        return FileChange(change.path, now, kept[change.path].content)
    before = change.back(now)
    if not fingerprint_is(before, change.before):
        raise PlanError(
            f"the journal entry for {change.path} is damaged: it can't be undone",
            "delete .plan to go on without it",
            NOTHING_CHANGED,
        )
    return FileChange(change.path, now, before)


def _as_written_before(book: Path, done: JournalEntry, change: Change, now: bytes | None) -> bytes | None:
    """The file as the change before this one left it.

    Without what was edited by hand between the two, and since.
    """
    after = now if fingerprint_is(now, change.after) else remembered(book, change.path, change.after)
    before = change.back(after)
    edited = next((each for each in done.by_hand if each.path == change.path), None)
    return before if edited is None else edited.back(before)
