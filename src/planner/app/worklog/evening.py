"""What is told of the last evening, where it was forgotten."""

from __future__ import annotations

from datetime import date

from planner.app.session import Session
from planner.cache.cache import digest
from planner.errors import BookErrors


def evening_words(session: Session) -> str:
    """One line where the last day with a page was not wrapped, or its clock still runs; "" where all is told.

    Of a page that can't be read it says nothing: the day's page warns of it. What was found is kept by the page's
    content: most mornings nothing is parsed for it.
    """
    from planner.book.diary.page_files import diary_dates

    earlier = [on for on in diary_dates(session.folder / "diary") if on < session.today]
    try:
        content = session.page_bytes(earlier[-1]) if earlier else None
    except BookErrors:
        return ""
    if content is None or (b"\nwrapped = " in content and b"\nrunning = " not in content):
        return ""
    key = digest(content, earlier[-1], session.today, session.zone.key)
    known = session.cache.get("evening", key)
    if known is not None:
        return known.decode()
    try:
        words = _words(session)
    except BookErrors:
        words = ""
    session.cache.put("evening", key, words.encode())
    return words


def _words(session: Session) -> str:
    from planner.app.worklog.find_work import running_now
    from planner.app.worklog.work_item import thing_running
    from planner.screen.text.wording import clock, counted, full_day

    found = running_now(session)
    if found is not None and found[0] < session.today:
        on, day, running = found
        since = f"{full_day(on)} {clock(running.since)}"
        return f"The clock runs since {since} for {thing_running(session, running, day)}: `plan stop`"
    evening = forgotten_evening(session)
    if evening is None:
        return ""
    count = counted(len(to_tell(session, evening)), "item")
    return f"{full_day(evening)} was not wrapped: {count} to tell of. `plan wrap --on {evening}`"


def evening_of(session: Session) -> date:
    """The day that is to be wrapped now: today once it has begun, else the last one that was not."""
    from planner.app.worklog.log import day_of
    from planner.core.worklog.work import open_rows, running_of

    today = day_of(session, session.today)
    started = any(row.slot.start <= session.now for row in open_rows(today, None))
    if today.worked or started or running_of(today, session.zone):
        return session.today
    return forgotten_evening(session) or session.today


def forgotten_evening(session: Session) -> date | None:
    """The last day before today with a page, where something on it was not told and it was not wrapped."""
    from planner.book.diary.page_files import diary_dates

    earlier = [on for on in diary_dates(session.folder / "diary") if on < session.today]
    if not earlier or b"\nwrapped = " in (session.page_bytes(earlier[-1]) or b""):
        return None
    return earlier[-1] if to_tell(session, earlier[-1]) else None


def to_tell(session: Session, on: date) -> list[str]:
    """The items of a day that should be over and of which nobody has told how they went, by the clock."""
    from planner.app.worklog.log import day_of
    from planner.core.worklog.work import begun, open_rows, running_of

    day = day_of(session, on)
    running = running_of(day, session.zone)
    due = {row.what.item: row.slot.start for row in reversed(open_rows(day, running)) if row.slot.start <= session.now}
    due |= {row.what.item: row.slot.start for row in reversed(day.worked) if row.what.item in begun(day.worked)}
    if running is not None:
        due[running.work.item] = running.since
    return sorted(due, key=lambda item: due[item])
