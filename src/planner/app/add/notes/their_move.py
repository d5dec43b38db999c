"""Clauses of a note about what is the customer's: a decision, a wait, a stop, silence."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from planner.app.add.notes.clauses import AROUND
from planner.app.add.notes.left_over import with_note
from planner.app.add.notes.note_times import (
    NoteContext,
    NoteTime,
    YearTime,
    coming_day,
    first_day,
    last_day,
)
from planner.app.add.notes.theirs.arrival import arrival
from planner.app.add.notes.theirs.silence import contact, silence, trial
from planner.app.add.notes.theirs.waits import Fields, hear, wait
from planner.app.add.notes.verbs import begins_with_verb

_RENEWAL = r"renewals?(?: date| is| are)* (?:due|on|by|in|up|at)|renews"
_ENDS = (
    r"(?:contract|lease|licen[cs]e|agreement|subscription|term|policy|warranty)(?: is|'s)? (?:up|ends?|expires?|lapses?"
    r"|runs out)"
)
_RUNS_OUT = r"^(?:it |which |and )?(?:runs out|expires|lapses|ends)\b"
_RENEWS = re.compile(r"(?:(?:the|their) )?renewal,? (?:(?:in|by|on) )?(?:the )?(?:\d|[A-Z])")  # and its day
_DECIDE = re.compile(
    rf"\b(?:{_RENEWAL}"
    rf"|{_ENDS}|{_RUNS_OUT}"
    r"|decid(?:e|es|ed|ing)|decision|deadline|(?:wants?|needs?|must have) (?:an? |our |the |my )?answer"
    r"|(?:board|committee|council|panel) (?:meets?|meeting|votes?|sits)|sign off|go(?:es)? live"
    r"|(?:budget|money|offer|price|quote)(?: is|'s| will be)? (?:gone|ends?|expires?|lapses?|runs? out"
    r"|closes?|over|lost|valid))\b"
)
_EXPECTED = re.compile(r"\b(?:expect(?:ed|s|ing)?|due|likely|comes?|coming|will come|starts?|opens?|planned|out)\b")
_CLOSING = re.compile(r"\b(?:decision|order|po|purchase order|signature|contract|close|closing|signing)\b")
_ANSWER = re.compile(r"\b(?:answer|reply|response|feedback|word)\b")
_STOPPED = re.compile(
    r"\b(?:stop(?:ped|s)?|fro[sz]en?|freeze|hold|paus(?:e|ed|ing)|postponed|delayed|put off|pushed|shelved|suspended"
    r"|parked|shut|no (?:projects?|budget|money|spending|time|decisions?)|not (?:before|until)|nothing (?:before|until)"
    r"|away|on (?:leave|holiday|vacation)|busy|asked (?:me|us) to wait|later)\b"
)


def deadline(clause: str, about: NoteContext) -> Fields | None:
    """Their decision by a day: they decide by 11 December, the budget is gone after Dec 18."""
    if begins_with_verb(clause) or not (_DECIDE.search(clause.lower()) or _RENEWS.match(clause)):
        return None
    time = coming_day(clause, about)
    if time is None:
        return None
    is_renewal = time.left.lower().strip(AROUND) in ("renewal", "the renewal", "their renewal")
    if _EXPECTED.search(time.left.lower()) and "decision" in clause.lower() and time.led_by != "due":
        return {"expected": first_day(time.when, about).isoformat()}
    day = last_day(time.when)
    keys = {"decide_by": day.isoformat()}
    if is_renewal or re.search(rf"\b(?:{_RENEWAL})\b", clause.lower()):
        keys["renews"] = f"contract {day.year}"
    # Where no day was said the last one is the latest, and the words stay, as those on what it is that ends.
    stays = isinstance(time.when, YearTime) or re.search(rf"\b{_ENDS}\b", clause.lower())
    return with_note(keys, clause.strip(AROUND)) if stays else keys


def stop(clause: str, about: NoteContext) -> Fields | None:
    """On hold until a day: budget frozen until February."""
    low = clause.lower()
    time = coming_day(clause, about)
    if time is None or begins_with_verb(clause):
        return None
    if not _STOPPED.search(low) and time.led_by not in ("until", "till", "after"):
        return None
    return _held(time, clause, about)


def expected(clause: str, about: NoteContext) -> Fields | None:
    """An event expected from them, or a time alone: tender expected in January, early Feb."""
    time = coming_day(clause, about)
    if time is None or begins_with_verb(clause):
        return None
    low = time.left.lower()
    if not low and isinstance(time.when, YearTime):
        return {"not_before": first_day(time.when, about).isoformat()}
    if not _EXPECTED.search(low) or (not isinstance(time.when, YearTime) and not re.search(r"\bexpect", low)):
        return None
    if _CLOSING.search(low):
        return {"expected": first_day(time.when, about).isoformat()}
    if _ANSWER.search(low):
        return hear(first_day(time.when, about), "them")
    return _held(time, clause, about)


RULES: tuple[Callable[[str, NoteContext], Fields | None], ...] = (
    arrival,
    trial,
    silence,
    contact,
    deadline,
    wait,
    stop,
    expected,
)


def _held(time: NoteTime, clause: str, about: NoteContext) -> Fields:
    day: date = first_day(time.when, about)
    if time.led_by == "after":
        when = time.when.last if isinstance(time.when, YearTime) else first_day(time.when, about)
        day = about.working.next_after(when)
    said = clause.strip(AROUND)
    return {"not_before": day.isoformat(), "next": f"call: {said}" if time.left else "call"}
