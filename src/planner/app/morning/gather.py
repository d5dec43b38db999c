"""The morning's five parts, from the book, the diary and the calendars; nothing is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from planner.app.day.day_request import DayRequest
from planner.app.evening.unlogged import forgotten_evening, unlogged_items
from planner.app.page.page_inputs import inputs_of, keep_values
from planner.app.page.page_mark import page_mark
from planner.app.page.page_options import merged
from planner.app.page.plan_page import inputs_of_new, page_as_written, page_that_numbers
from planner.app.session import Session
from planner.app.worklog.find_work import work_named
from planner.app.worklog.log import day_of
from planner.book.diary.page_files import diary_dates
from planner.core.cadence.close_file import silent_files
from planner.core.choice.day_choice import DayChoice, day_choice
from planner.core.days import LocalDay
from planner.core.diary import DiaryDay
from planner.core.line import WITHOUT_CUSTOMER
from planner.core.morning.decision import decision_today
from planner.core.morning.morning import Morning, OpenLine, Overnight, Yesterday
from planner.core.morning.overnight import calendar_changes, meetings_known, meetings_on
from planner.core.morning.today import (
    accounts_today,
    begins_week,
    deals_at_rest,
    deals_today,
    promises_today,
)
from planner.core.page.inputs import day_context
from planner.core.page.page import Page
from planner.core.page.page_figures import called_off_questions
from planner.core.page.plan_day import plan_choice
from planner.core.worklog.log import is_in_last_stage, record_of, usual_outcomes
from planner.core.worklog.numbers import with_numbers
from planner.core.worklog.work import minutes_to_go
from planner.errors import BookErrors


class TodayPlan(NamedTuple):
    """Today's page as it is, or as it would be now, and all that could be on it."""

    choice: DayChoice
    page: Page


def morning_of(session: Session) -> Morning:
    """All five parts of the morning."""
    plan = today_plan(session)
    choice, page = plan
    return Morning(
        date=session.today,
        now=session.now,
        currency=session.book.rep.currency,
        rep=session.book.rep.name,
        price_today=page.prices.hour,
        yesterday=yesterday_of(session),
        overnight=overnight_of(session),
        promises=promises_today(choice, page),
        deals=deals_today(choice, page),
        at_rest=deals_at_rest(choice),
        accounts=accounts_today(choice, page.prices.hour),
        lists_accounts=begins_week(session.today, choice.now),
        silent=silent_files(choice.now),
        decision=decision_today(choice, page),
    )


def yesterday_of(session: Session) -> Yesterday:
    """The last day before today that was not wrapped, with its lines that have no outcome."""
    on = forgotten_evening(session)
    if on is None:
        return Yesterday()
    day = day_of(session, on)
    lines = tuple(_open_line(session, item, on) for item in unlogged_items(session, on))
    planned = {row.what.item for row in day.planned if row.status.dropped is None} | {r.what.item for r in day.worked}
    return Yesterday(date=on, planned=len(planned), lines=lines)


def _open_line(session: Session, item: str, on: date) -> OpenLine:
    day = day_of(session, on)
    work = work_named(session, item, day)
    record, playbook = record_of(work, session.book), session.book.playbook
    return OpenLine(
        item=item,
        record=work.what.record,
        name=work.what.name,
        title=work.what.title,
        start=work.line.slot.start if work.line is not None else None,
        minutes=minutes_to_go(work, day),
        outcomes=usual_outcomes(work, record, playbook),
        reaches=work.what.does not in WITHOUT_CUSTOMER and work.what.kind != "contact",
        wins=is_in_last_stage(record, playbook),
    )


def overnight_of(session: Session) -> Overnight:
    """The changes of today's calendar since an earlier page knew it, and what is called off."""
    inputs = inputs_of(session, session.today)
    called_off = called_off_questions(inputs.called_off, day_context(inputs))
    if not session.calendars.get(""):
        return Overnight(named=False, called_off=called_off)
    earlier = _last_page(session)
    known = meetings_known(earlier, session.today) if earlier is not None else None
    if earlier is None or known is None:
        return Overnight(called_off=called_off)
    now = meetings_on(inputs.busy, LocalDay(session.today, session.zone))
    return Overnight(since=earlier.date, changes=calendar_changes(known, now), called_off=called_off)


def _last_page(session: Session) -> DiaryDay | None:
    """The last page before today; None without one that can be read."""
    earlier = [on for on in diary_dates(session.folder / "diary") if on < session.today]
    try:
        return session.diary_day(earlier[-1]) if earlier else None
    except BookErrors:
        return None


def today_plan(session: Session) -> TodayPlan:
    """Today's page as the diary has it while nothing changed, else as it would be planned now."""
    today = session.today
    old = session.diary_day(today)
    options = merged(old, DayRequest())
    inputs = inputs_of_new(session, today, old, options)
    choice = day_choice(inputs)
    if old is not None and old.planned and old.inputs == page_mark(session, old):
        return TodayPlan(choice, page_as_written(session, today, old))
    page = plan_choice(choice).page
    keep_values(session, today, inputs)
    return TodayPlan(choice, replace(page, items=tuple(with_numbers(page.items, page_that_numbers(old)))))
