"""The bridge of a review's days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from planner.app.page.page_inputs import inputs_of
from planner.app.pipeline.first_page import pipeline_now
from planner.app.session import Session
from planner.core.bridge.bridge import Bridge, Events, bridge, first_pages, row_moves
from planner.core.diary import DiaryDay
from planner.core.records.names import names_of
from planner.core.review.period import Period


class Days(NamedTuple):
    """The pages of a diary: before a period, in it, and since."""

    before: Sequence[DiaryDay]
    days: Sequence[DiaryDay]
    after: Sequence[DiaryDay]


def period_bridge(session: Session, days: Days, first: date, last: date) -> Bridge | None:
    """The bridge from the period's first page on.

    It ends with the first page after the period, or now: with what a first page made now would find.
    """
    pages = first_pages((*days.days, *days.after))
    if not any(page.date <= last for page in pages):
        return None
    now = None
    if not any(page.date > last for page in pages):
        now = pipeline_now(session, inputs_of(session, session.today)).as_first_page()
    rows = row_moves((*days.before, *days.days, *days.after))
    found = bridge(Events(pages, rows, now, names_of(session.book)), Period(first, last))
    begins = min((day.date for day in days.days if day.planned or day.worked), default=None)
    if found is None or begins is None or begins >= found.first:
        return found
    return replace(found, counts_from=found.first)
