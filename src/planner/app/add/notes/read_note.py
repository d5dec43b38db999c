"""A rep's note on what comes next, as the keys of a deal."""

from __future__ import annotations

from contextlib import suppress

from planner.app.add.next_step import day_or_time
from planner.app.add.notes.clauses import clauses
from planner.app.add.notes.note_times import NoteContext, coming_time
from planner.app.add.notes.own_step import MARKS, is_step, no_day, own_step
from planner.app.add.notes.their_move import RULES
from planner.errors import TwoReadings

_DAYS = ("next_on", "next_by", "at", "not_before")  # of a step


def read_note(text: str, about: NoteContext) -> dict[str, str]:
    """The keys that a note means, each as it would be typed.

    Raises UsageError if nothing in it can be read, TwoReadings if a day may be two.
    """
    fields: dict[str, str] = {}
    own: list[str] = []
    for clause in clauses(text, lambda part: _is_day(part, about)):
        bare = clause.strip(MARKS)
        said = next((found for rule in RULES if bare and (found := rule(_without_and(bare), about)) is not None), None)
        if said is None:
            own.append(clause)
        else:
            fields = both(fields, said)
    while len(own) > 1 and not is_step(_without_and(own[0])) and coming_time(own[0], about) is None:
        own.pop(0)
    step = own_step(_without_and(" ".join(own)), about) if own else None
    if step is not None:
        has_day = not step.keys().isdisjoint(_DAYS)
        gone = ("next_on", "next_minutes") if has_day else ()
        fields = {key: value for key, value in fields.items() if key not in gone} | step
    if not fields:
        raise no_day(text, about)
    return fields


def both(fields: dict[str, str], said: dict[str, str]) -> dict[str, str]:
    """The keys of two clauses: the most tries, the latest contact, else what came first."""
    joined = said | fields
    days = [each["last_touch"] for each in (fields, said) if "last_touch" in each]
    joined |= {"last_touch": max(days)} if days else {}
    tries = [int(each["unanswered"]) for each in (fields, said) if "unanswered" in each]
    joined |= {"unanswered": str(max(tries))} if tries else {}
    if "came" in joined:  # it is the rep's side that nobody has answered
        joined.pop("unanswered", None)
    return joined


def _without_and(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if first.lower() in ("and", "but", "then") else text


def _is_day(part: str, about: NoteContext) -> bool:
    with suppress(TwoReadings):
        return day_or_time(part.strip(MARKS).split() or ["-"], about.now, about.locale) is not None
    return True
