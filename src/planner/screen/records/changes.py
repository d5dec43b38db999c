"""The changes of a record's keys as a rep would say them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from planner.core.book import Trial
from planner.screen.records.values import value_words
from planner.screen.text.wording import clock, coming_day, counted, next_day

_WITH_VALUE = {  # before the value
    "came": "came in", "decide_by": "decision deadline", "expected": "expected", "not_before": "on hold until",
    "introduced_by": "brought by",
}  # fmt: skip
_UNSAID = ("since", "parked_from", "won_on", "lost_on", "prior", "next_minutes")  # the stage says it
_AGREED = ("next", "next_on", "next_by")
_GONE = {
    "at": "no appointment anymore", "running": "the trial is over", "not_before": "no longer on hold",
    "waiting_on": "no longer waiting on them", "case": "its case is no longer built",
}  # fmt: skip


def change_words(keys: Mapping[str, Any], today: date, stage: str | None = None) -> str:
    """The changed keys of a record in a line, each in a rep's words.

    "" where no change is worth a word. None for a key that goes. `stage` is the one in which it was tried.
    """
    words = [
        *_stage(keys, stage),
        *_silence(keys),
        *_agreed(keys, today),
        *_others(keys, today),
        *_contact(keys, today),
    ]
    return " · ".join(" ".join(each.split()) for each in words)


def _stage(keys: Mapping[str, Any], tried_in: str | None) -> Iterator[str]:
    match keys.get("stage"):
        case None:
            if "attempts" in keys:
                yield counted(keys["attempts"] or 0, "try", "tries") + (f" at {tried_in}" if tried_in else "")
        case "lost":
            reason = keys.get("lost_reason")
            yield f"lost: {reason}" if reason else "lost"
        case "won" | "parked" as closed:
            yield closed
        case stage:
            yield f"now in {stage}"


def _silence(keys: Mapping[str, Any]) -> Iterator[str]:
    if keys.get("unanswered"):
        yield "no answer" if keys["unanswered"] == 1 else f"no answer ×{keys['unanswered']}"


def _agreed(keys: Mapping[str, Any], today: date) -> Iterator[str]:
    """The next step or whom it waits for, and the appointment."""
    what, on, by = (keys.get(key) for key in _AGREED)
    when = next_day(on, today) if on is not None else f"by {value_words(by, today)}" if by is not None else ""
    if keys.get("waiting_on") is not None:
        end = coming_day(on, today) if on is not None else value_words(by, today) if by is not None else ""
        yield f"waiting on {keys['waiting_on']}" + (f" until {end}" if end else "")
        when = ""
    if what:
        yield f"next step: {what}" + (f", {when}" if when else "")
    elif when:
        yield f"next step {when}"
    elif keys.keys() & set(_AGREED) and not (on or by or keys.get("stage")):
        yield "next step done"
    if keys.get("at") is not None:
        yield f"appointment {next_day(keys['at'].date(), today)} at {clock(keys['at'])}"


def _others(keys: Mapping[str, Any], today: date) -> Iterator[str]:
    said = (*_UNSAID, *_AGREED, "stage", "attempts", "unanswered", "lost_reason", "last_touch", "checked", "last_try")
    for key, value in keys.items():
        if key in said or (key in ("at", "waiting_on") and value is not None):
            continue
        if value is None:
            if not (key == "waiting_on" and keys.get("stage")):
                yield _GONE.get(key, f"{key} cleared")
        elif key == "running" and (until := _trial_end(value)) is not None:
            yield f"trial until {value_words(until, today)}"
        elif key == "case":
            yield f"its case is built, odds ×{value:.1f}"
        elif key == "answers":
            yield ", ".join(f"{name.replace('_', ' ')}: {said or 'open'}" for name, said in value.items())
        elif key == "done_on":
            yield "done" if value == today else f"done {value_words(value, today)}"
        else:
            yield f"{_WITH_VALUE.get(key, key)} {value_words(value, today)}"


def _trial_end(running: Trial | Mapping[str, Any]) -> Any:
    """The last day of a trial, of its keys only where it is among them."""
    return running.until if isinstance(running, Trial) else running.get("until")


def _contact(keys: Mapping[str, Any], today: date) -> Iterator[str]:
    for key in ("last_touch", "checked"):
        if key in keys:
            on = keys[key]
            yield "no contact yet" if on is None else f"last contact {_past_day(on, today)}"
            return
    if keys.get("last_try") is not None and not (keys.get("attempts") or keys.get("unanswered")):
        yield f"tried {_past_day(keys['last_try'], today)}"


def _past_day(when: date, today: date) -> str:
    return "today" if when == today else value_words(when, today)
