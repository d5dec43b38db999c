"""A look at the book with its records, as the cache has them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from planner.app.look import Look
from planner.app.settings import Settings
from planner.book.files import BookFiles
from planner.book.known_book import known_book
from planner.book.reading import Reading
from planner.core.book import Book
from planner.core.diary import DiaryDay
from planner.core.earlier_names import EarlierNames, earlier_names, with_current_names

ReadDay = Callable[[bytes, date, ZoneInfo], DiaryDay]


class KnownLook(Look):
    """One book with its records.

    Raises LookupError for a value that is not in the cache: a `Session` reads it.
    """

    def __init__(self, settings: Settings, read_day: ReadDay, files: BookFiles | None = None) -> None:
        super().__init__(settings, files)
        self._read_day = read_day

    def is_known(self) -> bool:
        try:
            return super().is_known() and bool(self.loaded)
        except LookupError:
            return False

    @cached_property
    def loaded(self) -> Reading:
        """The checked book."""
        known = known_book(self.files, self.cache, self.settings.machine_zone)
        if known is None:
            raise LookupError("these files were not read yet")
        return known

    @property
    def book(self) -> Book:
        return self.loaded.book

    def diary_day(self, day: date) -> DiaryDay | None:
        """The diary's page of a day. Raises BookErrors if it can't be read."""
        content = self.page_bytes(day)
        return None if content is None else self.read_page(content, day)

    def read_page(self, content: bytes, day: date) -> DiaryDay:
        """The page of a day from its bytes. Raises BookErrors if they can't be read."""
        return with_current_names(self._read_day(content, day, self.zone), self.earlier_names)

    @cached_property
    def earlier_names(self) -> EarlierNames:
        """The ids and stages that older pages know by other names."""
        return earlier_names(self.book)
