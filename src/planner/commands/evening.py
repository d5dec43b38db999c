"""What is told of the last evening, where it was forgotten."""

from __future__ import annotations

from planner.commands.morning import Morning, digest
from planner.errors import BookFaults


def evening_words(morning: Morning) -> str:
    """One line where the last day with a page was not wrapped, or its clock still runs; "" where all is told.

    Of a page that can't be read it says nothing: the day's page warns of it. What was found is kept by the page's
    content: most mornings nothing is parsed for it.
    """
    from planner.book.diary import diary_dates

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
    from planner.commands.things import thing_running
    from planner.commands.working_on import running_now
    from planner.commands.wrap import forgotten_evening, to_tell
    from planner.screen.wording import clock, counted, full_day

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
