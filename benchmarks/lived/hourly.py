"""The territory lived hour by hour: at every free moment the deal that a ranking puts first, nothing else on the mind.

No page, no clock times: a day is so many minutes, and a meeting takes its share of the day it falls on. So this is what
a ranking could earn if fitting a day together cost nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from planner.core.index import attempt_minutes
from planner.core.outcome import effects
from planner.core.vocabulary import Play, Prospect

from .rankings import Eye, Ranking, Sight
from .world import BETWEEN, NO_ANSWER, SHIFTS, Deal, Territory, record_of, working_days

PIECE = 30  # minutes of the shortest piece of work that may be cut


@dataclass(frozen=True, slots=True)
class Lived:
    """What came of it: money won and what the steps were said to make (in amounts), hours worked, deals won."""

    won: float
    makes: float
    hours: float
    deals_won: int


@dataclass(slots=True)
class Life:
    """One deal as it is lived."""

    deal: Deal
    record: Prospect
    sight: Sight | None = None
    lowest: float = 1e9
    done: float = 0  # minutes of a piece of work that was cut
    meets: int | None = None  # the number of the day


@dataclass(slots=True)
class Tally:
    won: float = 0.0
    makes: float = 0.0
    minutes: float = 0.0
    deals_won: int = 0
    taken: set[tuple[int, int]] = field(default_factory=set)


def live(territory: Territory, ranking: Ranking, eye: Eye, days: int) -> Lived:
    """The first `days` working days of the territory under a ranking."""
    dates = working_days(days)
    tally = Tally()
    lives: list[Life] = []
    coming = list(reversed(territory.deals))
    for today, date in enumerate(dates):
        while coming and coming[-1].arrives <= today:
            deal = coming.pop()
            lives.append(Life(deal, record_of(deal, territory.playbook, date)))
        lives = [life for life in lives if life.record.stage not in ("won", "lost")]
        day = _Day(territory, ranking, eye, tally, today)
        for life in lives:
            if life.meets == today:
                day.meet(life)
        day.fill([life for life in lives if life.meets is None and life.record.id not in day.met])
    return Lived(tally.won, tally.makes, tally.minutes / 60, tally.deals_won)


def room(minutes: float) -> float:
    """What something takes of a day: on a grid of five minutes, with the time to the next thing."""
    return -(-minutes // 5) * 5 + BETWEEN


class _Day:
    def __init__(self, territory: Territory, ranking: Ranking, eye: Eye, tally: Tally, today: int) -> None:
        self.territory, self.ranking, self.eye, self.tally, self.today = territory, ranking, eye, tally, today
        self.date = working_days(today + 1)[-1]
        # The last thing of a shift needs no time to the next.
        self.left = float(sum(shift.end - shift.start + BETWEEN for shift in SHIFTS))
        self.met: set[str] = set()

    def fill(self, lives: list[Life]) -> None:
        """Deals one after the other, the best first, each at most once a day."""
        scored = []
        for life in lives:
            sight = self.sight(life)
            scored.append((self.ranking.score(self.eye, life.record, sight), life.record.id, life, sight))
        scored.sort(key=lambda each: (-each[0], each[1]))
        for _, _, life, sight in scored:
            if self.left < BETWEEN + 5:
                return
            self.step(life, sight)

    def sight(self, life: Life) -> Sight:
        if life.sight is None:
            whole = attempt_minutes(self.play(life))
            life.sight = self.eye.sight(life.record, whole - life.done if life.done else None)
        return life.sight

    def play(self, life: Life) -> Play:
        return self.territory.playbook.plays[self.territory.playbook.stages[self.eye.number(life.record)].play]

    def step(self, life: Life, sight: Sight) -> None:
        """The next step of a deal, if it fits into what is left of the day."""
        play = self.play(life)
        if self.ranking.asks and sight.ask > sight.on and not life.done:
            self.call(life, "ask", attempt_minutes(self.territory.playbook.plays["ask"]), sight.ask)
        elif play.how == "meeting":
            self.call(life, "book", play.book, sight.on)
        elif play.how == "call":
            self.call(life, "advance", attempt_minutes(play), sight.on)
        else:
            self.desk(life, play, sight)

    def call(self, life: Life, does: str, minutes: int, index: float) -> None:
        if room(minutes) > self.left:
            return
        territory = self.territory
        if not territory.answers_call(life.deal, does, life.record):
            self.spend(life, NO_ANSWER, index)
            self.changed(life, does, "no-contact")
            return
        self.spend(life, minutes, index)
        if does == "ask":
            answers = territory.learnt(life.deal, life.record)
            life.record = replace(life.record, answers={**life.record.answers, **answers}, unanswered=0)
            life.sight = None
        elif does == "book":
            day, minute = territory.free_slot(
                self.tally.taken, self.today + territory.wait(life.deal, life.record)
            )
            self.tally.taken.add((day, minute))
            life.meets = day
            life.record = replace(life.record, unanswered=0)
            life.sight = None
        else:
            self.attempt(life)

    def desk(self, life: Life, play: Play, sight: Sight) -> None:
        left = attempt_minutes(play) - life.done
        if room(left) <= self.left:
            self.spend(life, left, sight.on)
            life.done = 0
            self.attempt(life)
        elif play.splits and self.left - BETWEEN >= PIECE and left >= 2 * PIECE:
            piece = min(self.left - BETWEEN, left - PIECE)
            self.spend(life, piece, sight.on)
            life.done += piece
            life.sight = None

    def meet(self, life: Life) -> None:
        """The booked meeting: prepared, held, followed up if there is anything to follow."""
        self.met.add(life.record.id)
        play, sight = self.play(life), self.sight(life)
        on = self.eye.sight(life.record, attempt_minutes(play) - play.book).on
        self.spend(life, play.prepare, min(on, sight.on))
        self.spend(life, play.minutes, on)
        life.meets = None
        if self.attempt(life) != "lost":
            self.spend(life, play.follow_up, life.lowest)

    def attempt(self, life: Life) -> str:
        outcome = self.territory.outcome(life.deal, life.record)
        self.changed(life, "advance", outcome)
        if life.record.stage == "won":
            self.tally.won += life.deal.amount
            self.tally.deals_won += 1
        return outcome

    def changed(self, life: Life, does: str, outcome: str) -> None:
        changes = effects(life.record, does, outcome, self.date, self.territory.playbook)
        life.record = replace(life.record, **changes)
        life.sight = None

    def spend(self, life: Life, minutes: float, index: float) -> None:
        if minutes <= 0:
            return
        lowest = min(life.lowest, index)
        if life.record.unanswered == 0:  # what silence takes comes back with the next answer
            life.lowest = lowest
        self.left -= room(minutes)
        self.tally.minutes += minutes
        self.tally.makes += minutes / 60 * lowest * life.deal.amount
