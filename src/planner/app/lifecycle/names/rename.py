"""`plan rename`: another id or name for a record, which is still found by the old one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from planner.app.add.doubles import tell_doubles
from planner.app.lifecycle.names.rename_stage import give_stage_name, stage_called
from planner.app.lifecycle.words import records_named
from planner.app.messages import show_json
from planner.app.records.edit_record import keep, record_called, refuse_taken, show_lines
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.change import follow_references, set_record
from planner.book.ids import FIX, bad_in_id, slug
from planner.book.store.lock import writing
from planner.core.book import Contact
from planner.core.lifecycle.merging import names_before
from planner.core.lifecycle.references import follow, named_in, references_to, with_new_names
from planner.core.records.new_record import Record, kind_of, name_field, name_of
from planner.core.records.words_of_names import name_and_rest
from planner.errors import UsageError


class NewNames(NamedTuple):
    """The id and the name that a record gets."""

    id: str
    name: str


def run(settings: Settings, words: Sequence[str]) -> None:
    """Give a record another id or name, or a stage another name; all that names it follows."""
    if len(words) < 2:
        raise UsageError("rename it to what?", 'plan rename OLD new-id "New name"')
    with writing(settings.book):
        session = Session(settings)
        if stage := stage_called(session, words[0]):
            give_stage_name(session, stage, words[1:])
            return
        meant, new = _read(words, partial(record_called, session))
        refuse_taken(session, new.id, f"choose another, or plan merge {new.id} {meant.id}", meant)
        found = follow(session.book, references_to(session.book, meant), lambda each: with_new_names(each, meant, *new))
        keys = _keys(meant, new)
        if keys:
            after = follow_references(session.files, session.book, found)
            after = set_record(after, session.book, meant.id, keys)
            what = f"rename {meant.id} to {new.id}" if new.id != meant.id else f"rename {meant.id}"
            session = keep(session, after, what)
    if new.name != name_of(meant):
        kind = kind_of(meant)
        at = {"company": meant.company} if isinstance(meant, Contact) else {}
        tell_doubles(session, kind, new.id, {name_field(kind): new.name} | at)
    _show(session, meant, new, named_in(found))


def _read(words: Sequence[str], find: Callable[[str], Record]) -> tuple[Record, NewNames]:
    """The record and its new names.

    It is named by the first word, or else by the longest beginning that is a name.
    """
    meant, rest = name_and_rest(words, find, first_alone=True)
    try:
        return meant, _new_names(meant, rest)
    except UsageError:
        longest, rest = name_and_rest(words, find)
        return longest, _new_names(longest, rest)


def _new_names(record: Record, words: Sequence[str]) -> NewNames:
    """The words as an id and a name: what can be an id is one, anything else is the name."""
    id, name = "", ""
    for word in words:
        key, equals, value = word.partition("=")
        text = value.strip() if equals and key in ("id", "name", "title") else word.strip()
        is_id = key == "id" if text != word.strip() else text == slug(text, "")
        if not text or (id if is_id else name):
            raise UsageError(f'can\'t read "{word}" as a new name', 'plan rename OLD new-id "New name"')
        id, name = (text, name) if is_id else (id, text)
    if id and (bad := bad_in_id(id)):
        raise UsageError(f"the id {id} {bad}", FIX)
    return NewNames(id or record.id, name or name_of(record))


def _keys(record: Record, new: NewNames) -> dict[str, object]:
    keys: dict[str, object] = {}
    if new.name != name_of(record):
        keys[name_field(kind_of(record))] = new.name
        keys["was"] = names_before(record, new.name)
    if new.id != record.id:
        aka = [old for old in (*record.aka, record.id) if old != new.id]
        keys |= {"id": new.id, "aka": aka}
    return keys


def _show(session: Session, was: Record, new: NewNames, changed: Sequence[tuple[str, str]]) -> None:
    if session.settings.json:
        rows = [{"record": record, "field": key} for record, key in changed]
        names = {"id": {"before": was.id, "after": new.id}, "name": {"before": name_of(was), "after": new.name}}
        show_json({"format": 1, "record": new.id} | names | {"references": rows})
        return
    if (was.id, name_of(was)) == new:
        show_lines([f"{was.id} already has that name"])
        return
    lines = []
    if new.name != name_of(was):
        lines.append(f"Renamed {name_of(was)} to {new.name}. The old name still finds it.")
    if new.id != was.id:
        lines.append(f"Renamed {was.id} to {new.id}. {was.id} still finds it, and older pages keep it.")
    if changed:
        lines.append(f"Also changed in: {records_named(changed)}")
    show_lines(lines)
