"""The customers of one life: when they are ready, what they say, and what a promise not kept does to them.

A try before a customer is ready leads nowhere, and one in ten is the last. All luck is keyed by the deal, its stage and
the number of the try that came in time, so that a try too early moves nobody's luck.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from benchmarks.patient.world import PatientDeal, PatientTerritory

from planner.core.book import Deal
from planner.core.playbook import Stage

OWED_MINUTES = 20
BROKEN_ENDS = 0.6  # chance that a promise not kept ends a buyer's interest, in silence
EARLY_ENDS = 0.1  # chance that a try too early does
COOLS_AFTER, COOLS = 8, 0.04  # working days after a buyer is ready; from then on, chance a day that they go elsewhere
SILENT = 0.95  # share of calls that nobody answers once a project has ended


class Said(NamedTuple):
    """A day that was agreed with a customer; `owed`: a piece of work is due by then."""

    day: int
    owed: bool


class Reply(NamedTuple):
    """What came of a try that reached them."""

    outcome: str
    said: Said | None = None
    answers: dict[str, str] = {}  # noqa: RUF012 - never changed
    meets: int | None = None  # first day on which a meeting can be
    too_early: bool = False  # what was agreed before still holds


@dataclass(slots=True)
class Customer:
    """What is true of one customer, whoever works the deal and however."""

    deal: PatientDeal
    ready: int
    said: Said | None = None
    kept: bool = False
    tries: int = 0  # at this stage, in time
    calls: int = 0
    gone: bool = False  # a buyer who went elsewhere, and says nothing

    def buys(self, today: int) -> bool:
        return self.deal.buys(today) and not self.gone


@dataclass(slots=True)
class Tally:
    """What came of a life; money is what the rep keeps."""

    won: float = 0.0
    deals_won: int = 0
    minutes: float = 0.0
    tries: int = 0
    early: int = 0
    promises: int = 0
    broken: int = 0


@dataclass(slots=True)
class Customers:
    territory: PatientTerritory
    tally: Tally = field(default_factory=Tally)
    by_id: dict[str, Customer] = field(default_factory=dict)

    def arrive(self, deal: PatientDeal) -> None:
        self.by_id[deal.id] = Customer(deal, deal.arrives)

    def answers_call(self, record: Deal, does: str, today: int) -> bool:
        """Whether they answer; a try, answered or not, keeps what was agreed for its day."""
        customer, unanswered = self.by_id[record.id], self.territory.playbook.unanswered
        if does != "touch":
            self._counts_as_try(customer, today)
        customer.calls += 1
        silent = unanswered.real if customer.buys(today) else unanswered.dead_end
        if customer.deal.real and not customer.buys(today):
            silent = SILENT
        expects = customer.said is not None and not customer.said.owed and customer.said.day == today
        silent *= 0.3 if expects and customer.buys(today) else 1.0
        return self._draw("call", customer, record.stage, customer.calls) >= silent

    def _counts_as_try(self, customer: Customer, today: int) -> None:
        self.tally.tries += 1
        self.tally.early += today < customer.ready
        if customer.said is not None and not customer.said.owed and today >= customer.said.day:
            customer.kept = True

    def deliver(self, record: Deal, today: int) -> None:
        """The piece of work that was owed is sent; they look at it."""
        customer = self.by_id[record.id]
        customer.kept, customer.ready = True, min(customer.ready, today + 1)

    def reply(self, record: Deal, does: str, today: int, called: bool = True) -> Reply:
        """What comes of a try that reached them. `called`: it was counted with the call."""
        customer = self.by_id[record.id]
        if not called:
            self._counts_as_try(customer, today)
        if today < customer.ready and does != "meet":
            if self._draw("early", customer, record.stage, today) < EARLY_ENDS:
                customer.gone = True
            return Reply("stayed", too_early=True)
        if does == "ask":
            customer.ready = max(customer.ready, today + 1)
            return Reply("done", answers=self._answers(customer, record))
        if does == "book":
            self._forget(customer)
            return Reply("booked", meets=today + self._days_to_meet(customer, record, today))
        return self._attempt(customer, record, today)

    def _attempt(self, customer: Customer, record: Deal, today: int) -> Reply:
        number, stage = self._stage(record)
        chances = stage.real if customer.buys(today) else stage.dead_end
        draw = self._draw("attempt", customer, record.stage, customer.tries)
        self._forget(customer)
        if draw >= chances.advance and draw < chances.advance + chances.lost:
            return Reply("lost")
        advanced = draw < chances.advance
        customer.tries = 0 if advanced else customer.tries + 1
        number += advanced
        if number == len(self.territory.playbook.stages):
            self.tally.won += customer.deal.amount * self.territory.rate(today)
            self.tally.deals_won += 1
            return Reply("advanced")
        by = customer.deal.decide_by
        left = None if by is None else max(0, by - today)
        days = self.territory.days_needed(customer.deal, number, customer.tries, advanced, left)
        customer.ready = today + days
        name = self.territory.playbook.stages[number].name
        if self._draw("says", customer, name, customer.tries) >= self.territory.customs.says_when:
            return Reply("advanced" if advanced else "stayed")
        owed = self._draw("owes", customer, name, customer.tries) < self.territory.customs.owes
        customer.said = Said(customer.ready, owed)
        self.tally.promises += 1
        return Reply("advanced" if advanced else "stayed", said=customer.said)

    def end_day(self, today: int) -> None:
        """What was promised for today and not kept; who waited too long."""
        for customer in self.by_id.values():
            said = customer.said
            if said is not None and said.day == today and not customer.kept:
                self.tally.broken += 1
                if self._draw("broken", customer, said.day) < BROKEN_ENDS:
                    customer.gone = True
            if today > customer.ready + COOLS_AFTER and self._draw("cools", customer, today) < COOLS:
                customer.gone = True

    def close(self, record: Deal) -> None:
        self.by_id.pop(record.id, None)

    def past_date(self, today: int) -> list[str]:
        """Deals whose decision was made without us."""
        dated = [(name, customer.deal.decide_by) for name, customer in self.by_id.items()]
        return [name for name, by in dated if by is not None and by < today]

    def _forget(self, customer: Customer) -> None:
        customer.said, customer.kept = None, False

    def _days_to_meet(self, customer: Customer, record: Deal, today: int) -> int:
        number, stage = self._stage(record)
        usual = max(1, round(stage.days * 5 / 7))
        days = 1 + int(self._draw("wait", customer, record.stage, customer.tries) * usual)
        by = customer.deal.decide_by
        if by is not None:
            days = min(days, max(1, (by - today) // (len(self.territory.playbook.stages) - number + 1)))
        return days

    def _answers(self, customer: Customer, record: Deal) -> dict[str, str]:
        found = {}
        for question in self.territory.playbook.questions:
            chances = question.real if customer.deal.real else question.dead_end
            left = self._draw("answer", customer, question.id)
            answer = next(iter(chances))
            for answer, chance in chances.items():  # noqa: B007 - the last one, where the rest is rounding
                left -= chance
                if left < 0:
                    break
            if question.id not in record.answers:
                found[question.id] = answer
        return found

    def _stage(self, record: Deal) -> tuple[int, Stage]:
        stages = self.territory.playbook.stages
        number = next(n for n, stage in enumerate(stages) if stage.name == record.stage)
        return number, stages[number]

    def _draw(self, what: str, customer: Customer, *about: object) -> float:
        return self.territory.luck.draw(what, customer.deal.id, *about)
