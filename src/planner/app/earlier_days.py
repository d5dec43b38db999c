"""The diary's pages before a day, what they say and what they teach.

Each worked out once, or from the cache.
"""

from __future__ import annotations

from dataclasses import dataclass, is_dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from planner.app.past import PastSource
from planner.book.diary.many_days import diary_mark, read_days
from planner.book.diary.page_files import diary_dates
from planner.cache.cache import Cache, digest
from planner.cache.values import ValueCache, ValueKind
from planner.core import playbook as playbook_types
from planner.core.diary import DiaryDay
from planner.core.earlier_names import EarlierNames, with_current_names
from planner.core.history import History, QualifyingCall, SaidCount, read_history
from planner.core.learn import learned as learned_types
from planner.core.learn.learned import Learned
from planner.core.playbook import Playbook
from planner.core.review.period import Period
from planner.errors import FileError

_HISTORY = ValueKind("history", History, (History, QualifyingCall, SaidCount))
_ERRORS: ValueKind[tuple[FileError, ...]] = ValueKind("diary-errors", tuple, (FileError,))
_LEARNED = ValueKind(
    "learned",
    Learned,
    tuple(
        each
        for module in (playbook_types, learned_types)
        for each in vars(module).values()
        if isinstance(each, type) and is_dataclass(each)
    ),
)


@dataclass(frozen=True)
class Diary:
    """The pages in a folder, as their records and stages are called today."""

    folder: Path
    zone: ZoneInfo
    cache: Cache
    earlier: EarlierNames

    def days(self, period: Period, *, planned: bool = True) -> tuple[list[DiaryDay], list[FileError]]:
        """The pages of a period and what is wrong with them, as `read_days`."""
        days, errors = read_days(self.folder, period, self.zone, self.cache, planned=planned)
        return [with_current_names(day, self.earlier) for day in days], errors


class EarlierDays:
    """The pages of a diary before `day`, without what was planned on them."""

    def __init__(self, diary: Diary, day: date) -> None:
        self._diary = diary
        self._day = day
        self._values = ValueCache(diary.cache, diary.zone)

    @cached_property
    def mark(self) -> str:
        """A fingerprint of the pages; "" if there are none."""
        folder, earlier = self._diary.folder, self._diary.earlier
        if not any(on < self._day for on in diary_dates(folder)):
            return ""
        pages = diary_mark(folder, date.min, self._day - timedelta(days=1))
        return digest(pages, *map(sorted, (earlier.ids.items(), earlier.stages.items()))) if earlier else pages

    @cached_property
    def history(self) -> History:
        """The history of the records up to the day before."""
        if not self.mark:
            return History()
        key = digest(self.mark, self._day, self._diary.zone.key)
        return self._values.load_or_make(_HISTORY, key, lambda: read_history(self._pages[0], self._day))

    @cached_property
    def errors(self) -> tuple[FileError, ...]:
        """The rows and pages that can't be read, and are left out."""
        if not self.mark:
            return ()
        key = digest(self.mark, self._diary.zone.key)
        return self._values.load_or_make(_ERRORS, key, lambda: tuple(self._pages[1]))

    def learned(self, playbook: Playbook, past: PastSource) -> Learned:
        """The playbook with the figures that the pages and the deals of the past teach."""
        if not self.mark and not past.content:
            return Learned(playbook=playbook)
        key = digest(self.mark, playbook, self._diary.zone.key)
        if past.content:
            key = digest(key, past.content, sorted(past.ids.items()), self._day)

        def learn() -> Learned:
            from planner.app.crm.past_deals import deals_of
            from planner.core.learn.learn_playbook import learned_playbook

            days = self._pages[0] if self.mark else ()
            return learned_playbook(playbook, days, deals_of(past), self._day if past.content else date.max)

        return self._values.load_or_make(_LEARNED, key, learn)

    @cached_property
    def _pages(self) -> tuple[list[DiaryDay], list[FileError]]:
        yesterday = self._day - timedelta(days=1)
        return self._diary.days(Period(date.min, yesterday), planned=False)
