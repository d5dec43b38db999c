"""What a page is made from, loaded as it is needed: the book, the diary, the index table, the calendars, the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from planner.app.recovery import finish
from planner.app.settings import YEARS, Settings
from planner.book.files import BookFiles, read_files

if TYPE_CHECKING:
    from planner.book.reading import Reading
    from planner.core.book import Book
    from planner.core.diary import DiaryDay
    from planner.core.history import History
    from planner.core.learn.learned import Learned
    from planner.core.playbook import Playbook
    from planner.core.value.index import IndexTable
    from planner.core.value.pursuit import PursuitResults
    from planner.errors import FileError

# Most looks at the page need none of what is imported inside the functions below.

T = TypeVar("T")

FIRST_SEEN = "diary/first-seen.toml"  # the day a record without dates of its own came into the book


class Session:
    """One book as it lies there now. A cut-short change is finished, or taken back, before anything is read."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.folder: Path = settings.book
        finish(self.folder)
        self.files: BookFiles = read_files(self.folder)
        self.cache = settings.cache
        self._diary_before: dict[date, str] = {}
        self._read_before: dict[date, tuple[list[DiaryDay], list[FileError]]] = {}
        self._learned: dict[date, Learned] = {}
        self._courses_known = 0

    @cached_property
    def loaded(self) -> Reading:
        """The checked book; raises BookErrors with everything that is wrong with it."""
        from planner.book.load import load_files

        return load_files(self.files, self.cache, self.settings.machine_zone)

    @property
    def book(self) -> Book:
        return self.loaded.book

    @cached_property
    def zone(self) -> ZoneInfo:
        """The rep's time zone, without reading more than plan.toml where that will do."""
        return ZoneInfo(self._zone_name())

    def _zone_name(self) -> str:
        plan = self.files.contents.get("plan.toml", b"")
        key = f"{blake2b(plan, digest_size=16).hexdigest()} {self.settings.machine_zone}"
        known = self.cache.get("zone", key)
        if known is None:
            name = self.book.rep.timezone
            self.cache.put("zone", key, name.encode())
            return name
        return known.decode()

    @cached_property
    def now(self) -> datetime:
        return self.settings.now(self.zone)

    @property
    def today(self) -> date:
        return self.now.date()

    def table(self, playbook: Playbook) -> IndexTable:
        """A playbook's index table, from the cache where it is there."""
        from planner.core.value.index import build_table, dump, load

        made_from = repr((playbook.stages, sorted(playbook.plays.items())))
        key = blake2b(made_from.encode(), digest_size=16).hexdigest()
        known = self.cache.get("index", key)
        if known is not None:
            try:
                return load(known)
            except ValueError:
                pass
        table = build_table(playbook)
        self.cache.put("index", key, dump(table))
        return table

    def pursuits(self, day: date, playbook: Playbook) -> PursuitResults:
        """The pursuits that the day's earlier pages followed, by what they start from; beliefs move day by day."""
        from planner.core.value.pursuit import PursuitResult

        pursuits = self._kept("courses", digest(day, playbook), dict, [PursuitResult]) or {}
        self._courses_known = len(pursuits)
        return pursuits

    def keep_pursuits(self, day: date, playbook: Playbook, pursuits: PursuitResults) -> None:
        """Keep the pursuits of a page for the day's next one."""
        from planner.cache import frozen

        if len(pursuits) > self._courses_known:
            self.cache.put("courses", digest(day, playbook), frozen.dump(pursuits))

    def page_bytes(self, day: date) -> bytes | None:
        """The diary's page of a day as it is on the disk; None where there is none. BookErrors where it is no file."""
        path = self.folder / f"diary/{day.isoformat()}.toml"
        try:
            return path.read_bytes()
        except (FileNotFoundError, IsADirectoryError):
            if not path.is_symlink() and not path.is_dir():
                return None
        from planner.book.diary.pages import page_content
        from planner.errors import BookErrors, FileError

        found = page_content(self.folder / "diary", day)
        raise BookErrors([found] if isinstance(found, FileError) else [])

    def diary_day(self, day: date) -> DiaryDay | None:
        """The diary's page of a day; BookErrors where it can't be read."""
        from planner.book.diary.pages import read_day

        content = self.page_bytes(day)
        return None if content is None else read_day(content, day, self.zone)

    def history(self, day: date) -> History:
        """What the diary's pages up to `day` say of the records; rows that can't be read are left out."""
        from planner.book.diary.pages import read_what_can_be
        from planner.core.history import read_history

        before = self._history_before(day)
        content = self.page_bytes(day)
        return read_history([read_what_can_be(content, day, self.zone)[0]], day, before) if content else before

    def _history_before(self, day: date) -> History:
        """What the pages of the days before `day` say, from the cache while they stay as they are."""
        from planner.core.history import History, read_history

        mark = self.diary_before(day)
        if not mark:
            return History()
        key = digest(mark, day, self.zone.key)
        return self._once("history", key, History, [History], lambda: read_history(self._days_before(day)[0], day))

    def diary_errors(self, day: date) -> tuple[FileError, ...]:
        """What of the pages before `day` can't be read and is left out, from the cache while they stay as they are."""
        mark = self.diary_before(day)
        if not mark:
            return ()
        from planner.errors import FileError

        key = digest(mark, self.zone.key)
        return self._once("diary-errors", key, tuple, [FileError], lambda: tuple(self._days_before(day)[1]))

    def _once(self, kind: str, key: str, cls: type[T], classes: Iterable[type], make: Callable[[], T]) -> T:
        """A value of `cls` that the cache has, holding values of `classes`; else made, and kept there."""
        from planner.cache import frozen

        known = self._kept(kind, key, cls, classes)
        if known is None:
            known = make()
            self.cache.put(kind, key, frozen.dump(known))
        return known

    def _kept(self, kind: str, key: str, cls: type[T], classes: Iterable[type]) -> T | None:
        """The value that was kept, as `frozen` reads it; None where there is none, or nothing of the kind."""
        from planner.cache import frozen

        known = self.cache.get(kind, key)
        if known is not None:
            with suppress(ValueError, KeyError, TypeError):
                value = frozen.load(known, {each.__name__: each for each in classes}, self.zone)
                if isinstance(value, cls):
                    return value
        return None

    def _days_before(self, day: date) -> tuple[list[DiaryDay], list[FileError]]:
        """The pages before `day` without what was planned, and what is wrong with them; read once a run."""
        if day not in self._read_before:
            from planner.book.diary.many_days import read_days

            folder, yesterday = self.folder / "diary", day - timedelta(days=1)
            self._read_before[day] = read_days(folder, date.min, yesterday, self.zone, self.cache, planned=False)
        return self._read_before[day]

    def diary_before(self, day: date) -> str:
        """A fingerprint of the diary's pages before `day`; "" where there are none. Worked out once a run."""
        if day not in self._diary_before:
            from planner.book.diary.many_days import diary_mark
            from planner.book.diary.pages import diary_dates

            folder, yesterday = self.folder / "diary", day - timedelta(days=1)
            has_pages = any(each < day for each in diary_dates(folder))
            self._diary_before[day] = diary_mark(folder, date.min, yesterday) if has_pages else ""
        return self._diary_before[day]

    def learned(self, day: date) -> Learned:
        """What the diary's pages before `day` teach: the playbook that the page of `day` is planned with."""
        if day not in self._learned:
            self._learned[day] = self._learn(day)
        return self._learned[day]

    def _learn(self, day: date) -> Learned:
        from planner.core.learn.learned import Learned

        playbook, mark = self.book.playbook, self.diary_before(day)
        if not mark:
            return Learned(playbook=playbook)
        from planner.core import playbook as playbook_types
        from planner.core.learn import learned as learned_types

        named = (*vars(playbook_types).values(), *vars(learned_types).values())
        classes = [each for each in named if hasattr(each, "__dataclass_fields__")]
        key = digest(mark, playbook, self.zone.key)
        return self._once("learned", key, Learned, classes, lambda: _learned_from(playbook, self._days_before(day)[0]))

    def first_seen(self) -> tuple[dict[str, date], bytes | None]:
        """The day each record without dates came into the book, as far as it is noted; and the file that tells it."""
        import tomllib

        try:
            content = (self.folder / FIRST_SEEN).read_bytes()
            told = tomllib.loads(content.decode())
        except FileNotFoundError:
            return {}, None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            from planner.errors import BookErrors, FileError

            fix = "fix the line, or take the file away: its records then count from today"
            raise BookErrors([FileError(FIRST_SEEN, getattr(error, "lineno", None), str(error), fix)]) from error
        return {name: day for name, day in told.items() if type(day) is date}, content

    def holidays(self, day: date) -> frozenset[date]:
        """Public holidays of the years around `day`, where the book names a country."""
        code = self.book.hours.holidays
        if code is None:
            return frozenset()
        years = (day.year - 1, day.year, day.year + 1)
        key = f"{code} {years}"
        known = self.cache.get("holidays", key)
        if known is not None:
            try:
                return frozenset(date.fromisoformat(text) for text in known.decode().split())
            except ValueError:
                pass
        from planner.book.read.holidays import days_off

        days = days_off(code, years)
        self.cache.put("holidays", key, " ".join(sorted(each.isoformat() for each in days)).encode())
        return frozenset(days)


def _learned_from(playbook: Playbook, days: Iterable[DiaryDay]) -> Learned:
    from planner.core.learn.learn_playbook import learned_playbook

    return learned_playbook(playbook, days)


def digest(*parts: object) -> str:
    """One key from whatever a result was made from."""
    whole = blake2b(digest_size=16)
    for part in parts:
        whole.update(part if isinstance(part, bytes) else repr(part).encode())
        whole.update(b"\0")
    return whole.hexdigest()


def day_named(text: str, today: date) -> date:
    """A day as a person says it: today, tomorrow, yesterday, a weekday (the next one), +3, or 2026-11-24.

    A ValueError where it is none of these.
    """
    day = _day_said(text.strip().lower(), today)
    if day.year not in YEARS:
        raise ValueError(f"{day} is no day of a book")
    return day


def _day_said(word: str, today: date) -> date:
    near = {"today": 0, "tomorrow": 1, "yesterday": -1}
    if word in near:
        return today + timedelta(days=near[word])
    weekdays = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    for number, weekday in enumerate(weekdays):
        if len(word) >= 3 and weekday.startswith(word):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    if word[:1] in "+-" and word[1:].isdigit() and len(word) < 6:
        return today + timedelta(days=int(word))
    return date.fromisoformat(word)
