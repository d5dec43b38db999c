"""The same territory lived by the product's own pages: each morning a page, its lines worked in order, what happened
written back to the records and the diary; when a line is called off or time is left, the page is replanned from now.

A meeting one goes into unprepared moves nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tests.lines import report, worked_line

from planner.core.book import Book, Care, Deal
from planner.core.diary import DiaryDay
from planner.core.history import read_history
from planner.core.line import Line
from planner.core.page.diary_rows import diary_day, staying
from planner.core.page.inputs import Inputs
from planner.core.page.page import Page
from planner.core.page.plan_day import plan_day
from planner.core.playbook import Play
from planner.core.value.deal_index import IndexTable, try_minutes
from planner.core.value.pursuit import PursuitResults
from planner.core.worklog.outcomes import effects

from .hourly import Lived
from .world import BETWEEN, NO_ANSWER, SHIFTS, SimulatedDeal, Territory, book_of, free_slot, record_of, working_days

ZONE = ZoneInfo("Europe/Berlin")
WORTH_A_NEW_PAGE = 15  # minutes of empty time


class Written(NamedTuple):
    """How an item went: the minutes it took and what came of it."""

    minutes: float
    outcome: str | None
    answers: dict[str, str]


@dataclass(slots=True)
class Chronicle:
    """What came of a life by pages; money in amounts."""

    won: float = 0.0
    makes: float = 0.0
    minutes: float = 0.0
    deals_won: int = 0
    pages: int = 0
    unproven: int = 0
    spent: Counter[str] = field(default_factory=Counter)  # minutes by what was done
    unprepared: int = 0

    def lived(self) -> Lived:
        return Lived(self.won, self.makes, self.minutes / 60, self.deals_won)


@dataclass(slots=True)
class Rep:
    """Somebody who does what the page says."""

    territory: Territory
    table: IndexTable
    book: Book
    chronicle: Chronicle = field(default_factory=Chronicle)
    deals: dict[str, SimulatedDeal] = field(default_factory=dict)
    records: dict[str, Deal] = field(default_factory=dict)
    diary: list[DiaryDay] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)
    done: Counter[str] = field(default_factory=Counter)  # minutes of the attempt under way
    prepared: set[str] = field(default_factory=set)
    owed: dict[str, int] = field(default_factory=dict)
    worked: set[tuple[str, datetime]] = field(default_factory=set)  # of this page, by its places
    pursuits: PursuitResults = field(default_factory=dict)  # followed already, for pages to come

    # -- one day ------------------------------------------------------------------------------------------------

    def live_day(self, number: int, today: date) -> None:
        page = self.plan(today, SHIFTS[0].start)
        clock, changed = SHIFTS[0].start, False
        while True:
            ahead = [item for item in page.items if not self.is_done(item)]
            fixed = min((_minute(item.slot.start) for item in ahead if item.slot.fixed), default=None)
            due = next((item for item in ahead if item.slot.fixed and _minute(item.slot.start) == fixed), None)
            if due is not None and fixed is not None and clock >= fixed - BETWEEN:
                clock, changed = self.work(due, max(clock, fixed), number, today), True
                continue
            shift = next((shift for shift in SHIFTS if clock < shift.end), None)
            if shift is None and fixed is None:
                return
            clock = max(clock, shift.start) if shift else clock
            until = min(shift.end if shift else clock, fixed - BETWEEN if fixed is not None else 1440)
            item = next((each for each in ahead if not each.slot.fixed and self.fits(each, clock, until)), None)
            if item is not None:
                clock, changed = self.work(item, clock, number, today), True
            elif changed and until - clock >= WORTH_A_NEW_PAGE:
                page, changed = self.plan(today, clock), False
            else:
                clock = fixed if fixed is not None and (shift is None or fixed - BETWEEN <= shift.end) else shift.end

    def fits(self, item: Line, clock: int, until: int) -> bool:
        """Whether a movable item can be done now: a follow-up only once its meeting has been."""
        if clock + item.slot.minutes > until:
            return False
        return item.what.does != "follow-up" or item.what.record in self.owed

    def is_done(self, item: Line) -> bool:
        if item.what.does == "follow-up" and item.what.record not in self.owed:
            # Before its meeting it is in the future; after it, nobody is there to follow up.
            return any(
                row.what.record == item.what.record and row.what.does == "advance" for row in self.diary[-1].worked
            )
        if item.what.record not in self.records:
            return True  # lost or won meanwhile
        return item.status.state == "done" or (item.what.item, item.slot.start) in self.worked

    def plan(self, today: date, minute: int) -> Page:
        """A page from now on, written to the diary as the product does."""
        if not self.diary or self.diary[-1].date != today:
            self.diary.append(DiaryDay(date=today))
        now = moment_of(today, minute)
        old = self.diary[-1]
        book = replace(self.book, deals=tuple(self.records.values()))
        self.worked.clear()
        inputs = Inputs(
            book=book,
            day=today,
            now=now,
            table=self.table,
            history=read_history(self.diary, today),
            kept=staying(old, now, None, book),
            pursuits=self.pursuits,
        )
        page = plan_day(inputs).page
        self.diary[-1] = diary_day(old, page, lambda _: "")
        self.chronicle.pages += 1
        self.chronicle.unproven += not page.proven
        return page

    # -- one item -----------------------------------------------------------------------------------------------

    def work(self, item: Line, clock: int, number: int, today: date) -> int:
        """Do an item from `clock` on; returns the minute at which the next may begin."""
        record = self.records[item.what.record or ""]
        went = self.happens(item, record, number, today)
        minutes = went.minutes
        self.worked.add((item.what.item, item.slot.start))
        start = moment_of(today, clock)
        if item.what.does == "advance" and went.outcome is not None and went.outcome != "no-contact":
            self.attempted(record, went.outcome)
        self.diary[-1] = replace(
            self.diary[-1],
            worked=(
                *self.diary[-1].worked,
                worked_line(
                    item=item.what.item,
                    record=record.id,
                    does=item.what.does,
                    play=item.what.play,
                    title=item.what.title,
                    start=start,
                    end=start + timedelta(minutes=minutes),
                    minutes=round(minutes),
                    outcome=went.outcome,
                    index=item.worth.index,
                    stage=record.stage,
                    answers=went.answers,
                ),
            ),
        )
        self.chronicle.minutes += minutes
        self.chronicle.spent[item.what.does if went.outcome != "no-contact" else "no answer"] += round(minutes)
        self.chronicle.makes += item.worth.makes * minutes / item.slot.minutes / self.book.rep.keeps
        return clock + round(-(-minutes // 5) * 5) + BETWEEN

    def happens(self, item: Line, record: Deal, number: int, today: date) -> Written:
        """What comes of an item; the record is brought up to date."""
        deal = self.deals[record.id]
        play = self.territory.playbook.plays[item.what.play]
        if item.what.does == "follow-up":
            self.owed.pop(record.id, None)
            return Written(item.slot.minutes, "done", {})
        if item.what.does == "prepare":
            self.prepared.add(record.id)
            return Written(item.slot.minutes, "done", {})
        if item.what.does == "touch":
            self.change(record, item.what.does, "done", today)
            return Written(item.slot.minutes, "done", {})
        calls = item.what.does in ("ask", "book") or play.how == "call"
        if calls and not self.territory.answers_call(deal, item.what.does, record):
            self.change(record, item.what.does, "no-contact", today)
            return Written(NO_ANSWER, "no-contact", {})
        if item.what.does == "ask":
            answers = self.territory.learnt(deal, record)
            self.change(record, item.what.does, "done", today, answers=answers)
            return Written(item.slot.minutes, "done", answers)
        if item.what.does == "book":
            slot = free_slot(self.taken, number + self.territory.wait(deal, record))
            self.taken.add(slot)
            at = moment_of(working_days(slot[0] + 1)[-1], slot[1])
            self.change(record, item.what.does, "booked", today, at=at)
            return Written(item.slot.minutes, "booked", {})
        return self.attempt(item, record, play, today)

    def attempt(self, item: Line, record: Deal, play: Play, today: date) -> Written:
        minutes = item.slot.minutes
        if play.splits and self.done[record.id] + minutes < try_minutes(play):
            self.done[record.id] += minutes
            return Written(minutes, None, {})
        outcome = self.territory.outcome(self.deals[record.id], record)
        if play.how == "meeting" and play.prepare and record.id not in self.prepared:
            self.chronicle.unprepared += 1
            outcome = "stayed" if outcome == "advanced" else outcome
        self.change(record, "advance", outcome, today)
        return Written(minutes, outcome, {})

    def attempted(self, record: Deal, outcome: str) -> None:
        """After an attempt nothing of it is half done; after a meeting that was not the last, a follow-up is owed."""
        self.done.pop(record.id, None)
        self.prepared.discard(record.id)
        stage = next(stage for stage in self.territory.playbook.stages if stage.name == record.stage)
        play = self.territory.playbook.plays[stage.play]
        if play.how == "meeting" and play.follow_up and outcome != "lost":
            self.owed[record.id] = play.follow_up

    def change(self, record: Deal, does: str, outcome: str, today: date, **said: object) -> None:
        changes = effects(record, does, report(outcome, **said), today, self.territory.playbook)
        if said.get("answers"):
            changes["answers"] = {**record.answers, **changes["answers"]}
        self.records[record.id] = after = replace(record, **changes)
        if after.stage == "won":
            self.chronicle.won += record.amount
            self.chronicle.deals_won += 1
        if after.stage in ("won", "lost"):
            # What is over is somebody else's: this is about the deals that can be won.
            del self.records[record.id]


def live_by_pages(
    territory: Territory, table: IndexTable, care: Care, days: int, watch: Callable[[Rep, int], None] | None = None
) -> Chronicle:
    """The first `days` working days of the territory by the product's pages; `watch` sees the rep after each day."""
    rep = Rep(territory, table, book_of(territory.playbook, care))
    coming = list(reversed(territory.deals))
    for number, today in enumerate(working_days(days)):
        while coming and coming[-1].arrives <= number:
            deal = coming.pop()
            rep.deals[deal.id] = deal
            rep.records[deal.id] = record_of(deal, territory.playbook, today)
        rep.live_day(number, today)
        if watch is not None:
            watch(rep, number)
    return rep.chronicle


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


def moment_of(day: date, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=ZONE)
