"""The screens as JSON documents, for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.core.line import Line, value_of
from planner.core.page.page import CareFigures, Taken
from planner.screen.text.json_value import json_value, time_text
from planner.screen.text.reasons import reason, reason_of

if TYPE_CHECKING:
    from planner.core.records.card_values import DayStatus, NextLine, ProspectingCard, RecordCard
    from planner.core.why.explanation import Explanation

FORMAT = 1


def care_json(care: CareFigures) -> dict[str, Any]:
    """Touches due and placed, minutes needed and set aside."""
    return {
        "due": care.due,
        "placed": care.placed,
        "overdue": care.overdue,
        "minutes_needed_per_day": care.minutes_needed_per_day,
        "minutes_kept_per_day": care.minutes_kept_per_day,
        "costs": care.costs,
        "later": care.later,
        "to_close": care.to_close,
        "leave": care.leave and {**json_value(care.leave)},
    }


STATUS_KEYS = ("must", "due", "fixed", "promised", "overdue")
WHAT_KEYS = ("record", "kind", "play", "does", "title", "objective", "people", "also")
WORTH_KEYS = ("per_hour", "makes", "costs", "value", "waiting", "moves", "chance", "belief", "helper", "helper_adds")


def item_json(line: Line, currency: str) -> dict[str, Any]:
    """A line of the page; minutes and money of a part are the part's."""
    keys = ("item", "part", *WHAT_KEYS, "minutes", *WORTH_KEYS, *STATUS_KEYS)
    return {
        "rank": line.status.rank,
        "number": line.status.number,
        **{key: json_value(value_of(line, key)) for key in keys},
        "start": time_text(line.slot.start),
        "end": time_text(line.slot.end),
        "state": line.status.state,
        "reason": reason_of(line, currency),
    }


def span_json(taken: Taken) -> dict[str, Any]:
    return {"start": time_text(taken.start), "end": time_text(taken.end), "title": taken.title}


def why_json(explanation: Explanation) -> dict[str, Any]:
    """The document of `plan why --json`: the math of one line."""
    return {"format": FORMAT, **json_value(explanation), "reason": reason(explanation.why, explanation.currency)}


def record_json(card: RecordCard) -> dict[str, Any]:
    """The document of `plan show --json`: the record, its state, its card and its history."""
    return {"format": FORMAT, **json_value(card)}


def prospecting_json(card: ProspectingCard) -> dict[str, Any]:
    """The document of `plan show prospecting --json`: the prep card of a search."""
    return {"format": FORMAT, **json_value(card)}


def next_json(line: NextLine) -> dict[str, Any]:
    """The document of `plan next --json`.

    The line as on the page, or null, whether the clock runs for it, and the next appointment or meeting.
    """
    item = item_json(line.item, line.currency) if line.item else None
    return {"format": FORMAT, "item": item, "running": line.running, "fixed": json_value(line.fixed)}


def status_json(status: DayStatus) -> dict[str, Any]:
    """The document of `plan status --json`.

    The line on the clock and since when, the page's line now, the next one, the meeting that is on or comes next, and
    how many of the morning's lines are done. Money: what they were worth on the page (`made`), what the day's work won,
    and by how much it moved the pipeline (null where no log says it).
    """

    def item(each: Line | None) -> dict[str, Any] | None:
        return item_json(each, status.currency) if each else None

    return {
        "format": FORMAT,
        "running": item(status.running),
        "since": status.since and time_text(status.since),
        "now": item(status.on),
        "coming": item(status.coming),
        "meeting": span_json(status.meeting) if status.meeting else None,
        "done": status.done,
        "planned": status.planned,
        "made": status.made,
        "won": status.won,
        "moved": status.moved,
    }
