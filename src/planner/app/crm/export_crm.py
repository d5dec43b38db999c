"""`plan export --crm`: what changed here since the last import, as a file for the CRM."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from planner.app.dialogue.one_key import one_key
from planner.app.messages import prompt, show, show_json, tell
from planner.app.output_file import refuse_book_file, write_next_to, write_output
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.files import content_of
from planner.book.store.readers import readers_of_book
from planner.book.store.transaction import FileChange, commit
from planner.core.learn.learn_playbook import order_rows
from planner.core.review.period import Period
from planner.crm.export_changes import (
    CrmUpdate,
    ExportMemory,
    changes_for,
    crms_with_updates,
    is_update_table,
    update_table,
)
from planner.crm.export_notes import WrittenNote, is_notes_table, new_notes, notes_table, with_notes
from planner.crm.import_settings import FILE as SETTINGS
from planner.crm.import_settings import read_settings, with_export
from planner.crm.last_import import FILE as SEEN
from planner.crm.last_import import SENT, Memory, by_current_ids, read_memory, write_memory
from planner.errors import UsageError
from planner.screen.text.wording import counted


def run(settings: Settings, target: Path, system: str | None) -> None:
    """Write the deals that changed since the last import and the last such export."""
    session = Session(settings)
    rules = content_of(session.folder, SETTINGS)
    known = read_settings(rules, "prospect", session.book)
    crm = _system_named(system) if system else known.export or _ask_system(settings)
    sent = content_of(session.folder, SENT)
    seen, ids = read_memory(content_of(session.folder, SEEN)), session.earlier_names.ids
    memory = ExportMemory(by_current_ids(seen, ids), by_current_ids(read_memory(sent, SENT), ids))
    update = changes_for(crm, session.book, memory, known.stages)
    update.notes, counts = new_notes(_notes(session), session.book, memory.sent)
    path = target.expanduser()
    for each in (path, _notes_file(path)):
        refuse_book_file(each, session.folder, session.book.calendar_names)
    limit = readers_of_book(session.folder, path, (session.folder / "diary",))
    if update.notes:
        table = notes_table(crm, update.notes)
        write_next_to(_notes_file(path), table, is_notes_table, limit, replace=settings.yes)
    if update.rows:
        write_output(path, update_table(update), is_update_table, limit, replace=settings.yes)
    sent_now = {**memory.sent.seen.get("prospect", {}), **update.sent}
    now = Memory(seen={"prospect": with_notes(sent_now, counts, session.book)})
    changes = [
        FileChange(SENT, sent, write_memory(now) or sent),
        FileChange(SETTINGS, rules, with_export(rules, crm)),
    ]
    commit(session.folder, changes, f"export for {crm}", session.now)
    _show(settings, path, crm, update)


def _notes(session: Session) -> Iterator[WrittenNote]:
    """All notes of the diary, in order of time."""
    days, _ = session.diary.days(Period(date.min, session.today), planned=False)
    for row in order_rows(days):
        if row.what.record is not None and row.result.note:
            yield WrittenNote(row.what.record, row.slot.start.date(), row.what.title, row.result.note)


def _notes_file(path: Path) -> Path:
    """The file of the notes, next to that of the changes."""
    return path.with_name(f"{path.stem}.notes{path.suffix or '.csv'}")


def _show(settings: Settings, path: Path, crm: str, update: CrmUpdate) -> None:
    for stage in sorted(update.no_stage):
        fix = f'name one in import.toml: [stages], "THEIRS" = "{stage}"'
        tell(settings, f"warning: the CRM's name for the stage {stage} is not known, and is left out; {fix}")
    if update.no_rate:
        names, of = ", ".join(update.no_rate[:3]), counted(len(update.no_rate), "amount is", "amounts are")
        fix = "import them with --rate first"
        tell(settings, f"warning: {of} left out, in a currency of the CRM's without a rate: {names}; {fix}")
    if settings.json:
        rows = [dict(zip(update.header, row, strict=True)) for row in update.rows]
        show_json(
            {
                "format": 1,
                "file": str(path) if rows else None,
                "crm": crm,
                "rows": rows,
                "records": update.deals,
                "notes": [note._asdict() | {"on": note.on.isoformat()} for note in update.notes],
                "notes_file": str(_notes_file(path)) if update.notes else None,
                "not_in_the_crm": update.not_there,
            }
        )
        return
    if update.rows:
        show(f"{path}: {counted(len(update.rows), 'deal')} for {'your CRM' if crm == 'other' else crm} to update")
    elif not update.notes:
        show("Nothing has changed that the CRM doesn't have; no file was written.")
    if update.notes:
        as_tasks = ", as tasks" if crm == "Salesforce" else ""
        show(f"{_notes_file(path)}: {counted(len(update.notes), 'note')} of your diary{as_tasks}")
    if update.not_there:
        names = ", ".join(update.not_there[:3]) + (" …" if len(update.not_there) > 3 else "")
        show(f"{counted(len(update.not_there), 'deal is', 'deals are')} not in the CRM yet: {names}")


def _system_named(word: str) -> str:
    for crm in crms_with_updates():
        if crm.casefold() == word.casefold():
            return crm
    raise UsageError(f'no CRM is called "{word}"', f"--for one of {', '.join(crms_with_updates())}")


def _ask_system(settings: Settings) -> str:
    systems = crms_with_updates()
    if not settings.is_terminal:
        raise UsageError("which CRM is it for?", f"add --for {' or '.join(systems)}; it is remembered")
    menu = "  ".join(f"{number} {name}" for number, name in enumerate(systems, 1))
    while True:
        key = one_key(sys.stdin, lambda: prompt(f"Which CRM is it for?  {menu}: "))
        prompt(f"{key}\n")
        if key.isdecimal() and 1 <= int(key) <= len(systems):
            return systems[int(key) - 1]
