"""A file that would unpack to more than a machine holds is refused, at the cost of a small one."""

from __future__ import annotations

import faulthandler
import io
import os
import random
import sys
import tracemalloc
import zipfile
from collections.abc import Iterator

import pytest

from planner.crm.table import workbook as workbooks
from planner.crm.table.read_export import read_tables_in
from planner.errors import BookErrors
from tests.crm.table.test_read_export import archive, cells, workbook

_CELL = '<c r="{}" t="inlineStr"><is><t>x</t></is></c>'
_SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(autouse=True)
def quiet_abort() -> Iterator[None]:
    """No traceback of the process that a limit ends: in a log it reads like a failure of the tests."""
    faulthandler.disable()
    yield
    faulthandler.enable(sys.__stderr__)


def with_cells(*refs: str) -> bytes:
    """The workbook with these cells in rows of their own."""
    rows = "".join(f'<row r="{ref.lstrip("ABCDFX")}">{_CELL.format(ref)}</row>' for ref in refs)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return with_sheet(f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'.encode())


def with_sheet(sheet: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook())) as packed:
        return archive({name: sheet if name == _SHEET else packed.read(name) for name in packed.namelist()})


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no process of its own there, as the docs say")
@pytest.mark.parametrize("corner", ["XFD1048576", "XFD20000", "A1048576"])
def test_two_corners_are_no_table_of_a_terabyte(corner: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MEMORY", 400_000_000)
    monkeypatch.setattr(workbooks, "MOST_CELLS", 1_000_000)
    content = with_cells("A1", corner)
    assert len(content) < 3_000
    with pytest.raises(BookErrors) as refused:
        read_tables_in("deals.xlsx", content)
    assert refused.value.errors[0].what == "this workbook is too large"


def test_a_cell_keeps_its_row_and_its_column() -> None:
    (sheet,) = workbooks.sheets_in("deals.xlsx", with_cells("C4", "D6"))
    assert [(row.line, list(row.cells)) for row in sheet[1] if any(row.cells)] == [
        (4, ["", "", "x", ""]),
        (6, ["", "", "", "x"]),
    ]


def test_a_text_that_many_cells_share_counts_in_each(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [f"A{row}" for row in range(1, 101)]
    monkeypatch.setattr(workbooks, "MOST_CHARACTERS", len(places))
    (table,) = read_tables_in("deals.xlsx", with_cells(*places))
    assert len(table.rows) == len(places) - 1
    with pytest.raises(BookErrors) as refused:
        read_tables_in("deals.xlsx", with_cells(*places, "A101"))
    assert refused.value.errors[0].what == "this workbook is too large"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no process of its own there, as the docs say")
def test_a_workbook_ends_with_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(content: bytes) -> object:
        while True:
            pass

    monkeypatch.setattr(workbooks, "SECONDS", 1)
    monkeypatch.setattr(workbooks, "_read", never)
    with pytest.raises(BookErrors) as refused:
        read_tables_in("deals.xlsx", workbook())
    assert refused.value.errors[0].what == "this workbook is too large"


def test_an_archive_is_not_looked_for_archives() -> None:
    inner = archive({"deals.csv": b"Deal,Stage\nRollout,Demo\n"})
    with pytest.raises(BookErrors):
        read_tables_in("export.zip", archive({"a.csv": inner, "b.xlsx": inner}))
    (table,) = read_tables_in("export.zip", archive({"a.csv": inner, "b.csv": b"Deal,Stage\nRollout,Demo\n"}))
    assert cells(table) == [("Rollout", "Demo")]
    with pytest.raises(BookErrors) as refused:
        read_tables_in("export.zip", archive({f"{n}.csv": b"Deal\nRollout\n" for n in range(101)}))
    assert refused.value.errors[0].what == "this archive has more than 100 tables"


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_takes_no_more_than_its_header_says(method: int) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as packed:
        packed.writestr("deals.csv", b"\0" * 100_000_000)
    claim = content.getvalue().replace((100_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    tracemalloc.start()
    with pytest.raises(BookErrors) as refused:
        read_tables_in("export.zip", claim)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    unusual = method != zipfile.ZIP_DEFLATED
    what = '"deals.csv" is packed in an unusual way' if unusual else 'can\'t unpack "deals.csv"'
    assert refused.value.errors[0].what == what
    assert peak < 3_000_000


def test_an_archive_unpacks_to_no_more_than_text_does() -> None:
    with pytest.raises(BookErrors) as refused:
        read_tables_in("export.zip", archive({"deals.csv": b"Deal\n" + b"a\n" * 10_000_000}))
    assert refused.value.errors[0].what.startswith("this unpacks to more than ")
    (table,) = read_tables_in("export.zip", archive({"deals.csv": b"Deal\n" + b"Rollout\n" * 50_000}))
    assert len(table.rows) == 50_000
    with pytest.raises(BookErrors):
        read_tables_in("export.zip", archive({"deals.csv": b"Deal\n" + b"Rollout\n" * 50_000}), largest=300_000)


def test_a_damaged_archive_is_refused_and_nothing_else() -> None:
    good = archive({"a.csv": b"Deal,Stage\n" + b"Rollout,Demo\n" * 20, "b.txt": b"x;y\n1;2\n"})
    draw = random.Random(7)
    for _ in range(1_500):
        content = bytearray(good)
        for _ in range(draw.choice((1, 2, 4))):
            content[draw.randrange(4, len(content))] = draw.choice((0, 255, draw.randrange(256)))
        try:
            read_tables_in("export.zip", bytes(content))
        except BookErrors:
            continue


@pytest.mark.parametrize("name", ["1" * 100_000 + "x", "1 " * 50_000 + "x", "(" * 100_000])
def test_a_long_name_of_a_column_costs_no_more_than_it_is_long(name: str) -> None:
    (table,) = read_tables_in("deals.csv", f"Deal,{name},Stage\nRollout,2,Demo\n".encode())
    assert len(table.header[1]) <= 300
