"""The history of each record in the diary, as far as today's page needs it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date, timedelta
from statistics import median
from typing import NamedTuple

from planner.core.book import Deal, Task
from planner.core.diary import DiaryDay
from planner.core.line import CLOSE_FILE, NOT_HAPPENED, SILENT, TRIES, Line
from planner.frozen_class import frozen

QUARTER = timedelta(days=91)
OVERTIME = 30  # minutes, at most, that work takes once its own are used up
SEARCHED = timedelta(days=60)  # for which minutes of prospecting are kept: a leave is longer than a week
AWAY = 7  # days without a log, after which the rep counts as away
PAGES_FOR_PRICE = 20
PAGES_TO_JUDGE = 5  # from which on their median price says what an hour is worth

PARTS = ("book", "prepare")  # steps that leave an attempt half done
ATTEMPTS = ("advance", "visit", "fresh-look")  # steps that make the attempt, and end what was half done
NOT_FINISHED = (None, "stayed", *NOT_HAPPENED)  # outcomes after which it is still to be done
MAIN_CONTACT = ""  # in `tried_with`: a row that names nobody was with the record's main contact
WITHOUT_CONTACT = ("booked", *NOT_HAPPENED)
TRIED = ("advanced", "stayed", "no-contact", "no-show", "done")
ANSWERED = ("done", "stayed", "waiting", "advanced")  # outcomes of a qualifying call in which they could be asked


class QualifyingCall(NamedTuple):
    """A qualifying call that was answered: its day, and the deal's stage then."""

    on: date
    stage: str | None


class SaidCount(NamedTuple):
    """The times that a talking point worked, of those it was tried."""

    worked: int
    tried: int


class AgreedWork(NamedTuple):
    """Work on an agreed next step that is not done yet: its title, and the minutes so far."""

    title: str
    minutes: int


@frozen(kw_only=True)
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
    cases: Mapping[str, QualifyingCall] = field(default_factory=dict)  # the last time that its case was built
    close_file: Mapping[str, date] = field(default_factory=dict)  # when deals were last asked whether to close the file
    half_done: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    follow_up_owed: Mapping[str, str] = field(default_factory=dict)  # records reached, nothing sent since: the play
    task_minutes: Mapping[str, int] = field(default_factory=dict)
    agreed_work: Mapping[str, AgreedWork] = field(default_factory=dict)  # by deal
    tasks_done: frozenset[str] = frozenset()
    worked_today: tuple[Line, ...] = ()
    searched: Mapping[date, int] = field(default_factory=dict)  # minutes of prospecting in the last days
    price_pages: int = 0  # pages that `price_lately` is the median of
    price_lately: float | None = None  # money per hour: median of the last pages' price of an hour
    said: Mapping[str, SaidCount] = field(default_factory=dict)  # by the id of an answer or story
    last_logged: date | None = None  # the last day on which something was logged
    absences: tuple[tuple[date, date], ...] = ()  # the days logged before and after more than a week without a log

    def has_done(self, task: Task) -> bool:
        """True for a task that is finished; one that comes again never is before it says so."""
        return task.done_on is not None or (task.every is None and task.id in self.tasks_done)

    def agreed_minutes(self, deal: Deal) -> int | None:
        """Minutes left of a deal's agreed next step; None where it has no minutes of its own."""
        work = self.agreed_work.get(deal.id)
        if deal.next_minutes is None or work is None or (deal.next is not None and deal.next != work.title):
            return deal.next_minutes
        left = deal.next_minutes - work.minutes
        return left if left > 0 else min(deal.next_minutes, OVERTIME)

    @property
    def price_to_judge(self) -> float | None:
        """The median price of an hour (money) where it is that of 5 pages or more, else None."""
        return self.price_lately if self.price_pages >= PAGES_TO_JUDGE else None

    def days_absent(self, start: date, today: date) -> int:
        """Days from `start` to `today` of absences: more than a week in which nothing was logged."""
        gaps = list(self.absences)
        if self.last_logged is not None and (today - self.last_logged).days > AWAY:
            gaps.append((self.last_logged, today))
        return sum(max(0, (min(until, today) - max(after, start)).days) for after, until in gaps)

    def covers_a_quarter(self, today: date) -> bool:
        return self.first_day is not None and self.first_day <= today - QUARTER


def read_history(days: Iterable[DiaryDay], today: date, before: History | None = None) -> History:
    """The history in `days`, in order of date, none after `today`.

    `before` is that of all earlier days, as it was read for the same `today`.
    """
    before = before or History()
    reading = _Reading(today, before)
    prices: list[float] = []
    first_day, worked_today = before.first_day, before.worked_today
    for day in days:
        first_day = first_day or day.date
        if day.date < today and (price := day.usual_price) is not None:
            prices.append(price)
        if day.date == today:
            worked_today = day.worked
        if day.worked:
            reading.note_day(day.date)
        for row in day.worked:
            reading.add(row, day.date)
    return History(
        first_day=first_day,
        visits=reading.visits,
        last_visit=reading.last_visit,
        last_try=reading.last_try,
        tried_with=reading.tried_with,
        qualified=reading.qualified,
        revisited=reading.revisited,
        second_person=reading.second_person,
        cases=reading.cases,
        close_file=reading.close_file,
        half_done=reading.half_done,
        follow_up_owed=reading.owed,
        task_minutes=reading.task_minutes,
        agreed_work=reading.agreed_work,
        tasks_done=frozenset(reading.tasks_done),
        worked_today=worked_today,
        searched=reading.searched,
        price_pages=min(PAGES_FOR_PRICE, len(prices)) or before.price_pages,
        price_lately=median(prices[-PAGES_FOR_PRICE:]) if prices else before.price_lately,
        said=reading.said,
        last_logged=reading.last_logged,
        absences=tuple(reading.absences),
    )


class _Reading:
    """The history so far, row by row."""

    def __init__(self, today: date, before: History) -> None:
        self.today = today
        self.visits, self.last_visit = dict(before.visits), dict(before.last_visit)
        self.last_try, self.revisited = dict(before.last_try), dict(before.revisited)
        self.qualified, self.second_person = dict(before.qualified), dict(before.second_person)
        self.cases, self.close_file = dict(before.cases), dict(before.close_file)
        self.tried_with = {record: dict(people) for record, people in before.tried_with.items()}
        self.half_done = {record: dict(parts) for record, parts in before.half_done.items()}
        self.owed = dict(before.follow_up_owed)
        self.task_minutes, self.tasks_done = dict(before.task_minutes), set(before.tasks_done)
        self.searched, self.agreed_work = dict(before.searched), dict(before.agreed_work)
        self.said = dict(before.said)
        self.last_logged, self.absences = before.last_logged, list(before.absences)

    def note_day(self, on: date) -> None:
        """Note that something was logged on a day, and an absence before it."""
        if self.last_logged is not None and (on - self.last_logged).days > AWAY:
            self.absences.append((self.last_logged, on))
        self.last_logged = on

    def add(self, row: Line, on: date) -> None:
        for id, worked in row.result.said.items():
            count = self.said.get(id, SaidCount(0, 0))
            self.said[id] = SaidCount(count.worked + worked, count.tried + 1)
        if row.what.does == "find" and on > self.today - SEARCHED:
            self.searched[on] = self.searched.get(on, 0) + row.slot.minutes
        if row.what.does == "task":
            self.task_minutes[row.what.item] = self.task_minutes.get(row.what.item, 0) + row.slot.minutes
            if row.result.outcome not in NOT_FINISHED:
                self.tasks_done.add(row.what.item)
                self.task_minutes.pop(row.what.item)  # those of the next one, if the task comes again
        if row.what.record is not None:
            self._agreed(row, row.what.record)
            self._contact(row, row.what.record, on)
            self._attempt(row, row.what.record)

    def _agreed(self, row: Line, record: str) -> None:
        """Add the minutes of an agreed step that is not done; what is done leaves none."""
        if row.what.does != "agreed" or row.result.outcome in NOT_HAPPENED:
            return
        work = self.agreed_work.pop(record, None)
        if row.result.outcome is None or row.is_piece:
            before = work.minutes if work is not None and work.title == row.what.title else 0
            self.agreed_work[record] = AgreedWork(row.what.title, before + row.slot.minutes)

    def _contact(self, row: Line, record: str, on: date) -> None:
        """Note the last try, call and visit of a record."""
        does, outcome = row.what.does, row.result.outcome
        if does in TRIES and outcome in TRIED:
            self.last_try[record] = on
            people = self.tried_with.setdefault(record, {})
            people |= dict.fromkeys(row.what.people or (MAIN_CONTACT,), on)
        if does == "fresh-look" and outcome not in (None, *WITHOUT_CONTACT):
            self.revisited[record] = on
        if does == "ask" and row.what.play != CLOSE_FILE:
            called = {"ask": self.qualified, "second-person": self.second_person}.get(row.what.play)
            if called is not None and outcome in ANSWERED:
                called[record] = QualifyingCall(on, row.what.stage)
            elif called is None and outcome == "done":
                self.cases[record] = QualifyingCall(on, row.what.stage)
        if row.what.play == CLOSE_FILE and outcome in TRIED:
            self.close_file[record] = on
        if does == "visit" and outcome not in (None, *SILENT):
            self.last_visit[record] = on
            if on > self.today - QUARTER:
                self.visits[record] = self.visits.get(record, 0) + 1

    def _attempt(self, row: Line, record: str) -> None:
        """Follow a record's attempt through a row: the parts half done, and the follow-up owed."""
        does, outcome = row.what.does, row.result.outcome
        finished_part = does in PARTS and outcome not in NOT_FINISHED
        if finished_part or (does == "advance" and outcome is None):
            parts = self.half_done.setdefault(record, {})
            parts[does] = parts.get(does, 0) + row.slot.minutes
        elif does in ATTEMPTS and outcome not in WITHOUT_CONTACT:
            self.half_done.pop(record, None)
            if outcome in ("advanced", "stayed"):
                self.owed[record] = row.what.play
        followed_up = does == "follow-up" and outcome not in NOT_FINISHED
        if followed_up or outcome in ("lost", "won", "parked"):
            self.owed.pop(record, None)
