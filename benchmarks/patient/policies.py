"""The territory worked hour by hour: at every free moment the deal that a policy puts first.

Policies add one habit to the other: money per hour alone, then time for the customer, dates, promises.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from statistics import median
from typing import NamedTuple

from benchmarks.lived.hourly import PIECE, Gap, Life, fits, gaps_between, take_room
from benchmarks.lived.rankings import Eye
from benchmarks.lived.world import BETWEEN, NO_ANSWER, free_slot, record_of, working_days
from benchmarks.patient.customers import OWED_MINUTES, Customers, Said, Tally
from benchmarks.patient.world import PatientDeal, PatientTerritory
from tests.lines import report

from planner.core.days import in_time
from planner.core.playbook import Play
from planner.core.value.deal_index import try_minutes
from planner.core.value.deal_value import wins_of
from planner.core.worklog.outcomes import effects

NO_ANSWER_DAYS = (1, 2, 3)  # of rest after the first, the second and every further try without an answer
LAST_DAYS = 5  # before the quota's end
URGENT = 0.15  # share of the worth that a day of waiting takes from an urgent deal


class Policy(NamedTuple):
    """The habits of a rep; each adds to the money per hour of a deal."""

    name: str
    time: bool = False  # customers get time after a try, and are not called before the day they named
    dates: bool = False  # the chance to be in time counts, and what is urgent comes first
    promises: bool = False  # what was agreed for a day claims it


POLICIES = (
    Policy("money per hour alone"),
    Policy("+ time for the customer", time=True),
    Policy("+ dates", time=True, dates=True),
    Policy("+ promises", time=True, dates=True, promises=True),
)


@dataclass(slots=True)
class PatientLife(Life):
    """One deal as it is worked, with the day that the customer named."""

    deal: PatientDeal
    said: Said | None = None
    rests_until: int = 0  # the first day on which they are tried again


@dataclass(slots=True)
class Rep:
    """A rep who follows a policy."""

    territory: PatientTerritory
    policy: Policy
    eye: Eye
    customers: Customers
    lives: dict[str, PatientLife] = field(default_factory=dict)
    taken: set[tuple[int, int]] = field(default_factory=set)
    prices: list[float] = field(default_factory=list)  # the least an hour paid, day by day
    today: int = 0
    date: date = date.min
    gaps: list[Gap] = field(default_factory=list)

    def work_day(self, today: int, day: date) -> None:
        self.today, self.date = today, day
        meetings = sorted(
            (life.meets[1], life.record.id) for life in self.lives.values() if life.meets and life.meets[0] == today
        )
        lengths = [(minute, minute + self.eye.play(self.lives[name].record).minutes) for minute, name in meetings]
        self.gaps = gaps_between(lengths)
        for _, name in meetings:
            self.meet(self.lives[name])
        met = {name for _, name in meetings}
        self.fill([life for life in self.lives.values() if life.meets is None and life.record.id not in met])
        self.customers.end_day(today)

    # -- what comes first ---------------------------------------------------------------------------------------

    def fill(self, lives: list[PatientLife]) -> None:
        scored = [(self.turn(life), -self.per_hour(life), life.record.id, life) for life in lives if self.offered(life)]
        paid = []
        for _, cost, _, life in sorted(scored, key=lambda each: each[:3]):
            if max((gap.room for gap in self.gaps), default=0) < BETWEEN + 5:
                break
            if self.step(life):
                paid.append(-cost)
        if paid:
            self.prices.append(min(paid))

    def offered(self, life: PatientLife) -> bool:
        if not self.policy.time or (life.said is not None and life.said.owed):
            return True
        if life.said is not None and life.said.day > self.today:
            return False
        return life.rests_until <= self.today

    def turn(self, life: PatientLife) -> int:
        """0: promised for today or before, 1: urgent, 2: by money."""
        if self.policy.promises and life.said is not None and life.said.day <= self.today:
            return 0
        if self.policy.dates and self.prices:
            now, later = self.in_time(life, 0), self.in_time(life, 1)
            if now > 0 and (now - later) / now >= URGENT:
                return 1 if self.per_hour(life) >= median(self.prices[-20:]) else 2
        return 2

    def per_hour(self, life: PatientLife) -> float:
        sight = life.seen(self.eye)
        worth = life.deal.amount * wins_of(life.record, sight.log_odds, self.territory.playbook)
        return worth * sight.best * (self.in_time(life, 0) if self.policy.dates else 1.0)

    def in_time(self, life: PatientLife, delay: int) -> float:
        """Share of the worth left by the date of the decision and the quota's end, `delay` days from now."""
        after = self.territory.playbook.stages[self.eye.number(life.record) + 1 :]
        pressed = sum(stage.pressed or 1.0 for stage in after)
        ends, rate = self.territory.quota_ends, self.territory.rate
        late = rate(ends + 1) / rate(self.today)
        share = late + (1 - late) * _chance_in_time(ends - self.today - delay, pressed)
        if life.deal.decide_by is not None:
            share *= _chance_in_time(life.deal.decide_by - self.today - delay, pressed)
        return share

    # -- what is done -------------------------------------------------------------------------------------------

    def step(self, life: PatientLife) -> bool:
        """The next step of a deal, if it fits into what is left of the day."""
        play, sight = self.eye.play(life.record), life.seen(self.eye)
        if life.said is not None and life.said.owed:
            if not fits(OWED_MINUTES, self.gaps):
                return False
            self.spend(OWED_MINUTES)
            self.customers.deliver(life.record, self.today)
            life.said, life.rests_until = None, self.today + 1
            return True
        if sight.ask > sight.on and not life.done:
            return self.call(life, "ask", try_minutes(self.territory.playbook.plays["ask"]))
        if play.how == "meeting":
            return self.call(life, "book", play.book)
        if play.how == "call":
            return self.call(life, "advance", try_minutes(play))
        return self.desk(life, play)

    def call(self, life: PatientLife, does: str, minutes: int) -> bool:
        if not fits(minutes, self.gaps):
            return False
        if not self.customers.answers_call(life.record, does, self.today):
            self.spend(NO_ANSWER)
            self.change(life, does, "no-contact")
            return True
        self.spend(minutes)
        self.reached(life, does)
        return True

    def desk(self, life: PatientLife, play: Play) -> bool:
        left = try_minutes(play) - life.done
        worked = False
        while play.splits and not fits(left, self.gaps):
            longest = max(self.gaps, key=lambda gap: gap.room).room - BETWEEN
            piece = min(longest, left - PIECE)
            if piece < PIECE:
                break
            self.spend(piece)
            life.done, left, worked, life.sight = life.done + piece, left - piece, True, None
        if not fits(left, self.gaps):
            return worked
        self.spend(left)
        life.done = 0
        self.reached(life, "advance", called=False)
        return True

    def meet(self, life: PatientLife) -> None:
        play, minute = self.eye.play(life.record), life.meets[1] if life.meets else 0
        self.spend(play.prepare, before=minute)
        self.customers.tally.minutes += play.minutes
        life.meets = None
        if self.reached(life, "meet") != "lost":
            self.spend(play.follow_up, after=minute)

    def reached(self, life: PatientLife, does: str, called: bool = True) -> str:
        reply = self.customers.reply(life.record, does, self.today, called)
        if does == "book" and reply.meets is not None:
            life.meets = self.meeting_slot(reply.meets)
        if not reply.too_early:
            life.said = reply.said
        self.change(life, "advance" if does == "meet" else does, reply.outcome, reply.answers)
        return reply.outcome

    def meeting_slot(self, earliest: int) -> tuple[int, int]:
        slot = free_slot(self.taken, earliest)
        self.taken.add(slot)
        return slot

    def change(self, life: PatientLife, does: str, outcome: str, answers: dict[str, str] | None = None) -> None:
        record = life.record
        if outcome == "booked":
            changes: dict[str, object] = {"unanswered": 0}
        else:
            changes = dict(effects(record, does, report(outcome), self.date, self.territory.playbook))
            if outcome == "stayed" and life.said is not None:
                changes.pop("attempts", None)  # with a day agreed they are at work on it
        if answers:
            changes["answers"] = {**record.answers, **answers}
        life.record, life.sight = replace(record, **changes), None  # type: ignore[arg-type]
        if life.record.stage in ("won", "lost"):
            self.customers.close(record)
            self.lives.pop(record.id, None)
            return
        agreed = life.said is not None and outcome != "no-contact"
        life.rests_until = self.today + (1 if agreed else self.rest(life, outcome))

    def rest(self, life: PatientLife, outcome: str) -> int:
        """Working days of rest after a try, where no day was agreed."""
        if outcome not in ("stayed", "no-contact"):
            return 1
        stages = self.territory.playbook.stages[self.eye.number(life.record) :]
        pace = stages[0].pace or 1
        if self.policy.dates and len(stages) == 1 and 0 <= self.territory.quota_ends - self.today < LAST_DAYS:
            pace = 1
        if self.policy.dates and life.deal.decide_by is not None:
            pace = min(pace, max(1, (life.deal.decide_by - self.today) // (2 * len(stages))))
        if outcome == "no-contact":
            return min(pace, NO_ANSWER_DAYS[min(life.record.unanswered, 3) - 1])
        return pace

    def spend(self, minutes: float, before: int = 1440, after: int = 0) -> None:
        take_room(self.gaps, minutes, before, after)
        self.customers.tally.minutes += minutes


def live_by_policy(territory: PatientTerritory, policy: Policy, eye: Eye, days: int) -> Tally:
    """The first `days` working days of the territory under a policy."""
    rep = Rep(territory, policy, eye, Customers(territory))
    coming = list(reversed(territory.deals))
    for today, day in enumerate(working_days(days)):
        while coming and coming[-1].arrives <= today:
            deal = coming.pop()
            rep.customers.arrive(deal)
            rep.lives[deal.id] = PatientLife(deal, record_of(deal, territory.playbook, day))
        for name in rep.customers.past_date(today):
            rep.customers.close(rep.lives.pop(name).record)
        rep.work_day(today, day)
    return rep.customers.tally


def _chance_in_time(days_left: int, days_needed: float) -> float:
    return in_time(days_left, days_needed) if days_left >= 0 else 0.0
