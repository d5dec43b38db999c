"""What a deal offers today: the better of asking and its next step, or its appointment and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from planner.core.asking import Asking
from planner.core.belief import belief_of, to_log_odds, unknown_questions
from planner.core.days import WorkingDays, in_time
from planner.core.history import History
from planner.core.index import IndexTable, Outcome, attempt_minutes
from planner.core.page import Ask
from planner.core.pursuit import Course, Courses, Pursuer, attempt_outcomes
from planner.core.step import Start, Step
from planner.core.vocabulary import CLOSED_STAGES, Account, Book, Busy, Does, Play, Playbook, Prospect


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
    standings: dict[str, tuple[Prospect, Standing | None]] = field(default_factory=dict)  # worked out already

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


def keeps_of(deal: Prospect, book: Book) -> float:
    """Share of the deal's amount that is kept: its own, or the rep's."""
    return deal.keeps if deal.keeps is not None else book.rep.keeps


def date_factor(deal: Prospect, stage: int, playbook: Playbook, today: date) -> tuple[float, float]:
    """Chance (0..1) to be in time for the deal's hard date, and how much of it one day's delay takes."""
    if deal.decide_by is None:
        return 1.0, 0.0
    needed = sum(each.days for each in playbook.stages[stage:])
    left = (deal.decide_by - today).days
    chance = in_time(left, needed)
    return chance, chance - (in_time(left - 1, needed) if left > 0 else 0.0)


def is_open(deal: Prospect) -> bool:
    return deal.stage not in CLOSED_STAGES


def appointment_of(deal: Prospect, now: Today) -> datetime | None:
    """The deal's agreed appointment, its own or a calendar's, in the rep's zone; one long past is none."""
    event = now.appointments.get(deal.id)
    at = event.start if event is not None else deal.at
    if at is None or at.astimezone(now.zone).date() < now.today:
        return None
    return at.astimezone(now.zone)


def standing(deal: Prospect, now: Today) -> Standing | None:
    """Where an open deal stands, at the better of asking and its step; None once its hard date has passed."""
    known = now.standings.get(deal.id)
    if known is None or known[0] is not deal:  # a deal may be looked at as it could be, too
        known = now.standings[deal.id] = (deal, _standing(deal, now))
    return known[1]


def _standing(deal: Prospect, now: Today) -> Standing | None:
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


def minutes_left(deal: Prospect, whole: int, now: Today) -> float:
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


def follow_up_owed(deal: Prospect, now: Today) -> Play | None:
    """The play of the last meeting with them, where its follow-up is still to be done; a call includes its own."""
    play = now.playbook.plays.get(now.history.follow_up_owed.get(deal.id, ""))
    return play if play is not None and play.how == "meeting" and play.follow_up else None


def is_silent(record: Prospect | Account, now: Today) -> bool:
    """Whether the record is left in peace today: a later day is agreed, and its calendar has nothing today."""
    event = now.appointments.get(record.id)
    if event is not None and event.start.astimezone(now.zone).date() == now.today:
        return False
    return any(day is not None and day > now.today for day in (record.not_before, record.next_on))


def deal_steps(deal: Prospect, now: Today) -> Iterator[Step]:
    """The steps (never a touch) that an open deal offers today."""
    stands = standing(deal, now)
    if stands is None:
        return
    at = appointment_of(deal, now)
    owed = follow_up_owed(deal, now)
    if owed is not None and (at is None or at.date() != now.today):
        yield replace(_follow_up(_step(deal, stands, owed, now), owed), after=())
    if is_silent(deal, now):
        return
    if at is None:
        yield _next_step(deal, stands, now)
    elif at.date() == now.today:
        yield from _appointment(deal, stands, at, now)
    elif at.date() <= now.working.next_after(now.today):
        yield from (
            replace(step, must=not _fits_before(at, step.minutes, now)) for step in _preparation(deal, stands, now)
        )


def _next_step(deal: Prospect, stands: Standing, now: Today) -> Step:
    play = now.playbook.plays[now.playbook.stages[stands.stage].play]
    base = _step(deal, stands, play, now)
    urgent = is_inbound(deal, now)
    if deal.came is not None and urgent:  # of several who wait, the first to come is the first to be answered
        base = replace(base, urgent=True, due=True, splits=False, breach=int(deal.came.timestamp()) // 60)
    if stands.ask is not None:
        ask = now.playbook.plays["ask"]
        first = now.playbook.questions[stands.ask[0]]
        return replace(
            base,
            item=f"{deal.id}/{ask.id}",
            play=ask.id,
            does="ask",
            title=ask.title,
            objective=deal.next or first.ask,
            minutes=now.asking.minutes,
            windows=deal.windows if ask.how != "desk" else (),
            splits=False,
        )
    if play.how == "meeting":
        return replace(
            base,
            does="book",
            title=f"Book: {play.title}",
            minutes=max(1, play.book),
            windows=deal.windows,
            splits=False,
        )
    owed = follow_up_owed(deal, now)
    minutes = max(1, round(stands.minutes) - (owed.follow_up if owed else 0))
    windows = deal.windows if play.how == "call" else ()
    return replace(base, minutes=minutes, windows=windows)


def _step(deal: Prospect, stands: Standing, play: Play, now: Today) -> Step:
    """A deal's plain attempt, from which its other steps are made."""
    return Step(
        item=f"{deal.id}/{play.id}",
        record=deal.id,
        name=deal.name,
        kind="prospect",
        play=play.id,
        does="advance",
        title=play.title,
        objective=deal.next or play.objective,
        minutes=play.minutes,
        per_hour=stands.per_hour,
        index=stands.index,
        lowest=lowest_of(deal, stands, now),
        due=deal.next_on is not None and deal.next_on <= now.today,
        group=deal.id,
        timezone=deal.timezone,
        splits=play.splits,
        stage=deal.stage,
        start=start_of(deal, stands, now),
        delay=stands.delay,
    )


def start_of(deal: Prospect, stands: Standing, now: Today) -> Start:
    """Where the pursuit of a deal starts today."""
    return Start(
        stage=stands.stage,
        log_odds=stands.log_odds,
        minutes=stands.minutes if stands.ask is None else float(now.asking.minutes),
        worth=stands.worth,
        ask=stands.ask,
        chance=deal.chance if stands.ask is None else None,
    )


def lowest_of(deal: Prospect, stands: Standing, now: Today) -> float:
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


def _appointment(deal: Prospect, stands: Standing, at: datetime, now: Today) -> Iterator[Step]:
    """The meeting at its time, its preparation before it and its follow-up after it."""
    play = now.playbook.plays[now.playbook.stages[stands.stage].play]
    event = now.appointments.get(deal.id)
    minutes = play.minutes
    if event is not None:
        minutes = max(1, round((event.end - event.start).total_seconds() / 60))
    base = _step(deal, stands, play, now)
    place = deal.place or (event.place if event else None)
    own = event is not None
    yield replace(base, at=at, from_calendar=own, minutes=minutes, needs=deal.needs, place=place, splits=False)
    if at > now.now:
        # Nobody is met unprepared: the meeting takes its time whatever it is worth, so this is no question of money.
        yield from (replace(step, must=True) for step in _preparation(deal, stands, now))
    if play.follow_up:
        yield _follow_up(base, play)


def _fits_before(at: datetime, minutes: int, now: Today) -> bool:
    """Whether the hours of the appointment's own day leave a stretch of so many minutes before it."""
    until = at.hour * 60 + at.minute - now.book.hours.between
    return any(min(hours.end, until) - hours.start >= minutes for hours in now.working.ranges(at.date()))


def _preparation(deal: Prospect, stands: Standing, now: Today) -> Iterator[Step]:
    play = now.playbook.plays[now.playbook.stages[stands.stage].play]
    if play.prepare and "prepare" not in now.history.half_done.get(deal.id, {}):
        yield _side_step(_step(deal, stands, play, now), play, "prepare", play.prepare, f"Prepare: {play.title}")


def _follow_up(base: Step, play: Play) -> Step:
    return _side_step(base, play, "follow-up", play.follow_up, f"Follow up: {play.title}")


def _side_step(base: Step, play: Play, does: Does, minutes: int, title: str) -> Step:
    meeting = base.item
    return replace(
        base,
        item=f"{base.record}/{play.id}-{does}",
        does=does,
        title=title,
        minutes=minutes,
        group=f"{base.record}/{does}",
        splits=False,
        before=(meeting,) if does == "prepare" else (),
        after=(meeting,) if does == "follow-up" else (),
    )


def is_inbound(deal: Prospect, now: Today) -> bool:
    """Whether an inbound lead waits for its first answer: until it has one, to the end of the next working day at most.

    Who could not be answered within the playbook's time is answered as soon as there is time: a day later it is worth
    far less again. After that the lead is a deal like any other.
    """
    if deal.came is None or deal.came > now.now or (deal.last_touch and deal.last_touch >= deal.came.date()):
        return False
    came = deal.came.astimezone(now.zone).date()
    return now.today <= now.working.next_after(came)


def answer_due(deal: Prospect, now: Today) -> datetime | None:
    """Until when an inbound lead that waits should have its answer, in the rep's zone; None where none waits."""
    if deal.came is None or not is_inbound(deal, now):
        return None
    return deal.came.astimezone(now.zone) + timedelta(minutes=now.playbook.answer_within)


def fresh_look(deal: Prospect, now: Today) -> Step | None:
    """A lost deal's second chance, once it is old enough: valued as a new deal with the prior of a revival."""
    from dateutil.relativedelta import relativedelta

    rule, lost_on = now.playbook.fresh_look, deal.lost_on or deal.since
    silent = [day for day in (deal.not_before, deal.next_on) if day is not None and day > now.today]
    if lost_on is None or silent or lost_on + relativedelta(months=rule.months) > now.today:
        return None
    play = now.playbook.plays["fresh-look"]
    revived = replace(deal, answers={}, attempts=0, unanswered=0, since=None, decide_by=None, chance=None, at=None)
    log_odds = to_log_odds(rule.prior)
    unknown = unknown_questions({}, now.playbook)
    index = max(now.table.at(0, log_odds), now.asking.at(0, unknown, log_odds) if unknown else 0.0)
    worth = deal.amount * keeps_of(deal, now.book)
    whole = attempt_minutes(now.playbook.plays[now.playbook.stages[0].play])
    stands = Standing(0, log_odds, worth, 0.0, float(whole), index, None)
    base = _step(revived, stands, play, now)
    return replace(
        base,
        does="fresh-look",
        minutes=attempt_minutes(play),
        windows=deal.windows if play.how == "call" else (),
        lowest=index * worth,
        stage=deal.stage,
    )


def questions_to_the_rep(deal: Prospect, now: Today) -> Iterator[Ask]:
    """What only the rep can tell of an open deal: a date that has passed, an appointment nobody has logged."""
    if deal.decide_by is not None and deal.decide_by < now.today:
        yield Ask(record=deal.id, name=deal.name, what="date passed", on=deal.decide_by)
    if deal.at is not None and deal.at.astimezone(now.zone).date() < now.today:
        yield Ask(record=deal.id, name=deal.name, what="appointment passed", on=deal.at.astimezone(now.zone).date())
