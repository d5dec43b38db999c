"""The book as a table: aligned on the screen, and as CSV and JSON for other programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.core.records.card_types import ListRow
from planner.screen.text.csv_out import csv_of, plain_row
from planner.screen.text.layout import Piece, Sheet, TextLine, line_cells, sheet_of, write
from planner.screen.text.wording import counted, day, length, money, per_hour, percent

if TYPE_CHECKING:
    from planner.screen.text.console import Console

FIELDS = (
    "kind", "id", "name", "company", "stage", "amount", "per_hour", "chance", "last_touch", "next_date",
    "visit_from", "visit_minutes", "visit_makes",
)  # fmt: skip
NARROWEST = 8  # cells that a cut column keeps


class Column(NamedTuple):
    title: str
    right: bool
    gives_way: bool
    style: str
    word: Callable[[ListRow, str, date], str]


COLUMNS = (
    Column("name", False, True, "bold", lambda row, _currency, _today: row.name),
    Column("company", False, True, "", lambda row, _currency, _today: row.company if row.company != row.name else ""),
    Column("stage", False, True, "", lambda row, _currency, _today: row.stage),
    Column("amount", True, False, "", lambda row, currency, _today: _money(row.amount, currency)),
    Column("visit from", True, False, "", lambda row, _currency, today: _day(row.visit_from, today)),
    Column("takes", True, False, "dim", lambda row, _c, _t: length(row.visit_minutes) if row.visit_minutes else ""),
    Column("makes", True, False, "", lambda row, currency, _today: _money(row.visit_makes, currency)),
    Column("an hour", True, False, "green", lambda row, currency, _today: _rate(row.per_hour, currency)),
    Column("chance", True, False, "", lambda row, _c, _t: "" if row.chance is None else percent(row.chance)),
    Column("last touch", True, False, "dim", lambda row, _currency, today: _day(row.last_touch, today)),
    Column("next", True, False, "", lambda row, _currency, today: _day(row.next_date, today)),
    Column("id", False, True, "dim", lambda row, _currency, _today: row.id),
)


def show_listing(rows: Sequence[ListRow], currency: str, today: date, console: Console) -> None:
    """Print the rows in order, without empty columns."""
    write(console, listing_lines(rows, currency, today, sheet_of(console)))


def listing_lines(rows: Sequence[ListRow], currency: str, today: date, sheet: Sheet) -> list[TextLine]:
    """The table as lines for one sheet: titles, a line for each record, the count."""
    if not rows:
        return [[Piece(" nothing found", "dim")]]
    table = [[sheet.say(column.word(row, currency, today)) for column in COLUMNS] for row in rows]
    shown = [at for at in range(len(COLUMNS)) if any(cells[at] for cells in table)]
    if sheet.width is not None and not sheet.wide:
        shown = [at for at in shown if COLUMNS[at].title not in ("company", "id")]
    widths = {at: max(sheet.cells(COLUMNS[at].title), *(sheet.cells(cells[at]) for cells in table)) for at in shown}
    _fit(widths, sheet)
    lines = [_line([column.title for column in COLUMNS], widths, sheet, title=True)]
    lines += [_line(cells, widths, sheet) for cells in table]
    return [*lines, [Piece(f" {counted(len(rows), 'record')}", "dim")]]


def _fit(widths: dict[int, int], sheet: Sheet) -> None:
    """Take cells from the widest column that gives way until the line fits."""
    while sheet.width is not None and sum(widths.values()) + 2 * len(widths) > sheet.width:
        loose = [at for at in widths if COLUMNS[at].gives_way and widths[at] > NARROWEST]
        if not loose:
            return
        widths[max(loose, key=lambda at: widths[at])] -= 1


def _line(cells: Sequence[str], widths: dict[int, int], sheet: Sheet, *, title: bool = False) -> TextLine:
    line: TextLine = []
    for at, width in widths.items():
        column = COLUMNS[at]
        text = sheet.right(cells[at], width) if column.right else sheet.left(cells[at], width)
        line.append(Piece(("  " if line_cells(line) else " ") + text, "dim" if title else column.style))
    return line


def _money(amount: float | None, currency: str) -> str:
    return "" if amount is None else money(amount, currency)


def _rate(amount: float | None, currency: str) -> str:
    return "" if amount is None else per_hour(amount, currency)


def _day(when: date | None, today: date) -> str:
    return "" if when is None else day(when, today)


def listing_json(rows: Sequence[ListRow], currency: str) -> dict[str, Any]:
    """The rows as one JSON document: money in `currency`, chances 0..1, dates as ISO 8601."""
    return {"format": 1, "currency": currency, "records": [plain_row(row, FIELDS) for row in rows]}


def listing_csv(rows: Sequence[ListRow]) -> str:
    """The rows as CSV (RFC 4180) under a line of field names; unknown values are empty."""
    return csv_of(rows, FIELDS)
