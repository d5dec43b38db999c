"""The last contact in a rep's words: a day, a month, or what happened then."""

from __future__ import annotations

from contextlib import suppress

from planner.app.add.next_step import day_and_month, plain_day
from planner.app.add.notes.clauses import clauses
from planner.app.add.notes.left_over import NOTE, left_over, with_note
from planner.app.add.notes.note_times import NoteContext, past_time, usual_day
from planner.app.add.notes.own_step import MARKS
from planner.app.add.notes.read_note import both, read_note
from planner.app.add.notes.theirs.silence import contact, silence
from planner.errors import TwoReadings, UsageError
from planner.typed.days import option_past_day

SPOKE = ("talked", "spoke", "called", "call", "met", "mailed", "emailed", "email", "texted", "saw", "visited")
MOST_WORDS = 3  # around a day that alone is meant


def last_contact(text: str, about: NoteContext) -> dict[str, str]:
    """The keys of the last contact, and of whatever else was typed with it.

    Raises UsageError if nothing can be read, TwoReadings if a day may be two.
    """
    words = text.split()
    while len(words) > 1 and words[0].casefold() in SPOKE:
        words = words[1:]
    try:
        day = option_past_day("", plain_day(words) or text, about.today, about.locale)
    except TwoReadings:
        raise
    except UsageError:
        pass
    else:
        return {"last_touch": day.isoformat()}
    keys: dict[str, str] = {}
    for clause in clauses(text, lambda part: past_time(part, about) is not None and len(part.split()) < MOST_WORDS):
        bare = clause.strip(MARKS)
        said = silence(bare, about) or contact(bare, about) or _a_day(bare, about)
        if not said:
            with suppress(UsageError):
                said = read_note(bare, about)
        said = said or {}
        keys = both(keys, with_note(said, left_over(bare, said, about)))
    if not keys.keys() - {NOTE}:
        example = day_and_month(12, "Nov", about.locale)
        raise UsageError(
            f'can\'t read "{text}" as a day', f"yesterday, last mon, {example}, in May, or Enter: not known"
        )
    return keys


def _a_day(bare: str, about: NoteContext) -> dict[str, str]:
    time = past_time(bare, about)
    if time is None or len(time.left.split()) > MOST_WORDS:
        return {}
    day = usual_day(time.when, about)
    return {"last_touch": day.isoformat()} if day <= about.today else {}
