"""Records that only the diary knows, and that nobody said are gone."""

from __future__ import annotations

from datetime import date

from planner.app.records.edit_record import everyone
from planner.app.session import Session
from planner.book.diary.removed_file import removed_names
from planner.core.lifecycle.removed import OldRecord, only_in_diary
from planner.core.review.period import Period


def old_records(session: Session) -> dict[str, OldRecord]:
    """The records with work in the diary that the book lacks and no command removed."""
    days, _ = session.diary.days(Period(date.min, session.today), planned=False)
    known = {record.id for record in everyone(session)} | removed_names(session.folder).keys()
    return only_in_diary(days, known)
