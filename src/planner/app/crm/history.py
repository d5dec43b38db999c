"""`plan import --history`: deals of the past, which the pages learn from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from planner.app.crm.guide import ask_dates, ask_stages
from planner.app.crm.history_preview import history_lines
from planner.app.crm.past_deals import past_deals
from planner.app.crm.preview import not_saved
from planner.app.messages import confirm, show, show_json, tell
from planner.app.past import past_of
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.files import content_of
from planner.book.store.transaction import FileChange, commit
from planner.core.learn.learn_playbook import learned_playbook
from planner.core.learn.won_shares import StageRecord, stage_records
from planner.crm.apply_import import refuse_open_questions
from planner.crm.history.history_file import FILE, read_history_file, write_history
from planner.crm.history.read_history import HistoryChanges, HistoryReading, join_history, read_history
from planner.crm.import_settings import FILE as WISHES
from planner.crm.import_settings import ImportSettings, join_settings, read_settings, write_settings
from planner.crm.last_import import FILE as SEEN
from planner.crm.last_import import known_names, read_memory
from planner.crm.rows.reading import ImportContext
from planner.crm.table.export_table import ExportTable, without_rows
from planner.crm.table.read_export import read_export
from planner.errors import BookErrors, FileError

MOST_ERRORS = 20


def run(settings: Settings, file: Path, typed: ImportSettings, *, dry_run: bool) -> None:
    """Read the history in a file, show what it says, and keep it in the book if the rep agrees."""
    session = Session(settings)
    rules = content_of(session.folder, WISHES)
    known = read_settings(rules, "prospect", session.book)
    context = ImportContext(
        session.book, known_names(session.book, read_memory(content_of(session.folder, SEEN))), session.today
    )
    tables = [without_rows(table, known.skip_rows) for table in read_export(file, known.skip)]
    asks = settings.is_terminal and not settings.yes and not dry_run
    readings: list[HistoryReading] = []
    for table in tables:
        found = _reading(session, table, (join_settings(known, typed), context), len(tables), asks=asks)
        if found is not None:
            readings.append(found[0])
            typed = join_settings(typed, found[1])
    if not readings:
        raise BookErrors([FileError(file.name, None, "nothing in this file is a history of deals")])
    before = content_of(session.folder, FILE)
    kept = read_history_file(before)
    entries = {key: entry for each in readings for key, entry in each.entries.items()}
    changes = join_history(kept, entries)
    stages = _stages(session, changes)
    if not settings.json:
        show("\n".join(history_lines(readings, file.name, entries, changes, stages)))
    is_new = changes.entries != kept
    agreed = is_new and not dry_run and confirm(settings, "Learn from these deals?")
    if agreed:
        keep = ImportSettings(columns=typed.columns, stages=typed.stages, order=typed.order)
        files = [
            FileChange(FILE, before, write_history(changes.entries), (file,)),
            FileChange(WISHES, rules, write_settings(rules, "prospect", keep) or rules),
        ]
        commit(session.folder, files, f"import the history in {file.name}", session.now)
    if settings.json:
        show_json(_document(file, readings, changes, stages, written=agreed))
    else:
        show(f"Saved to {FILE}. `plan undo` reverts it." if agreed else not_saved(is_new))


def _reading(
    session: Session, table: ExportTable, known: tuple[ImportSettings, ImportContext], tables: int, *, asks: bool
) -> tuple[HistoryReading, ImportSettings] | None:
    """One table as a history, and the rep's answers; None for one of several that is none.

    At a terminal what only the rep knows is asked for; otherwise raises BookErrors with it.
    """
    wishes, context = known
    answers = ImportSettings()
    try:
        read = read_history(table, wishes, context)
    except BookErrors:
        if tables == 1:
            raise
        tell(session.settings, f"not read: {table.file} isn't a history of deals")
        return None
    if asks and read.two_days:
        answers = ask_dates(read)
        read = read_history(table, join_settings(wishes, answers), context)
    if asks and read.unknown_stages:
        answers = join_settings(answers, ask_stages(session, read, "row"))
        read = read_history(table, join_settings(wishes, answers), context)
    refuse_open_questions(read, table, session.book, MOST_ERRORS)
    return read, answers


def _stages(session: Session, changes: HistoryChanges) -> tuple[StageRecord, ...]:
    """Each stage's deals of the past, with the chance before and after they are learned from."""
    past = past_deals(changes.entries, past_of(b"-", session.book).ids)
    own = session.book.playbook
    learned = learned_playbook(own, (), past, session.today)
    return stage_records(own, learned.playbook, past, session.today)


def _document(
    file: Path,
    readings: Sequence[HistoryReading],
    changes: HistoryChanges,
    stages: Sequence[StageRecord],
    *,
    written: bool,
) -> Mapping[str, Any]:
    """The JSON of an import of a history."""
    entries = [entry for each in readings for entry in each.entries.values()]
    return {
        "format": 1,
        "file": file.name,
        "kind": "history",
        "deals": len(entries),
        "won": sum(entry.ended == "won" for entry in entries),
        "lost": sum(entry.ended == "lost" for entry in entries),
        "open": sum(entry.ended is None for entry in entries),
        "new": changes.new,
        "changed": changes.changed,
        "unchanged": changes.unchanged,
        "stages": {name: ours for each in readings for name, ours in each.stages.items()},
        "guesses": sorted({name for each in readings for name in each.guesses}),
        "shares": [each._asdict() for each in stages],
        "not_read": [
            {"line": error.line, "what": error.what} for each in readings for error in (*each.unread, *each.bad)
        ],
        "written": written,
    }
