"""The values that a command works with, loaded when they are first used.

Book, history, playbook, index table.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.app.look import Look
from planner.app.settings import Settings

if TYPE_CHECKING:
    from planner.app.earlier_days import EarlierDays
    from planner.book.first_seen import FirstSeen
    from planner.book.reading import Reading
    from planner.core.book import Book
    from planner.core.diary import DiaryDay
    from planner.core.history import History
    from planner.core.learn.learned import Learned
    from planner.core.playbook import Playbook
    from planner.core.value.index import IndexTable
    from planner.core.value.pursuit import PursuitResults
    from planner.errors import FileError

# A second look at the page loads none of the modules imported in the functions below.


class Session(Look):
    """One book with its records, its history and what they teach.

    It loads values and passes them on.
    """

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._earlier: dict[date, EarlierDays] = {}
        self._learned: dict[date, Learned] = {}
        self._saved_pursuits = 0

    @cached_property
    def loaded(self) -> Reading:
        """The checked book. Raises BookErrors with everything that is wrong with it."""
        from planner.book.known_book import known_book

        known = known_book(self.files, self.cache, self.settings.machine_zone)
        if known is not None:
            return known
        from planner.book.load import load_files

        return load_files(self.files, self.cache, self.settings.machine_zone)

    @property
    def book(self) -> Book:
        return self.loaded.book

    @cached_property
    def zone(self) -> ZoneInfo:
        """The rep's time zone, without reading more than plan.toml if the cache has it."""
        try:
            return super().zone
        except LookupError:
            name = self.book.rep.timezone
            self.cache.put("zone", self._zone_key, name.encode())
            return ZoneInfo(name)

    def table(self, playbook: Playbook) -> IndexTable:
        from planner.app.cached_values import index_table

        return index_table(self.cache, playbook)

    def pursuits(self, day: date, playbook: Playbook) -> PursuitResults:
        """The pursuits that the day's earlier pages followed, by their start.

        Beliefs move from day to day.
        """
        from planner.app.cached_values import pursuits_of

        pursuits = pursuits_of(self.cache, day, playbook)
        self._saved_pursuits = len(pursuits)
        return pursuits

    def keep_pursuits(self, day: date, playbook: Playbook, pursuits: PursuitResults) -> None:
        """Keep the pursuits of a page for the day's next one, if there are new ones."""
        from planner.app.cached_values import save_pursuits

        if len(pursuits) > self._saved_pursuits:
            save_pursuits(self.cache, day, playbook, pursuits)

    def diary_day(self, day: date) -> DiaryDay | None:
        """The diary's page of a day. Raises BookErrors if it can't be read."""
        from planner.book.diary.pages import read_day

        content = self.page_bytes(day)
        return None if content is None else read_day(content, day, self.zone)

    def history(self, day: date) -> History:
        """The records' history on the diary's pages up to `day`.

        Rows that can't be read are left out.
        """
        from planner.book.diary.pages import read_what_can_be
        from planner.core.history import read_history

        before = self._before(day).history
        content = self.page_bytes(day)
        return read_history([read_what_can_be(content, day, self.zone)[0]], day, before) if content else before

    def diary_errors(self, day: date) -> tuple[FileError, ...]:
        """The rows and pages before `day` that can't be read, and are left out."""
        return self._before(day).errors

    def learned(self, day: date) -> Learned:
        """The playbook that the page of `day` is planned with, learned from the pages before it."""
        if day not in self._learned:
            self._learned[day] = self._before(day).learned(self.book.playbook)
        return self._learned[day]

    def first_seen(self) -> FirstSeen:
        """The day on which each record without dates came into the book."""
        from planner.book.first_seen import read_first_seen

        return read_first_seen(self.folder)

    def holidays(self, day: date) -> frozenset[date]:
        """Public holidays of the years around `day`; none if the book names no country."""
        from planner.app.cached_values import holidays_around

        return holidays_around(self.cache, self.book.hours.holidays, day)

    def _before(self, day: date) -> EarlierDays:
        """The diary's pages before `day`."""
        from planner.app.earlier_days import EarlierDays

        if day not in self._earlier:
            self._earlier[day] = EarlierDays(self.folder / "diary", day, self.zone, self.cache)
        return self._earlier[day]
