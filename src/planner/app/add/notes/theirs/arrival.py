"""The time at which an inquiry came in, on a clock or in words."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from planner.app.add.notes.note_times import NoteContext, coming_time
from planner.app.add.notes.theirs.waits import Fields
from planner.app.add.notes.verbs import begins_with_verb

_CAME_IN = re.compile(
    r"\b(?:web ?forms?|web ?site|contact form|online form|inbound|came in|(?:e|i)nquir(?:y|ed|ies)|wrote to us"
    r"|(?:called|rang|phoned|walked|wrote|e-?mailed) in"
    r"|(?:called|rang|phoned|wrote|e-?mailed|texted|messaged)"
    r"(?: (?:us|me|this morning|today|yesterday|last night|now))* asking"
    r"|ask(?:ed|ing) (?:us |me )?for (?:an? |our |the )?(?:quotes?|quotations?|prices?|pricing|offers?|proposals?))\b"
)
_NOUN = re.compile(r"(?:e-?mail|phone|call) (?:lead|request|(?:e|i)nquiry)\b")
_HOURS = {word: number for number, word in enumerate(
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
)}  # fmt: skip
_COUNTS = {"five": 5, "ten": 10, "quarter": 15, "a quarter": 15, "twenty": 20, "twenty-five": 25, "half": 30}
_HOUR = rf"(?P<hour>\d{{1,2}}|{'|'.join(_HOURS)})"
_COUNT = "|".join(sorted(_COUNTS, key=len, reverse=True))
_SPOKEN = re.compile(rf"\b(?P<count>\d{{1,2}}|{_COUNT})(?: minutes)? (?P<side>past|after|to) {_HOUR}\b")
_ON_CLOCK = re.compile(r"\b(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>[ap])\.?m\b"
                       r"|\b(?P<whole>[01]?\d|2[0-3])[:.](?P<after>[0-5]\d)\b", re.IGNORECASE)  # fmt: skip
_AT_HOUR = re.compile(rf"\bat {_HOUR}(?: o'?clock)?(?=$|[ ,;.]*(?:this|today|$))")
NOON = 12


def arrival(clause: str, about: NoteContext) -> Fields | None:
    """The time at which an inquiry came in: web form this morning, came in at ten past seven."""
    low = clause.lower()
    if not _CAME_IN.search(low) or (begins_with_verb(clause) and not _NOUN.match(low)):
        return None
    clock = clock_in(low)
    if clock is not None:
        hour, minute = clock
        day = about.now - timedelta(days=1) if "yesterday" in low or "last night" in low else about.now
        at = day.replace(hour=hour, minute=minute, second=0, microsecond=0)
        return _came(min(at, about.now))
    if "yesterday" in low or "last night" in low:  # no time was said
        return {"since": (about.today - timedelta(days=1)).isoformat()}
    time = coming_time(clause, about)
    is_now = re.search(r"\bjust\b", low) if time is None else time.when == about.today
    return _came(about.now) if is_now else None


def clock_in(low: str) -> tuple[int, int] | None:
    """The hour and minute in a text in small letters: 7:10, 7am, ten past seven."""
    found = _SPOKEN.search(low)
    if found:
        count, hour = _COUNTS.get(found["count"]) or int(found["count"]), _hour(found["hour"])
        minutes = hour * 60 + (-count if found["side"] == "to" else count)
        return (minutes // 60 % 24, minutes % 60) if hour < 24 else None
    found = _ON_CLOCK.search(low)
    if found and found["hour"]:
        hour = int(found["hour"])
        hour = hour % NOON + (NOON if found["half"] == "p" else 0) if hour <= NOON else hour
        return hour, int(found["minute"] or 0)
    if found:
        return int(found["whole"]), int(found["after"])
    found = _AT_HOUR.search(low)
    return (_hour(found["hour"]), 0) if found and _hour(found["hour"]) < 24 else None


def without_clock(text: str) -> str:
    """A text without the time of day in it."""
    for pattern in (_SPOKEN, _ON_CLOCK, _AT_HOUR):
        text = pattern.sub("", text)
    return text


def _hour(word: str) -> int:
    return _HOURS.get(word) or int(word)


def _came(at: datetime) -> Fields:
    return {"came": at.isoformat(timespec="minutes")}
