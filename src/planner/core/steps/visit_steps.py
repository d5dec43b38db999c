"""Visits to an account: the next one where it makes money and the last is old enough, or the one that is agreed."""

from __future__ import annotations

from collections.abc import Iterator

from planner.core.book import Account
from planner.core.history import QUARTER
from planner.core.page.page import NextVisit
from planner.core.steps.appointment_steps import meeting_steps
from planner.core.steps.step import Step
from planner.core.value.deal_value import Today, is_silent
from planner.core.value.index import attempt_minutes
from planner.core.value.visit_response import next_visit


def visits_now(account: Account, now: Today) -> float:
    """Visits made in the last 91 days; the usual number while the diary is younger than that."""
    if not now.history.covers_a_quarter(now.today):
        return account.visits or 1.0
    return float(now.history.visits.get(account.id, 0))


def visit_steps(account: Account, now: Today) -> Iterator[Step]:
    """A visit, where the next one makes money and the last is old enough; or the agreed one and what belongs to it."""
    if is_silent(account, now):
        return
    play = now.playbook.plays["visit"]
    event = now.appointments.get(account.id)
    at = event.start if event else account.at
    at = at.astimezone(now.zone) if at else None
    if at is not None and at.date() > now.today:
        return
    booked = at is not None and at.date() == now.today
    made = visits_now(account, now)
    gain = next_visit(account, now.playbook.response, now.book.rep.keeps, made)
    if not booked and (gain is None or gain <= 0 or not _far_enough(account, now)):
        return
    gain = max(0.0, gain or 0.0)
    whole = attempt_minutes(play)
    minutes = whole - play.book if booked else whole
    per_hour = gain * 60 / max(1, minutes)
    base = Step(
        item=f"{account.id}/{play.id}",
        record=account.id,
        name=account.name,
        kind="account",
        play=play.id,
        does="visit",
        title=play.title,
        objective=account.next or account.plan or play.objective,
        minutes=minutes,
        per_hour=per_hour,
        due=account.next_on is not None and account.next_on <= now.today,
        group=account.id,
        windows=account.windows,
        timezone=account.timezone,
        needs=account.needs,
        place=account.place,
        why=NextVisit(makes=gain, visits_now=made, visits_usual=account.visits or 1.0),
    )
    if at is None or not booked:
        yield base
    else:
        yield from meeting_steps(base, play, account, at, event, now)


def _far_enough(account: Account, now: Today) -> bool:
    """Not sooner than half the usual spacing after the last visit (where the diary is young: the last touch)."""
    last = now.history.last_visit.get(account.id)
    if last is None and not now.history.covers_a_quarter(now.today):
        last = account.last_touch
    return last is None or (now.today - last).days * 2 >= QUARTER.days / (account.visits or 1.0)
