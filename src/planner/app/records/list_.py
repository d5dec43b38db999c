"""`plan list`: the book as a table."""

from __future__ import annotations

from collections.abc import Sequence

from planner.app.lifecycle.where import kind_named, own_fields_in, records_where
from planner.app.messages import show as show_text
from planner.app.messages import show_json
from planner.app.page.page_inputs import inputs_of, keep_values
from planner.app.records.edit_record import everyone, record_called
from planner.app.records.stage_words import stage_meant
from planner.app.session import Session
from planner.app.settings import Settings
from planner.core.book import CLOSED_STAGES
from planner.core.choice.day_choice import day_choice
from planner.core.lifecycle.conditions import OPERATORS
from planner.core.records.card_values import SORTS, ListRow
from planner.core.records.list_rows import list_rows
from planner.core.records.new_record import Record
from planner.errors import UsageError
from planner.frozen_class import frozen
from planner.screen.records.table import Listing, listing_csv, listing_json, show_listing

UPWARDS = ("name", "last_touch", "next_date")  # the first of these first; of the others, the most


@frozen
class ListOptions:
    """The options of `plan list`."""

    kind: str | None
    stage: str | None
    every: bool
    sort: str
    top: int | None
    csv: bool
    where: Sequence[str] = ()


def run(settings: Settings, options: ListOptions) -> None:
    """The book as a table: each deal's next step, its two chances, and the money."""
    session = Session(settings)
    chosen = _kind(session, options.kind)
    if options.sort not in SORTS:
        raise UsageError(f'can\'t sort by "{options.sort}"', f"one of {', '.join(SORTS)}")
    stages = [each.name for each in session.book.playbook.stages]
    stage = _stage(session, options.stage) if options.stage is not None else None
    inputs = inputs_of(session, session.today)
    rows = [row for row in list_rows(day_choice(inputs), (chosen,)) if _wanted(row, stage, options.every)]
    keep_values(session, session.today, inputs)
    records = {record.id: record for record in records_where(session, chosen, options.where)}
    own = own_fields_in(session, chosen, options.where)
    rows = [_with_own(row, records[row.id], own) for row in rows if row.id in records]
    rows = _sorted(rows, options.sort, stages)[: options.top]
    currency = session.book.rep.currency
    if settings.json:
        show_json(listing_json(rows, currency))
    elif options.csv:
        show_text(listing_csv(rows).rstrip("\n"))
    else:
        show_listing(rows, Listing(currency, session.today, options.sort, tuple(own)), settings.console)


def _with_own(row: ListRow, record: Record, own: Sequence[str]) -> ListRow:
    """The row with the tags and the own fields of its record."""
    return row._replace(tags=record.tags, own=tuple(record.x.get(field[2:]) for field in own))


def _kind(session: Session, word: str | None) -> str:
    """The kind that a word means. Raises UsageError with the command for another word."""
    try:
        return kind_named(word)
    except UsageError as unknown:
        if word is not None:
            raise UsageError(unknown.what, _instead(session, word) or unknown.fix) from None
        raise


def _instead(session: Session, word: str) -> str:
    """The command for a condition, a tag, a stage or a record typed as a kind; "" for none."""
    if any(operator in word for operator in OPERATORS):
        head, equals, text = word.partition("=")
        return f'plan list --where "{f"tags={text}" if equals and head.casefold() == "tag" else word}"'
    tags = {tag.casefold(): tag for record in everyone(session) for tag in record.tags}
    if word.casefold() in tags:
        return f'plan list --where "tags={tags[word.casefold()]}"'
    try:
        return f"plan show {record_called(session, word).id}"
    except UsageError:
        stage = stage_meant(word, session.book)
    return f"plan list --stage {stage}" if stage is not None else ""


def _stage(session: Session, text: str) -> str:
    """The stage that a text means. Raises UsageError if it means none."""
    stage = stage_meant(text, session.book)
    if stage is None:
        names = ", ".join((*(each.name for each in session.book.playbook.stages), *CLOSED_STAGES))
        raise UsageError(f'no stage "{text}" in your playbook', f"one of {names}")
    return stage


def _wanted(row: ListRow, stage: str | None, every: bool) -> bool:
    if stage is not None:
        return row.kind == "prospect" and row.stage == stage
    if every:
        return True
    return not (row.kind == "prospect" and row.stage in CLOSED_STAGES) and not (row.kind == "task" and row.stage)


def _sorted(rows: list[ListRow], by: str, stages: list[str]) -> list[ListRow]:
    """Sorted by a column; what has nothing in it comes last."""
    if by == "book":
        return rows
    order = {name: number for number, name in enumerate((*stages, *CLOSED_STAGES))}
    known = [row for row in rows if getattr(row, by) is not None]
    unknown = [row for row in rows if getattr(row, by) is None]
    if by == "stage":
        known.sort(key=lambda row: order.get(row.stage, len(order)))
    elif by == "name":
        known.sort(key=lambda row: row.name.casefold())
    else:
        known.sort(key=lambda row: getattr(row, by), reverse=by not in UPWARDS)
    return known + unknown
