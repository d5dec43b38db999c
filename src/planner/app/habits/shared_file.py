"""The file that a rep shares: counts by day, without a customer, a deal or a price in it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from planner.core.habits.compare import TeamRep
from planner.core.habits.habits import BY_ID, HabitCount, Habits
from planner.errors import UsageError, one_line
from planner.ordinary_file import NotOrdinaryError, TooLargeError, read_ordinary

KIND = "plan-share"
LARGEST = 8 * 1024 * 1024  # bytes
MOST_DAYS = 10_000


def shared_text(name: str, habits: Habits) -> str:
    """The file's text: who, the period, and the counts by measure and day."""
    measures = {
        id: {day.isoformat(): _plain(tally) for day, tally in sorted(days.items())}
        for id, days in habits.counts.items()
    }
    head = {"kind": KIND, "format": 1, "name": name, "first": str(habits.first), "last": str(habits.last)}
    return json.dumps({**head, "measures": measures}, ensure_ascii=False) + "\n"


def is_shared(head: bytes) -> bool:
    """True for a file that begins as one that a rep shares."""
    return b'"kind": "plan-share"' in head


def read_shared(file: str) -> TeamRep:
    """The rep and habits of a shared file. Raises UsageError for any other."""
    path = Path(file).expanduser()
    try:
        document = json.loads(read_ordinary(path, LARGEST).decode("utf-8"))
    except NotOrdinaryError:
        raise UsageError(f'"{file}" is not an ordinary file', "name the files of plan share") from None
    except TooLargeError:
        what = f'"{file}" is larger than a shared file can be'
        raise UsageError(what, "write it again: plan share FILE") from None
    except OSError as error:
        raise UsageError(f'can\'t read "{file}": {error.strerror}', "name the files of plan share") from None
    except (ValueError, RecursionError):
        document = None
    try:
        return _member(document)
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError):
        what = f'"{file}" is not a file of plan share'
        raise UsageError(what, "each rep writes one: plan share FILE") from None


def _member(document: Any) -> TeamRep:
    if document["kind"] != KIND or not isinstance(document["name"], str):
        raise ValueError
    first, last = date.fromisoformat(document["first"]), date.fromisoformat(document["last"])
    if last < first or (last - first).days > MOST_DAYS:
        raise ValueError
    counts = {
        id: {date.fromisoformat(day): _tally(values) for day, values in days.items()}
        for id, days in document["measures"].items()
        if id in BY_ID  # a newer program may share more
    }
    return TeamRep(one_line(document["name"]), Habits(first, last, counts))


def _tally(values: Any) -> HabitCount:
    tally = HabitCount(*(float(value) for value in values))
    if not all(0 <= value < 1e9 for value in tally) or (tally.tries and tally.hits > tally.tries):
        raise ValueError
    return tally


def _plain(tally: HabitCount) -> list[float]:
    values = [round(value, 4) for value in tally]
    return [int(value) if value == int(value) else value for value in values]
