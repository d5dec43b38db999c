"""Work that went as the page had it, after which the page stays as it is."""

from __future__ import annotations

from planner.core.book import CLOSED_STAGES
from planner.core.diary import DiaryDay
from planner.core.line import NOT_HAPPENED, Line
from planner.core.worklog.outcomes import Report
from planner.core.worklog.work import is_over, open_rows


def went_as_planned(day: DiaryDay, row: Line, report: Report) -> bool:
    """True if a row of the log is at its line's time and leaves the rest of the page as it is.

    It does not if it is to go on or be done again today, if something was agreed for today, or if it closes a deal
    that the page has more lines of.
    """
    line = next((each for each in day.planned if each.status.dropped is None and _same_time(each, row)), None)
    if line is None or not is_over(row) or row.result.outcome in NOT_HAPPENED:
        return False
    if report.at is not None and report.at.date() <= day.date:
        return False
    if any(on is not None and on <= day.date for on in (report.next_on, report.next_by, report.again)):
        return False
    others = [each for each in open_rows(day, None) if each is not line and each.what.record == row.what.record]
    return not (row.result.outcome in CLOSED_STAGES and row.what.record is not None and others)


def starts_as_planned(day: DiaryDay, clock: Line) -> bool:
    """True if the clock runs for a line of the page at its time."""
    return any(each.status.dropped is None and _same_time(each, clock) for each in day.planned)


def _same_time(line: Line, other: Line) -> bool:
    one, two = line.slot, other.slot
    return (line.what.item, one.start, one.end) == (other.what.item, two.start, two.end)
