"""A book as a look at today's page needs it.

The files, the zone, the clock and the diary's pages, no record read.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from planner.app.recovery import finish
from planner.app.settings import Settings
from planner.book.diary.page_files import page_content, page_name
from planner.book.files import BookFiles, read_files
from planner.cache.cache import digest
from planner.errors import BookErrors, FileError


class Look:
    """One book as its folder is now.

    A change that was cut short is finished, or undone, before anything is read.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.folder: Path = settings.book
        finish(self.folder)
        self.files: BookFiles = read_files(self.folder)
        self.cache = settings.cache

    @cached_property
    def zone(self) -> ZoneInfo:
        """The rep's time zone. Raises LookupError if plan.toml changed since the book was last read."""
        known = self.cache.get("zone", self._zone_key)
        if known is None:
            raise LookupError("the zone is in plan.toml, which was not read yet")
        try:
            return ZoneInfo(known.decode())
        except (ValueError, OSError) as error:
            raise LookupError("the cache has something else there") from error

    @property
    def _zone_key(self) -> str:
        return f"{digest(self.files.contents.get('plan.toml', b''))} {self.settings.machine_zone}"

    @cached_property
    def now(self) -> datetime:
        return self.settings.now(self.zone)

    @property
    def today(self) -> date:
        return self.now.date()

    def page_bytes(self, day: date) -> bytes | None:
        """The diary's page of a day as it is on the disk; None if there is no file.

        Raises BookErrors if it can't be read.
        """
        path = self.folder / page_name(day)
        try:
            return path.read_bytes()
        except (FileNotFoundError, IsADirectoryError):
            if not path.is_symlink() and not path.is_dir():
                return None
        found = page_content(self.folder / "diary", day)
        raise BookErrors([found] if isinstance(found, FileError) else [])
