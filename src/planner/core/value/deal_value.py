"""Where an open deal stands today, and what an hour of it is worth: the better of asking and its next step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from planner.core.book import CLOSED_STAGES, Account, Book, Deal
from planner.core.days import WorkingDays, in_time
from planner.core.diary import Busy
from planner.core.history import History
from planner.core.playbook import Play, Playbook
from planner.core.steps.step import Start
from planner.core.value.belief import belief_of, unknown_questions
from planner.core.value.index import IndexTable, Outcome, attempt_minutes
from planner.core.value.pursuit import Course, Courses, Pursuer, attempt_outcomes
from planner.core.value.qualifying import Asking


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What valuing a record needs to know of the day, the book and the past."""

    book: Book
    now: datetime
    today: date
    zone: ZoneInfo
    working: WorkingDays
    history: History
    table: IndexTable
    asking: Asking
    stage_at: Mapping[str, int]  # a stage's number by its name
    appointments: Mapping[str, Busy]  # each record's next calendar event, today's or a later one
    courses: Courses = field(default_factory=dict)  # pursuits of the playbook that were followed already
    standings: dict[str, tuple[Deal, Standing | None]] = field(default_factory=dict)  # worked out already

    @property
    def playbook(self) -> Playbook:
        return self.book.playbook


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an open deal stands: its stage, belief (log odds), money at stake, and the attempt's minutes still to come.

    `index` is per hour and unit of worth of its next step; `ask` the questions to ask first where that pays more.
    """

    stage: int
    log_odds: float
    worth: float
    delay: float
    minutes: float
    index: float
    ask: tuple[int, ...] | None

    @property
    def per_hour(self) -> float:
        return self.index * self.worth


def keeps_of(deal: Deal, book: Book) -> float:
    """Share of the deal's amount that is kept: its own, or the rep's."""
    return deal.keeps if deal.keeps is not None else book.rep.keeps


def date_factor(deal: Deal, stage: int, playbook: Playbook, today: date) -> tuple[float, float]:
    """Chance (0..1) to be in time for the deal's hard date, and how much of it one day's delay takes."""
    if deal.decide_by is None:
        return 1.0, 0.0
    needed = sum(each.days for each in playbook.stages[stage:])
    left = (deal.decide_by - today).days
    chance = in_time(left, needed)
    return chance, chance - (in_time(left - 1, needed) if left > 0 else 0.0)


def is_open(deal: Deal) -> bool:
    return deal.stage not in CLOSED_STAGES


def appointment_of(deal: Deal, now: Today) -> datetime | None:
    """The deal's agreed appointment, its own or a calendar's, in the rep's zone; one long past is none."""
    event = now.appointments.get(deal.id)
    at = event.start if event is not None else deal.at
    if at is None or at.astimezone(now.zone).date() < now.today:
        return None
    return at.astimezone(now.zone)


def standing(deal: Deal, now: Today) -> Standing | None:
    """Where an open deal stands, at the better of asking and its step; None once its hard date has passed."""
    known = now.standings.get(deal.id)
    if known is None or known[0] is not deal:  # a deal may be looked at as it could be, too
        known = now.standings[deal.id] = (deal, _standing(deal, now))
    return known[1]


def _standing(deal: Deal, now: Today) -> Standing | None:
    if deal.decide_by is not None and deal.decide_by < now.today:
        return None
    stage = now.stage_at[deal.stage]
    log_odds = belief_of(deal, now.playbook, stage, now.today)
    share, delay = date_factor(deal, stage, now.playbook, now.today)
    worth = deal.amount * keeps_of(deal, now.book) * share
    whole = attempt_minutes(now.playbook.plays[now.playbook.stages[stage].play])
    left = minutes_left(deal, whole, now)
    if left == whole and deal.chance is None:
        index = now.table.at(stage, log_odds)
    else:
        index = now.table.root(attempt_outcomes(now.playbook, stage, log_odds, deal.chance), left)
    ask = None
    unknown = unknown_questions(deal.answers, now.playbook)
    if unknown and appointment_of(deal, now) is None:
        asked = now.asking.at(stage, unknown, log_odds)
        if asked > index:
            index, ask = asked, unknown
    delay = delay / share if share > 0 else 0.0
    return Standing(stage, log_odds, worth, delay, left, index, ask)


def minutes_left(deal: Deal, whole: int, now: Today) -> float:
    """Minutes of the attempt under way still to come: less what was done of it, plus a follow-up that is owed."""
    play = now.playbook.plays[now.playbook.stages[now.stage_at[deal.stage]].play]
    done = now.history.half_done.get(deal.id, {})
    left = float(whole)
    if appointment_of(deal, now) is not None:
        left -= play.book
    if "prepare" in done:
        left -= play.prepare
    left -= done.get("advance", 0)
    owed = follow_up_owed(deal, now)
    return max(1.0, left + (owed.follow_up if owed else 0))


def follow_up_owed(deal: Deal, now: Today) -> Play | None:
    """The play of the last meeting with them, where its follow-up is still to be done; a call includes its own."""
    play = now.playbook.plays.get(now.history.follow_up_owed.get(deal.id, ""))
    return play if play is not None and play.how == "meeting" and play.follow_up else None


def is_silent(record: Deal | Account, now: Today) -> bool:
    """Whether the record is left in peace today: a later day is agreed, and there is no appointment today."""
    event = now.appointments.get(record.id)
    at = event.start if event is not None else record.at
    if at is not None and at.astimezone(now.zone).date() == now.today:
        return False
    return any(day is not None and day > now.today for day in (record.not_before, record.next_on))


def start_of(deal: Deal, stands: Standing, now: Today) -> Start:
    """Where the pursuit of a deal starts today."""
    return Start(
        stage=stands.stage,
        log_odds=stands.log_odds,
        minutes=stands.minutes if stands.ask is None else float(now.asking.minutes),
        worth=stands.worth,
        ask=stands.ask,
        chance=deal.chance if stands.ask is None else None,
    )


def lowest_of(deal: Deal, stands: Standing, now: Today) -> float:
    """Money an hour at the lowest index since work on the deal began, today's among them."""
    return min(stands.index, now.history.lowest_index.get(deal.id, stands.index)) * stands.worth


def outcomes_of(start: Start, now: Today) -> list[Outcome]:
    """Where the first step of a pursuit leads."""
    if start.ask is not None:
        return now.asking.outcomes(start.stage, start.ask, start.log_odds)
    return attempt_outcomes(now.playbook, start.stage, start.log_odds, start.chance)


def course_of(start: Start, index: float, now: Today) -> Course:
    """Chance (0..1) to win and hours of pursuing from `start`, stopping where the index falls below its own."""
    key = (start.stage, start.log_odds, start.minutes, start.ask, start.chance)  # the worth does not matter
    if key not in now.courses:
        pursuer = Pursuer(now.playbook, now.table, index)
        now.courses[key] = pursuer.first(outcomes_of(start, now), start.minutes)
    return now.courses[key]
