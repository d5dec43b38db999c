"""A book of every kind of record, lived a day after the other by its pages, and who was forgotten at the end of each.

Everything on a page is done and everybody is reached; what comes of the steps of deals is drawn. Now and then a
customer asks to be left alone until some day.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.lines import report, worked_line

from planner.core.book import Account, Book, Care, Contact, Deal, Hours
from planner.core.cadence.touches import cadence_of, cadence_start, records_to_touch
from planner.core.days import WorkingDays
from planner.core.diary import DiaryDay
from planner.core.history import read_history
from planner.core.line import Line
from planner.core.page.inputs import Inputs
from planner.core.page.page import Page
from planner.core.page.plan_day import plan_day
from planner.core.playbook import Playbook
from planner.core.value.deal_index import IndexTable, try_minutes
from planner.core.worklog.outcomes import effects

from .world import BETWEEN, FIRST_DAY, SHIFTS, book_of

ZONE = ZoneInfo("Europe/Berlin")
ONE_DAY = timedelta(days=1)
HOLIDAYS = frozenset(
    date(2026, month, day) for month, day in [(1, 6), (4, 3), (4, 6), (5, 1), (5, 14), (5, 25), (10, 3), (12, 25)]
)
SUMMER = tuple(date(2026, 8, 3) + timedelta(days=n) for n in range(5))
CHRISTMAS = tuple(date(2026, 12, 24) + timedelta(days=n) for n in range(11))
ONE_BY_ONE = (date(2026, 2, 13), date(2026, 6, 5), date(2026, 10, 30))


def drawn_book(playbook: Playbook, seed: int, *, size: float, share: float) -> Book:
    """A book whose promises were all kept until the first morning; `size` 1 has 175 records."""
    luck = random.Random(seed)

    def ago(cadence: int) -> date:
        # The cadence runs out on the first day at the earliest.
        return FIRST_DAY - timedelta(days=luck.randrange(cadence))

    def count(usual: int) -> range:
        return range(max(1, round(usual * size)))

    rule = playbook.cadence
    stages = [stage.name for stage in playbook.stages]
    prospects = [
        Deal(
            id=f"open-{n}",
            name=f"Open {n}",
            amount=luck.lognormvariate(10, 1),
            stage=luck.choice(stages),
            attempts=0,
            last_touch=ago(rule.open),
        )
        for n in count(25)
    ]
    prospects += [
        Deal(
            id=f"{stage}-{n}",
            name=f"{stage} {n}",
            amount=luck.lognormvariate(10, 1),
            stage=stage,
            lost_on=FIRST_DAY - timedelta(days=luck.randrange(90, 400)) if stage == "lost" else None,
            last_touch=ago(cadence),
        )
        for stage, cadence, usual in (("lost", rule.lost, 40), ("parked", rule.parked, 30))
        for n in count(usual)
    ]
    accounts = tuple(
        Account(
            id=f"account-{n}", name=f"Account {n}", revenue=luck.lognormvariate(11, 1), last_touch=ago(rule.account)
        )
        for n in count(20)
    )
    contacts = tuple(Contact(id=f"contact-{n}", name=f"Contact {n}", checked=ago(rule.contact)) for n in count(60))
    hours = Hours(
        week=(SHIFTS,) * 4 + (SHIFTS[:1], (), ()), between=BETWEEN, days_off=(*SUMMER, *CHRISTMAS, *ONE_BY_ONE)
    )
    return book_of(
        playbook,
        Care(share=share, find=0.05),
        hours=hours,
        deals=tuple(prospects),
        accounts=accounts,
        contacts=contacts,
    )


@dataclass(slots=True)
class Keeper:
    """Somebody who does what each page says."""

    book: Book
    table: IndexTable
    luck: random.Random
    diary: list[DiaryDay] = field(default_factory=list)
    done: dict[str, int] = field(default_factory=dict)

    @property
    def working(self) -> WorkingDays:
        return WorkingDays(self.book.hours, HOLIDAYS)

    def page(self, today: date) -> Page:
        inputs = Inputs(
            book=self.book,
            day=today,
            now=datetime(today.year, today.month, today.day, 7, tzinfo=ZONE),
            table=self.table,
            history=read_history(self.diary, today),
            holidays=HOLIDAYS,
        )
        return plan_day(inputs).page

    def live(self, page: Page) -> None:
        """Every item of the page, done as it stands."""
        rows = []
        for item in page.items:
            outcome = self.work(item, page.date)
            rows.append(
                worked_line(
                    item=item.what.item,
                    record=item.what.record,
                    does=item.what.does,
                    play=item.what.play,
                    title=item.what.title,
                    start=item.slot.start,
                    end=item.slot.end,
                    minutes=item.slot.minutes,
                    outcome=outcome,
                    index=item.worth.index,
                    stage=item.what.stage,
                )
            )
        self.diary.append(DiaryDay(date=page.date, price_today=page.prices.today, worked=tuple(rows)))

    def work(self, item: Line, today: date) -> str | None:
        record = next((each for each in self.records() if each.id == item.what.record), None)
        if record is None or item.what.does in ("prepare", "follow-up"):
            return "done"
        at: datetime | None = None
        outcome: str | None = "done"
        if item.what.does == "book":
            outcome, at = "booked", self._appointment(today)
        elif item.what.does == "fresh-look":
            outcome = self.luck.choice(("advanced", "stayed", "stayed", "lost"))
        elif item.what.does == "advance":
            outcome = self._attempt(item)
        if outcome is not None:
            changes = effects(record, item.what.does, report(outcome, at=at), today, self.book.playbook)
            self.change(record, changes, today)
        return outcome

    def _appointment(self, today: date) -> datetime:
        day = today
        for _ in range(self.luck.randint(1, 8)):
            day = self.working.next_after(day)
        return datetime(day.year, day.month, day.day, self.luck.choice((10, 11, 14)), tzinfo=ZONE)

    def _attempt(self, item: Line) -> str | None:
        play, record = self.book.playbook.plays[item.what.play], item.what.record or ""
        if play.splits:
            self.done[record] = self.done.get(record, 0) + item.slot.minutes
            if self.done[record] < try_minutes(play):
                return None
            del self.done[record]
        return self.luck.choices(("advanced", "stayed", "lost"), (0.3, 0.6, 0.1))[0]

    def change(self, record: Deal | Account | Contact, changes: dict[str, object], today: date) -> None:
        if self.luck.random() < 0.04:  # "call me after the fair"
            key = "not_before" if isinstance(record, Contact) or self.luck.random() < 0.5 else "next_on"
            changes = {**changes, key: today + timedelta(days=self.luck.randint(3, 60))}
        after = replace(record, **changes)  # type: ignore[arg-type]
        kind = "deals" if isinstance(record, Deal) else "accounts" if isinstance(record, Account) else "contacts"
        records = tuple(after if each.id == record.id else each for each in getattr(self.book, kind))
        self.book = replace(self.book, **{kind: records})

    def records(self) -> Iterator[Deal | Account | Contact]:
        yield from (*self.book.deals, *self.book.accounts, *self.book.contacts)

    def forgotten(self, today: date) -> list[str]:
        """Records whose last day (cadence × 1.05) is over before the next working day, by their own dates alone."""
        next_day = self.working.next_after(today)
        found = []
        for record in records_to_touch(self.book):
            agreed = [record.not_before, None if isinstance(record, Contact) else record.next_on]
            clock = cadence_start(record)
            if clock is None or any(day is not None and day > today for day in agreed):
                continue
            cadence = cadence_of(record, self.book.playbook)
            if clock + timedelta(days=cadence + cadence // 20) < next_day:
                found.append(record.id)
        return found


def lived_days(keeper: Keeper, count: int) -> Iterator[tuple[Page, list[str]]]:
    """The next `count` working days: each one's page, and who is forgotten at its end."""
    today = FIRST_DAY - ONE_DAY
    for _ in range(count):
        today = keeper.working.next_after(today)
        page = keeper.page(today)
        keeper.live(page)
        yield page, keeper.forgotten(today)
