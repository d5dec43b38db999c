"""The report of a log, in words and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from planner.app.messages import show, show_json, tell
from planner.app.settings import Settings
from planner.app.worklog.log import Logged
from planner.core.worklog.reversal import CONTACT_DAYS
from planner.screen.records.changes import change_words
from planner.screen.text.json_value import json_value
from planner.screen.text.outcome_words import outcome_word, row_outcome
from planner.screen.text.safe_text import safe
from planner.screen.text.wording import clock, full_day, length, listed, money


def logged_text(logged: Logged, today: date) -> list[str]:
    """The report of a log in two or three lines."""
    slot, does, outcome = logged.row.slot, logged.row.what.does, logged.row.result.outcome
    was = f" (it was {outcome_word(logged.corrects, does)})" if logged.corrects not in (None, outcome) else ""
    line = (
        f"{logged.work}: {row_outcome(logged.row)}{was} · {length(slot.minutes)}, {clock(slot.start)}-{clock(slot.end)}"
    )
    if slot.start.date() != today:
        line += f" on {full_day(slot.start.date())}"
    rest = []
    if logged.rest is not None:
        rest = [f"  {length(logged.rest)} left; all of it done: `plan done {logged.row.what.item} -o done`"]
    return [line, *rest, *_own_changes(logged, today), *_others_text(logged, today)]


def _own_changes(logged: Logged, today: date) -> list[str]:
    """The changes of the record, and those that a correction put back."""
    own = {key: value for key, value in logged.changes.items() if key not in logged.put_back}
    back = {key: value for key, value in logged.changes.items() if key in logged.put_back}
    if logged.won:
        own = {key: value for key, value in own.items() if key not in ("stage", "attempts")}
    words, before = (change_words(keys, today, logged.row.what.stage) for keys in (own, back))
    return [f"  {line}" for line in (_own_line(logged, words), f"as before: {before}" if before else "") if line]


def _own_line(logged: Logged, words: str) -> str:
    """The record and the words of its changes, of a win also the money.

    "" where nothing changed.
    """
    if not logged.won:
        return f"{logged.names.get(logged.record or '', logged.record)}: {words}" if words else ""
    what = logged.work.what
    won = f"{what.name or what.title} is won: {money(logged.won, logged.currency)}"
    return f"{won} · {words}" if words else won


def _others_text(logged: Logged, today: date) -> list[str]:
    """The changes of other records: those it is a contact with in one line."""
    others = logged.others
    contacts = [name for name, keys in others.items() if not keys.keys() - set(CONTACT_DAYS)]
    names = [logged.names.get(id, id) for id in contacts]
    lines = [f"  counts as contact for {listed(names)}"] if contacts else []
    for id, keys in others.items():
        words = change_words(keys, today) if id not in contacts else ""
        lines += [f"  {logged.names.get(id, id)}: {words}"] if words else []
    return lines


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
