"""The habits in the book's own diary."""

from __future__ import annotations

from datetime import timedelta

from planner.app.session import Session
from planner.core.habits.habits import Habits
from planner.core.habits.observe import observe
from planner.core.review.period import Period
from planner.errors import FileError
from planner.typed.periods import argument_period

YEAR = timedelta(days=364)
WEEK = timedelta(days=7)


def own_habits(session: Session, word: str) -> tuple[Habits, list[FileError]]:
    """The habits of a period, the last year where no word names one, and the diary's errors."""
    today = session.today
    period = argument_period(word, today, session.locale) if word else Period(today - YEAR, today)
    last = min(period.last, today)
    days, errors = session.diary.days(Period(period.first, min(today, last + WEEK)))
    return observe(days, session.book, Period(period.first, max(period.first, last)), today), errors
