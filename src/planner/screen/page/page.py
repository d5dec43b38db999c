"""The morning page: what first, when, with whom, why it pays, what the day makes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from planner.core.line import Line
from planner.core.page.page import Page, Taken
from planner.core.reasons import Touch
from planner.screen.page.head_and_foot import foot, head
from planner.screen.text.layout import Piece, Sheet, TextLine, line_cells, sheet_of, spread, write
from planner.screen.text.reasons import reason_of, title_of
from planner.screen.text.wording import clock, length, money, per_hour

if TYPE_CHECKING:
    from planner.screen.text.console import Console

START = 20  # cells before the title: margin, time, length, mark and rank
BEST = 3  # lines whose money an hour stands out
SHORTEST_LINE = 79  # cells
NARROWEST = 64  # cells below which names are cut to nothing; the line is cut instead


class PageRow(NamedTuple):
    """One entry of the day, in words; `money` is empty where `note` takes its place."""

    start: datetime
    end: datetime
    minutes: int
    mark: str
    rank: str
    title: str
    name: str
    makes: str
    rate: str
    note: str
    reason: str
    objective: str
    style: str = ""
    note_style: str = "dim"
    running: bool = False


class PageWidths(NamedTuple):
    """Cells of the columns that grow, and of the whole line."""

    title: int
    name: int
    reason: int  # 0: the reason stands in the second line
    makes: int
    rate: int
    line: int


def show_page(page: Page, console: Console, now: datetime, top: int | None = None) -> None:
    """Prints the page as it stands at `now`.

    With `top`, only that many lines, the best by money per hour.
    """
    write(console, page_lines(page, sheet_of(console), now, top))


def page_lines(page: Page, sheet: Sheet, now: datetime, top: int | None = None) -> list[TextLine]:
    """The page as lines for one sheet."""
    rows = _rows(page, sheet, now, top)
    widths = _widths(rows, sheet)
    day = _timeline(rows, widths, sheet, now) if now.date() == page.date else _entries(rows, widths, sheet)
    hidden = len(page.items) - sum(1 for row in rows if row.rank)
    if hidden > 0:
        day.append([Piece(" " * START), Piece(f"and {hidden} more", "dim")])
    return [*head(page, sheet, widths.line), *day, *foot(page, sheet, widths.line, now)]


def _rows(page: Page, sheet: Sheet, now: datetime, top: int | None) -> list[PageRow]:
    today = now.date() == page.date
    rows = [
        _line_row(line, page.currency, sheet, past=today and line.slot.end <= now)
        for line in page.items
        if top is None or line.status.rank <= top
    ]
    if top is None:
        rows += [_taken_row(taken, page.currency) for taken in page.busy]
    return sorted(rows, key=lambda row: (row.start, row.end))


def _line_row(line: Line, currency: str, sheet: Sheet, past: bool) -> PageRow:
    what, slot, worth, state = line.what, line.slot, line.worth, line.status.state
    touch = what.does == "touch"
    mark, style = " ", ""
    if slot.fixed:
        mark = "◆"
    elif touch:
        mark = "·"
    if state == "done":
        mark, style = "✓", "dim"
    elif past and state == "planned":
        mark, style = "○", "dim"
    note = reason_of(line, currency) if touch else ""
    if not worth.per_hour and not touch:
        note = "has to be done" if line.status.must else "fills a gap"
    if state == "done" and (note or not worth.makes):
        note = reason_of(line, currency)
    late = isinstance(line.why, Touch) and line.why.days_left < 0
    return PageRow(
        start=slot.start, end=slot.end, minutes=slot.minutes, mark=mark, rank=str(line.status.rank),
        title=title_of(what, slot.part), name=what.name,
        makes="" if note else money(worth.makes, currency, short=True),
        rate="" if note else per_hour(worth.hourly, currency),
        note=note,
        reason="" if note else reason_of(line, currency, brief=not sheet.wide),
        objective=what.objective, style=style,
        note_style="red" if late and not style else "dim", running=state == "running",
    )  # fmt: skip


def _taken_row(taken: Taken, currency: str) -> PageRow:
    note = f"displaces {money(taken.displaces, currency, short=True)}" if round(taken.displaces) > 0 else ""
    return PageRow(taken.start, taken.end, _minutes(taken), "▪", "", taken.title, "", "", "", note, "", "", "dim")


def _minutes(span: Taken) -> int:
    return round((span.end - span.start).total_seconds() / 60)


def _widths(rows: list[PageRow], sheet: Sheet) -> PageWidths:
    """Names get the room they need, as far as there is room.

    The reason has a column where no name is cut for it.
    """
    items = [row for row in rows if row.rank]
    title, name, why, makes, rate = (
        max([sheet.cells(getattr(row, column)) for row in items], default=0)
        for column in ("title", "name", "reason", "makes", "rate")
    )
    money = 2 + makes + 2 + rate + 1
    note = max([sheet.cells(row.note) for row in rows], default=0) + 3
    whole = START + title + 2 + name + max(money + why + 2, note)
    if sheet.width is None:
        return PageWidths(title, name, why, makes, rate, max(whole, START + note, SHORTEST_LINE))
    if sheet.wide and whole <= sheet.width:
        return PageWidths(title, name, why, makes, rate, max(whole, SHORTEST_LINE))
    line = max(sheet.width, NARROWEST)
    room = max(line - START - 2 - money, 2)
    if title + name > room:
        name = max(min(name, room // 2), room - title)
        title = room - name
    return PageWidths(title, name, 0, makes, rate, line)


def _timeline(rows: list[PageRow], widths: PageWidths, sheet: Sheet, now: datetime) -> list[TextLine]:
    """Today's entries with a mark at now.

    Beside what runs or is on, else on a line of its own between two.
    """
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
    return [Piece(f"▸{clock(now)}  now", "bold magenta")]


def _entry(row: PageRow, widths: PageWidths, sheet: Sheet, *, current: bool) -> list[TextLine]:
    """The line of an entry and, while it is still to be done, what it is for and why it pays."""
    strong = "bold magenta" if current else row.style
    best = row.rank.isdigit() and int(row.rank) <= BEST
    start: TextLine = [
        Piece("▸" if current else " ", "bold magenta"),
        Piece(clock(row.start), strong),
        Piece("  " + sheet.right(length(row.minutes), 6) + "  ", row.style or "dim"),
        Piece(row.mark, row.style or ("bold magenta" if row.mark == "◆" else "dim")),
        Piece(sheet.right(row.rank, 2) + " ", row.style or ("bold" if best else "")),
    ]
    if not row.rank:
        start.append(Piece(row.title, row.style))
        return [spread(sheet, start, [Piece(row.note + " ", "dim")], widths.line)]
    start.append(Piece(sheet.left(row.title, widths.title) + "  ", row.style or ("" if row.note else "bold")))
    start.append(Piece(sheet.left(row.name, widths.name), row.style))
    if row.note:
        return [spread(sheet, _trimmed(start), [Piece(row.note + " ", row.style or row.note_style)], widths.line)]
    end: TextLine = [
        Piece(sheet.right(row.makes, widths.makes), row.style),
        Piece("  " + sheet.right(row.rate, widths.rate) + " ", row.style or ("bold green" if best else "green")),
    ]
    if widths.reason:
        end.insert(0, Piece(sheet.left(row.reason, widths.reason) + "  ", "dim"))
    lines = [spread(sheet, start, end, widths.line)]
    if row.style:
        return lines
    why = row.reason + " " if row.reason and not widths.reason else ""
    if why or row.objective:
        room = widths.line - START - sheet.cells(why) - 2
        objective = [Piece(" " * START), Piece(sheet.cut_words(row.objective, room), "dim")]
        lines.append(spread(sheet, objective, [Piece(why, "dim")], widths.line))
    return lines


def _trimmed(line: TextLine) -> TextLine:
    return [*line[:-1], line[-1]._replace(text=line[-1].text.rstrip())] if line_cells(line) else line
