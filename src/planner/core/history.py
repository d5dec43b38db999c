"""The history of each record in the diary, as far as today's page needs it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median
from typing import NamedTuple

from planner.core.diary import DiaryDay
from planner.core.line import NOT_HAPPENED, SILENT, TRIES, Line

QUARTER = timedelta(days=91)
SEARCHED = timedelta(days=60)  # for which minutes of prospecting are kept: a leave is longer than a week
PAGES_FOR_PRICE = 20

PARTS = ("book", "prepare")  # steps that leave an attempt half done
ATTEMPTS = ("advance", "visit", "fresh-look")  # steps that make the attempt, and end what was half done
NOT_FINISHED = (None, "stayed", *NOT_HAPPENED)  # outcomes after which it is still to be done
MAIN_CONTACT = ""  # in `tried_with`: a row that names nobody was with the record's main contact
WITHOUT_CONTACT = ("booked", *NOT_HAPPENED)
TRIED = ("advanced", "stayed", "no-contact", "no-show", "done")


class QualifyingCall(NamedTuple):
    """A qualifying call that was answered: its day, and the deal's stage then."""

    on: date
    stage: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Drawn from the diary.

    `half_done` holds minutes already spent on the attempt under way, by record then step.
    """

    first_day: date | None = None
    visits: Mapping[str, int] = field(default_factory=dict)  # in the last quarter, by account
    last_visit: Mapping[str, date] = field(default_factory=dict)
    last_try: Mapping[str, date] = field(default_factory=dict)  # with or without an answer
    tried_with: Mapping[str, Mapping[str, date]] = field(default_factory=dict)  # the same, by person
    qualified: Mapping[str, QualifyingCall] = field(default_factory=dict)  # the last qualifying call that was answered
    revisited: Mapping[str, date] = field(default_factory=dict)  # the last revisit of a lost deal that reached them
    second_person: Mapping[str, QualifyingCall] = field(default_factory=dict)  # the last call for one that was answered
    half_done: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    follow_up_owed: Mapping[str, str] = field(default_factory=dict)  # records reached, nothing sent since: the play
    task_minutes: Mapping[str, int] = field(default_factory=dict)
    tasks_done: frozenset[str] = frozenset()
    worked_today: tuple[Line, ...] = ()
    searched: Mapping[date, int] = field(default_factory=dict)  # minutes of prospecting in the last days
    price_pages: int = 0  # pages that `price_lately` is the median of
    price_lately: float | None = None  # money per hour: median of the last pages' price of an hour

    def covers_a_quarter(self, today: date) -> bool:
        return self.first_day is not None and self.first_day <= today - QUARTER


def read_history(days: Iterable[DiaryDay], today: date, before: History | None = None) -> History:
    """The history that `days` (in order of date, none after `today`) tell.

    `before` is that of all earlier days, as it was read for the same `today`.
    """
    before = before or History()
    visits, last_visit = dict(before.visits), dict(before.last_visit)
    last_try, qualified = dict(before.last_try), dict(before.qualified)
    revisited, second_person = dict(before.revisited), dict(before.second_person)
    tried_with = {record: dict(people) for record, people in before.tried_with.items()}
    half_done = {record: dict(parts) for record, parts in before.half_done.items()}
    owed = dict(before.follow_up_owed)
    task_minutes, tasks_done = dict(before.task_minutes), set(before.tasks_done)
    prices: list[float] = []
    first_day = before.first_day
    worked_today = before.worked_today
    searched = dict(before.searched)
    for day in days:
        first_day = first_day or day.date
        if day.price_today is not None and day.date < today:
            prices.append(day.price_today)
        if day.date == today:
            worked_today = day.worked
        for row in day.worked:
            if row.what.does == "find" and day.date > today - SEARCHED:
                searched[day.date] = searched.get(day.date, 0) + row.slot.minutes
            if row.what.does == "task":
                task_minutes[row.what.item] = task_minutes.get(row.what.item, 0) + row.slot.minutes
                if row.result.outcome not in NOT_FINISHED:
                    tasks_done.add(row.what.item)
            if row.what.record is None:
                continue
            if row.what.does in TRIES and row.result.outcome in TRIED:
                last_try[row.what.record] = day.date
                people = tried_with.setdefault(row.what.record, {})
                people |= dict.fromkeys(row.what.people or (MAIN_CONTACT,), day.date)
            if row.what.does == "fresh-look" and row.result.outcome not in (*WITHOUT_CONTACT, None):
                revisited[row.what.record] = day.date
            if row.what.does == "ask" and row.result.outcome == "done":
                calls = second_person if row.what.play == "second-person" else qualified
                calls[row.what.record] = QualifyingCall(day.date, row.what.stage)
            if row.what.does == "visit" and row.result.outcome not in (None, *SILENT):
                last_visit[row.what.record] = day.date
                if day.date > today - QUARTER:
                    visits[row.what.record] = visits.get(row.what.record, 0) + 1
            _attempt(row, row.what.record, half_done, owed)
    return History(
        first_day=first_day,
        visits=visits,
        last_visit=last_visit,
        last_try=last_try,
        tried_with=tried_with,
        qualified=qualified,
        revisited=revisited,
        second_person=second_person,
        half_done=half_done,
        follow_up_owed=owed,
        task_minutes=task_minutes,
        tasks_done=frozenset(tasks_done),
        worked_today=worked_today,
        searched=searched,
        price_pages=min(PAGES_FOR_PRICE, len(prices)) or before.price_pages,
        price_lately=median(prices[-PAGES_FOR_PRICE:]) if prices else before.price_lately,
    )


def _attempt(row: Line, record: str, half_done: dict[str, dict[str, int]], owed: dict[str, str]) -> None:
    """Follow a record's attempt through a row: the parts half done, and the follow-up owed."""
    finished_part = row.what.does in PARTS and row.result.outcome not in NOT_FINISHED
    if finished_part or (row.what.does == "advance" and row.result.outcome is None):
        parts = half_done.setdefault(record, {})
        parts[row.what.does] = parts.get(row.what.does, 0) + row.slot.minutes
    elif row.what.does in ATTEMPTS and row.result.outcome not in (*NOT_HAPPENED, "booked"):
        half_done.pop(record, None)
        if row.result.outcome in ("advanced", "stayed"):
            owed[record] = row.what.play
    followed_up = row.what.does == "follow-up" and row.result.outcome not in NOT_FINISHED
    if followed_up or row.result.outcome in ("lost", "won", "parked"):
        owed.pop(record, None)
