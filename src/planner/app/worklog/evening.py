"""What is told of the last evening, where it was forgotten."""

from __future__ import annotations

from datetime import date

from planner.app.session import Morning, digest
from planner.errors import BookFaults


def evening_words(morning: Morning) -> str:
    """One line where the last day with a page was not wrapped, or its clock still runs; "" where all is told.

    Of a page that can't be read it says nothing: the day's page warns of it. What was found is kept by the page's
    content: most mornings nothing is parsed for it.
    """
    from planner.book.diary.pages import diary_dates

    earlier = [on for on in diary_dates(morning.folder / "diary") if on < morning.today]
    try:
        content = morning.page_bytes(earlier[-1]) if earlier else None
    except BookFaults:
        return ""
    if content is None or (b"\nwrapped = " in content and b"\nrunning = " not in content):
        return ""
    key = digest(content, earlier[-1], morning.today, morning.zone.key)
    known = morning.cache.get("evening", key)
    if known is not None:
        return known.decode()
    try:
        words = _words(morning)
    except BookFaults:
        words = ""
    morning.cache.put("evening", key, words.encode())
    return words


def _words(morning: Morning) -> str:
    from planner.app.worklog.find_work import running_now
    from planner.app.worklog.work_item import thing_running
    from planner.screen.text.wording import clock, counted, full_day

    found = running_now(morning)
    if found is not None and found[0] < morning.today:
        on, day, running = found
        since = f"{full_day(on)} {clock(running.since)}"
        return f"The clock runs since {since} for {thing_running(morning, running, day)}: `plan stop`"
    evening = forgotten_evening(morning)
    if evening is None:
        return ""
    count = counted(len(to_tell(morning, evening)), "item")
    return f"{full_day(evening)} was not wrapped: {count} to tell of. `plan wrap --on {evening}`"


def evening_of(morning: Morning) -> date:
    """The day that is to be wrapped now: today once it has begun, else the last one that was not."""
    from planner.app.worklog.log import day_of
    from planner.core.worklog.work import open_rows, running_of

    today = day_of(morning, morning.today)
    started = any(row.start <= morning.now for row in open_rows(today, None))
    if today.worked or started or running_of(today, morning.zone):
        return morning.today
    return forgotten_evening(morning) or morning.today


def forgotten_evening(morning: Morning) -> date | None:
    """The last day before today with a page, where something on it was not told and it was not wrapped."""
    from planner.book.diary.pages import diary_dates

    earlier = [on for on in diary_dates(morning.folder / "diary") if on < morning.today]
    if not earlier or b"\nwrapped = " in (morning.page_bytes(earlier[-1]) or b""):
        return None
    return earlier[-1] if to_tell(morning, earlier[-1]) else None


def to_tell(morning: Morning, on: date) -> list[str]:
    """The items of a day that should be over and of which nobody has told how they went, by the clock."""
    from planner.app.worklog.log import day_of
    from planner.core.worklog.work import begun, open_rows, running_of

    day = day_of(morning, on)
    running = running_of(day, morning.zone)
    due = {row.item: row.start for row in reversed(open_rows(day, running)) if row.start <= morning.now}
    due |= {row.item: row.start for row in reversed(day.worked) if row.item in begun(day.worked)}
    if running is not None:
        due[running.work.item] = running.since
    return sorted(due, key=lambda item: due[item])
