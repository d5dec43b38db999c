"""The view in which deals are valued for the pipeline: one day, clock, price and playbook."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from planner.app.page.busy_times import taken
from planner.app.session import Session
from planner.book.diary.values_file import read_values, values_content, values_dates
from planner.core.bridge.snapshot import Snapshot, by_current_names
from planner.core.lifecycle.recurring import with_first_days
from planner.core.page.inputs import Inputs, day_context
from planner.core.playbook import Playbook
from planner.core.value.deal_value import DayContext
from planner.errors import FileError


def last_snapshot(session: Session) -> Snapshot | None:
    """The newest snapshot up to today; None without one, or where it can't be read."""
    dates = [on for on in values_dates(session.folder) if on <= session.today]
    return _snapshot(session, dates[-1]) if dates else None


def stage_in_snapshots(session: Session, deal: str) -> str | None:
    """The stage of a deal in the newest snapshot that has it; None where none does."""
    for on in reversed(values_dates(session.folder)):
        snapshot = _snapshot(session, on)
        if snapshot is not None and deal in snapshot.deals:
            return snapshot.deals[deal].stage
    return None


def _snapshot(session: Session, on: date) -> Snapshot | None:
    content = values_content(session.folder, on)
    found = read_values(content, on, session.zone) if isinstance(content, bytes) else None
    if found is None or isinstance(found, FileError):
        return None
    return by_current_names(found, session.earlier_names)


def view_of(session: Session, on: date, at: datetime, playbook: Playbook) -> DayContext:
    """The view of a day at a clock with a playbook, and with all that the diary has by today."""
    return day_context(
        Inputs(
            book=replace(with_first_days(session.book, session.first_seen().days, on), playbook=playbook),
            day=on,
            now=at,
            table=session.table(playbook),
            history=session.history(session.today),
            holidays=session.holidays(on),
            busy=taken(session, on).busy,
        )
    )


def view_of_snapshot(session: Session, snapshot: Snapshot) -> DayContext:
    """The view in which everything is valued that happens after a snapshot and before the next."""
    return view_of(session, snapshot.date, snapshot.made, session.learned(snapshot.date).playbook)
