"""Warnings about work that is logged all the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from planner.core.diary import DiaryDay
from planner.core.line import Line
from planner.core.worklog.outcomes import Report
from planner.core.worklog.work import Span, elapsed, overlap
from planner.screen.text.wording import clock, length, listed

LONG = 600  # minutes; a longer piece of work gets a warning
MOST_NAMED = 2  # lines that a warning names


def odd_times(line: Line, instead: Line | None, given: bool, day: DiaryDay, now: datetime) -> list[str]:
    """Warnings about the times of a line of the log, which replaces `instead`.

    `given` says that the rep typed them.
    """
    found = []
    span = Span(line.slot.start, line.slot.end)
    if day.date > now.date():
        found.append(f"{day.date} is in the future")
    elif elapsed(now, span.end) > 1 and instead is None:
        found.append(f"it is only {clock(now)}, and this ends at {clock(span.end)}")
    if given or instead is None:
        others = [each for each in day.worked if each is not instead]
        crossed = [each for each in others if overlap(span, Span(each.slot.start, each.slot.end))]
        found += _overlap(crossed)
    if line.slot.minutes > LONG:
        found.append(f"{length(line.slot.minutes)} in one go is long")
    return found


def _overlap(crossed: Sequence[Line]) -> list[str]:
    """One warning, whatever the number of lines that are at the same time."""
    if not crossed:
        return []
    names = [f"{each.what.title} ({clock(each.slot.start)}-{clock(each.slot.end)})" for each in crossed[:MOST_NAMED]]
    more = len(crossed) - len(names)
    return [f"overlaps {listed([*names, *([f'{more} more'] if more else [])])}"]


def passed_dates(report: Report, now: datetime) -> list[str]:
    """Warnings about agreed times that have passed."""
    found = []
    if report.at is not None and report.at < now:
        found.append(f"the appointment, {report.at.date()} {clock(report.at)}, has passed")
    if report.next_on is not None and report.next_on < now.date():
        found.append(f"the next step's day, {report.next_on}, has passed")
    if report.again is not None and report.again < now.date():
        found.append(f"the day you put it off to, {report.again}, has passed")
    return found
