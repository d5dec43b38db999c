"""The diary's pages before a day, what they say and what they teach.

Each worked out once, or from the cache.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from planner.book.diary.many_days import diary_mark, read_days
from planner.book.diary.page_files import diary_dates
from planner.cache.cache import Cache, digest
from planner.cache.values import ValueCache, ValueKind
from planner.core import playbook as playbook_types
from planner.core.diary import DiaryDay
from planner.core.history import History, read_history
from planner.core.learn import learned as learned_types
from planner.core.learn.learn_playbook import learned_playbook
from planner.core.learn.learned import Learned
from planner.core.playbook import Playbook
from planner.core.review.period import Period
from planner.errors import FileError

_HISTORY = ValueKind("history", History, (History,))
_ERRORS: ValueKind[tuple[FileError, ...]] = ValueKind("diary-errors", tuple, (FileError,))
_LEARNED = ValueKind(
    "learned",
    Learned,
    tuple(
        each
        for module in (playbook_types, learned_types)
        for each in vars(module).values()
        if hasattr(each, "__dataclass_fields__")
    ),
)


class EarlierDays:
    """The pages before `day` of the diary in `folder`, without what was planned on them."""

    def __init__(self, folder: Path, day: date, zone: ZoneInfo, cache: Cache) -> None:
        self._folder = folder
        self._day = day
        self._zone = zone
        self._cache = cache
        self._values = ValueCache(cache, zone)

    @cached_property
    def mark(self) -> str:
        """A fingerprint of the pages; "" if there are none."""
        if not any(on < self._day for on in diary_dates(self._folder)):
            return ""
        return diary_mark(self._folder, date.min, self._day - timedelta(days=1))

    @cached_property
    def history(self) -> History:
        """The history of the records up to the day before."""
        if not self.mark:
            return History()
        key = digest(self.mark, self._day, self._zone.key)
        return self._values.load_or_make(_HISTORY, key, lambda: read_history(self._pages[0], self._day))

    @cached_property
    def errors(self) -> tuple[FileError, ...]:
        """The rows and pages that can't be read, and are left out."""
        if not self.mark:
            return ()
        return self._values.load_or_make(_ERRORS, digest(self.mark, self._zone.key), lambda: tuple(self._pages[1]))

    def learned(self, playbook: Playbook) -> Learned:
        """The playbook with the figures that the pages teach."""
        if not self.mark:
            return Learned(playbook=playbook)
        key = digest(self.mark, playbook, self._zone.key)
        return self._values.load_or_make(_LEARNED, key, lambda: learned_playbook(playbook, self._pages[0]))

    @cached_property
    def _pages(self) -> tuple[list[DiaryDay], list[FileError]]:
        yesterday = self._day - timedelta(days=1)
        return read_days(self._folder, Period(date.min, yesterday), self._zone, self._cache, planned=False)
