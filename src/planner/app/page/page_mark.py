"""The fingerprint of what a day's page was planned from: equal, nothing is replanned."""

from __future__ import annotations

from dataclasses import replace

from planner.app.session import Session
from planner.book.diary.page_rows import row_table
from planner.book.files import with_content
from planner.book.store.transaction import FileChange
from planner.cache.cache import digest
from planner.core.diary import DiaryDay


def page_mark(session: Session, day: DiaryDay | None, changes: tuple[FileChange, ...] = ()) -> str:
    """The mark of a day's page with this log and clock, after the `changes` of the book."""
    files = session.files
    for change in changes:
        if change.after is not None:
            files = with_content(files, change.path, change.after)
    worked = [row_table("worked", line) for line in day.worked] if day else []
    running = day.figures.get("running", ()) if day is not None else ()
    return digest(files.key, session.calendars_key, worked, running)


def still_current(session: Session, was: DiaryDay, new: DiaryDay, changes: tuple[FileChange, ...]) -> DiaryDay:
    """The day after work that went as planned: its page stays the day's page, if it was before."""
    if not was.planned or was.inputs != page_mark(session, was):
        return new
    return replace(new, inputs=page_mark(session, new, changes))
