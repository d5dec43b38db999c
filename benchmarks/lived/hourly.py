"""The territory lived hour by hour: at every free moment the deal that a ranking puts first, nothing else on the mind.

No page and no search for the best day: meetings stand at their times, what comes first in the ranking takes the first
free stretch that holds it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tests.lines import report

from planner.core.book import Deal
from planner.core.playbook import Play
from planner.core.value.deal_index import try_minutes
from planner.core.worklog.outcomes import effects

from .rankings import Eye, Ranking, Sight
from .world import BETWEEN, NO_ANSWER, SHIFTS, SimulatedDeal, Territory, free_slot, record_of, working_days

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

    deal: SimulatedDeal
    record: Deal
    sight: Sight | None = None
    done: float = 0  # minutes of a piece of work that was cut
    meets: tuple[int, int] | None = None  # the number of the day and the minute of it

    def seen(self, eye: Eye) -> Sight:
        """Where the deal stands; looked at once until something changes."""
        if self.sight is None:
            whole = try_minutes(eye.play(self.record))
            self.sight = eye.sight(self.record, whole - self.done if self.done else None)
        return self.sight


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
        meeting = [life for life in lives if life.meets is not None and life.meets[0] == today]
        day = _Day(territory, ranking, eye, tally, today, meeting)
        for life in sorted(meeting, key=lambda each: each.meets or (0, 0)):
            day.meet(life)
        day.fill([life for life in lives if life.meets is None and life.record.id not in day.met])
    return Lived(tally.won, tally.makes, tally.minutes / 60, tally.deals_won)


def room(minutes: float) -> float:
    """What something takes of a day: on a grid of five minutes, with the time to the next thing."""
    return -(-minutes // 5) * 5 + BETWEEN


class _Day:
    def __init__(
        self, territory: Territory, ranking: Ranking, eye: Eye, tally: Tally, today: int, meeting: list[Life]
    ) -> None:
        self.territory, self.ranking, self.eye, self.tally, self.today = territory, ranking, eye, tally, today
        self.date = working_days(today + 1)[-1]
        self.met: set[str] = set()
        taken = sorted(
            (life.meets[1], life.meets[1] + self.eye.play(life.record).minutes) for life in meeting if life.meets
        )
        self.gaps = gaps_between(taken)

    def fill(self, lives: list[Life]) -> None:
        """Deals one after the other, the best first, each at most once a day."""
        scored = []
        for life in lives:
            sight = life.seen(self.eye)
            scored.append((self.ranking.score(self.eye, life.record, sight), life.record.id, life, sight))
        scored.sort(key=lambda each: (-each[0], each[1]))
        for _, _, life, sight in scored:
            if max((gap.room for gap in self.gaps), default=0) < BETWEEN + 5:
                return
            self.step(life, sight)

    def step(self, life: Life, sight: Sight) -> None:
        """The next step of a deal, if it fits into what is left of the day."""
        play = self.eye.play(life.record)
        if self.ranking.asks and sight.ask > sight.on and not life.done:
            self.call(life, "ask", try_minutes(self.territory.playbook.plays["ask"]), sight.ask)
        elif play.how == "meeting":
            self.call(life, "book", play.book, sight.on)
        elif play.how == "call":
            self.call(life, "advance", try_minutes(play), sight.on)
        else:
            self.choice(life, play, sight)

    def call(self, life: Life, does: str, minutes: int, index: float) -> None:
        if not fits(minutes, self.gaps):
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
            day, minute = free_slot(self.tally.taken, self.today + territory.wait(life.deal, life.record))
            self.tally.taken.add((day, minute))
            life.meets = day, minute
            life.record = replace(life.record, unanswered=0)
            life.sight = None
        else:
            self.attempt(life)

    def choice(self, life: Life, play: Play, sight: Sight) -> None:
        left = try_minutes(play) - life.done
        while play.splits and not fits(left, self.gaps):
            longest = max(self.gaps, key=lambda gap: gap.room).room - BETWEEN
            piece = min(longest, left - PIECE)
            if piece < PIECE:
                break
            self.spend(life, piece, sight.on)
            life.done, left = life.done + piece, left - piece
            life.sight = None
        if fits(left, self.gaps):
            self.spend(life, left, sight.on)
            life.done = 0
            self.attempt(life)

    def meet(self, life: Life) -> None:
        """The booked meeting: prepared, held, followed up if there is anything to follow."""
        self.met.add(life.record.id)
        play = self.eye.play(life.record)
        on = self.eye.sight(life.record, try_minutes(play) - play.book).on
        minute = life.meets[1] if life.meets else 0
        self.spend(life, play.prepare, on, before=minute)
        self.worked(life, play.minutes, on)
        life.meets = None
        if self.attempt(life) != "lost":
            self.spend(life, play.follow_up, on, after=minute)

    def attempt(self, life: Life) -> str:
        outcome = self.territory.outcome(life.deal, life.record)
        self.changed(life, "advance", outcome)
        if life.record.stage == "won":
            self.tally.won += life.deal.amount
            self.tally.deals_won += 1
        return outcome

    def changed(self, life: Life, does: str, outcome: str) -> None:
        changes = effects(life.record, does, report(outcome), self.date, self.territory.playbook)
        life.record = replace(life.record, **changes)
        life.sight = None

    def spend(self, life: Life, minutes: float, index: float, before: int = 1440, after: int = 0) -> None:
        take_room(self.gaps, minutes, before, after)
        self.worked(life, minutes, index)

    def worked(self, life: Life, minutes: float, index: float) -> None:
        self.tally.minutes += minutes
        self.tally.makes += minutes / 60 * index * life.deal.amount


@dataclass(slots=True)
class Gap:
    """A free stretch of the day; `room` has the time to a next thing in it, which the last one does not need."""

    start: int
    room: float


def gaps_between(taken: list[tuple[int, int]]) -> list[Gap]:
    """The free stretches of a day with meetings at these times."""
    gaps = []
    for shift in SHIFTS:
        start = shift.start
        for begins, ends in taken:
            if shift.start <= begins < shift.end:
                gaps.append(Gap(start, float(begins - start)))
                start = ends + BETWEEN
        gaps.append(Gap(start, float(max(0, shift.end - start + BETWEEN))))
    return gaps


def fits(minutes: float, gaps: list[Gap]) -> bool:
    return any(room(minutes) <= gap.room for gap in gaps)


def take_room(gaps: list[Gap], minutes: float, before: int = 1440, after: int = 0) -> None:
    """Take the first free stretch that holds the minutes; what has to be done, takes whatever is free."""
    some = [gap for gap in gaps if after <= gap.start < before] or gaps
    gap = next((gap for gap in some if room(minutes) <= gap.room), max(some, key=lambda each: each.room))
    gap.room = max(0.0, gap.room - room(minutes))
