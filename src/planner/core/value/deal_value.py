"""The value of an open deal today, at the better of qualifying it and its next step."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from statistics import median
from typing import NamedTuple
from zoneinfo import ZoneInfo

from planner.core.book import CLOSED_STAGES, Account, Book, Deal, Task
from planner.core.customers.customers import Customers
from planner.core.customers.introductions import Brought
from planner.core.days import LocalDay, WorkingDays
from planner.core.diary import Busy
from planner.core.history import History
from planner.core.playbook import Play, Playbook
from planner.core.steps.step import Start
from planner.core.timing.deadline import DatedShare, Deadline, deadline_of, pace_of, working_days_left
from planner.core.timing.pace import Wait, next_try_on
from planner.core.timing.promise import is_promised_today, is_waiting_lead
from planner.core.value.belief import belief_of, questions_at, to_chance, unknown_questions
from planner.core.value.colleagues import CalledIn, has_free, is_free, minutes_called, ways_to_call
from planner.core.value.deal_index import IndexTable, try_minutes
from planner.core.value.must_know import missing_answers
from planner.core.value.pursuit import PursuitResults, states_after_try
from planner.core.value.qualifying import Qualifying, QualifyingState, mean_wins
from planner.core.value.quota import QuotaToday, usual_share
from planner.frozen_class import frozen


@frozen(kw_only=True)
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
    customers: Customers
    brought: Mapping[str, Brought] = field(default_factory=dict)  # by contact or account: the deals they introduced
    tasks_of: Mapping[str, tuple[Task, ...]] = field(default_factory=dict)  # work of today, by its record
    comes_back: Mapping[str, Task] = field(default_factory=dict)  # tasks with `every`, by their id
    typical_amount: float = 0.0
    open_amounts: Mapping[str, float] = field(default_factory=dict)  # money of each account's open deals
    quota: QuotaToday | None = None
    paced: Playbook | None = None  # the playbook with the paces of today; None: its own
    colleagues_busy: Mapping[str, tuple[Busy, ...]] = field(default_factory=dict)
    lead_values: dict[tuple[float, float], tuple[float, float, tuple[int, ...] | None]] = field(default_factory=dict)
    pursuits: PursuitResults = field(default_factory=dict)  # computed before
    deal_values: DealValues = field(default_factory=dict)  # computed before
    playbook: Playbook = field(init=False)  # the book's

    def __post_init__(self) -> None:
        object.__setattr__(self, "playbook", self.book.playbook)  # looked up some ten times for each deal


class DealValue(NamedTuple):
    """The state of an open deal and the index of its best step today.

    The index is per hour and unit of payout.
    """

    stage: int
    log_odds: float
    payout: float  # amount × the rep's share × the dates' share × the share that buys from us
    wins: float
    deadline: Deadline | None
    minutes: float  # left of the current try
    work: float  # minutes of the deal's open tasks and its agreed next step, which come before the next try
    size: float  # how many times the playbook's minutes a deal of this amount takes
    index: float  # type: ignore[assignment]  # in the place of the method of tuples
    plain_index: float  # without qualifying first
    called: CalledIn  # the colleagues in the next try
    alone: float  # the plain index without the colleague who is called in only because it pays
    questions: tuple[int, ...] | None  # to ask first, where that pays more; None: the next step

    @property
    def per_hour(self) -> float:
        return self.index * self.payout

    @property
    def delay(self) -> float:
        """Share of the payout that waiting until the next working day takes."""
        return max(0.0, self.deadline.delay / self.deadline.share) if self.deadline and self.deadline.share > 0 else 0.0


DealValues = dict[str, tuple[Deal, DealValue | None]]
"""The values of open deals by id, each with the deal as it was valued."""


def rep_share(deal: Deal, context: DayContext) -> float:
    """The rep's share (0..1) of an open deal's amount: its own, or what the quota keeps now."""
    if deal.keeps is None and context.quota is not None:
        return context.quota.keeps
    return usual_share(deal, context.book)


def money_if_won(deal: Deal, context: DayContext) -> float:
    """Money to the rep if an open deal is won: its amount × the rep's share."""
    return deal.amount * rep_share(deal, context)


def quota_share(own_keeps: float | None, start: date, context: DayContext) -> DatedShare | None:
    """The quota's end as a date of a deal; None without one, or with a share of its own."""
    quota = context.quota
    if quota is None or quota.ends is None or own_keeps is not None:
        return None
    return DatedShare(working_days_left(start, quota.ends, context.working), quota.after)


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
    at = appointment_of(deal, context)
    stage = context.stage_at[deal.stage]
    start = at.date() if at is not None else context.today
    if deal.decide_by is not None and deal.decide_by < context.today:
        return None
    stages_after, quota = context.playbook.stages[stage + 1 :], quota_share(deal.keeps, start, context)
    deadline = deadline_of(deal, stages_after, start, context.working, quota)
    log_odds = belief_of(deal, context.playbook, stage, context.today)
    unanswered = unknown_questions(deal.answers, context.playbook) if deal.renews is None else ()
    wins = known_wins(deal, context.playbook) * context.qualifying.mean_wins(unanswered, log_odds)
    payout = deal.amount * rep_share(deal, context) * wins * (deadline.share if deadline else 1.0)
    play = context.playbook.play_at(stage)
    whole, size = try_minutes(play), size_of(deal, context)
    left, work = minutes_left(deal, whole, context, size), work_of(deal, context)
    if left == whole * size and deal.chance is None and not work and not _has_colleagues(deal, play, context):
        plain = alone = context.table.at(stage, log_odds) / size
        called = ALONE
    else:
        minutes = minutes_called(play, left, size)

        def index_with(way: CalledIn) -> float:
            states = states_after_try(context.playbook, stage, log_odds, deal.chance, way.lifts)
            cost = way.cost / payout if payout > 0 else 0.0
            return context.table.step_index(states, (left + work) / size, cost) / size

        ways = ways_to_call(deal, play, minutes, context.book.colleagues)
        ways = ways[:1] + [way for way in ways[1:] if deal.chance is None and _can_come(way, at, minutes, context)]
        alone = index_with(ways[0])
        plain, called = max(((index_with(way), way) for way in ways), key=lambda each: each[0])
    index, questions = plain, None
    unknown = questions_at(deal.stage, deal.answers, context.playbook) if deal.renews is None else ()
    promised = is_promised_today(deal, context.today, context.working) or is_waiting_lead(deal, context.now)
    call = context.history.qualified.get(deal.id)
    just_qualified = call is not None and call.stage == deal.stage
    if unknown and at is None and not promised and not just_qualified:
        cost = called.cost / payout if payout > 0 else 0.0
        state = QualifyingState(stage, unknown, log_odds, work / size, deal.chance, called.lifts, cost)
        qualifying = context.qualifying.index(state) / size
        if qualifying > plain or must_ask_first(deal, stage, context):
            index, questions = qualifying, unknown
    return DealValue(
        stage=stage,
        log_odds=log_odds,
        payout=payout,
        wins=wins,
        deadline=deadline,
        minutes=left,
        work=work,
        size=size,
        index=index,
        plain_index=plain,
        called=called,
        alone=alone,
        questions=questions,
    )


ALONE = CalledIn(None, 0.0, 1.0)


def _has_colleagues(deal: Deal, play: Play, context: DayContext) -> bool:
    """True if a colleague has a part in the try."""
    return bool(deal.needs) or any(play.id in each.helps for each in context.book.colleagues)


def _can_come(way: CalledIn, at: datetime | None, minutes: float, context: DayContext) -> bool:
    """True if a colleague who helps is free at the appointment, or for some of the day's hours."""
    busy = context.colleagues_busy.get(way.helper or "", ())
    if at is not None:
        return is_free(busy, at, minutes)
    day = LocalDay(context.today, context.zone)
    hours = day.spans(context.working.ranges(context.today))
    spans = [(max(context.now, day.time_at(span.start)), day.time_at(span.end)) for span in hours]
    return has_free(busy, spans, min(minutes, max((span.end - span.start for span in hours), default=0)))


def must_ask_first(deal: Deal, stage: int, context: DayContext) -> bool:
    """True if the rep must find something out before the stage is worked."""
    return bool(missing_answers(deal, context.playbook, stage))


def wait_after_try(deal: Deal, context: DayContext) -> Wait | None:
    """The wait after the deal's last try; None where the customer may be tried today."""
    call = context.history.qualified.get(deal.id)
    tried = max(filter(None, (deal.last_try, context.history.last_try.get(deal.id))), default=None)
    until = next_try_on(deal, tried, call.on if call else None, context.paced or context.playbook, context.working)
    return Wait(tried, until) if tried is not None and until is not None and until > context.today else None


def wins_of(deal: Deal, log_odds: float, playbook: Playbook) -> float:
    """Share (0..1) of such real deals that buy from us; unknown answers count their mean.

    Not those of a renewal, which is not qualified: they buy from us already.
    """
    unknown = [q for q in playbook.questions if q.id not in deal.answers] if deal.renews is None else []
    return known_wins(deal, playbook) * mean_wins(unknown, to_chance(log_odds))


def known_wins(deal: Deal, playbook: Playbook) -> float:
    """Share (0..1) of real deals with the known answers of this one that buy from us."""
    known = [q.wins.get(deal.answers[q.id], 1.0) for q in playbook.questions if q.wins and q.id in deal.answers]
    return math.prod(known)


def size_of(deal: Deal, context: DayContext) -> float:
    """Factor on the playbook's minutes: (amount ÷ typical)^growth, 0.8 to 1.6; renewals 1."""
    if deal.amount <= 0 or context.typical_amount <= 0 or deal.renews is not None:
        return 1.0
    return float(min(1.6, max(0.8, (deal.amount / context.typical_amount) ** context.playbook.size.growth)))


def work_of(deal: Deal, context: DayContext) -> float:
    """Minutes left of the deal's open tasks without their own money, and of its agreed step."""
    return float(task_minutes_left(deal.id, context) + (context.history.agreed_minutes(deal) or 0))


def task_minutes_left(record: str, context: DayContext) -> int:
    """Minutes left of a record's open tasks of today without their own money."""
    tasks = context.tasks_of.get(record, ())
    return sum(max(0, task.minutes - context.history.task_minutes.get(task.id, 0)) for task in tasks)


def is_work_of_today(task: Task, context: DayContext) -> bool:
    """True for an open task without its own money that is not for a later day."""
    days = (task.on, task.not_before, task.at.astimezone(context.zone).date() if task.at else None)
    return (
        not context.history.has_done(task)
        and task.makes is None
        and all(day is None or day <= context.today for day in days)
    )


def minutes_left(deal: Deal, whole: int, context: DayContext, size: float = 1.0) -> float:
    """Minutes left of the current try for a deal of this size, with an open follow-up."""
    play = context.playbook.play_at(context.stage_at[deal.stage])
    done = context.history.half_done.get(deal.id, {})
    left = whole * size
    if appointment_of(deal, context) is not None:
        left -= play.book * size
    if "prepare" in done:
        left -= play.prepare * size
    left -= done.get("advance", 0)
    last_play = play_to_follow_up(deal, context)
    return max(1.0, left + (last_play.follow_up * size if last_play else 0))


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
        minutes=value.minutes if value.questions is None else context.qualifying.minutes * value.size,
        payout=value.payout,
        questions=value.questions,
        chance=deal.chance,
        work=value.work,
        size=value.size,
        wins=value.wins,
        tries_in_time=tries_in_time(value, context),
        lifts=value.called.lifts,
        cost=value.called.cost,
    )


def tries_in_time(value: DealValue, context: DayContext) -> int | None:
    """Tries that fit before the deadline in the last stage; None without a limit."""
    if value.deadline is None or value.deadline.days_left is None or value.deadline.days_needed > 0:
        return None
    pace = pace_of((context.paced or context.playbook).stages[value.stage])
    return 1 + max(0, value.deadline.days_left) // pace


def typical_amount(book: Book) -> float:
    """Amount of a typical deal: the playbook's, else the open deals' median; 0 without any."""
    if book.playbook.prospecting.amount > 0:
        return book.playbook.prospecting.amount
    return median([deal.amount for deal in book.deals if is_open(deal)] or [0.0])


def open_amounts(book: Book) -> dict[str, float]:
    """Money of each account's open deals; a renewal is part of today's revenue."""
    amounts: dict[str, float] = {}
    for deal in book.deals:
        if deal.account is not None and deal.renews is None and is_open(deal):
            amounts[deal.account] = amounts.get(deal.account, 0.0) + deal.amount
    return amounts


def tasks_by_record(book: Book, context: DayContext) -> dict[str, tuple[Task, ...]]:
    """The tasks that are part of the work for a record today, by the record."""
    tasks: dict[str, tuple[Task, ...]] = {}
    for task in book.tasks:
        if task.record is not None and is_work_of_today(task, context):
            tasks[task.record] = (*tasks.get(task.record, ()), task)
    return tasks
