"""Import, any day's work, export, import: nothing changes twice, for every CRM that takes updates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from planner.book.change import set_record
from planner.book.files import BookFiles
from planner.book.read.read_book import read_book
from planner.core.book import Book, Deal
from planner.core.records.new_record import keys_for_stage
from planner.crm.apply_import import apply_import, layout_of
from planner.crm.export_changes import ExportMemory, changes_for, update_table
from planner.crm.import_settings import ImportSettings
from planner.crm.last_import import Memory, SeenRecord, known_names
from planner.crm.merge import Merge, MergeOptions, merge_export
from planner.crm.read_rows import read_rows
from planner.crm.rows.reading import ImportContext
from planner.crm.table.read_export import read_table
from tests.crm.conftest import PLAN
from tests.crm.test_back_to_the_crm import EXPORTS

TODAY = date(2026, 11, 23)
STAGES = ("lead", "discovery", "demo", "proposal", "negotiation", "close", "won", "lost", "parked")
THEIRS = {f"The CRM's {stage}": stage for stage in STAGES[:6]}

days = some.integers(-40, 90).map(lambda count: TODAY + timedelta(days=count))
edits = some.fixed_dictionaries(
    {},
    optional={
        "amount": some.integers(1, 10**7) | some.floats(0.01, 1e6).map(lambda value: round(value, 2)),
        "stage": some.sampled_from(STAGES),
        "expected": days,
        "next": some.sampled_from(["Call Lena", 'Send "the offer", signed', "=1+1"]),
        "not_before": days,
        "last_touch": some.integers(0, 40).map(lambda count: TODAY - timedelta(days=count)),
    },
)


def book_of(files: BookFiles) -> Book:
    return read_book(files, "UTC").book


def imported(
    files: BookFiles, memory: Memory, content: bytes, sent: Mapping[str, SeenRecord] | None = None
) -> tuple[BookFiles, Merge]:
    book = book_of(files)
    table = read_table("export.csv", content)
    layout = layout_of(table, "prospect", ())
    context = ImportContext(book, known_names(book, memory), TODAY)
    read = read_rows(table, layout, ImportSettings(stages=THEIRS), context)
    assert not read.unknown_stages
    merge = merge_export(read, layout.kind, memory, context, MergeOptions(sent=sent or {}))
    return apply_import(files, book, merge), merge


def worked(files: BookFiles, id: str, edit: dict[str, object]) -> BookFiles:
    """The files after the rep's edit of one deal."""
    deal: Deal = next(deal for deal in book_of(files).deals if deal.id == id)
    stage = edit.pop("stage", deal.stage)
    keys = dict(edit)
    if stage != deal.stage:
        keys |= keys_for_stage(deal, str(stage), TODAY)
    if keys.get("stage") == "lost":
        keys["lost_reason"] = "no decision"
    return set_record(files, book_of(files), id, keys)


@pytest.mark.parametrize("crm", EXPORTS)
@settings(max_examples=6, deadline=None)
@given(work=some.lists(some.tuples(some.sampled_from(["rollout", "line", "plant"]), edits), max_size=4))
def test_nothing_changes_twice(crm: str, work: list[tuple[str, dict[str, object]]]) -> None:
    files = BookFiles(Path("/nowhere"), {"plan.toml": PLAN.encode()}, "")
    files, first = imported(files, Memory(), EXPORTS[crm].encode())
    for id, edit in work:
        files = worked(files, id, dict(edit))
    deals = files.contents["prospects.toml"]
    update = changes_for(crm, book_of(files), ExportMemory(first.memory, Memory()), THEIRS)
    assert not update.no_stage
    # The same export of the CRM again, from before it had the file.
    again, merge = imported(files, first.memory, EXPORTS[crm].encode())
    assert (merge.new, merge.changed, again.contents["prospects.toml"]) == ([], [], deals)
    if not update.rows:
        return
    # The file itself, as the CRM then has it.
    again, merge = imported(files, merge.memory, update_table(update), update.sent)
    assert (merge.new, merge.changed, again.contents["prospects.toml"]) == ([], [], deals)
    # And an export of the CRM's from before it had the file, once more.
    again, late = imported(files, merge.memory, EXPORTS[crm].encode(), update.sent)
    assert (late.new, late.changed, again.contents["prospects.toml"]) == ([], [], deals)
    # A second export has nothing to say.
    sent = Memory(seen={"prospect": update.sent})
    assert changes_for(crm, book_of(files), ExportMemory(merge.memory, sent), THEIRS).rows == []


@pytest.mark.parametrize("crm", EXPORTS)
@settings(max_examples=6, deadline=None)
@given(first=edits, second=edits)
def test_an_update_that_is_imported_late_takes_back_no_work(
    crm: str, first: dict[str, object], second: dict[str, object]
) -> None:
    files = BookFiles(Path("/nowhere"), {"plan.toml": PLAN.encode()}, "")
    files, merge = imported(files, Memory(), EXPORTS[crm].encode())
    files = worked(files, "rollout", dict(first))
    update = changes_for(crm, book_of(files), ExportMemory(merge.memory, Memory()), THEIRS)
    files = worked(files, "rollout", dict(second))
    if update.rows:
        again, late = imported(files, merge.memory, update_table(update), update.sent)
        assert (late.new, late.changed, again.contents) == ([], [], files.contents)
