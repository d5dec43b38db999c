"""Any damaged CRM file is imported or refused with errors; a second import changes nothing."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.book.files import BookFiles
from planner.book.read.read_book import read_book
from planner.crm.apply_import import ImportPlan, apply_import, errors_by_row, layout_of
from planner.crm.import_settings import ImportSettings
from planner.crm.last_import import Memory, known_names, read_memory, write_memory
from planner.crm.merge import MergeOptions, merge_export
from planner.crm.read_rows import read_rows
from planner.crm.rows.reading import ImportContext
from planner.crm.table.read_export import read_table
from planner.errors import BookErrors
from tests.crm.conftest import PLAN, PROSPECTS

EXPORT = '''\
Record ID,Deal Name,Deal Stage,Close Date,Amount,Currency,Create Date,Associated Company,Associated Contact
71,Acme rollout,Contract Sent,12/31/2026,"48,000.50",USD,10/2/2026,Acme GmbH,Lena Vogt (lena@acme.example)
72,"Second ""plant""",Closed won,9/30/2026,"$20,000",,5/2/2026,Bolt AG,
73,Relaunch,Qualified to buy,1/15/2027,,EUR,11/20/2026,,Max Ober;Jo Park
'''
TODAY = date(2026, 11, 23)
PIECES = [*',"\n;\t\0=9./-€(', "\u202e", "\x1b[2J", "[[prospect]]\n", "won"]
CUTS = st.lists(
    st.tuples(
        st.integers(0, len(EXPORT) - 1),
        st.integers(0, 12),
        st.sampled_from(PIECES) | st.text(max_size=6),
    ),
    min_size=1,
    max_size=5,
)


@cache
def files() -> BookFiles:
    return BookFiles(Path("/nowhere"), {"plan.toml": PLAN.encode(), "prospects.toml": PROSPECTS.encode()}, "")


def imported(before: BookFiles, memory: Memory, content: bytes) -> tuple[BookFiles, ImportPlan]:
    book = read_book(before, "UTC").book
    table = read_table("export.csv", content)
    layout = layout_of(table, None, ())
    context = ImportContext(book, known_names(book, memory), TODAY)
    read = read_rows(table, layout, ImportSettings(order="mdy"), context)
    merge = merge_export(read, layout.kind, memory, context, MergeOptions())
    found = ImportPlan(table, layout, read, merge)
    after = apply_import(before, book, merge)
    try:
        read_book(after, "UTC")
    except BookErrors as error:
        raise errors_by_row(error, after, book, found) from None
    return after, found


@settings(max_examples=150, deadline=None)
@given(CUTS)
def test_cut_and_pasted(cuts: list[tuple[int, int, str]]) -> None:
    text = EXPORT
    for at, length, new in cuts:
        text = text[:at] + new + text[at + length :]
    try:
        after, found = imported(files(), Memory(), text.encode("utf-8", "replace"))
    except BookErrors as error:
        assert all(error.file == "export.csv" and error.what for error in error.errors)
        return
    assert all(error.line and error.what and error.fix for error in found.read.unread)
    assert all(row.error.what and row.error.fix for row in found.read.bad)
    memory = read_memory(write_memory(found.merge.memory) or None)
    again, second = imported(after, memory, text.encode("utf-8", "replace"))
    assert (again.contents, second.merge.new, second.merge.changed) == (after.contents, [], [])
    assert write_memory(second.merge.memory) == write_memory(found.merge.memory)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(content: bytes) -> None:
    try:
        imported(files(), Memory(), content)
    except BookErrors as error:
        assert all(error.what for error in error.errors)
