"""At most so many rows of a day: a page is read by a person, whatever calendars hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from planner.core.line import Line
from planner.core.page.page import Page, Taken

MOST_MEETINGS = 40
MOST_LINES = 100


def first_meetings(page: Page, now: datetime) -> Sequence[Taken]:
    """The meetings that are shown, in order; those that are over at `now` go first."""
    if len(page.busy) <= MOST_MEETINGS:
        return page.busy
    coming = sorted(page.busy, key=lambda taken: (taken.end <= now, taken.start))
    return sorted(coming[:MOST_MEETINGS], key=lambda taken: (taken.start, taken.end))


def first_lines(page: Page, now: datetime) -> Sequence[Line]:
    """The numbered lines that are shown, in their order; those that are over at `now` go first."""
    if len(page.items) <= MOST_LINES:
        return page.items
    coming = sorted(page.items, key=lambda line: (line.slot.end <= now, line.slot.start))
    shown = {line.status.number for line in coming[:MOST_LINES]}
    return [line for line in page.items if line.status.number in shown]


def first_texts(texts: Sequence[str], most: int) -> list[str]:
    """At most so many notices; then how many more there are."""
    more = len(texts) - most
    return [*texts[:most], *([f"and {more:,} more: plan today --json"] if more > 0 else [])]


def more_words(lines: int, meetings: int) -> str:
    """The rows that are left out, in words; "" without one."""
    words = [f"{lines:,} more"] if lines > 0 else []
    words += [f"{meetings:,} more meetings"] if meetings > 1 else ["1 more meeting"] if meetings else []
    return f"and {' and '.join(words)}{': plan today --json' if meetings else ''}" if words else ""
