"""`plan import`: a CRM's export into the book, shown before it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from planner.app.crm.answers import exchange_rates, kind_named, order_named, pairs, powers
from planner.app.crm.guide import ask_columns, ask_dates, ask_owner, ask_rates, ask_stages, column_lines
from planner.app.crm.history import run as run_history
from planner.app.crm.preview import document, folded_lines, lines_for, not_saved, warnings_for
from planner.app.crm.rules import SAMPLE
from planner.app.messages import confirm, prompt, show, show_json, tell
from planner.app.output_file import refuse_link_out, write_next_to
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.files import BookFiles, content_of
from planner.book.load import load_files
from planner.book.similar_names import nearest
from planner.book.store.readers import common_readers
from planner.book.store.transaction import FileChange, commit
from planner.core.book import CLOSED_STAGES
from planner.crm.apply_import import (
    ImportPlan,
    apply_import,
    errors_by_row,
    layout_of,
    refuse_open_questions,
    refuse_too_many,
)
from planner.crm.import_settings import FILE as WISHES
from planner.crm.import_settings import ImportSettings, join_settings, read_settings, write_settings
from planner.crm.last_import import FILE as SEEN
from planner.crm.last_import import SENT, by_current_ids, known_names, read_memory, write_memory
from planner.crm.layouts import KINDS, Layout, fields_of, normal
from planner.crm.left_out import is_left_out_table, left_out_name, left_out_table
from planner.crm.merge import Merge, MergeOptions, merge_export
from planner.crm.read_rows import read_rows
from planner.crm.rows.reading import ExportReading, ImportContext
from planner.crm.table.export_table import ExportTable, without_rows
from planner.crm.table.read_export import read_export
from planner.errors import BookErrors, FileError, PlanError, UsageError
from planner.frozen_class import frozen
from planner.screen.text.wording import counted

LONG, BAR = 5000, 30  # rows of an export with a progress bar, and the bar's signs
MOST_ERRORS = 50  # shown of one file; the rest is counted


@frozen
class ImportOptions:
    """The options of `plan import`."""

    file: Path
    columns: list[str] | None
    stages: list[str] | None
    roles: list[str] | None
    only: list[str] | None
    rates: list[str] | None
    dates: str | None
    kind: str | None
    theirs: bool
    again: bool
    dry_run: bool
    rules: bool
    history: bool = False


def run(settings: Settings, options: ImportOptions) -> None:
    """Deals, accounts or contacts from a CRM's CSV.

    Shows what will change first, and never makes a second one.
    """
    if options.rules:
        show(SAMPLE.rstrip("\n"))
        return
    if options.file == Path():
        raise UsageError("which file?", "plan import FILE, or plan import --rules")
    kind = kind_named(options.kind) if options.kind is not None else None
    typed = _typed(options)
    if options.history:
        run_history(settings, options.file, typed, dry_run=options.dry_run)
        return
    session = Session(settings)
    rules = read_settings(content_of(session.folder, WISHES), "prospect", session.book)
    tables = [without_rows(table, rules.skip_rows) for table in read_export(options.file, rules.skip)]
    if len(tables) == 1:
        _import(session, tables[0], kind, typed, options)
        return
    for number, table in enumerate(_in_order(session, tables, typed)):
        if number:
            session = Session(settings)  # with what the last table brought
            if not settings.json:
                show("")
        _import(session, table, kind, typed, options)


def _typed(options: ImportOptions) -> ImportSettings:
    """The settings among the options."""
    return ImportSettings(
        columns=pairs(options.columns, "--map", "Deal value=amount"),
        stages=pairs(options.stages, "--stage", "Technical win=negotiation"),
        rates=exchange_rates(options.rates),
        roles=powers(options.roles),
        only={
            name: tuple(cell.split("|"))
            for name, cell in pairs(options.only, "--only", "Deal owner=Dana Reyes").items()
        },
        order=order_named(options.dates),
    )


def _in_order(session: Session, tables: Sequence[ExportTable], typed: ImportSettings) -> list[ExportTable]:
    """The tables that list records: accounts, contacts, deals, then those of deals by id."""
    order = ("account", "contact", "prospect")
    found: list[tuple[tuple[int, bool], ExportTable]] = []
    for table in tables:
        try:
            layout, _ = _layout(session, table, None, typed, content_of(session.folder, WISHES))
        except BookErrors:
            tell(session.settings, f"not read: {table.file}, which lists no deals, accounts or contacts")
        else:
            found.append(((order.index(layout.kind), layout.is_update), table))
    if not found:
        raise BookErrors([FileError(tables[0].file, None, "nothing in this file lists deals, accounts or contacts")])
    return [table for _, table in sorted(found, key=lambda each: each[0])]


def _import(
    session: Session, table: ExportTable, kind: str | None, typed: ImportSettings, options: ImportOptions
) -> None:
    """Read one table, compare it with the book, and write what the rep agrees to."""
    settings, book = session.settings, session.book
    asks = settings.is_terminal and not settings.yes and not options.dry_run
    typed = _with_columns(session, table, kind, typed) if asks else typed
    layout, wishes = _layout(session, table, kind, typed, content_of(session.folder, WISHES))
    _refuse_unknown(session, table, layout, typed)
    memory = by_current_ids(read_memory(content_of(session.folder, SEEN)), session.earlier_names.ids)
    context = ImportContext(book, known_names(book, memory), session.today)
    read = read_rows(table, layout, wishes, context, _bar(settings, len(table.rows)))
    if asks:
        show("\n".join(column_lines(table, read, settings.width)))
        given = [answers for answers in _answers(session, read, wishes) if answers != ImportSettings()]
        for answers in given:
            typed, wishes = join_settings(typed, answers), join_settings(wishes, answers)
        read = read_rows(table, layout, wishes, context) if given else read
        rates = ask_rates(session, read)
        typed, wishes = join_settings(typed, rates), join_settings(wishes, rates)
        read = read_rows(table, layout, wishes, context) if rates.rates else read
    refuse_open_questions(read, table, book, MOST_ERRORS)
    sent = by_current_ids(read_memory(content_of(session.folder, SENT), SENT), session.earlier_names.ids)
    wanted = MergeOptions(options.theirs, options.again, sent.seen.get("prospect", {}))
    merge = merge_export(read, layout.kind, memory, context, wanted)
    _finish(session, ImportPlan(table, layout, read, merge), typed, options)


def _finish(session: Session, found: ImportPlan, typed: ImportSettings, options: ImportOptions) -> None:
    """Show what would change; ask; write."""
    settings, merge = session.settings, found.merge
    refuse_too_many(merge, found.table.file)
    after = _after(session, found)  # checked as a whole before it is offered
    for warning in warnings_for(found, session.book):
        tell(settings, f"warning: {warning}")
    if not settings.json:
        show("\n".join(folded_lines(lines_for(found, session.today, session.book.rep.currency), settings.width)))
    changes = bool(merge.new or merge.changed or merge.people)
    bad = found.read.bad
    agreed = not options.dry_run and (not changes or confirm(settings, _question(merge)))
    if agreed:
        _write(session, found, replace(after, sources=(options.file,)), typed)
        if bad:
            _write_left_out(session, found, options.file)
    if settings.json:
        show_json(document(found, written=agreed and changes))
    else:
        show("Saved. `plan undo` reverts it." if agreed and changes else not_saved(changes))


def _write_left_out(session: Session, found: ImportPlan, file: Path) -> None:
    """Write the rows that were left out next to the export."""
    path = file.with_name(left_out_name(file.name))
    data = left_out_table(found.table.header, found.read.bad)
    try:
        refuse_link_out(path, session.folder)
        write_next_to(path, data, is_left_out_table, common_readers([file]), replace=False)
    except (OSError, PlanError, UsageError) as error:
        tell(session.settings, f"warning: the rows that were left out could not be written to {path.name}: {error}")
    else:
        tell(session.settings, f"{counted(len(found.read.bad), 'row')} left out, with the reason: {path.name}")


def _question(merge: Merge) -> str:
    changed = len(merge.changed) + len(merge.people)
    parts = [f"{len(merge.new)} new" if merge.new else "", f"{changed} changed" if changed else ""]
    return f"Save this to your book ({', '.join(filter(None, parts))})?"


def _after(session: Session, found: ImportPlan) -> BookFiles:
    """The book's files as they would be.

    BookErrors with the rows to blame where they would be no book.
    """
    after = apply_import(session.files, session.book, found.merge)
    try:
        load_files(after, session.cache, session.settings.machine_zone)
    except BookErrors as error:
        raise errors_by_row(error, after, session.book, found) from None
    return after


def _write(session: Session, found: ImportPlan, after: BookFiles, typed: ImportSettings) -> None:
    """Write the book, the CRM's values and the settings: one transaction, one undo."""
    keep = replace(typed, stages={**found.read.stages, **typed.stages})
    seen, wishes = content_of(session.folder, SEEN), content_of(session.folder, WISHES)
    before: dict[str, bytes | None] = {**session.files.contents, SEEN: seen, WISHES: wishes}
    then: dict[str, bytes | None] = {
        **after.contents,
        SEEN: write_memory(found.merge.memory) or seen,
        WISHES: write_settings(wishes, found.layout.kind, keep) or wishes,
    }
    changes = [FileChange(name, before.get(name), content, after.sources) for name, content in then.items()]
    commit(session.folder, changes, f"import {found.table.file}", session.now)


def _layout(
    session: Session,
    table: ExportTable,
    kind: str | None,
    typed: ImportSettings,
    content: bytes | None,
) -> tuple[Layout, ImportSettings]:
    """The export's layout, and the settings of its kind from this run and earlier ones."""
    there = {normal(name) for name in table.header}
    remembered = {each: read_settings(content, each, session.book) for each in KINDS}
    mapped = dict(typed.columns)
    for wishes in remembered.values():
        mapped = {**wishes.columns, **mapped}
    fields = [field for column, field in mapped.items() if field and normal(column) in there]
    layout = layout_of(table, kind, fields, remembered["prospect"].layouts)
    return layout, join_settings(remembered[layout.kind], typed)


def _refuse_unknown(session: Session, table: ExportTable, layout: Layout, typed: ImportSettings) -> None:
    """UsageError where what was typed names no column, field or stage that there is."""
    columns = {normal(name) for name in table.header}
    fields = sorted(fields_of(layout.kind))
    stages = [*(stage.name for stage in session.book.playbook.stages), *CLOSED_STAGES]
    for option, named in (("--map", typed.columns), ("--only", typed.only)):
        for column in named:
            if normal(column) not in columns:
                near = nearest(column, table.header)
                raise UsageError(f'{option}: {table.file} has no column "{column}"', f'the nearest is "{near}"')
    for column, field in typed.columns.items():
        if field and field not in fields:
            near = nearest(field, fields)
            what = f'--map "{column}={field}": a {layout.kind} has no field "{field}"'
            raise UsageError(what, f"the nearest is {near}")
    for theirs, ours in typed.stages.items():
        if ours not in stages:
            what = f'--stage "{theirs}={ours}": your playbook has no stage "{ours}"'
            raise UsageError(what, f"one of {', '.join(stages)}")


def _bar(settings: Settings, rows: int) -> Callable[[int], None] | None:
    """A bar on stderr for a long export at a terminal."""
    if rows < LONG or not settings.is_terminal or settings.quiet or settings.json:
        return None

    def show_progress(count: int) -> None:
        done = BAR * count // rows
        end = "\n" if count == rows else ""
        prompt(f"\r  reading [{'#' * done}{'.' * (BAR - done)}] {count:,} of {rows:,} rows{end}")

    return show_progress


def _answers(session: Session, read: ExportReading, wishes: ImportSettings) -> Iterator[ImportSettings]:
    """The answers to what the file doesn't say, each asked for once."""
    yield ask_stages(session, read)
    yield ask_dates(read)
    yield ask_owner(read, list(wishes.only))


def _with_columns(session: Session, table: ExportTable, kind: str | None, typed: ImportSettings) -> ImportSettings:
    """The settings, with the columns that the rep names for a table that nobody knows."""
    try:
        _layout(session, table, kind, typed, content_of(session.folder, WISHES))
    except BookErrors:
        if kind not in (None, "prospect"):
            raise
        return join_settings(typed, ask_columns(table))
    return typed
