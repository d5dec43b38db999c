"""The book as a table: aligned on the screen, and as CSV and JSON for other programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.core.records.card_values import ListRow
from planner.screen.text.csv_out import csv_of, plain_row
from planner.screen.text.layout import Piece, Sheet, TextLine, sheet_of, write
from planner.screen.text.wording import counted, day, money, own_value, per_hour, spoken_chance

if TYPE_CHECKING:
    from planner.core.book import OwnValue
    from planner.screen.text.console import Console

FIELDS = (
    "kind", "id", "name", "company", "stage", "amount", "per_hour", "chance", "last_touch", "next_date",
    "visit_from", "visit_minutes", "visit_makes", "title", "minutes", "moves", "if_won", "role", "tags",
)  # fmt: skip
NARROWEST = 8  # cells that a cut column keeps


class Listing(NamedTuple):
    """The currency and the day of a table, and the field that it is sorted by."""

    currency: str
    today: date
    by: str = "per_hour"
    own: tuple[str, ...] = ()  # the rep's own fields that are shown, as `x.region`


class Column(NamedTuple):
    title: str
    right: bool
    gives_way: bool
    style: str
    word: Callable[[ListRow, Listing], str]


COLUMNS = (
    Column("name", False, True, "bold", lambda row, _: row.name),
    Column("company", False, True, "", lambda row, _: row.company if row.company != row.name else ""),
    Column("role", False, True, "", lambda row, _: row.role),
    Column("stage", False, True, "", lambda row, _: row.stage),
    Column("amount", True, False, "", lambda row, of: _money(row.amount, of)),
    Column("next step", False, True, "", lambda row, _: row.title),
    Column("on", True, False, "", lambda row, of: _day(row.agreed_on, of)),
    Column("min", True, False, "dim", lambda row, _: str(row.minutes or "")),
    Column("step", True, False, "", lambda row, _: spoken_chance(row.moves)),
    Column("win", True, False, "", lambda row, _: spoken_chance(row.chance)),
    Column("if won", True, False, "", lambda row, of: _money(row.if_won, of)),
    Column("visit from", True, False, "", lambda row, of: _day(row.visit_from, of)),
    Column("makes", True, False, "", lambda row, of: _money(row.visit_makes, of)),
    Column("an hour", True, False, "green", lambda row, of: _rate(row.per_hour, of)),
    Column("last touch", True, False, "dim", lambda row, of: _day(row.last_touch, of)),
    Column("touch", True, False, "dim", lambda row, of: _day(row.touch_on, of)),
    Column("tags", False, True, "", lambda row, _: ", ".join(row.tags)),
    Column("id", False, True, "dim", lambda row, _: row.id),
)
WIDE = ("company", "id")  # only where there is room
NARROW = {  # columns that a row with a next step does without on a narrow sheet, unless it is sorted by their field
    "prospect": {"stage": "stage", "amount": "amount", "last touch": "last_touch", "touch": "next_date"},
    "account": {"amount": "amount", "last touch": "last_touch", "touch": "next_date"},
}


def show_listing(rows: Sequence[ListRow], of: Listing, console: Console) -> None:
    """Print the rows in order, without empty columns."""
    write(console, listing_lines(rows, of, sheet_of(console)))


def listing_lines(rows: Sequence[ListRow], of: Listing, sheet: Sheet) -> list[TextLine]:
    """The table as lines for one sheet: titles, a line for each record, the count."""
    if not rows:
        return [[Piece(" nothing found", "dim")]]
    hidden = _hidden(rows, of, sheet)
    if "stage" in hidden:  # a closed deal has no next step
        rows = [row if row.title else row._replace(title=row.stage) for row in rows]
    columns = (*COLUMNS[:-1], *map(_own_column, range(len(of.own)), of.own), COLUMNS[-1])
    table = [[sheet.say(column.word(row, of)) for column in columns] for row in rows]
    shown = [
        at for at, column in enumerate(columns) if column.title not in hidden and any(cells[at] for cells in table)
    ]
    widths = {at: max(sheet.cells(columns[at].title), *(sheet.cells(cells[at]) for cells in table)) for at in shown}
    _fit(widths, columns, sheet)
    cells_of = {at: columns[at] for at in shown}
    lines = [_line([column.title for column in columns], widths, cells_of, sheet, title=True)]
    lines += [_line(cells, widths, cells_of, sheet) for cells in table]
    return [*lines, [Piece(f" {counted(len(rows), 'record')}", "dim")]]


def _hidden(rows: Sequence[ListRow], of: Listing, sheet: Sheet) -> frozenset[str]:
    """The columns that a narrow sheet has no room for."""
    if sheet.width is None or sheet.wide:
        return frozenset()
    kind = rows[0].kind
    if any(row.title for row in rows):
        return frozenset(WIDE) | {title for title, field in NARROW.get(kind, {}).items() if field != of.by}
    return frozenset(WIDE)


def _own_column(number: int, field: str) -> Column:
    """The column of a field of the rep's own."""
    return Column(field[2:], False, True, "", lambda row, _: _own(row.own[number]))


def _own(value: OwnValue | None) -> str:
    return "" if value is None else own_value(value)


def _fit(widths: dict[int, int], columns: Sequence[Column], sheet: Sheet) -> None:
    """Take cells from the widest column that gives way until the line fits."""
    while sheet.width is not None and sum(widths.values()) + 2 * len(widths) > sheet.width:
        loose = [at for at in widths if columns[at].gives_way and widths[at] > NARROWEST]
        if not loose:
            return
        widths[max(loose, key=lambda at: widths[at])] -= 1


def _line(
    cells: Sequence[str], widths: dict[int, int], columns: dict[int, Column], sheet: Sheet, *, title: bool = False
) -> TextLine:
    line: TextLine = []
    for at, width in widths.items():
        column = columns[at]
        text = sheet.right(cells[at], width) if column.right else sheet.left(cells[at], width)
        line.append(Piece(("  " if line else " ") + text, "dim" if title else column.style))
    return line


def _money(amount: float | None, of: Listing) -> str:
    return "" if amount is None else money(amount, of.currency, short=True)


def _rate(amount: float | None, of: Listing) -> str:
    return "" if amount is None else per_hour(amount, of.currency)


def _day(when: date | None, of: Listing) -> str:
    return "" if when is None else day(when, of.today)


def listing_json(rows: Sequence[ListRow], currency: str) -> dict[str, Any]:
    """The rows as one JSON document: money in `currency`, chances 0..1, dates as ISO 8601."""
    return {"format": 1, "currency": currency, "records": [plain_row(row, FIELDS) for row in rows]}


def listing_csv(rows: Sequence[ListRow]) -> str:
    """The rows as CSV (RFC 4180) under a line of field names; unknown values are empty."""
    return csv_of(rows, FIELDS)
