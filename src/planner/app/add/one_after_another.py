"""Records one after the other: the questions about each, and what was read of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from planner.app.add.draft import RecordDraft
from planner.app.add.questions import QUESTIONS, first_turn, step
from planner.app.add.write import AddedRecord, known_rates, write
from planner.app.dialogue.converse import converse
from planner.app.dialogue.turn import BACK, Turn, next_turn
from planner.app.messages import tell
from planner.app.records.check_edit import readable
from planner.app.records.edit_record import show_lines, value_of_deal
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.store.lock import writing
from planner.book.undo.undo import undo as take_back
from planner.core.records.new_record import name_field, noun_of
from planner.screen.records.changes import change_words
from planner.screen.records.values import value_words
from planner.screen.text.layout import sheet_of
from planner.screen.text.wording import listed, money

_READ = frozenset((  # keys of which it is said as what they were read
    "came", "next", "next_on", "next_by", "at", "decide_by", "waiting_on", "not_before", "expected", "unanswered",
    "last_touch", "introduced_by", "running",
))  # fmt: skip
_ENDING = "`plan add {kind}` adds one later, `plan set NAME amount=50k` changes one, `plan undo` takes back the last."


def add_many(settings: Settings, kind: str) -> int:
    """Ask for records of a kind, and add each, until Enter; returns how many there were.

    Ctrl-C leaves too: what was added stays. For a terminal only.
    """
    last: RecordDraft | None = None  # at the last question of the record before
    count, name = 0, ""  # of the records added, and the last one's
    line = ""  # of the next deal, typed in place of an answer
    while True:
        session = Session(settings)
        record = RecordDraft(
            kind=kind, book=session.book, now=session.now, to_ask=QUESTIONS[kind], one_of_many=True, number=count,
            before=last, holidays=session.holidays(session.today), rates=known_rates(session),
        )  # fmt: skip
        ask = partial(_step, session, record, name)
        turn = next_turn(first_turn(record), ask, line) if line else first_turn(record)
        led = converse(settings, turn, ask, "")
        if not led.finished or led.state.is_left:
            if not led.finished and led.state.typed:
                tell(settings, "This one wasn't added.")
            if count:
                tell(settings, _ENDING.format(kind=noun_of(kind)))
            return count
        if led.state.number < count:
            _take_back(settings)
        added = write(settings, kind, led.state.typed)
        _show_short(added)
        name = str(added.values[name_field(kind)])
        last, count, line = led.state.before, led.state.number + 1, led.state.next_line


def _step(session: Session, fresh: RecordDraft, last: str, record: RecordDraft, answer: str) -> Turn[RecordDraft]:
    """The step of a record after the one named `last`.

    "<" goes back into that one, which it says, and no further; Enter at its first question leaves it as it is, and
    goes on with the `fresh` one.
    """
    before = record.before if answer == BACK else None
    if before is not None and before.number < fresh.number - 1:
        record = replace(record, before=None)
    if not answer and record.number < fresh.number and _at_the_name(record):
        return replace(first_turn(fresh), lines=_rows(f"Kept {last} as it is", session))
    turn = step(record, answer)
    lines = [row for line in turn.lines for row in _rows(line, session)]
    if before is not None and fresh.number - 1 == before.number < record.number:
        keeps = ", Enter keeps it" if _at_the_name(before) else ""
        lines += _rows(f"Back to {last}: what you type replaces it{keeps}", session)
    return replace(turn, lines=lines)


def _at_the_name(record: RecordDraft) -> bool:
    return record.to_ask[:1] == (name_field(record.kind),)


def _rows(line: str, session: Session) -> list[str]:
    """A line in rows that fit the terminal, each a bit to the right."""
    sheet = sheet_of(session.settings.console)
    return [f"  {row}" for row in sheet.wrap(line.strip(), (sheet.width or 0) - 3)]


def _take_back(settings: Settings) -> None:
    """Take back the last record that was added: it is typed once more."""
    with writing(settings.book):
        take_back(settings.book, lambda files: readable(Session(settings), files))


def _show_short(added: AddedRecord) -> None:
    """Say in a few words what was added and as what it was read, between two questions."""
    session, id, values = added.session, added.id, added.values
    currency = session.book.rep.currency
    words = [money(values[field], currency) for field in ("amount", "revenue") if field in values]
    words += [_stage_words(values, session)] if "stage" in values else []
    words += [value_words(values[field], session.today) for field in ("minutes", "by") if field in values]
    said = [", ".join(words)] if words else []
    keys = {field: value for field, value in values.items() if field in _READ}
    said += list(filter(None, [change_words(keys, session.today)]))
    said += [f'note: "{values["x"]["note"]}"'] if "note" in values.get("x", {}) else []
    said += [", ".join(added.people)] if added.people else []
    said += [f"the contact for {listed(list(added.linked))}"] if added.linked else []
    stands = value_of_deal(session, id) if added.kind == "prospect" else None
    said += [f"an hour pays {money(stands.per_hour, currency)}"] if stands else []
    line = f"Added {values[name_field(added.kind)]}" + (f": {' · '.join(said)}" if said else "")
    show_lines(_rows(line, session))


def _stage_words(values: Mapping[str, Any], session: Session) -> str:
    """The stage; of a lost deal also when and why."""
    if values["stage"] != "lost":
        return str(values["stage"])
    to, why = values.get("x", {}).get("lost_to"), values.get("lost_reason")
    how = f" to {to}" if to else f": {why}" if why else ""
    return f"lost {value_words(values['lost_on'], session.today)}{how}"
