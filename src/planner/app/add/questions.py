"""The questions of `plan add` as a dialogue: a record's fields, one after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from planner.app.add.draft import RecordDraft
from planner.app.add.next_step import day_and_month
from planner.app.add.notes.left_over import NOTE
from planner.app.add.notes.people.people_said import is_nobody
from planner.app.add.notes.read_note import PEOPLE
from planner.app.add.notes.theirs.waits import ASSUMED
from planner.app.add.people import ASIDE, DECIDES, DECIDES_OF
from planner.app.add.readers import (
    POWERS,
    READERS,
    as_typed,
    asks_who_decides,
    has_decider,
    people_of,
    stages_of,
    undecided,
)
from planner.app.dialogue.turn import BACK, Prompt, Turn
from planner.book.read.limits import LIMITS, out_of_limit
from planner.core.records.new_record import KINDS, name_field
from planner.errors import UsageError
from planner.screen.records.changes import change_words
from planner.screen.text.wording import counted
from planner.typed.fields import FieldText, values_of

QUESTIONS = {  # of a record that is typed at a terminal, in this order
    "prospect": ("name", "amount", "stage", "last_touch", "next", DECIDES),
    "account": ("name", "revenue", "last_touch"),
    "contact": ("name", "company", "power"),
    "colleague": ("name",),
    "task": ("title", "minutes", "by"),
}
TEXTS = {
    "name": "Name",
    "title": "Task",
    "amount": "Amount (48k)",
    "revenue": "Revenue a year (180k)",
    "last_touch": "Last spoke (mon, {past}, 2 weeks ago; Enter: not known)",
    "next": 'Agreed next ("demo thu 2pm", "call {coming}"; Enter: nothing)',
    DECIDES: "Who decides (name, role; Enter: not known)",
    "company": "Company (Enter: none)",
    "minutes": "How long it takes (45, 1h30)",
    "by": "By which day (fri; Enter: any)",
}
# As good as Enter, where a field may be empty.
NOTHING = frozenset((
    "-", "–", "—", "?", "??", "tbd", "tba", "unknown", "not sure", "n/a", "none", "no", "nothing", "never",
    "nein", "nichts", "nie", "non", "jamais",
))  # fmt: skip
_NO_STEP = re.compile(
    r"(?:no|without a?)(?: agreed)? next(?: step)?(?: yet| agreed)*|(?:nothing|none|not)(?: agreed)? yet", re.I
)
_MONEY = {"amount": "20k", "revenue": "100k"}  # that a record has to have, and examples
_ASIDE = frozenset(("next", "next_on", "next_by", "at", "not_before"))  # of what comes next, said with another answer
_WHOM = "Who do you know there (name, role; Enter: nobody)"


def first_turn(record: RecordDraft) -> Turn[RecordDraft]:
    """The first question about a record; without any it is complete."""
    return Turn(record, (), _prompt(record))


def step(record: RecordDraft, answer: str) -> Turn[RecordDraft]:
    """Read a field's value and ask for the next one.

    Raises UsageError if the value can't be read, or has to be given.
    """
    field = record.to_ask[0]
    if answer == BACK:
        if record.before is None:
            raise UsageError("this is the first question", "Enter or Ctrl-C leaves" if record.one_of_many else "")
        return first_turn(record.before)
    if field == name_field(record.kind) and not answer and record.one_of_many:
        look = record.number > 0 and record.kind == "prospect" and not record.is_last_look
        return first_turn(replace(record, is_last_look=True)) if look else Turn(replace(record, to_ask=()))
    answer = _without_nothing(record, field, answer)
    words = READERS.get(field, as_typed)(record, answer)
    if not words and field in _needed(record.kind):
        raise UsageError(f"its {field} is needed", "Ctrl-C leaves without it")
    _check(record, [word for word in words if word.field not in ASIDE])
    after = replace(record, typed=(*record.typed, *words), before=record, is_last_look=False)
    turn = first_turn(replace(after, to_ask=_still_to_ask(after, words)))
    return replace(turn, lines=_read_as(record, answer, words))


def _without_nothing(record: RecordDraft, field: str, answer: str) -> str:
    """The answer, "" where it says that there is nothing; raises UsageError for no amount."""
    low = answer.lower().strip(" .!")
    if field not in _needed(record.kind) and (low in NOTHING or (field == "next" and _NO_STEP.fullmatch(low))):
        return ""
    if field in _MONEY and (not answer or low in NOTHING):
        raise UsageError(
            f"without its {field} plan can't price it", f"your best guess now, {_MONEY[field]}; `plan set` changes it"
        )
    return answer


def _read_as(record: RecordDraft, answer: str, words: tuple[FieldText, ...]) -> tuple[str, ...]:
    """The lines that say as what the rep's own words were read, where they don't say it."""
    field = record.to_ask[0]
    stage = next((word.text for word in words if word.field == "stage"), None)
    lines: list[str] = []
    if field == "stage" and answer and not answer.isdecimal() and (stage or "").casefold() != answer.casefold():
        keys = values_of([word for word in words if _is_said(word)], record.kind, None, record.now, record.book)
        said = change_words({key: value for key, value in keys.items() if key != "stage"}, record.now.date())
        lines += filter(None, [" · ".join(filter(None, (f"stage: {stage}" if stage else "", said)))])
    if field == "next" and [word.field for word in words if word.field != NOTE] == ["next"]:
        text = next(word.text for word in words if word.field == "next")
        lines.append(f'no day in it: kept as the next step, "{text}"')
    known = {word.text for word in record.typed if word.field == NOTE}
    lines += (f'kept as a note: "{word.text}"' for word in words if word.field == NOTE and word.text not in known)
    return tuple(f"  {line}" for line in lines)


def _is_said(word: FieldText) -> bool:
    """True for a key that the line about an answer says."""
    return word.field not in ASIDE and not word.field.startswith("x.")


def _needed(kind: str) -> tuple[str, ...]:
    return (name_field(kind), "amount", "revenue", "minutes")


def _prompt(record: RecordDraft) -> Prompt | None:
    if not record.to_ask:
        return None
    field = record.to_ask[0]
    if field == "stage":
        return Prompt("Stage  " + _menu(stages_of(record)))
    if field == "power":
        return Prompt("Their role  " + _menu(POWERS))
    if field == DECIDES_OF:
        return Prompt(f"Who of them decides  {_menu(undecided(record))}  (Enter: not known)")
    if field == DECIDES and not asks_who_decides(record):
        return Prompt(_WHOM)
    if field == DECIDES and (people := people_of(record.typed, record.book)):
        return Prompt(f"Who decides ({', '.join(each.name for each in people)}, someone else; Enter: not known)")
    if record.is_last_look:
        return Prompt(f"{counted(record.number, 'deal')}. All of them? Enter: yes, or type the next one")
    locale = record.about.locale
    text = TEXTS[field].format(past=day_and_month(12, "Nov", locale), coming=day_and_month(8, "Dec", locale))
    if record.one_of_many and field == name_field(record.kind):
        text = "Deal: customer, what it is about" if record.kind == "prospect" else text
        text += " (Enter: no more)"
    return Prompt(text)


def _menu(words: tuple[str, ...]) -> str:
    return "  ".join(f"{number} {word}" for number, word in enumerate(words, start=1))


def _still_to_ask(record: RecordDraft, words: tuple[FieldText, ...]) -> tuple[str, ...]:
    """The fields after this one, without those that were said with it; none of a lost deal."""
    field, said = record.to_ask[0], {word.field for word in words}
    if record.stage == "lost":
        return ()
    rest = record.to_ask[1:]
    if field == DECIDES and DECIDES in said and undecided(record):
        return (DECIDES_OF, *rest)
    is_remark = bool(said) and not said - {NOTE, PEOPLE} and not is_nobody(words[0].text)
    is_open = (field == "stage" and not record.stage) or (field in ("next", DECIDES) and is_remark)
    known = {"last_touch"} if said & {"last_touch", "came"} else set()
    known |= {"next"} if said & _ASIDE and ASSUMED not in said else set()
    known |= {DECIDES} if PEOPLE in said and (has_decider(record) or not asks_who_decides(record)) else set()
    return (*((field,) if is_open else ()), *(each for each in rest if each not in known))


def _check(record: RecordDraft, words: Sequence[FieldText]) -> None:
    """Raise UsageError if a value can't be read, or is more or less than the book holds."""
    for field, value in values_of(words, record.kind, None, record.now, record.book).items():
        limit = LIMITS.get(KINDS[record.kind], {}).get(field)
        if limit is not None and value is not None and (wrong := out_of_limit(field, value, limit)):
            raise UsageError(*wrong)
