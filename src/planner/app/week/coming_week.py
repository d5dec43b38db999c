"""The next five working days from the book, its calendars and the diary.

Nothing is written for the later ones.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import islice

from planner.app.day.day_page import page_of, page_with_all
from planner.app.day.day_request import DayRequest
from planner.app.page.page_inputs import inputs_of, inputs_of_later, keep_values
from planner.app.page.page_options import merged, with_options
from planner.app.page.working_days import working_days
from planner.app.session import Session
from planner.core.page.inputs import Inputs
from planner.core.page.page import Page
from planner.core.week.plan_week import plan_week
from planner.core.week.week import Week

DAYS = 5


def coming_days(session: Session) -> list[date]:
    """The next five working days, today among them if it is one."""
    working = working_days(session, session.today)
    first = working.first_from(session.today)
    return [first, *islice(working.after(first), DAYS - 1)]


def coming_week(session: Session) -> Week:
    """The week: the first day's page, and four more.

    The first is as the diary has it, or planned and not written.
    """
    days = coming_days(session)
    first = with_options(inputs_of(session, days[0]), merged(session.diary_day(days[0]), DayRequest()), session.zone)
    later = [_later(session, day, first) for day in days[1:]]
    week = plan_week(_first_page(session, days[0]), [first, *later])
    for inputs in later:
        keep_values(session, inputs.day, inputs)
    return week


def _first_page(session: Session, day: date) -> Page:
    """The page of the week's first day with everything that it leaves out."""
    kept = session.diary_day(day)
    has_page = kept is not None and bool(kept.planned)
    shown = page_of(session, day, DayRequest(dry_run=not has_page))
    if shown.unkept is not None:
        raise shown.unkept
    return replace(page_with_all(session, shown), changes=())


def _later(session: Session, day: date, first: Inputs) -> Inputs:
    inputs = inputs_of_later(session, day, first)
    return with_options(inputs, merged(session.diary_day(day), DayRequest()), session.zone)
