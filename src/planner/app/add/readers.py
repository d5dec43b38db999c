"""Answers to the questions about a record, each read as the fields that it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from planner.app.add.answers.who_decides import people_answered, without_unknown
from planner.app.add.draft import RecordDraft
from planner.app.add.notes.last_contact import last_contact
from planner.app.add.notes.left_over import BETWEEN_NOTES, NOTE, left_over, with_note
from planner.app.add.notes.people.people_said import (
    PersonSaid,
    is_nobody,
    people_in_note,
    remarks_on,
    with_person,
)
from planner.app.add.notes.read_note import PEOPLE, read_note
from planner.app.add.notes.stage_note import stage_note
from planner.app.add.notes.theirs.waits import ASSUMED
from planner.app.add.notes.verbs import begins_with_verb
from planner.app.add.people import DECIDES, DECIDES_OF, RATE
from planner.app.add.whole_line import customer_and_about, in_the_middle
from planner.app.records.stage_words import one_alike
from planner.core.book import CLOSED_STAGES, Book
from planner.crm.import_settings import is_rate
from planner.errors import TwoReadings, UsageError
from planner.locales.locale import Locale, locale_in
from planner.typed.amounts import ForeignMoney, option_money
from planner.typed.fields import FieldText

POWERS = ("decides", "influences", "uses", "unknown")
SENTENCE = 3  # words; fewer are an attempt at the name of a stage
_NO_NAME = re.compile(r"(?:some(?:one|body) else|(?:an)?other(?: (?:name|person))?|else)", re.IGNORECASE)
_COMES = re.compile(  # a step that is no contact that was: ring them today, send the quote by Friday
    r"\b(?:tomorrow|next|by)\b|^\w+ (?:them|him|her|back|the|an?)\b", re.IGNORECASE
)
_STEP = frozenset(["next", "next_on", "next_by", "at"])
_DAYS = _STEP - {"next"}
Fields = tuple[FieldText, ...]


def as_typed(record: RecordDraft, answer: str) -> Fields:
    return (FieldText(record.to_ask[0], "=", answer),) if answer else ()


def stages_of(record: RecordDraft) -> tuple[str, ...]:
    """The stages in the menu."""
    return tuple(stage.name for stage in record.book.playbook.stages[:9])


def _read_name(record: RecordDraft, answer: str) -> Fields:
    """The name; of a deal also the customer, where a comma parts the two."""
    customer, about = customer_and_about(answer) if record.kind == "prospect" else ("", "")
    if not customer:
        return as_typed(record, answer)
    return FieldText("name", "=", f"{customer} {about}"), FieldText("company", "=", customer)


def _read_money(record: RecordDraft, answer: str) -> Fields:
    """An amount as it was typed, or in the book's currency by a rate that is known.

    It is read here so that a refusal names no field; a range is its middle. Raises ForeignMoney if its rate is not
    known.
    """
    answer = in_the_middle(answer)
    try:
        option_money("", answer, locale_in(record.book))
    except ForeignMoney as foreign:
        if foreign.currency not in record.rates:
            raise
        return (FieldText(record.to_ask[0], "=", str(round(foreign.amount * record.rates[foreign.currency]))),)
    return as_typed(record, answer)


def _read_rate(record: RecordDraft, answer: str) -> Fields:
    """The rate of the currency of an amount, and that amount by it."""
    locale = locale_in(record.book)
    foreign = foreign_money(record.foreign, locale)
    assert foreign is not None, "only a foreign amount has a rate"
    own = locale.currency
    if not answer:
        raise UsageError(f"without it {record.foreign} is no amount in {own}", f'"<" goes back, to type it in {own}')
    rate = option_money("", answer, locale)
    if not is_rate(rate):
        raise UsageError(f"{answer} is not a rate", f"how many {own} you get for one {foreign.currency}: 1.15")
    amount = FieldText(record.to_ask[1], "=", str(round(foreign.amount * rate)))
    return FieldText(RATE, "=", f"{foreign.currency} {rate}"), amount


def foreign_money(text: str, locale: Locale) -> ForeignMoney | None:
    """An amount in another currency than the book's; None for another text."""
    try:
        option_money("", text, locale)
    except ForeignMoney as foreign:
        return foreign
    except UsageError:
        return None
    return None


def _read_stage(record: RecordDraft, answer: str) -> Fields:
    """The stage of a number, a word, or a rep's own words, "sent quote"; Enter is the first.

    What else is said with it is read too: "proposal sent 11/20", "lost in spring to Boge". Raises UsageError if no
    stage of the menu is meant.
    """
    stages = stages_of(record)
    answer = answer or "1"
    if answer.isdecimal():
        meant, keys = _by_number(answer, stages), {}
    else:
        note = stage_note(answer, record.about)
        meant, keys = note.stage, note.keys
        if meant in CLOSED_STAGES and not note.is_loss:
            raise UsageError(f'"{answer}" closes a deal', f"a number, or one of {', '.join(stages)}, lost")
    if meant is None:
        return _without_stage(record, answer)
    return (FieldText("stage", "=", meant), *_fields(record, keys))


def _without_stage(record: RecordDraft, answer: str) -> Fields:
    """The fields of an answer that says no stage: the stage is asked for again.

    Words of which nothing can be read are a note. Raises UsageError for one or two of them.
    """
    is_sentence = len(answer.split()) >= SENTENCE
    keys: dict[str, str] = {}
    try:
        keys = read_note(answer, record.about)
    except TwoReadings:
        raise
    except UsageError:
        keys = with_note({}, answer if is_sentence else "")
    if is_sentence or keys.keys() - {"next", NOTE}:
        return _fields(record, keys)
    raise UsageError(f'no stage "{answer}"', f"a number, or one of {', '.join(stages_of(record))}, lost")


def _by_number(answer: str, words: tuple[str, ...]) -> str | None:
    """The word of a menu that has the number typed; None if none has."""
    number = int(answer[:3])
    return words[number - 1] if 1 <= number <= len(words) else None


def _read_power(record: RecordDraft, answer: str) -> Fields:
    if not answer:
        return ()
    meant = _by_number(answer, POWERS) if answer.isdecimal() else one_alike(answer, POWERS)
    if meant is None:
        raise UsageError(f'no role "{answer}"', f"a number, or one of {', '.join(POWERS)}")
    return (FieldText(record.to_ask[0], "=", meant),)


def _read_last_touch(record: RecordDraft, answer: str) -> Fields:
    """The day of the last contact; a deal has been in its stage since then at least."""
    if not answer:
        return ()
    if _COMES.search(answer) and (step := _step_answered(record, answer)):
        return step
    keys = last_contact(answer, record.about)
    if keys.get("last_touch", "") > record.now.date().isoformat():
        raise UsageError(f"{keys['last_touch']} is in the future", "type the day you last spoke, or Enter")
    if record.kind != "prospect":
        keys = {key: value for key, value in keys.items() if key == "last_touch"}
    return _fields(record, keys)


def _read_next(record: RecordDraft, answer: str) -> Fields:
    """The keys of what comes next: the step and its day, a wait, their deadline."""
    if not answer:
        return ()
    keys = read_note(answer, record.about)
    if any(word.field == ASSUMED for word in record.typed) and _STEP & keys.keys():
        keys = {"waiting_on": "", "next_minutes": ""} | keys  # it was only that nobody had said what comes next
    return _fields(record, keys)


def _read_people(record: RecordDraft, answer: str) -> Fields:
    """The people of a deal as they were typed; what else is said is a note.

    Raises UsageError if nothing can be read.
    """
    if _NO_NAME.fullmatch(answer.strip()):
        raise UsageError("who is it", '"Ann Lee, CFO", a role such as "their CFO", or Enter: not known')
    if step := _step_answered(record, without_unknown(answer)):
        return step
    is_said = bool(answer) and not is_nobody(without_unknown(answer))
    people = people_answered(answer, deciders=asks_who_decides(record)) if is_said else ()
    if not people:
        keys = with_note({}, left_over(answer, {}, record.about))
        if answer and not keys and not is_nobody(answer):
            forms = '"Ann Lee, CFO", "Tom (IT), the dean", or Enter: not known'
            raise UsageError(f'no name or role in "{answer}"', forms)
        return _fields(record, keys)
    return (*as_typed(record, answer), *_fields(record, with_note({}, *remarks_on(people))))


def _step_answered(record: RecordDraft, answer: str) -> Fields:
    """The fields of an answer that is the rep's next step with its day; else none."""
    if record.kind != "prospect" or not begins_with_verb(answer):
        return ()
    try:
        fields = _read_next(record, answer)
    except TwoReadings:
        raise
    except UsageError:
        return ()
    said = {word.field for word in fields}
    if "next" not in said or not said & _DAYS:
        return ()
    before = {word.field for word in record.typed}
    return (*(FieldText(each, "=", "") for each in sorted((_DAYS & before) - said)), *fields)


def _read_decider(record: RecordDraft, answer: str) -> Fields:
    """The one of several people who decides, by number or name.

    Raises UsageError if it is none of them.
    """
    if not answer:
        return ()
    names = undecided(record)
    meant = _by_number(answer, names) if answer.isdecimal() else _named(answer, names)
    if meant is None:
        raise UsageError(f'no "{answer}" among them', f"a number, or one of {', '.join(names)}")
    return (FieldText(DECIDES_OF, "=", meant),)


def _named(answer: str, names: tuple[str, ...]) -> str | None:
    found = [name for name in names if answer.casefold() in name.casefold()]
    return found[0] if len(found) == 1 else None


def asks_who_decides(record: RecordDraft) -> bool:
    """False for a lead: there it is asked whom the rep knows."""
    return record.stage != stages_of(record)[0]


def undecided(record: RecordDraft) -> tuple[str, ...]:
    """The names of several people of whom nobody is said to decide."""
    people = people_of(record.typed, record.book)
    return () if len(people) < 2 or any(each.decides for each in people) else tuple(each.name for each in people)


def has_decider(record: RecordDraft) -> bool:
    """True if someone is said to decide."""
    return any(each.decides for each in people_of(record.typed, record.book))


def people_of(typed: Sequence[FieldText], book: Book) -> tuple[PersonSaid, ...]:
    """The people of a deal that was typed, each once, with the one who decides."""
    texts = {word.field: word.text for word in typed}
    people: list[PersonSaid] = []
    for word in typed:
        if word.field == PEOPLE:
            for text in word.text.split(BETWEEN_NOTES):
                people = with_person(people, people_in_note(text))
    if DECIDES in texts:
        is_lead = texts.get("stage") == book.playbook.stages[0].name
        people = with_person(people, people_answered(texts[DECIDES], deciders=not is_lead))
    return tuple(replace(each, decides=True) if each.name == texts.get(DECIDES_OF) else each for each in people)


def _fields(record: RecordDraft, keys: Mapping[str, str]) -> Fields:
    """Keys as fields; the last contact of a deal also says since when it is in its stage."""
    said = dict(keys)
    if "last_touch" in said and record.kind == "prospect":
        said.setdefault("since", said["last_touch"])
    return tuple(FieldText(key, "=", value) for key, value in said.items())


READERS: dict[str, Callable[[RecordDraft, str], Fields]] = {
    "name": _read_name,
    "amount": _read_money,
    "revenue": _read_money,
    RATE: _read_rate,
    "stage": _read_stage,
    "power": _read_power,
    "last_touch": _read_last_touch,
    "next": _read_next,
    DECIDES: _read_people,
    DECIDES_OF: _read_decider,
}
