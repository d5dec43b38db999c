"""The questions of `plan add` as a dialogue: a record's fields, one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from planner.app.add.next_step import plain_day, read_next_step
from planner.app.add.people import DECIDES
from planner.app.dialogue.turn import BACK, Prompt, Turn
from planner.app.records.stage_words import one_alike, stage_meant
from planner.book.read.limits import LIMITS, out_of_limit
from planner.core.book import CLOSED_STAGES, Book
from planner.core.records.new_record import KINDS, name_field
from planner.errors import UsageError
from planner.locales.locale import locale_in
from planner.typed.amounts import option_money
from planner.typed.days import option_past_day
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
    "last_touch": "Last spoke (mon, 12 Nov, 2 weeks ago; Enter: not known)",
    "next": 'Agreed next ("demo thu 2pm", "call 8 Dec"; Enter: nothing)',
    DECIDES: "Who decides (name, role; Enter: not known)",
    "company": "Company (Enter: none)",
    "minutes": "How long it takes (45, 1h30)",
    "by": "By which day (fri; Enter: any)",
}
# As good as Enter, where a field may be empty.
NOTHING = frozenset(
    [
        "-",
        "–",
        "—",
        "?",
        "??",
        "tbd",
        "tba",
        "unknown",
        "not sure",
        "n/a",
        "none",
        "no",
        "nothing",
        "never",
        "nein",
        "nichts",
        "nie",
        "non",
        "jamais",
    ]
)
_SPOKE = ("talked", "spoke", "called", "call", "met", "mailed", "emailed", "email", "texted", "saw", "visited")
PARTS = {"early": 5, "beginning of": 5, "start of": 5, "mid": 15, "middle of": 15, "late": 25}  # their usual days
_PART_OF_MONTH = re.compile(rf"^({'|'.join(PARTS)})[ -](?=[^\W\d]{{3}})", re.IGNORECASE)
_MONEY = {"amount": "20k", "revenue": "100k"}  # that a record has to have, and examples
POWERS = ("decides", "influences", "uses", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDraft:
    """A record that is being typed: its fields so far, and those still to ask for."""

    kind: str
    book: Book
    now: datetime  # aware, in the rep's zone
    to_ask: tuple[str, ...]
    typed: tuple[FieldText, ...] = ()
    one_of_many: bool = False  # Enter instead of a name ends it
    before: RecordDraft | None = None  # at the question before, for "<"

    @property
    def is_left(self) -> bool:
        """True if Enter was pressed for the name."""
        return self.one_of_many and not self.typed


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
        return Turn(replace(record, to_ask=()))
    if answer.lower() in NOTHING and field not in _needed(record.kind):
        answer = ""
    if field in _MONEY and (not answer or answer.lower() in NOTHING):
        raise UsageError(
            f"without its {field} plan can't price it", f"your best guess now, {_MONEY[field]}; `plan set` changes it"
        )
    words = _READERS.get(field, _as_typed)(record, answer)
    if not words and field in _needed(record.kind):
        raise UsageError(f"its {field} is needed", "Ctrl-C leaves without it")
    if field != DECIDES:
        _check(record, words)
    after = first_turn(
        replace(record, to_ask=_still_to_ask(record, words), typed=(*record.typed, *words), before=record)
    )
    return replace(after, lines=_read_as(field, answer, words))


def _read_as(field: str, answer: str, words: tuple[FieldText, ...]) -> tuple[str, ...]:
    """The line that says as which stage the rep's own words were read."""
    if field != "stage" or not answer or answer.isdecimal() or words[0].text.casefold() == answer.casefold():
        return ()
    return (f"  stage: {words[0].text}",)


def _needed(kind: str) -> tuple[str, ...]:
    return (name_field(kind), "amount", "revenue", "minutes")


def _prompt(record: RecordDraft) -> Prompt | None:
    if not record.to_ask:
        return None
    field = record.to_ask[0]
    if field == "stage":
        return Prompt("Stage  " + _menu(_stages(record)))
    if field == "power":
        return Prompt("Their role  " + _menu(POWERS))
    text = TEXTS[field]
    if record.one_of_many and field == name_field(record.kind):
        text = "Deal: customer, what it is about" if record.kind == "prospect" else text
        text += " (Enter: no more)"
    return Prompt(text)


def _menu(words: tuple[str, ...]) -> str:
    return "  ".join(f"{number} {word}" for number, word in enumerate(words, start=1))


def _stages(record: RecordDraft) -> tuple[str, ...]:
    return tuple(stage.name for stage in record.book.playbook.stages[:9])


def _as_typed(record: RecordDraft, answer: str) -> tuple[FieldText, ...]:
    return (FieldText(record.to_ask[0], "=", answer),) if answer else ()


def _read_name(record: RecordDraft, answer: str) -> tuple[FieldText, ...]:
    """The name; of a deal also the customer, where a comma parts the two."""
    customer, comma, about = (part.strip() for part in answer.partition(","))
    if record.kind != "prospect" or not comma or not customer or not about:
        return _as_typed(record, answer)
    return FieldText("name", "=", f"{customer} {about}"), FieldText("company", "=", customer)


def _read_money(record: RecordDraft, answer: str) -> tuple[FieldText, ...]:
    """An amount as it was typed; it is read here so that a refusal names no field."""
    option_money("", answer, locale_in(record.book))
    return _as_typed(record, answer)


def _read_stage(record: RecordDraft, answer: str) -> tuple[FieldText, ...]:
    """The stage of a number, a word, or a rep's own words, "sent quote"; Enter is the first.

    Raises UsageError if it is none of the menu.
    """
    stages = _stages(record)
    answer = answer or "1"
    meant = _by_number(answer, stages) if answer.isdecimal() else stage_meant(answer, record.book)
    if meant in CLOSED_STAGES:
        raise UsageError(f'"{answer}" closes a deal', f"a number, or one of {', '.join(stages)}")
    if meant is None:
        raise UsageError(f'no stage "{answer}"', f"a number, or one of {', '.join(stages)}")
    return (FieldText("stage", "=", meant),)


def _by_number(answer: str, words: tuple[str, ...]) -> str | None:
    """The word of a menu that has the number typed; None if none has."""
    number = int(answer[:3])
    return words[number - 1] if 1 <= number <= len(words) else None


def _still_to_ask(record: RecordDraft, words: tuple[FieldText, ...]) -> tuple[str, ...]:
    """The fields after this one; in the first stage nobody knows who decides."""
    first = FieldText("stage", "=", _stages(record)[0])
    return tuple(field for field in record.to_ask[1:] if field != DECIDES or first not in words)


def _read_power(record: RecordDraft, answer: str) -> tuple[FieldText, ...]:
    if not answer:
        return ()
    meant = _by_number(answer, POWERS) if answer.isdecimal() else one_alike(answer, POWERS)
    if meant is None:
        raise UsageError(f'no role "{answer}"', f"a number, or one of {', '.join(POWERS)}")
    return (FieldText(record.to_ask[0], "=", meant),)


def _read_last_touch(record: RecordDraft, answer: str) -> tuple[FieldText, ...]:
    """The day of the last contact; a deal has been in its stage since then at least."""
    if not answer:
        return ()
    words = answer.split()
    while len(words) > 1 and words[0].casefold() in _SPOKE:
        words = words[1:]
    plain = _PART_OF_MONTH.sub(lambda part: f"{PARTS[part[1].casefold()]} ", plain_day(words) or answer)
    day = option_past_day("", plain, record.now.date(), locale_in(record.book))
    if day > record.now.date():
        raise UsageError(f"{day} is in the future", "type the day you last spoke, or Enter")
    fields = ("last_touch", "since") if record.kind == "prospect" else ("last_touch",)
    return tuple(FieldText(field, "=", day.isoformat()) for field in fields)


def _read_next(record: RecordDraft, answer: str) -> tuple[FieldText, ...]:
    """A next step with its day, or an appointment with its time; the words left are what it is."""
    if not answer:
        return ()
    what, when = read_next_step(answer, record.now, locale_in(record.book))
    field = "at" if isinstance(when, datetime) else "next_on"
    title = (FieldText("next", "=", what),) if what else ()
    return (*title, FieldText(field, "=", when.isoformat()))


_READERS: dict[str, Callable[[RecordDraft, str], tuple[FieldText, ...]]] = {
    "name": _read_name,
    "amount": _read_money,
    "revenue": _read_money,
    "stage": _read_stage,
    "power": _read_power,
    "last_touch": _read_last_touch,
    "next": _read_next,
}


def _check(record: RecordDraft, words: tuple[FieldText, ...]) -> None:
    """Raise UsageError if a value can't be read, or is more or less than the book holds."""
    for field, value in values_of(words, record.kind, None, record.now, record.book).items():
        limit = LIMITS.get(KINDS[record.kind], {}).get(field)
        if limit is not None and (wrong := out_of_limit(field, value, limit)):
            raise UsageError(*wrong)
