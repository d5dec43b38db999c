"""The day's page: when, with whom, the chances, what it brings, and what an hour of it pays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from planner.core.line import Line
from planner.core.page.page import Page, Taken
from planner.core.reasons import Touch
from planner.core.timing.same_time import double_bookings
from planner.screen.page.head_and_foot import foot, head
from planner.screen.page.notices import first_lines, first_meetings, more_words
from planner.screen.text.layout import Piece, Sheet, TextLine, sheet_of, spread, write
from planner.screen.text.reasons import named_title, reason_of, unpaid_note
from planner.screen.text.wording import clock_cell, clock_cells, first_name, money, spoken_chance

if TYPE_CHECKING:
    from planner.screen.text.console import Console

MARGIN = 13  # cells before the title without the time: margin, minutes, mark and number
BEST = 3  # lines whose money an hour stands out
SHORTEST_LINE = 79  # cells
SHORTEST_NAME = 8  # cells below which a name says too little
NARROWEST = 56  # cells below which names are cut to nothing; the line is cut instead
GAP = "  "
COLUMNS = ("step", "win", "to you", "an hour")  # chance to advance, chance to win, money of the line, money per hour


class PageRow(NamedTuple):
    """One entry of the day, in words; the columns are empty where `note` takes their place."""

    start: datetime
    end: datetime
    minutes: int
    mark: str
    number: str  # "" for a meeting
    title: str
    columns: tuple[str, str, str, str]
    note: str
    objective: str
    style: str = ""
    note_style: str = "dim"
    running: bool = False
    rank: int = 0  # by money per hour
    name: str = ""  # the part of the title before ": "
    whole_day: bool = False
    brief: bool = False  # one row, without its objective


class PageWidths(NamedTuple):
    """Cells of the title, of each column at the right, and of the whole line."""

    title: int
    columns: tuple[int, ...]
    line: int


def show_page(page: Page, console: Console, now: datetime, top: int | None = None, *, brief: bool = False) -> None:
    """Print the page as it is at `now`.

    With `top`, only that many lines, the best by money per hour; `brief` is one row for each line.
    """
    write(console, page_lines(page, sheet_of(console), now, top, brief=brief))


def page_lines(
    page: Page, sheet: Sheet, now: datetime, top: int | None = None, *, brief: bool = False
) -> list[TextLine]:
    """The page as lines for one sheet; `brief`: one row for each line, and no notes below."""
    rows = [row._replace(brief=brief) for row in _rows(page, now, top)]
    widths = _widths(rows, sheet)
    day = [_heading(widths, sheet)] if any(any(row.columns) for row in rows) else []
    day += _timeline(rows, widths, sheet, now) if now.date() == page.date else _entries(rows, widths, sheet)
    hidden = len(page.items) - sum(1 for row in rows if row.number)
    more = more_words(hidden, len(page.busy) - sum(1 for row in rows if not row.number) if top is None else 0)
    if more:
        day.append([Piece(" " * start_cells()), Piece(more, "dim")])
    return [*head(page, sheet, widths.line), *day, *foot(page, sheet, widths.line, now, brief=brief)]


def start_cells() -> int:
    """The cells before a line's title."""
    return MARGIN + clock_cells()


def _rows(page: Page, now: datetime, top: int | None) -> list[PageRow]:
    today = now.date() == page.date
    double = {each.line.what.item for pair in double_bookings(page.items, page.busy) for each in pair if each.line}
    rows = [
        _with_cost(
            _line_row(line, page.currency, past=today and line.slot.end <= now, double=line.what.item in double),
            line,
            page,
        )
        for line in first_lines(page, now)
        if top is None or line.status.rank <= top
    ]
    if top is None:
        rows += [_taken_row(taken, page.currency) for taken in first_meetings(page, now)]
    return sorted(rows, key=lambda row: (row.start, row.end))


def _line_row(line: Line, currency: str, past: bool, double: bool = False) -> PageRow:
    what, slot, worth, status = line.what, line.slot, line.worth, line.status
    touch = what.is_by_cadence
    mark, style = " ", ""
    if status.promised:
        mark = "!"
    elif slot.fixed:
        mark = "◆"
    elif touch:
        mark = "·"
    if double:
        mark = "×"
    if status.state == "done":
        mark, style = "✓", "dim"
    elif past and status.state == "planned":
        mark, style = "○", "dim"
    note = reason_of(line, currency, brief=True) if touch else ""
    if not worth.per_hour and not touch:
        note = unpaid_note(line)
    if status.state == "done" and (note or not worth.makes):
        note = reason_of(line, currency)
    late = status.overdue > 0 or (isinstance(line.why, Touch) and line.why.days_left < 0)
    return PageRow(
        start=slot.start, end=slot.end, minutes=slot.minutes, mark=mark, number=str(status.number),
        title=named_title(what, slot.part) + _helper(line, currency),
        columns=("", "", "", "") if note else (
            spoken_chance(worth.moves), spoken_chance(worth.chance),
            money(worth.makes, currency, short=True), money(worth.hourly, currency, short=True),
        ),
        note=note, objective=what.objective if not note or what.also or what.people else "", style=style,
        note_style="red" if late and not style else "dim", running=status.state == "running", rank=status.rank,
        name=what.name,
    )  # fmt: skip


def _helper(line: Line, currency: str) -> str:
    """The colleague who is called in because it pays: ", with Sam: +$185"."""
    helper, adds = line.worth.helper, line.worth.helper_adds
    return f", with {first_name(helper)}: +{money(adds, currency, short=True)}" if helper else ""


def _with_cost(row: PageRow, line: Line, page: Page) -> PageRow:
    """The row; that of a long promise with what it costs the day."""
    cost = page.promises.costs.get(line.what.item, 0.0)
    if round(cost) <= 0 or line.status.state == "done":
        return row
    words = f"costs the day {money(cost, page.currency, short=True)}"
    return row._replace(objective=f"{words} · {row.objective}" if row.objective else words)


def _taken_row(taken: Taken, currency: str) -> PageRow:
    note = f"crowds out {money(taken.displaces, currency, short=True)}" if round(taken.displaces) > 0 else ""
    none = ("", "", "", "")
    row = PageRow(taken.start, taken.end, taken.minutes, " ", "", taken.title, none, note, "", "dim")
    return row._replace(whole_day=taken.whole_day)


def _widths(rows: list[PageRow], sheet: Sheet) -> PageWidths:
    """Titles get the room they need, as far as there is room."""
    columns = tuple(
        max([sheet.cells(row.columns[n]) for row in rows] + [sheet.cells(COLUMNS[n])]) for n in range(len(COLUMNS))
    )
    title = max([sheet.cells(row.title) for row in rows], default=0)
    right = sum(columns) + len(GAP) * len(columns) + 1
    note = max([sheet.cells(row.note) for row in rows], default=0) + 3
    whole = max(start_cells() + title + max(right, note), SHORTEST_LINE)
    if sheet.width is None:
        return PageWidths(title, columns, whole)
    line = max(min(whole, sheet.width), min(sheet.width, SHORTEST_LINE), NARROWEST)
    return PageWidths(max(min(title, line - start_cells() - right), 2), columns, line)


def _heading(widths: PageWidths, sheet: Sheet) -> TextLine:
    start = [Piece(f" {'from':>{clock_cells()}}  min  no", "dim")]
    return spread(sheet, start, [Piece(_right(COLUMNS, widths, sheet), "dim")], widths.line)


def _right(columns: Sequence[str], widths: PageWidths, sheet: Sheet) -> str:
    """The columns at the right of a line."""
    cells = (sheet.right(text, width) for text, width in zip(columns, widths.columns, strict=True))
    return GAP.join(cells) + " "


def _timeline(rows: list[PageRow], widths: PageWidths, sheet: Sheet, now: datetime) -> list[TextLine]:
    """Today's entries with a mark at now: at the entry that is on, else on a line of its own."""
    lines: list[TextLine] = []
    has_started = any(row.start <= now for row in rows)
    on = [row for row in rows if row.start <= now < row.end and row.mark != "✓"]
    current = next((row for row in rows if row.running), on[0] if on else None)
    waiting = has_started and current is None
    for row in rows:
        if waiting and row.start > now:
            lines.append(_now_line(now))
            waiting = False
        lines += _entry(row, widths, sheet, current=row is current)
    if waiting:
        lines.append(_now_line(now))
    return lines


def _entries(rows: list[PageRow], widths: PageWidths, sheet: Sheet) -> list[TextLine]:
    return [line for row in rows for line in _entry(row, widths, sheet, current=False)]


def _now_line(now: datetime) -> TextLine:
    return [Piece(f"▸{clock_cell(now)}  now", "bold magenta")]


def _title(row: PageRow, cells: int, sheet: Sheet) -> str:
    """Customer and step; if both don't fit, the name is cut first."""
    step = sheet.say(row.title[len(row.name) :])
    room = cells - sheet.cells(step)
    if not row.name or room < SHORTEST_NAME or sheet.cells(row.title) <= cells:
        return sheet.cut(row.title, cells)
    return sheet.cut(row.name, room) + step


def _entry(row: PageRow, widths: PageWidths, sheet: Sheet, *, current: bool) -> list[TextLine]:
    """The line of an entry and, while it is still to be done, its objective below."""
    strong = "bold magenta" if current else row.style
    best = 0 < row.rank <= BEST
    start: TextLine = [
        Piece("▸" if current else " ", "bold magenta"),
        Piece(f"all day{' ' * (clock_cells() - 2)}" if row.whole_day else clock_cell(row.start), strong),
        Piece("" if row.whole_day else sheet.right(str(row.minutes), 5), row.style or "dim"),
        Piece(sheet.right(row.number, 4) + " ", row.style or ("bold" if best else "")),
        Piece(row.mark + " ", row.style or ("bold magenta" if row.mark in "!◆×" else "dim")),
    ]
    if not row.number:
        start.append(Piece(row.title, row.style))
        return [spread(sheet, start, [Piece(row.note + " ", "dim")], widths.line)]
    if row.note:
        head, rest = _title_rows(row, widths.line - start_cells() - sheet.cells(row.note) - 3, sheet)
        start.append(Piece(head, row.style))
        lines = [spread(sheet, start, [Piece(row.note + " ", row.style or row.note_style)], widths.line)]
        return lines + _objective(row._replace(objective=rest), widths, sheet)
    free = sum(
        width + len(GAP)
        for width, _ in zip(widths.columns, takewhile(lambda text: not text, row.columns), strict=False)
    )
    head, rest = _title_rows(row, widths.title + free, sheet)
    start.append(Piece(head, row.style or "bold"))
    *columns, rate = row.columns
    end: TextLine = [
        Piece(_right([*columns, ""], widths, sheet)[: -widths.columns[-1] - 1].lstrip(), row.style),
        Piece(sheet.right(rate, widths.columns[-1]) + " ", row.style or ("bold green" if best else "green")),
    ]
    return [spread(sheet, start, end, widths.line), *_objective(row._replace(objective=rest), widths, sheet)]


def _title_rows(row: PageRow, cells: int, sheet: Sheet) -> tuple[str, str]:
    """The title in `cells`, and the text of the row below: the objective.

    A title without room goes on below, before the objective: it is not cut as long as there is a row for it.
    """
    title = sheet.say(row.title)
    if sheet.cells(title) <= cells or row.brief or row.style:
        return _title(row, cells, sheet), row.objective
    if row.name and sheet.cells(row.name) <= cells:
        head, rest = row.name, row.title[len(row.name) :].removeprefix(": ")
    else:
        head, *more = sheet.wrap(row.title, cells)
        rest = " ".join(more)
    return head, f"{rest} · {row.objective}" if row.objective else rest


def _objective(row: PageRow, widths: PageWidths, sheet: Sheet) -> list[TextLine]:
    """The line below an entry that is still to be done: its objective."""
    if not row.objective or row.style or row.brief:
        return []
    return [[Piece(" " * start_cells()), Piece(sheet.cut_words(row.objective, widths.line - start_cells() - 1), "dim")]]
