"""The money that each piece of work added to the books.

The one place that says it, for the page, status, wrap and review alike.

An item makes its money once. What the page said its whole would make is made by the try that finishes it, however
long it took; what was begun makes its share until then, and nothing of its own after it. A try that reached nobody
makes nothing: the attempt that is valued was not made.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from planner.core.diary import DiaryDay
from planner.core.line import NOT_HAPPENED, Line
from planner.core.worklog.work import is_over

DONE_OR_NOT = ("task", "prepare", "follow-up")  # worth nothing before they are done


class Made(NamedTuple):
    """Money of one worked row."""

    makes: float
    value: float
    costs: float
    by_page: bool  # the page had it; else it is the row's hours at its own price of an hour


NOTHING = Made(0.0, 0.0, 0.0, True)


def made_by_rows(day: DiaryDay) -> tuple[Made, ...]:
    """The money that each row of `day.worked` made, in their order."""
    made: dict[int, Made] = {}
    items: dict[str, list[int]] = {}
    for place in sorted(range(len(day.worked)), key=lambda place: day.worked[place].slot.start.timestamp()):
        items.setdefault(day.worked[place].what.item, []).append(place)
    for item, places in items.items():
        rows = [day.worked[place] for place in places]
        page = _as_started([row for row in day.planned if row.what.item == item], rows[0].slot.start)
        made |= zip(places, _of_item(rows, page), strict=True)
    return tuple(made[place] for place in range(len(day.worked)))


def _of_item(rows: Sequence[Line], page: Sequence[Line]) -> list[Made]:
    """The money of one item's rows, in order of time.

    `page` is the item as the page had it when it was started.
    """
    finish = next((place for place, row in enumerate(rows) if _finishes(row) and not _only_booked(row, page)), None)
    minutes = sum(row.slot.minutes for row in page)
    left = 1.0
    found = []
    for place, row in enumerate(rows):
        if row.result.outcome in NOT_HAPPENED or _only_booked(row, page) or _took_it_all(row, page):
            found.append(NOTHING)
        elif not page or (finish is not None and place > finish and row.result.outcome is not None):
            worth = (row.worth.per_hour or 0.0) * row.slot.minutes / 60
            found.append(Made(worth, worth, 0.0, False))
        elif finish is not None:
            found.append(_share(page, 1.0) if place == finish else NOTHING)
        else:
            share = min(left, row.slot.minutes / minutes) if minutes > 0 else left
            left -= share
            found.append(_share(page, share)._replace(costs=0.0))
    return found


def _finishes(row: Line) -> bool:
    """A try is made with whatever came of it; a task or a preparation only when it is done."""
    return is_over(row) and row.result.outcome not in NOT_HAPPENED


def _only_booked(row: Line, page: Sequence[Line]) -> bool:
    """True if an appointment was made for the step that the page had."""
    return row.result.outcome == "booked" and bool(page) and page[0].what.does != "book"


def _took_it_all(row: Line, page: Sequence[Line]) -> bool:
    """True for unfinished work that used all its minutes.

    It comes again, and makes its money then.
    """
    whole = all(each.slot.part is None for each in page)
    return _goes_on(row) and whole and row.slot.minutes >= sum(each.slot.minutes for each in page)


def _goes_on(row: Line) -> bool:
    return row.what.does in DONE_OR_NOT and row.result.outcome == "stayed"


def _share(page: Sequence[Line], share: float) -> Made:
    makes, value, costs = (sum(getattr(row.worth, name) for row in page) for name in ("makes", "value", "costs"))
    return Made(makes * share, value * share, costs * share, True)


def _as_started(rows: Sequence[Line], starts: datetime) -> list[Line]:
    """The item's rows of the page as it was when work on it began.

    Else the last before that, or the first after.
    """
    before = [row for row in rows if row.status.made is None or row.status.made <= starts]
    if not before:
        first = min((row.status.made for row in rows if row.status.made is not None), default=None)
        return [row for row in rows if row.status.made == first]
    standing = [row for row in before if row.status.dropped is None or row.status.dropped > starts]
    if standing:
        return standing
    last = max(row.status.dropped for row in before if row.status.dropped is not None)
    return [row for row in before if row.status.dropped == last]
