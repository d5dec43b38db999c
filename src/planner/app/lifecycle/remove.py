"""`plan remove`: records taken out of the book, with what only names them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from planner.app.lifecycle.old_records import old_records
from planner.app.lifecycle.words import records_named
from planner.app.messages import confirm, show_json, tell
from planner.app.records.edit_record import everyone, keep, record_called, show_lines
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.change import follow_references, remove_records
from planner.book.diary.removed_file import with_removed
from planner.book.files import BookFiles
from planner.book.store.lock import writing
from planner.core.book import Book, Task
from planner.core.lifecycle.references import NewReferences, follow, named_in, references_to
from planner.core.records.new_record import Record, name_of
from planner.core.records.words_of_names import several_names
from planner.screen.text.wording import listed


class _Removal(NamedTuple):
    """The records that go, among them the tasks for them, and the ids that only the diary has."""

    records: list[Record]
    old: list[str]
    references: NewReferences  # what names them in other records

    @property
    def names(self) -> dict[str, str]:
        return {each.id: name_of(each) for each in self.records} | {id: id for id in self.old}


def run(settings: Settings, records: Sequence[str], dry_run: bool) -> None:
    """Take records out of the book; show what goes with them and ask before it is done."""
    session = Session(settings)
    removal = _removal(session, records)
    if not settings.json:
        show_lines(_preview(removal))
    done = not dry_run and confirm(settings, f"remove {listed(list(removal.names))}?")
    if done:
        with writing(settings.book):
            session = Session(settings)
            removal = _removal(session, list(removal.names))
            after = _after(session, removal)
            keep(session, after, _what(removal), [with_removed(session.folder, removal.names)])
    tell(settings, "Saved. `plan undo` reverts it." if done else "Nothing changed.")
    if settings.json:
        rows = [{"record": record, "field": key} for record, key in named_in(removal.references)]
        show_json({"format": 1, "removed": list(removal.names) if done else [], "references": rows})


def _removal(session: Session, words: Sequence[str]) -> _Removal:
    """The records that the words name, with the tasks for them."""
    here, only_there = {each.id for each in everyone(session)}, old_records(session)
    words = several_names(words, partial(record_called, session), [*here, *only_there])
    old = [word for word in dict.fromkeys(words) if word not in here and word in only_there]
    meant = {each.id: each for each in (record_called(session, word) for word in words if word not in old)}
    for task in session.book.tasks:
        if task.record in meant:
            meant.setdefault(task.id, task)
    return _Removal(list(meant.values()), old, _followed(session.book, meant))


def _followed(book: Book, meant: Mapping[str, Record]) -> NewReferences:
    """The places that name these records, taken out; a company's name stays."""
    found = [each for record in meant.values() for each in references_to(book, record)]
    found = [each for each in found if each.record not in meant and each.key != "company"]
    return follow(book, found, lambda _: None)


def _after(session: Session, removal: _Removal) -> BookFiles:
    after = follow_references(session.files, session.book, removal.references)
    return remove_records(after, session.book, [record.id for record in removal.records])


def _what(removal: _Removal) -> str:
    """The words for the journal."""
    names = list(removal.names)
    return f"remove {', '.join(names)}" if len(names) < 4 else f"remove {len(names)} records"


def _preview(removal: _Removal) -> list[str]:
    lines = [f"Remove {name_of(each)} ({each.id}){_with(each)}" for each in removal.records]
    lines += [f"{id} is only in the diary; `plan check` won't report it again" for id in removal.old]
    if changed := named_in(removal.references):
        lines.append(f"Also removed from: {records_named(changed)}")
    return [*lines, "Pages of earlier days stay as they are."]


def _with(record: Record) -> str:
    return f", a task for {record.record}" if isinstance(record, Task) and record.record else ""
