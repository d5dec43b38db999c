"""A check that a book can still be read with other contents of its files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.book.diary.page_files import day_of_page
from planner.book.diary.pages import read_day
from planner.book.files import NAMES, BookFiles, with_content
from planner.book.load import load_files
from planner.errors import BookErrors, FileError

if TYPE_CHECKING:
    from planner.app.session import Session


def errors_of(session: Session, files: BookFiles) -> list[FileError]:
    """Every error of the book that `files` are."""
    try:
        load_files(files, session.cache, session.settings.machine_zone)
    except BookErrors as wrong:
        return wrong.errors
    return []


def new_errors(session: Session, after: BookFiles, edited: str = "") -> list[FileError]:
    """Errors that were not there before, and all of the file `edited`.

    Of a book with errors in two files one can be fixed after the other.
    """
    before = {(error.file, error.what) for error in errors_of(session, session.files) if error.file != edited}
    return [error for error in errors_of(session, after) if (error.file, error.what) not in before]


def zone_of(session: Session) -> ZoneInfo:
    """The rep's zone; the machine's while the book can't be read."""
    try:
        return session.zone
    except BookErrors:
        return ZoneInfo(session.settings.machine_zone)


def readable(session: Session, contents: Mapping[str, bytes]) -> bool:
    """True if these contents of files and diary pages add no error."""
    after = session.files
    for name, content in contents.items():
        day = day_of_page(PurePosixPath(name).name)
        if name in NAMES:
            after = with_content(after, name, content)
        elif day is not None:
            try:
                read_day(content, day, zone_of(session))
            except BookErrors:
                return False
    return not new_errors(session, after)
