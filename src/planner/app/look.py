"""A book as a look at today's page needs it.

The files, the zone, the clock and the diary's pages, no record read.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from planner.app.settings import Settings
from planner.book.diary.page_files import page_content
from planner.book.files import BookFiles, read_files
from planner.cache.cache import digest
from planner.calendars.files import calendar_key, calendar_path
from planner.errors import BookErrors, FileError


class Look:
    """One book as its folder is now, with what the cache knows of it.

    Raises LookupError for a value that is not in the cache: a `Session` reads it.
    """

    def __init__(self, settings: Settings, files: BookFiles | None = None) -> None:
        self.settings = settings
        self.folder: Path = settings.book
        self.files: BookFiles = files or read_files(self.folder)
        self.cache = settings.cache

    def is_known(self) -> bool:
        """True if the cache has the values of a look."""
        try:
            return bool(self.zone) and self.calendars is not None
        except LookupError:
            return False

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

    @cached_property
    def calendars(self) -> dict[str, list[str]]:
        """The calendars that the book names, by whose they are ("" for the rep's)."""
        known = self.cache.get("calendars", self.files.key)
        try:
            return {str(whose): [str(name) for name in names] for whose, names in json.loads(known or b"").items()}
        except (ValueError, TypeError, AttributeError) as error:
            raise LookupError("the calendars are in the book, which was not read yet") from error

    @property
    def calendar_paths(self) -> tuple[Path, ...]:
        """The calendar files and folders that the book names, the rep's and those of colleagues."""
        return tuple(calendar_path(self.folder, name) for names in self.calendars.values() for name in names)

    @cached_property
    def calendars_key(self) -> str:
        """A key of the contents of all calendars that the book names; "" if it names none."""
        paths = self.calendar_paths
        return calendar_key(paths) if paths else ""

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
        found = page_content(self.folder / "diary", day)
        if isinstance(found, FileError):
            raise BookErrors([found])
        return found
