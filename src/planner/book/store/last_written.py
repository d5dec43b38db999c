"""Each file as the program last wrote it, in `.plan/last/`, to show later hand edits."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

from planner.book.names import checked_name, is_page, is_snapshot
from planner.book.store.entry import Change, change_of, fingerprint
from planner.book.store.plan_folder import plan_folder
from planner.errors import PlanError


def remember(book: Path, files: Iterable[tuple[str, bytes | None]]) -> None:
    """Keep each file as it was just written.

    A help to the eye only, so nothing here is synced or may fail.
    """
    for name, data in files:
        *below, file = checked_name(name).split("/")
        with contextlib.suppress(OSError, PlanError), plan_folder(book, "last", *below, make=True) as folder:
            if data is None:
                folder.remove(file)
                continue
            folder.write(file, data, synced=False)
            for is_kind in (is_page, is_snapshot):  # one page and one snapshot are enough
                for other in folder.names() if is_kind(name) else ():
                    if other != file and is_kind("/".join((*below, other))):
                        folder.remove(other)


def by_hand(book: Path, files: Iterable[tuple[str, bytes | None]]) -> tuple[Change, ...]:
    """The hand edits of each file since it was last written; none for an unknown file."""
    found = []
    for name, now in files:
        last = _last(book, name)
        if last is not None and now is not None and now != last:
            found.append(change_of(name, last, now))
    return tuple(found)


def remembered(book: Path, name: str, mark: str | None) -> bytes | None:
    """The file as it was last written, if that is the state with the fingerprint `mark`."""
    data = _last(book, name)
    return data if fingerprint(data) == mark else None


def _last(book: Path, name: str) -> bytes | None:
    *below, file = checked_name(name).split("/")
    with contextlib.suppress(OSError, PlanError), plan_folder(book, "last", *below) as folder:
        return folder.read(file)
    return None
