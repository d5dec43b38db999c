"""The week on one screen: a row or three a day, and what is kept, open and left out below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.core.week.week import Week, WeekDay
from planner.screen.text.layout import Piece, Sheet, TextLine, labelled, sheet_of, spread, write
from planner.screen.text.wording import full_day, length, money, per_hour, weekday
from planner.screen.week.words import notes, short_names, touches_of, work_of

if TYPE_CHECKING:
    from planner.screen.text.console import Console

LABEL = 18  # cells of the words at the left of the last lines, margin included
DAY, FREE, HOUR, MAKES = 8, 6, 10, 9  # cells of the columns
START = DAY + FREE + HOUR + MAKES + 2
TOUCHES = 9
NAME = 30  # cells of an entry at most
ROWS = 3  # of a day
WIDE = 110


def show_week(week: Week, console: Console) -> None:
    """Print the week."""
    write(console, week_lines(week, sheet_of(console)))


def week_lines(week: Week, sheet: Sheet) -> list[TextLine]:
    """The week as lines for one sheet."""
    width = min(sheet.width or WIDE, WIDE)
    first, names = week.days[0].page, short_names(week)
    lines: list[TextLine] = [
        [],
        spread(
            sheet,
            [Piece(" "), Piece(f"Week from {full_day(first.date)}", "bold"), Piece(f" · {first.rep}")],
            [Piece(f"{length(week.minutes)} for selling · makes ", "dim"),
             Piece(money(week.makes, first.currency, short=True) + " ", "bold green")],
            width,
        ),
        [],
        spread(
            sheet,
            [Piece(" " * DAY + sheet.right("free", FREE) + sheet.right("an hour", HOUR) + sheet.right("makes", MAKES)
                   + "  promised (!), then the main work", "dim")],
            [Piece("touches ", "dim")],
            width,
        ),
    ]  # fmt: skip
    for day in week.days:
        lines += _day(day, work_of(day, week, names), sheet, width)
    lines.append([])
    for label, words in notes(week):
        if words:
            lines += labelled(label, " · ".join(words), sheet, width, LABEL)
    return [*lines, []]


def _day(day: WeekDay, work: tuple[list[str], list[str]], sheet: Sheet, width: int) -> Iterator[TextLine]:
    page = day.page
    words = [sheet.cut(word, NAME) for part in work for word in part]
    rows = _rows(words, sheet, width - START - TOUCHES)
    touches = touches_of(day)
    start = [
        Piece(" " + sheet.left(f"{weekday(page.date)} {page.date.day:>2}", DAY - 1), "bold"),
        Piece(sheet.right(length(page.minutes_available), FREE)),
        Piece(sheet.right(per_hour(page.prices.hour, page.currency), HOUR), "dim"),
        Piece(sheet.right(money(page.makes, page.currency, short=True), MAKES), "green"),
        Piece("  " + (rows[0] if rows else "nothing planned")),
    ]
    yield spread(sheet, start, [Piece(f"{touches or '–'} ", "dim")], width)
    for row in rows[1:]:
        yield [Piece(" " * START), Piece(row)]


def _rows(words: list[str], sheet: Sheet, room: int) -> list[str]:
    """The work in at most `ROWS` rows; what has no room is counted at the end."""
    for shown in range(len(words), 0, -1):
        more = [f"{len(words) - shown} more"] if shown < len(words) else []
        rows = sheet.fill([*words[:shown], *more], " · ", room)
        if len(rows) <= ROWS:
            return rows
    return sheet.fill(words, " · ", room)[:ROWS]
