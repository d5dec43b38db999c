"""The journal: changes kept to be finished after a crash and to be undone.

.plan/pending.json         the change under way; there only while one is being carried out, or was cut short
.plan/journal/000042.json  changes carried out, the newest to be taken back first
.plan/last/…               each file as the program last wrote it
"""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from planner.book.store.entry import JournalEntry, decode, encode, unreadable
from planner.book.store.plan_folder import LARGEST, NAME, PlanFolder, plan_folder
from planner.errors import NOTHING_CHANGED, PlanError

PENDING = "pending.json"
KEPT_ENTRIES = 500
KEPT_BYTES = 32_000_000
_PRUNE_EVERY = 16  # entries; looking at all of them takes a millisecond
_LAST, _MILLION = 999_999_999, 1_000_000
_ENTRY_NAME = re.compile(r"[0-9]{6,9}\.json")


def pending_path(book: Path) -> Path:
    return book / NAME / PENDING


def check_usable(book: Path) -> None:
    """Raise UnusableError where what a change needs in `.plan/` is a link, or someone else's.

    May raise OSError.
    """
    with plan_folder(book, "journal", make=True):
        pass


def write_pending(book: Path, entry: JournalEntry) -> None:
    """Set down what is about to be changed, synced: from here on it can be finished.

    Raises OSError, PlanError for a change that could not be read again.
    """
    data = encode(entry)
    if len(data) > LARGEST:
        what = f"this change is larger than {LARGEST // 1_000_000} MB"
        raise PlanError(what, "change less at once, or put back the file as it was", NOTHING_CHANGED)
    with plan_folder(book, make=True) as folder:
        with contextlib.suppress(FileNotFoundError), plan_folder(book, "journal") as journal:
            journal.sync()  # the entry before this one, before its name here is taken
        folder.write(PENDING, data, synced=True)


def read_pending(book: Path) -> JournalEntry | None:
    """The change that is or was under way, or None. Raises PlanError where it can't be used."""
    path = pending_path(book)
    try:
        with plan_folder(book) as folder:
            text = folder.read(PENDING)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unreadable(path, error.strerror or str(error)) from error
    return None if text is None else decode(text, path)


def drop_pending(book: Path) -> None:
    with contextlib.suppress(FileNotFoundError), plan_folder(book) as folder:
        folder.remove(PENDING)


def keep_pending(book: Path, entry: JournalEntry) -> None:
    """The pending entry has been carried out.

    It becomes the newest of the journal, or strikes out what it undoes.
    """
    with plan_folder(book) as folder, plan_folder(book, "journal", make=True) as journal:
        if entry.undoes is not None:
            journal.remove(_entry_name(entry.undoes))
            journal.sync()  # else what was taken back once could be there again
            folder.remove(PENDING)
            return
        number = _next_number(journal)
        folder.move(PENDING, journal, _entry_name(number))
        if number % _PRUNE_EVERY == 0:
            _prune(journal)


def entry_numbers(book: Path) -> list[int]:
    """Numbers of the entries that can be taken back, oldest first.

    Raises PlanError where the journal can't be used.
    """
    try:
        with plan_folder(book, "journal") as journal:
            return _numbers(journal)
    except FileNotFoundError:
        return []


def read_entry(book: Path, number: int) -> JournalEntry:
    """An entry of the journal. Raises PlanError where it can't be used."""
    path = book / NAME / "journal" / _entry_name(number)
    try:
        with plan_folder(book, "journal") as journal:
            text = journal.read(path.name)
    except OSError as error:
        raise unreadable(path, error.strerror or str(error)) from error
    return decode(text or b"", path)


def _entry_name(number: int) -> str:
    return f"{number:06d}.json"


def _numbers(journal: PlanFolder) -> list[int]:
    return sorted(int(name[:-5]) for name in journal.names() if _ENTRY_NAME.fullmatch(name))


def _next_number(journal: PlanFolder) -> int:
    """The number after the newest entry's.

    Where numbers end, the last million are removed: no book has had so many changes, so they came with it.
    """
    numbers = _numbers(journal)
    if numbers and numbers[-1] >= _LAST:
        for number in numbers:
            if number > _LAST - _MILLION:
                journal.remove(_entry_name(number))
        numbers = _numbers(journal)
    return max(numbers, default=0) + 1


def _prune(journal: PlanFolder) -> None:
    total = 0
    for place, number in enumerate(reversed(_numbers(journal))):
        name = _entry_name(number)
        with contextlib.suppress(OSError):
            total += journal.size(name)
            if place and (place >= KEPT_ENTRIES or total > KEPT_BYTES):
                journal.remove(name)
