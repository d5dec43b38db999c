"""`plan later`: something put off to another day."""

from __future__ import annotations

from datetime import date, datetime
from shlex import quote

from planner.app.day.changed_page import replanned_page, show_changes
from planner.app.day.day_request import DayRequest, item_and_sides
from planner.app.messages import tell
from planner.app.page.booking import booking_warnings
from planner.app.page.busy_times import taken
from planner.app.page.working_days import working_days
from planner.app.promised_days import day_off_warnings, lines_to_send
from planner.app.session import Session
from planner.app.settings import Settings
from planner.app.worklog.find_work import WorkWords, find_work
from planner.app.worklog.log import RecordEdit, book_changes, day_of
from planner.book.store.lock import writing
from planner.book.store.transaction import commit
from planner.core.records.new_record import name_of
from planner.core.timing.promise import promise_of
from planner.core.worklog.log import later_keys, record_of
from planner.core.worklog.outcomes import Record
from planner.core.worklog.work import Work
from planner.errors import TwoReadings, UsageError
from planner.screen.text.wording import clock, coming_day, full_day
from planner.typed.times import words_and_day


def run(settings: Settings, item: str, day: str) -> None:
    """Put a line off: its record is on hold until that day, and today is replanned."""
    with writing(settings.book):
        session = Session(settings)
        today = session.today
        item, when = _item_and_day(session, [item, *day.split()])
        at = when if isinstance(when, datetime) else None
        to = at.date() if at is not None else when
        if to <= today and at is None:
            past = "in the past" if to < today else "today"
            raise UsageError(f"{full_day(to)} is {past}", f"name a later day: plan later {quote(item)} tomorrow")
        work = find_work(session, day_of(session, today), WorkWords(item))
        if work.warning:
            tell(settings, f"warning: {work.warning}")
        record = record_of(work, session.book)
        edit: RecordEdit | None = None
        in_calendar = False
        send: list[str] = []
        moved = f"{work}: moved to {coming_day(to, today)}"
        if record is None or work.what.does in ("prepare", "follow-up"):
            moved = f"{work}: off today's page. {_what_comes_then(session, work)}"
        else:
            keys = later_keys(record, to, at)
            edit = RecordEdit(record.id, keys, name_of(record)) if keys else None
            send = _lines_to_send(session, record, to)
            for warning in day_off_warnings(session, keys):
                tell(settings, f"warning: {warning}")
            if not send:
                _warn_of_deadline(settings, record, to)
            in_calendar = _warn_of_meeting(session, record.id)
            for warning in booking_warnings(session, record.id, at) if at is not None else ():
                tell(settings, f"warning: {warning}")
            changes = book_changes(session, [edit]) if edit is not None else []
            commit(session.folder, changes, f"{work}: moved to {full_day(to)}", session.now)
        own = "" if edit is not None else f"{work}: moved to {full_day(to)}"
        # What the book says is not said to the page as well: who is set back to today comes on it again.
        off = to > today and (in_calendar or edit is None)
        request = (
            DayRequest(without=item_and_sides(work.what.item), what=own) if off else DayRequest(replan=True, what=own)
        )
        page = replanned_page(Session(settings), request)
    show_changes(settings, page, moved, edit, send)


def _what_comes_then(session: Session, work: Work) -> str:
    """The words about work without a day of its own: a prep of today's meeting has no later day."""
    meetings = (
        line.slot.start
        for line in day_of(session, session.today).planned
        if work.what.does == "prepare" and line.what.record == work.what.record and line.slot.fixed
    )
    start = next(meetings, None)
    return f"The meeting stays at {clock(start)}." if start is not None else "It comes back when it is due."


def _item_and_day(session: Session, words: list[str]) -> tuple[str, date | datetime]:
    """The name of the line and the day, which is the longest end of the words that is one.

    Raises UsageError if they have no day.
    """
    try:
        return words_and_day(words, 1, session.today, session.zone, session.locale)
    except TwoReadings:
        raise
    except UsageError as no_day:
        item = " ".join(words)
        try:
            find_work(session, day_of(session, session.today), WorkWords(item, unquoted=True))
        except UsageError:
            raise no_day from None
        raise UsageError(f"{item}: to which day?", f"plan later {quote(item)} tomorrow") from None


def _lines_to_send(session: Session, record: Record, to: date) -> list[str]:
    """Two lines for the customer if the new day is after the promised one; else none."""
    working = working_days(session, session.today)
    promise = promise_of(record, session.today, working, session.zone)
    if promise is None or promise.last_day >= to:
        return []
    return lines_to_send(record, promise.last_day, to, session.today, session.book)


def _warn_of_meeting(session: Session, record: str) -> bool:
    """True if a meeting put off today is still in the calendar, after a warning.

    It keeps its time until it is freed.
    """
    found = False
    for event in taken(session, session.today).busy:
        if event.record == record and event.end > session.now and event.start.date() <= session.today:
            at = clock(event.start.astimezone(session.zone))
            what = f'"{event.title}" is still on your calendar. If it is off: `plan free {at}`'
            tell(session.settings, f"warning: {what}")
            found = True
    return found


def _warn_of_deadline(settings: Settings, record: object, to: date) -> None:
    for key, what in (("decide_by", "they decide by"), ("by", "it's due by")):
        limit = getattr(record, key, None)
        if isinstance(limit, date) and not isinstance(limit, datetime) and limit < to:
            tell(settings, f"warning: {what} {full_day(limit)}")
