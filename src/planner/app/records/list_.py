"""`plan list`: the book as a table."""

from __future__ import annotations

from collections.abc import Sequence

from planner.app.lifecycle.where import kind_named, records_where
from planner.app.messages import show as show_text
from planner.app.messages import show_json
from planner.app.page.page_inputs import inputs_of, keep_values
from planner.app.records.stage_words import stage_meant
from planner.app.session import Session
from planner.app.settings import Settings
from planner.core.book import CLOSED_STAGES
from planner.core.choice.day_choice import day_choice
from planner.core.records.card_values import SORTS, ListRow
from planner.core.records.list_rows import list_rows
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
    chosen = kind_named(options.kind)
    if options.sort not in SORTS:
        raise UsageError(f'can\'t sort by "{options.sort}"', f"one of {', '.join(SORTS)}")
    stages = [each.name for each in session.book.playbook.stages]
    stage = _stage(session, options.stage) if options.stage is not None else None
    inputs = inputs_of(session, session.today)
    rows = [row for row in list_rows(day_choice(inputs), (chosen,)) if _wanted(row, stage, options.every)]
    keep_values(session, session.today, inputs)
    records = {record.id: record for record in records_where(session, chosen, options.where)}
    rows = [row._replace(tags=records[row.id].tags) for row in rows if row.id in records]
    rows = _sorted(rows, options.sort, stages)[: options.top]
    currency = session.book.rep.currency
    if settings.json:
        show_json(listing_json(rows, currency))
    elif options.csv:
        show_text(listing_csv(rows).rstrip("\n"))
    else:
        show_listing(rows, Listing(currency, session.today, options.sort), settings.console)


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
