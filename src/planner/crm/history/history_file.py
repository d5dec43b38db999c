"""history.toml: the deals of the past that the pages learn from, a line each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime
from typing import Any, Literal

from planner.book.toml.scan import scan
from planner.book.toml.syntax import read_tables
from planner.book.toml.value_text import key_text, value_text
from planner.errors import BookErrors, FileError
from planner.frozen_class import frozen

FILE = "history.toml"
_HEAD = (
    "# Deals of the past, read by `plan import --history`: the days on which they entered your stages, and their end.\n"
    "# Your pages learn from them. A line that you take out teaches no more; `plan undo` takes back an import.\n"
)
_FIX = "take the line out, or import the history again"


@frozen(kw_only=True)
class HistoryEntry:
    """A deal of the past as the book keeps it."""

    name: str = ""
    created: date | None = None
    entered: Mapping[str, date] = field(default_factory=dict)  # by the playbook's stage
    ended: Literal["won", "lost"] | None = None
    on: date | None = None  # the day it ended; if it is open, the last day that is known of it
    lost_in: str | None = None  # the stage, where the CRM has it


def join_entries(before: HistoryEntry, now: HistoryEntry) -> HistoryEntry:
    """One deal from two exports: the newer one's end, and the days of both."""
    entered = dict(before.entered)
    for stage, on in now.entered.items():
        entered[stage] = min(on, entered.get(stage, on))
    newer = now if now.ended or not before.ended else before
    return replace(
        newer,
        name=now.name or before.name,
        created=now.created or before.created,
        entered=dict(sorted(entered.items(), key=lambda each: each[1])),
        lost_in=newer.lost_in or (before.lost_in if newer.ended == "lost" else None),
    )


def write_history(entries: Mapping[str, HistoryEntry]) -> bytes:
    """The file for these deals, in their order; empty without any."""
    if not entries:
        return b""
    lines = [f"{key_text(key)} = {value_text(_table(entry))}" for key, entry in entries.items()]
    return (_HEAD + "\n[deals]\n" + "\n".join(lines) + "\n").encode()


def _table(entry: HistoryEntry) -> dict[str, Any]:
    values = {
        "name": entry.name,
        "created": entry.created,
        "entered": entry.entered,
        "lost_in": entry.lost_in,
        "ended": entry.ended,
        "on": entry.on,
    }
    return {name: value for name, value in values.items() if value}


def read_history_file(content: bytes | None) -> dict[str, HistoryEntry]:
    """The deals in the file. Raises BookErrors with the lines that are wrong."""
    if content is None:
        return {}
    tables = read_tables(FILE, content)
    if isinstance(tables, FileError):
        raise BookErrors([tables])
    deals = tables.get("deals", {})
    if not isinstance(deals, dict) or tables.keys() - {"deals"}:
        raise BookErrors([FileError(FILE, None, "this is not as `plan import --history` wrote it", _FIX)])
    found: dict[str, HistoryEntry] = {}
    wrong: list[str] = []
    for key, row in deals.items():
        try:
            found[key] = _entry(row)
        except (AttributeError, TypeError, ValueError):
            wrong.append(key)
    if wrong:
        raise BookErrors(_errors(content, wrong))
    return found


def _errors(content: bytes, wrong: Sequence[str]) -> list[FileError]:
    """An error for each of these deals, with its line."""
    source = scan(content.decode("utf-8"))
    errors = []
    for key in wrong:
        line = source.line_of(("deals", key))
        text = source.line_text(line) if line else ""
        errors.append(FileError(FILE, line, f"the deal {key_text(key)} is not as it was written", _FIX, text))
    return errors


def _entry(row: Any) -> HistoryEntry:
    ended = row.get("ended")
    if ended not in (None, "won", "lost") or row.keys() - {"name", "created", "entered", "lost_in", "ended", "on"}:
        raise ValueError
    texts = (row.get("name", ""), row.get("lost_in", ""))
    entered = {str(stage): _day(on) for stage, on in row.get("entered", {}).items()}
    if not all(isinstance(text, str) for text in texts) or None in entered.values():
        raise TypeError
    return HistoryEntry(
        name=texts[0],
        created=_day(row.get("created")),
        entered={stage: on for stage, on in entered.items() if on is not None},
        ended=ended,
        on=_day(row.get("on")),
        lost_in=texts[1] or None,
    )


def _day(value: Any) -> date | None:
    if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
        raise TypeError
    return value
