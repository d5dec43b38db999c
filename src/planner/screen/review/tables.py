"""Tables with bars for the terminal: columns as wide as their text, bars in the room left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planner.screen.review.text_bars import bar, compare_bars
from planner.screen.text.layout import Piece, Sheet, TextLine

NAME = 16  # cells of a name, given up for bars last
LONGEST_NAME = 30
SHORTEST_BAR, FAIR_BAR = 8, 20
MARGIN = 3
GAP = 2  # cells between two columns


class ReviewRow(NamedTuple):
    """A line of a table; without `planned` it has a plain bar."""

    name: str
    actual: float
    planned: float | None
    cells: tuple[str, str, str, str]


class ReviewTable(NamedTuple):
    """A title, the heads of the four columns after the bars, and their styles."""

    title: str
    heads: tuple[str, str, str, str]
    rows: Sequence[ReviewRow]
    styles: tuple[str, str, str, str]
    full: float | None = None  # figure of a bar over the whole room, by default the longest


class ReviewWidths(NamedTuple):
    """Cells of the name, of the bar (0 without room for one) and of each column shown."""

    name: int
    bar: int
    columns: tuple[int, ...]


def widths(tables: Sequence[ReviewTable], sheet: Sheet, width: int) -> ReviewWidths:
    """Cells that the tables of one screen need, so that their columns line up.

    On a narrow screen the bars go first, then the last column.
    """
    texts = [cells for table in tables for cells in (table.heads, *(row.cells for row in table.rows))]
    columns = [max(map(sheet.cells, column), default=0) + GAP for column in zip(*texts, strict=True)]
    longest = max((sheet.cells(row.name) for table in tables for row in table.rows), default=0)
    wished = max(NAME, min(longest, LONGEST_NAME)) + 1
    room = width - 1 - MARGIN - sum(columns)
    if room >= NAME + 1 + SHORTEST_BAR:
        name = max(NAME + 1, min(wished, room - FAIR_BAR))
        return ReviewWidths(name, room - name, tuple(columns))
    if room < NAME:
        room += columns.pop()
    return ReviewWidths(max(1, room), 0, tuple(columns))


def table_lines(table: ReviewTable, widths: ReviewWidths, sheet: Sheet) -> Iterator[TextLine]:
    """The table as lines."""
    title = f" {table.title}"
    yield [
        Piece(sheet.left(title, MARGIN + widths.name + widths.bar) if any(table.heads) else title, "bold"),
        *(Piece(sheet.right(head, cells), "dim") for head, cells in zip(table.heads, widths.columns, strict=False)),
    ]
    full = table.full or max((max(row.actual, row.planned or 0.0) for row in table.rows), default=0.0)
    for row in table.rows:
        yield [
            Piece(" " * MARGIN + sheet.left(row.name, widths.name - 1) + " "),
            *_bar(row, full, widths.bar, sheet),
            *(
                Piece(sheet.right(text, cells), style)
                for text, cells, style in zip(row.cells, widths.columns, table.styles, strict=False)
            ),
        ]


def _bar(row: ReviewRow, full: float, cells: int, sheet: Sheet) -> TextLine:
    if not cells:
        return []
    if row.planned is None:
        return bar(sheet, row.actual, full, cells)
    return compare_bars(sheet, row.planned, row.actual, full, cells)
