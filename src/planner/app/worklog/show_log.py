"""The report of a log, in words and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from planner.app.messages import show, show_json, tell
from planner.app.records.edit_record import value_words
from planner.app.settings import Settings
from planner.app.worklog.log import Logged
from planner.core.worklog.reversal import CONTACT_DAYS
from planner.screen.text.json_value import json_value
from planner.screen.text.safe_text import safe
from planner.screen.text.wording import clock, length, money


def logged_text(logged: Logged, today: date) -> list[str]:
    """The report of a log in two or three lines."""
    slot = logged.row.slot
    was = f" (it was {logged.corrects})" if logged.corrects else ""
    outcome = logged.row.result.outcome or "stopped"
    line = f"{logged.work}: {outcome}{was} · {length(slot.minutes)}, {clock(slot.start)} to {clock(slot.end)}"
    if slot.start.date() != today:
        line += f" on {slot.start.date()}"
    back = set(logged.put_back)
    what = logged.work.what
    won = [f"  {what.name or what.title} is won: {money(logged.won, logged.currency)}"] if logged.won else []
    return [
        line,
        *won,
        *_changes_text(f"  {logged.record}: ", {k: v for k, v in logged.changes.items() if k not in back}, today),
        *_changes_text("  put back: ", {k: v for k, v in logged.changes.items() if k in back}, today),
        *_others_text(logged.others, today),
    ]


def _others_text(others: Mapping[str, Mapping[str, Any]], today: date) -> list[str]:
    """The changes of other records: those it is a contact with in one line."""
    contacts = [name for name, keys in others.items() if not keys.keys() - set(CONTACT_DAYS)]
    lines = [f"  counts as contact for {', '.join(contacts)}"] if contacts else []
    for name, keys in others.items():
        lines += _changes_text(f"  {name}: ", keys, today) if name not in contacts else []
    return lines


def _changes_text(start: str, changes: Mapping[str, Any], today: date) -> list[str]:
    if not changes:
        return []
    words = [_change_words(key, v, today) for key, v in changes.items()]
    return [start + " ".join(" · ".join(words).split())]


def _change_words(key: str, value: Any, today: date) -> str:
    if value is None:
        return f"{key} cleared"
    if key == "case":
        return f"its case is built, odds ×{value:.1f}"
    return f"{key} {value_words(value, today)}"


def warn_of(settings: Settings, logged: Sequence[Logged]) -> None:
    """Print the warnings."""
    for each in logged:
        for warning in each.warnings:
            tell(settings, f"warning: {warning}")


def show_logged(settings: Settings, logged: Sequence[Logged], today: date) -> None:
    """Print the warnings and what was logged."""
    warn_of(settings, logged)
    if settings.json:
        show_json({"format": 1, "logged": [logged_json(each) for each in logged]})
        return
    for each in logged:
        show("\n".join(map(safe, logged_text(each, today))))


def logged_json(logged: Logged) -> dict[str, object]:
    """The report of a log as JSON."""
    return {
        "row": json_value(logged.row),
        "record": logged.record,
        "changes": json_value(logged.changes),
        "others": json_value(logged.others),
        "corrects": logged.corrects,
        "put_back": list(logged.put_back),
        "warnings": list(logged.warnings),
    }
