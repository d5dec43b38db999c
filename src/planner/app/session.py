"""The values that a command works with, loaded when they are first used.

Book, history, playbook, index table.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.app.cached_look import KnownLook
from planner.app.cached_values import (
    holidays_around,
    index_table,
    indexes_of,
    pursuits_of,
    save_indexes,
    save_pursuits,
)
from planner.app.earlier_days import Diary, EarlierDays
from planner.app.past import PastSource, past_of
from planner.app.recovery import finish
from planner.app.settings import Settings
from planner.book.diary.pages import read_day, read_what_can_be
from planner.book.files import BookFiles, content_of
from planner.book.find import is_cut_short
from planner.book.first_seen import FirstSeen, read_first_seen
from planner.book.load import load_files
from planner.book.reading import Reading
from planner.core.earlier_names import by_current_id, with_current_names
from planner.core.history import History, read_history
from planner.core.learn.learned import Learned
from planner.core.playbook import Playbook
from planner.core.value.deal_index import IndexTable
from planner.core.value.pursuit import PursuitResults
from planner.core.value.qualifying import Indexes
from planner.crm.history.history_file import FILE as HISTORY
from planner.errors import FileError
from planner.locales.locale import Locale, locale_in

if TYPE_CHECKING:
    from planner.core.page.inputs import Inputs


class Session(KnownLook):
    """One book with its records, its history and what they teach.

    It loads values and passes them on. A change that was cut short is finished, or undone, before anything is read.
    """

    def __init__(self, settings: Settings, files: BookFiles | None = None) -> None:
        if is_cut_short(settings.book):
            finish(settings.book)
            files = None
        super().__init__(settings, read_day, files)
        self._earlier: dict[date, EarlierDays] = {}
        self._learned: dict[date, Learned] = {}
        self._known_pursuits = 0
        self._known_indexes = 0

    @cached_property
    def loaded(self) -> Reading:
        """The checked book. Raises BookErrors with everything that is wrong with it."""
        return load_files(self.files, self.cache, self.settings.machine_zone)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The rep's time zone, without reading more than plan.toml if the cache has it."""
        try:
            return super().zone
        except LookupError:
            name = self.book.rep.timezone
            self.cache.put("zone", self._zone_key, name.encode())
            return ZoneInfo(name)

    @property
    def locale(self) -> Locale:
        """The way that the book's values are written."""
        return locale_in(self.book)

    @cached_property
    def calendars(self) -> dict[str, list[str]]:
        """The calendars that the book names, by whose they are ("" for the rep's)."""
        try:
            return super().calendars
        except LookupError:
            book = self.book
            named = {"": [*book.calendars.busy]} | {colleague.id: [*colleague.busy] for colleague in book.colleagues}
            self.cache.put("calendars", self.files.key, json.dumps(named).encode())
            return named

    def table(self, playbook: Playbook) -> IndexTable:
        return index_table(self.cache, playbook)

    def pursuits(self, day: date, playbook: Playbook) -> PursuitResults:
        """The pursuits that the day's earlier pages followed, by their start.

        Beliefs move from day to day.
        """
        pursuits = pursuits_of(self.cache, day, playbook)
        self._known_pursuits = len(pursuits)
        return pursuits

    def indexes(self, playbook: Playbook) -> Indexes:
        """The indexes of qualifying that are known of a playbook, from whatever day."""
        indexes = indexes_of(self.cache, playbook)
        self._known_indexes = len(indexes)
        return indexes

    def keep_values(self, day: date, inputs: Inputs) -> None:
        """Keep what a page worked out for the next one, if there is anything new."""
        playbook = inputs.book.playbook
        if len(inputs.pursuits) > self._known_pursuits:
            save_pursuits(self.cache, day, playbook, inputs.pursuits)
        if len(inputs.indexes) > self._known_indexes:
            save_indexes(self.cache, playbook, inputs.indexes)

    def history(self, day: date) -> History:
        """The records' history on the diary's pages up to `day`.

        Rows that can't be read are left out.
        """
        before = self._before(day).history
        content = self.page_bytes(day)
        if not content:
            return before
        page = with_current_names(read_what_can_be(content, day, self.zone)[0], self.earlier_names)
        return read_history([page], day, before)

    def history_before(self, day: date) -> History:
        """The records' history on the pages before `day`."""
        return self._before(day).history

    @cached_property
    def diary(self) -> Diary:
        """The diary's pages, in the names of today."""
        return Diary(self.folder / "diary", self.zone, self.cache, self.earlier_names)

    def diary_errors(self, day: date) -> tuple[FileError, ...]:
        """The rows and pages before `day` that can't be read, and are left out."""
        return self._before(day).errors

    @cached_property
    def past(self) -> PastSource:
        """The deals of the past that the pages learn from."""
        content = content_of(self.folder, HISTORY)
        return past_of(content, self.book) if content else PastSource()

    def learned(self, day: date) -> Learned:
        """The playbook that the page of `day` is planned with, learned from the pages before it."""
        if day not in self._learned:
            self._learned[day] = self._before(day).learned(self.book.playbook, self.past)
        return self._learned[day]

    def first_seen(self) -> FirstSeen:
        """The day on which each record without dates came into the book."""
        known = read_first_seen(self.folder)
        return known._replace(days=by_current_id(known.days, self.earlier_names.ids))

    def holidays(self, day: date) -> frozenset[date]:
        """Public holidays of the years around `day`; none if the book names no country."""
        return holidays_around(self.cache, self.book.hours.holidays, day)

    def _before(self, day: date) -> EarlierDays:
        """The diary's pages before `day`."""
        if day not in self._earlier:
            self._earlier[day] = EarlierDays(self.diary, day)
        return self._earlier[day]
