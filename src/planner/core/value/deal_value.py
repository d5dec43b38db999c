"""The value of an open deal today, at the better of qualifying it and its next step."""

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
from planner.core.value.index import IndexTable, NextState, try_minutes
from planner.core.value.pursuit import Pursuer, PursuitResult, PursuitResults, states_after_try
from planner.core.value.qualifying import Qualifying


@dataclass(frozen=True, slots=True, kw_only=True)
class DayContext:
    """The book, the clock, the past and the index table.

    All that the value of a record depends on.
    """

    book: Book
    now: datetime
    today: date
    zone: ZoneInfo
    working: WorkingDays
    history: History
    table: IndexTable
    qualifying: Qualifying
    stage_at: Mapping[str, int]  # number by stage name
    appointments: Mapping[str, Busy]  # each record's next calendar event, today or later
    pursuits: PursuitResults = field(default_factory=dict)  # computed before
    deal_values: dict[str, tuple[Deal, DealValue | None]] = field(default_factory=dict)  # computed before

    @property
    def playbook(self) -> Playbook:
        return self.book.playbook


@dataclass(frozen=True, slots=True)
class DealValue:
    """The state of an open deal and the index of its best step today.

    The index is per hour and unit of payout.
    """

    stage: int
    log_odds: float
    payout: float  # amount x the rep's share x the chance to be in time
    delay: float  # share of the payout that one day's delay takes
    minutes: float  # left of the current try
    index: float
    questions: tuple[int, ...] | None  # to ask first, where that pays more; None: the next step

    @property
    def per_hour(self) -> float:
        return self.index * self.payout


def rep_share(deal: Deal, book: Book) -> float:
    """The rep's share (0..1) of the deal's amount."""
    return deal.keeps if deal.keeps is not None else book.rep.keeps


def date_factor(deal: Deal, stage: int, playbook: Playbook, today: date) -> tuple[float, float]:
    """Chance (0..1) to make the decision deadline, and the part that one day's delay takes."""
    if deal.decide_by is None:
        return 1.0, 0.0
    needed = sum(each.days for each in playbook.stages[stage:])
    left = (deal.decide_by - today).days
    chance = in_time(left, needed)
    return chance, chance - (in_time(left - 1, needed) if left > 0 else 0.0)


def is_open(deal: Deal) -> bool:
    return deal.stage not in CLOSED_STAGES


def appointment_of(deal: Deal, context: DayContext) -> datetime | None:
    """The deal's appointment today or later, its own or the calendar's, in the rep's time zone."""
    event = context.appointments.get(deal.id)
    at = event.start if event is not None else deal.at
    if at is None or at.astimezone(context.zone).date() < context.today:
        return None
    return at.astimezone(context.zone)


def deal_value(deal: Deal, context: DayContext) -> DealValue | None:
    """The value of an open deal today; None once its decision deadline has passed."""
    known = context.deal_values.get(deal.id)
    if known is None or known[0] is not deal:  # the same id with other fields is a what-if
        known = context.deal_values[deal.id] = (deal, _new_deal_value(deal, context))
    return known[1]


def _new_deal_value(deal: Deal, context: DayContext) -> DealValue | None:
    if deal.decide_by is not None and deal.decide_by < context.today:
        return None
    stage = context.stage_at[deal.stage]
    log_odds = belief_of(deal, context.playbook, stage, context.today)
    share, delay = date_factor(deal, stage, context.playbook, context.today)
    payout = deal.amount * rep_share(deal, context.book) * share
    whole = try_minutes(context.playbook.plays[context.playbook.stages[stage].play])
    left = minutes_left(deal, whole, context)
    if left == whole and deal.chance is None:
        index = context.table.at(stage, log_odds)
    else:
        index = context.table.step_index(states_after_try(context.playbook, stage, log_odds, deal.chance), left)
    questions = None
    unknown = unknown_questions(deal.answers, context.playbook)
    if unknown and appointment_of(deal, context) is None:
        qualifying = context.qualifying.at(stage, unknown, log_odds)
        if qualifying > index:
            index, questions = qualifying, unknown
    delay = delay / share if share > 0 else 0.0
    return DealValue(stage, log_odds, payout, delay, left, index, questions)


def minutes_left(deal: Deal, whole: int, context: DayContext) -> float:
    """Minutes left of the current try of `whole` minutes.

    Less what is done, plus an open follow-up.
    """
    play = context.playbook.plays[context.playbook.stages[context.stage_at[deal.stage]].play]
    done = context.history.half_done.get(deal.id, {})
    left = float(whole)
    if appointment_of(deal, context) is not None:
        left -= play.book
    if "prepare" in done:
        left -= play.prepare
    left -= done.get("advance", 0)
    last_play = play_to_follow_up(deal, context)
    return max(1.0, left + (last_play.follow_up if last_play else 0))


def play_to_follow_up(deal: Deal, context: DayContext) -> Play | None:
    """The play of the last meeting if its follow-up is still to do; else None.

    A call includes its own.
    """
    play = context.playbook.plays.get(context.history.follow_up_owed.get(deal.id, ""))
    return play if play is not None and play.how == "meeting" and play.follow_up else None


def is_on_hold(record: Deal | Account, context: DayContext) -> bool:
    """True if a later day is agreed for the record and it has no appointment today."""
    event = context.appointments.get(record.id)
    at = event.start if event is not None else record.at
    if at is not None and at.astimezone(context.zone).date() == context.today:
        return False
    return any(day is not None and day > context.today for day in (record.not_before, record.next_on))


def start_of(deal: Deal, value: DealValue, context: DayContext) -> Start:
    """The state from which the deal is pursued today."""
    return Start(
        stage=value.stage,
        log_odds=value.log_odds,
        minutes=value.minutes if value.questions is None else float(context.qualifying.minutes),
        payout=value.payout,
        questions=value.questions,
        chance=deal.chance if value.questions is None else None,
    )


def lowest_per_hour(deal: Deal, value: DealValue, context: DayContext) -> float:
    """Money per hour at the deal's lowest index since work on it began, today's included."""
    return min(value.index, context.history.lowest_index.get(deal.id, value.index)) * value.payout


def first_step_states(start: Start, context: DayContext) -> list[NextState]:
    """The states that the first step of a pursuit may lead to."""
    if start.questions is not None:
        return context.qualifying.next_states(start.stage, start.questions, start.log_odds)
    return states_after_try(context.playbook, start.stage, start.log_odds, start.chance)


def pursuit_result(start: Start, index: float, context: DayContext) -> PursuitResult:
    """Chance (0..1) to win and hours of a pursuit from `start`.

    It stops where the index falls below `index`.
    """
    key = (start.stage, start.log_odds, start.minutes, start.questions, start.chance)  # the payout does not matter
    if key not in context.pursuits:
        pursuer = Pursuer(context.playbook, context.table, index)
        context.pursuits[key] = pursuer.from_step(first_step_states(start, context), start.minutes)
    return context.pursuits[key]
