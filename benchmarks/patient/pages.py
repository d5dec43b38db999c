"""The territory worked by the program's own pages.

A page each morning, its lines worked in order, what happened written back to records and diary, and the day replanned
where something is canceled.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from benchmarks.lived.pages import Rep, Written, moment_of
from benchmarks.lived.world import FIRST_DAY, NO_ANSWER, book_of, free_slot, record_of, working_days
from benchmarks.patient.customers import OWED_MINUTES, Customers, Reply, Tally
from benchmarks.patient.world import EARLY_RATE, LATE_RATE, PatientTerritory

from planner.core.book import Book, Care, Deal, Quota, Rate
from planner.core.line import Line
from planner.core.value.deal_index import IndexTable, try_minutes

TARGET = 100_000_000.0  # money, of the quota


@dataclass(slots=True)
class PageRep(Rep):
    """A rep who does what the page says, among customers who need time."""

    customers: Customers = field(kw_only=True)

    def happens(self, item: Line, record: Deal, number: int, today: date) -> Written:
        """What comes of a line; the record is brought up to date."""
        does, minutes = item.what.does, item.slot.minutes
        play = self.territory.playbook.plays[item.what.play]
        if does in ("follow-up", "prepare"):
            (self.prepared.add if does == "prepare" else self._followed_up)(record.id)
            return Written(minutes, "done", {})
        if does == "agreed":
            self.customers.deliver(record, number)
            self.change(record, does, "done", today)
            return Written(minutes, "done", {})
        calls = does in ("ask", "book", "touch") or play.how == "call"
        if not calls and play.splits and self.done[record.id] + minutes < try_minutes(play):
            self.done[record.id] += minutes
            return Written(minutes, None, {})
        if calls and not self.customers.answers_call(record, does, number):
            self.change(record, does, "no-contact", today)
            return Written(NO_ANSWER, "no-contact", {})
        if does == "touch":
            self.change(record, does, "done", today)
            return Written(minutes, "done", {})
        tries = "meet" if does == "advance" and play.how == "meeting" else does
        reply = self.customers.reply(record, tries, number, calls)
        if tries == "meet" and play.prepare and record.id not in self.prepared:
            self.chronicle.unprepared += 1
        self._log(record, does, reply, today)
        return Written(minutes, reply.outcome, reply.answers)

    def _log(self, record: Deal, does: str, reply: Reply, today: date) -> None:
        agreed: dict[str, object] = {"answers": reply.answers}
        if reply.meets is not None:
            day, minute = free_slot(self.taken, reply.meets)
            self.taken.add((day, minute))
            agreed["at"] = moment_of(working_days(day + 1)[-1], minute)
        if reply.said is not None:
            day_said = working_days(reply.said.day + 1)[-1]
            if reply.said.owed:
                agreed |= {"next": "Send what was agreed", "next_by": day_said, "next_minutes": OWED_MINUTES}
            else:
                agreed["next_on"] = day_said
        self.change(record, does, reply.outcome, today, **agreed)

    def _followed_up(self, record: str) -> None:
        self.owed.pop(record, None)

    def change(self, record: Deal, does: str, outcome: str, today: date, **said: object) -> None:
        # super() does not reach the base class from a dataclass with slots
        Rep.change(self, record, does, outcome, today, **said)
        if record.id not in self.records:
            self.customers.close(record)


def live_by_pages(territory: PatientTerritory, table: IndexTable, days: int) -> Tally:
    """The first `days` working days of the territory by the product's pages, without time set aside."""
    dates = working_days(max(days, territory.quota_ends + 1))
    rep = PageRep(territory, table, _book(territory, dates[territory.quota_ends]), customers=Customers(territory))
    rep.records["reached"] = _reached()
    coming = list(reversed(territory.deals))
    for number, today in enumerate(dates[:days]):
        while coming and coming[-1].arrives <= number:
            deal = coming.pop()
            rep.customers.arrive(deal)
            rep.deals[deal.id] = deal
            by = None if deal.decide_by is None else working_days(deal.decide_by + 1)[-1]
            rep.records[deal.id] = replace(record_of(deal, territory.playbook, today), decide_by=by)
        for name in rep.customers.past_date(number):
            rep.customers.close(rep.records.pop(name))
        rep.live_day(number, today)
        rep.customers.end_day(number)
    tally = rep.customers.tally
    tally.minutes = rep.chronicle.minutes
    return tally


def _book(territory: PatientTerritory, quota_ends: date) -> Book:
    """The rep's book: the quota is reached, so that until its end an amount keeps the higher rate."""
    rates = (Rate(0.0, LATE_RATE), Rate(1.0, EARLY_RATE))
    quota = Quota(ends=quota_ends, target=TARGET, rates=rates)
    return book_of(territory.playbook, Care(share=0.0, find=0.0), quota=quota)


def _reached() -> Deal:
    """A deal won before the first day, which reached the quota."""
    return Deal(id="reached", name="reached", amount=TARGET, stage="won", won_on=FIRST_DAY - timedelta(days=7))
