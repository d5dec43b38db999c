"""Files of every sort as tables: workbooks, archives, encodings, titles above the header, quotes."""

from __future__ import annotations

import io
import zipfile

import pytest

from planner.crm.table.export_table import ExportTable
from planner.crm.table.read_export import read_table, read_tables_in

ROWS = [("Deal", "Stage", "Amount", "Close date"), ("Rollout", "Demo", 48.125, 46387), ("Größe", "Lead", 5, 46388)]

_SHEET = "xl/worksheets/sheet1.xml"


def workbook() -> bytes:
    """A workbook of one sheet, as small as one can be."""
    cells = "".join(
        "<row>"
        + "".join(
            f'<c t="inlineStr"><is><t>{value}</t></is></c>' if isinstance(value, str) else f"<c><v>{value}</v></c>"
            for value in row
        )
        + "</row>"
        for row in [("Pipeline, November", "", "", ""), *ROWS]
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" '
        f'ContentType="{sheet_type}.sheet.main+xml"/><Override PartName="/{_SHEET}" '
        f'ContentType="{sheet_type}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Deals" sheetId="1" '
        f'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        _SHEET: f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    }
    return archive({name: text.encode() for name, text in parts.items()})


def archive(files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return content.getvalue()


def cells(table: ExportTable) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def test_a_workbook() -> None:
    (table,) = read_tables_in("deals.xlsx", workbook())
    assert table.header == ROWS[0]
    assert cells(table) == [("Rollout", "Demo", "48.125000", "46387"), ("Größe", "Lead", "5", "46388")]
    assert table.notes == ('line 1 above the header: "Pipeline, November"',)


def test_an_archive() -> None:
    files = {
        "export/Account.csv": b"Id,Name\n1,Acme\n",
        "__MACOSX/._Account.csv": b"\0\5",
        "readme.md": b"Hello",
        "empty.csv": b"",
        "Opportunity.csv": b"Id,Name,StageName\n2,Rollout,Demo\n",
    }
    tables = read_tables_in("export.zip", archive(files))
    assert [table.file for table in tables] == ["Account.csv", "Opportunity.csv"]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "cp1250",
            "Příležitost;Společnost;Fáze\nDodávka;Žďárské dílny;Předběžná nabídka\nÚdržba;Škoda;Konec\n",
        ),
        ("cp1251", "Сделка;Компания;Стадия\nПоставка станков;Завод Прогресс;Переговоры\nСервис;Маяк;Новая\n"),
        ("mac_roman", "Deal;Société;Étape\nDéploiement;Boulangerie Génevrière à Orléans;Négociation engagée\n"),
        ("shift_jis", "取引名,会社,フェーズ\n新工場の設備,株式会社山田製作所,提案\n保守契約の更新,鈴木商事,交渉\n"),
        ("cp1252", "Deal;Firma;Phase\nGroßauftrag für Müller;Bäckerei Öztürk;Verhandlung läuft\n"),
    ],
)
def test_an_older_encoding(encoding: str, text: str) -> None:
    table = read_table("export.csv", (text * 1).encode(encoding))
    assert [table.header, *cells(table)] == [tuple(line.split(table.separator)) for line in text.splitlines()]


def test_titles_above_the_header_and_totals_below_the_rows() -> None:
    text = "Open pipeline\n\nAs of,2026-11-23\n\nDeal,Stage,Amount,Owner\nRollout,Demo,5,Dana\nGrand Total,,5,\n"
    table = read_table("export.csv", text.encode())
    assert table.header == ("Deal", "Stage", "Amount", "Owner")
    assert cells(table) == [("Rollout", "Demo", "5", "Dana")]
    assert table.notes == (
        'line 1 above the header: "Open pipeline"',
        'line 3 above the header: "As of 2026-11-23"',
    )


def test_quotes_with_a_backslash() -> None:
    table = read_table("export.csv", b'Deal,Stage\n"The \\"big\\" one, really",Demo\n"C:\\\\",Lead\n')
    assert cells(table)[0] == ('The "big" one, really', "Demo")
    assert not table.bad


def test_a_row_that_is_broken_costs_no_other() -> None:
    rows = [f'"Deal {n}",Demo' for n in range(50)]
    rows[20] = '"Deal 20,Demo'
    rows[30] = '"Deal" 30,Demo'
    table = read_table("export.csv", "\n".join(["Deal,Stage", *rows]).encode())
    assert [row.error.line for row in table.bad] == [22, 32]
    assert len(table.rows) == 48
