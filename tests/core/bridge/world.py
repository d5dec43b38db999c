"""A book of deals that is worked, edited and aged for weeks, with its own account of every change.

A deal's value is any number at all: a checksum of its record, the work for it, the day, the price and the playbook. So
nothing adds up by luck.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from zlib import crc32

from planner.core.book import Deal
from planner.core.bridge.bridge import Events, FirstPage, bridge, first_pages, row_moves
from planner.core.bridge.first_page import Valuations, first_page_moves
from planner.core.bridge.moves import Move, class_of, table_of_moves
from planner.core.bridge.pipeline_value import won_cents
from planner.core.bridge.row_values import Values, pipeline_move
from planner.core.bridge.snapshot import DealSnapshot, Snapshot, values_since
from planner.core.diary import DiaryDay
from planner.core.line import Line, Outcome, Slot, What
from planner.core.review.period import Period
from planner.core.value.deal_value import is_open

MONDAY = date(2026, 11, 23)
OUTCOMES = ("advanced", "stayed", "waiting", "no-contact", "no-show", "booked", "done", "lost", "won", "parked", None)
Account = dict[tuple[date, str], int]  # cents by first page and class


@dataclass
class World:
    """The book and its diary today, and an account of what each event was worth when it happened."""

    random: Random
    book: Any  # a Book
    today: date = MONDAY
    price: float = 100.0
    playbook: int = 1
    work: dict[str, int] = field(default_factory=dict)
    pages: dict[date, DiaryDay] = field(default_factory=dict)
    snapshot: Snapshot | None = None
    account: Account = field(default_factory=dict)
    last_row: dict[str, Line] = field(default_factory=dict)  # the last that was logged, by deal
    touched: set[str] = field(default_factory=set)  # by hand since the last first page

    def value(self, deal: Deal, on: date, price: float, playbook: int) -> int:
        if not is_open(deal):
            return 0
        known = (deal.id, deal.amount, deal.stage, deal.attempts, self.work.get(deal.id, 0), on, price, playbook)
        return crc32(repr(known).encode()) % 1_000_000

    def value_then(self, deal: Deal) -> int:
        """At the day, price and playbook of the last first page."""
        assert self.snapshot is not None
        return self.value(deal, self.snapshot.date, self.snapshot.price or 0, int(self.snapshot.playbook))

    def deal(self, id: str) -> Deal | None:
        return next((deal for deal in self.book.deals if deal.id == id), None)

    def worth(self, id: str) -> int:
        """What the deal has won, in cents."""
        return won_cents(self.book).get(id, 0)

    def put(self, deal: Deal) -> None:
        others = tuple(each for each in self.book.deals if each.id != deal.id)
        self.book = replace(self.book, deals=(*others, deal))

    def count(self, what: str, cents: int, on: date | None = None) -> None:
        assert self.snapshot is not None
        key = (on or self.snapshot.date, what)
        self.account[key] = self.account.get(key, 0) + cents

    # What happens

    def first_page(self) -> None:
        before = self.snapshot
        found, moves = self.now()
        figures: dict[str, object] = {"pipeline": found.total, "pipeline_deals": len(found.deals)}
        if moves is not None:
            figures["moved"] = table_of_moves(moves)
        day = self.pages.get(self.today, DiaryDay(date=self.today))
        self.pages[self.today] = replace(day, figures=figures)
        if before is not None:
            self._age(before, found)
        self.snapshot = found
        self.touched.clear()

    def _age(self, before: Snapshot, found: Snapshot) -> None:
        """Enter the night into the account: one thing changes at a time."""
        for deal in self.book.deals:
            if not is_open(deal):
                continue
            v1 = self.value_then(deal)
            v2 = self.value(deal, before.date, self.price, self.playbook)
            v3 = found.deals[deal.id].cents
            if self._came_in(deal.id, before):
                self.count("new", v3)
            else:
                self.count("price_and_playbook", v2 - v1)
                self.count("time", v3 - v2)

    def _came_in(self, id: str, before: Snapshot) -> bool:
        """True for a deal that was not open at the last first page, or was closed since, and not worked since."""
        return f"came {id}" in self.touched

    def now(self) -> tuple[Snapshot, list[Move] | None]:
        """The snapshot that a first page made now would keep, and its moves."""
        snapshot = Snapshot(
            date=self.today,
            made=datetime.combine(self.today, time(7), UTC),
            playbook=str(self.playbook),
            price=self.price,
            deals={
                deal.id: DealSnapshot(
                    self.value(deal, self.today, self.price, self.playbook), deal.amount, deal.stage, self.mark(deal)
                )
                for deal in self.book.deals
                if is_open(deal)
            },
            won=won_cents(self.book),
        )
        before = self.snapshot
        if before is None:
            return snapshot, None
        known = values_since(before, row_moves(self.pages.values()).get(before.date, ()))
        same = (before.price, before.playbook) == (snapshot.price, snapshot.playbook)
        values = Valuations(
            by_hand=self.value_then,
            repriced=None if same else lambda deal: self.value(deal, before.date, self.price, self.playbook),
            now=lambda deal: snapshot.deals[deal.id].cents,
            mark=self.mark,
        )
        return snapshot, first_page_moves(known, self.book, before.date, values)

    def mark(self, deal: Deal) -> str:
        return repr((deal.amount, deal.stage, deal.attempts))

    def log(self, id: str, outcome: str | None, on: date | None = None, corrects: Line | None = None) -> None:
        """Log work for a deal on a day; the account takes it at once."""
        deal = self.deal(id)
        assert deal is not None
        assert self.snapshot is not None
        on = on or self.today
        page = self.pages.get(on, DiaryDay(date=on))
        before = self.value_then(deal)
        if f"came {id}" in self.touched:  # worked before its first page
            self.touched.discard(f"came {id}")
            self.count("new", before)
        won = -self.worth(id)
        self.work[id] = self.work.get(id, 0) + 1
        stage = outcome if outcome in ("lost", "won", "parked") else deal.stage
        if corrects is not None and outcome not in ("lost", "won", "parked"):
            stage = "demo"
        deal = replace(deal, stage=stage, attempts=(deal.attempts or 0) + 1)
        self.put(deal)
        after = self.value_then(deal)
        won += self.worth(id)
        start = datetime.combine(on, time(9), UTC) + timedelta(minutes=len(page.worked))
        row = Line(
            what=What(item=f"{id}/talk", record=id, does="advance", play="talk", title="Talk"),
            slot=Slot(start=start, end=start + timedelta(minutes=1), minutes=1),
            result=Outcome(outcome=outcome),
        )
        moved = pipeline_move(Values(before, after, won), corrects, on, self.snapshot.date)
        row = replace(row, pipeline=moved)
        self.last_row[id] = row
        rows = tuple(row if each is corrects else each for each in page.worked)
        self.pages[on] = replace(page, worked=rows if corrects is not None else (*rows, row))
        if corrects is None:
            self.count(class_of(outcome, "advance", {}, won), after + won - before)
        else:
            self._count_correction(corrects, row, after + won - before, on)

    def _count_correction(self, old: Line, new: Line, cents: int, on: date) -> None:
        """A correction after the same first page takes the first log's amount into its own class."""
        assert self.snapshot is not None
        was, page = old.pipeline, (old.pipeline.v_on or on.isoformat())
        what = class_of(new.result.outcome, "advance", {}, new.pipeline.v_won or 0)
        if page == self.snapshot.date.isoformat():
            amount = (was.v_after or 0) + (was.v_won or 0) - (was.v_before or 0)
            self.count(class_of(old.result.outcome, "advance", {}, was.v_won or 0), -amount)
            cents += amount
        self.count(what, cents)

    def edit(self, id: str) -> None:
        deal = self.deal(id)
        assert deal is not None
        changed = replace(deal, amount=float(self.random.randrange(1, 10**6)))
        self.count("by_hand", self.value_then(changed) - self.value_then(deal))
        self.put(changed)
        self.touched.add(id)

    def close_by_hand(self, id: str, stage: str) -> None:
        deal = self.deal(id)
        assert deal is not None
        self.put(replace(deal, stage=stage, won_on=self.today if stage == "won" else None))
        self.count(stage, self.worth(id) - self.value_then(deal))
        self.touched.add(id)

    def delete(self, id: str) -> None:
        deal = self.deal(id)
        assert deal is not None
        self.count("by_hand", -self.value_then(deal))
        self.book = replace(self.book, deals=tuple(each for each in self.book.deals if each.id != id))
        self.touched.add(id)

    def add(self, deal: Deal) -> None:
        """A deal comes in, or is opened again; it counts with the next first page."""
        old = self.deal(deal.id)
        if old is not None and old.stage == "won":  # not won after all
            self.count("by_hand", -self.worth(old.id))
        self.put(deal)
        self.touched |= {deal.id, f"came {deal.id}"}

    def bridge(self, first: date, last: date) -> Any:
        snapshot, moves = self.now()
        now = FirstPage(snapshot.date, snapshot.total, len(snapshot.deals), None if moves is None else tuple(moves))
        pages = first_pages(self.pages.values())
        after = any(page.date > last for page in pages)
        names = {each.id: each.name for each in self.book.deals}
        events = Events(pages, row_moves(self.pages.values()), None if after else now, names)
        return bridge(events, Period(first, last))
