"""The questions of `plan add` as a dialogue: a record's fields, one after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from planner.app.add.answers.who_decides import leaves_open
from planner.app.add.draft import RecordDraft
from planner.app.add.next_step import day_and_month
from planner.app.add.notes.left_over import NOTE
from planner.app.add.notes.people.people_said import is_nobody
from planner.app.add.notes.read_note import PEOPLE
from planner.app.add.notes.theirs.waits import ASSUMED
from planner.app.add.people import ASIDE, DECIDES, DECIDES_OF, RATE
from planner.app.add.readers import (
    POWERS,
    READERS,
    as_typed,
    asks_who_decides,
    foreign_money,
    has_decider,
    people_of,
    stages_of,
    undecided,
)
from planner.app.add.whole_line import WholeLine, is_line_of_list, whole_line, with_currency
from planner.app.dialogue.turn import BACK, Prompt, Turn
from planner.book.read.limits import LIMITS, out_of_limit
from planner.core.records.new_record import KINDS, name_field
from planner.errors import TwoReadings, UsageError
from planner.screen.records.changes import change_words
from planner.screen.text.wording import counted, money
from planner.typed.amounts import ForeignMoney
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
    DECIDES: "Who decides, who else do you know there (name, role; Enter: not known)",
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
_DENIED = {  # questions that words answer with no
    "last_touch": r"(?:not|never|haven[’']?t|have not|hasn[’']?t|nobody has)(?: been)? (?:yet )?"
    r"(?:called|rung|contacted|spoken|talked|met)",
    "next": r"(?:no|without a?)(?: agreed)? next step|(?:nothing|none) (?:agreed|next|planned|booked)",
    DECIDES: r"(?:don[’']?t|do not|not|no idea)(?: know| sure| clear)? (?:yet )?(?:who|anyone|anybody)"
    r"|(?:we )?know (?:nobody|no one)",
}
_MONEY = {"amount": "20k", "revenue": "100k"}  # that a record has to have, and examples
_ASIDE = frozenset(("next", "next_on", "next_by", "at", "not_before"))  # of what comes next, said with another answer
_NOTE_KEPT = "  kept as a note: "
_ENOUGH = frozenset(("next", "next_on", "next_by", "at", "waiting_on"))  # the rep knows what comes next
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
    is_listed = record.one_of_many and record.kind == "prospect"
    if is_listed and field in ("stage", "last_touch", "next", DECIDES) and is_line_of_list(answer, record.about):
        stage = () if record.stage else (FieldText("stage", "=", stages_of(record)[0]),)
        return Turn(replace(record, typed=(*record.typed, *stage), to_ask=(), before=record, next_line=answer))
    line = whole_line(answer, record.about) if is_listed and field == "name" else None
    return _with_notes(_answered(record, answer)) if line is None else _read_line(record, line)


def _answered(record: RecordDraft, answer: str) -> Turn[RecordDraft]:
    """The turn after the answer to one question."""
    field = record.to_ask[0]
    answer = _without_nothing(record, field, answer)
    try:
        words = READERS.get(field, as_typed)(record, answer)
    except ForeignMoney:
        return first_turn(replace(record, to_ask=(RATE, *record.to_ask), foreign=answer, before=record))
    if not words and field in _needed(record.kind):
        raise UsageError(f"its {field} is needed", "Ctrl-C leaves without it")
    _check(record, [word for word in words if word.field not in ASIDE])
    after = replace(record, typed=(*record.typed, *words), before=record, is_last_look=False)
    to_ask = [each for each in _still_to_ask(after, words) if each == field or not _is_denied(each, answer)]
    turn = first_turn(replace(after, to_ask=tuple(to_ask)))
    return replace(turn, lines=_read_as(record, answer, words))


def _read_line(record: RecordDraft, line: WholeLine) -> Turn[RecordDraft]:
    """The turn after a deal that was typed in one line: it asks only for what is missing."""
    named = replace(_answered(record, line.name).state, notes=line.notes)
    if line.notes:
        _refuse_two_readings(named)
    turn, wrong = first_turn(named), ""
    if line.amount:
        try:
            turn = _answered(named, line.amount)
        except TwoReadings as two:
            raise with_currency(two, line.amount, record.about) from None
        except UsageError as error:
            wrong = error.what
    needs_rate = turn.state.to_ask[:1] == (RATE,)
    if line.amount and not wrong and not needs_rate:
        turn = _with_notes(replace(turn, state=replace(turn.state, before=record)))
    if turn.prompt is None:
        return replace(turn, lines=())  # what was added is said next
    pending = [f'your notes: "{turn.state.notes}"'] if turn.state.notes else []
    notes = [line for line in turn.lines if line.startswith(_NOTE_KEPT)]
    said = f"  {' · '.join([_deal_words(turn.state), *pending])}"
    return replace(turn, lines=(said, *notes, *([f"  {wrong}"] if wrong else [])))


def _refuse_two_readings(record: RecordDraft) -> None:
    """Raise TwoReadings for notes with a day that may be two, while they are the answer."""
    try:
        READERS["stage"](replace(record, to_ask=("stage",)), record.notes)
    except TwoReadings:
        raise
    except UsageError:
        return


def _with_notes(turn: Turn[RecordDraft]) -> Turn[RecordDraft]:
    """The turn with the notes typed with a name as the answer, once it is that to the stage."""
    record = turn.state
    if not record.notes or record.to_ask[:1] != ("stage",):
        return turn
    record = replace(record, notes="")
    try:
        noted = _answered(record, turn.state.notes)
    except UsageError as wrong:
        note = FieldText(NOTE, "=", turn.state.notes)
        kept = replace(record, typed=(*record.typed, note))
        noted = replace(first_turn(kept), lines=(f'{_NOTE_KEPT}"{note.text}"', f"  {wrong.what}"))
    return replace(
        noted, state=replace(noted.state, before=record.before), lines=(*turn.lines, *noted.lines)
    )  # fmt: skip


def _deal_words(record: RecordDraft) -> str:
    """All that was read of a deal until now, in one line."""
    own = record.book.rep.currency
    keys = values_of([word for word in record.typed if _is_said(word)], record.kind, None, record.now, record.book)
    words = [str(keys["name"])]
    words += [money(keys["amount"], own)] if "amount" in keys else []
    words += [f"stage: {keys['stage']}"] if "stage" in keys else []
    others = {key: value for key, value in keys.items() if key not in ("name", "company", "amount", "stage")}
    words.append(change_words(others, record.now.date()))
    for person in people_of(record.typed, record.book):
        about = ", ".join(filter(None, (person.role, "decides" if person.decides else "")))
        words.append(f"{person.name} ({about})" if about else person.name)
    return " · ".join(filter(None, words))


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
    if field in ("last_touch", DECIDES) and "next" in (word.field for word in words):
        keys = values_of([word for word in words if _is_said(word)], record.kind, None, record.now, record.book)
        lines.append(change_words({key: value for key, value in keys.items() if value}, record.now.date()))
    if field == "next" and [word.field for word in words if word.field != NOTE] == ["next"]:
        text = next(word.text for word in words if word.field == "next")
        lines.append(f'no day in it: kept as the next step, "{text}"')
    known = {word.text for word in record.typed if word.field == NOTE}
    notes = (word.text for word in words if word.field == NOTE and word.text not in known)
    return (*(f"  {line}" for line in lines), *(f'{_NOTE_KEPT}"{text}"' for text in notes))


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
        return Prompt(f"Stage  {_menu(stages_of(record))}, lost", usual=stages_of(record)[0])
    if field == RATE:
        foreign = foreign_money(record.foreign, record.about.locale)
        return Prompt(f"How many {record.book.rep.currency} is one {foreign.currency if foreign else ''} (1.15)")
    if field == "power":
        return Prompt("Their role  " + _menu(POWERS))
    if field == DECIDES_OF:
        return Prompt(f"Who of them decides  {_menu(undecided(record))}  (Enter: not known)")
    if field == DECIDES and not asks_who_decides(record):
        return Prompt(_WHOM)
    if field == DECIDES and (people := people_of(record.typed, record.book)):
        names = (
            " or ".join(each.name for each in people) if len(people) < 3 else ", ".join(each.name for each in people)
        )
        return Prompt(f"Who decides ({names}, or another name; Enter: not known)")
    if record.is_last_look:
        return Prompt(f"{counted(record.number, 'deal')}. All of them? Enter: yes, or type the next one")
    locale = record.about.locale
    text = TEXTS[field].format(past=day_and_month(12, "Nov", locale), coming=day_and_month(8, "Dec", locale))
    if record.one_of_many and field == name_field(record.kind):
        text = "Deal: its whole line in your notes, or the customer" if record.kind == "prospect" else text
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
    is_left_open = any(word.field == DECIDES and leaves_open(word.text) for word in words)
    if field == DECIDES and DECIDES in said and undecided(record) and not is_left_open:
        return (DECIDES_OF, *rest)
    is_remark = bool(said) and not said - {NOTE, PEOPLE} and not is_nobody(words[0].text)
    is_open = (field == "stage" and not record.stage) or (field in ("next", DECIDES) and is_remark)
    is_open |= field == DECIDES and "next" in said  # the step was in their mind; who is it
    known = {"last_touch"} if said & {"last_touch", "unanswered", "came", *_ENOUGH} else set()
    is_vague = ASSUMED in said and any(word.field == "waiting_on" and word.text == "them" for word in words)
    known |= {"next"} if said & {"waiting_on", *_ASIDE} and not is_vague else set()
    known |= {"amount", "revenue"} if field == RATE else set()
    if field == "stage" and not asks_who_decides(record) and people_of(record.typed, record.book):
        known.add(DECIDES)
    known |= {DECIDES} if PEOPLE in said and (has_decider(record) or not asks_who_decides(record)) else set()
    return (*((field,) if is_open else ()), *(each for each in rest if each not in known))


def _is_denied(field: str, answer: str) -> bool:
    """True if an answer says that there is nothing to say to a later question: not called yet."""
    return field in _DENIED and re.search(rf"\b(?:{_DENIED[field]})\b", answer, re.IGNORECASE) is not None


def _check(record: RecordDraft, words: Sequence[FieldText]) -> None:
    """Raise UsageError if a value can't be read, or is more or less than the book holds."""
    for field, value in values_of(words, record.kind, None, record.now, record.book).items():
        limit = LIMITS.get(KINDS[record.kind], {}).get(field)
        if limit is not None and value is not None and (wrong := out_of_limit(field, value, limit)):
            raise UsageError(*wrong)
