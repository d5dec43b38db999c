"""The review on the terminal: pictures where one looks, sentences where one reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.core.review_types import DayTotal, Group, Review
from planner.screen import review_words as words
from planner.screen.layout import Line, Piece, Sheet, labelled, sheet_of, spread, write
from planner.screen.review_bars import bar, beside, signs
from planner.screen.wording import MONTHS, day, money, per_hour, percent

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 96
LABEL = 17
ROWS = 8  # plays and customers shown; the rest are one line
NAME = 22
DAYS_SHOWN = 14  # longer stretches are shown by the week

Cell = Callable[[Group], str]


def show_review(told: Review, rep: str, console: Console) -> None:
    """Prints a review under the rep's name."""
    write(console, review_lines(told, rep, sheet_of(console)))


def review_lines(told: Review, rep: str, sheet: Sheet) -> list[Line]:
    """The review as lines for one sheet."""
    width = min(sheet.width or WIDEST, WIDEST)
    lines: list[Line] = [
        [],
        spread(
            sheet,
            [Piece(" "), Piece(f"{rep} · {words.title(told)}", "bold")],
            [Piece(words.logged(told) + " ", "dim")],
            width,
        ),
        [Piece(" " + words.headline(told))],
    ]
    if told.thin is not None:
        lines += [[], [Piece(" " + words.thin(told), "yellow")]]
    if told.actual or told.planned:
        lines += _pictures(told, sheet, width)
    for label, rows in _sentences(told):
        for at, row in enumerate(rows):
            lines += labelled(label if at == 0 else "", row, sheet, width, LABEL)
    return [*lines, *_changes(told, sheet, width), []]


def _pictures(told: Review, sheet: Sheet, width: int) -> Iterator[Line]:
    cells = max(10, width - NAME - 3 - 36 - 1)
    full, over, under = signs(sheet)
    yield []
    yield [Piece(f" {full} done as planned   {over} beyond the plan   {under} planned, not done", "dim")]
    yield []
    yield from _table("Plays", told.plays, told, sheet, cells)
    yield []
    yield from _table("Customers", told.customers, told, sheet, cells)
    yield []
    yield from _rates(told, sheet, cells)
    head = "planned", "actual", "answered"
    columns = sheet.right(head[0], 9) + sheet.right(head[1], 9) + sheet.right(head[2], 18)
    yield [Piece(sheet.left(" Hours of the day", NAME + 3 + cells), "bold"), Piece(columns, "dim")]
    most = max((max(hour.planned, hour.actual) for hour in told.hours), default=0)
    for hour in told.hours:
        answered = f"{hour.reached} of {hour.tries}" if hour.tries else ""
        yield [
            Piece(f"   {hour.hour:02}:00".ljust(NAME + 3)),
            *beside(sheet, hour.planned, hour.actual, most, cells),
            Piece(sheet.right(words.hours(hour.planned), 9), "dim"),
            Piece(sheet.right(words.hours(hour.actual), 9)),
            Piece(sheet.right(answered, 18), "dim"),
        ]
    yield []
    yield from _days(told, sheet, cells)
    yield []


def _table(title: str, groups: Sequence[Group], told: Review, sheet: Sheet, cells: int) -> Iterator[Line]:
    head = sheet.left(f" {title}", NAME + 3 + cells)
    columns = "".join(sheet.right(word, 9) for word in ("planned", "actual", "made", "an hour"))
    yield [Piece(head, "bold"), Piece(columns, "dim")]
    shown, rest = list(groups[:ROWS]), groups[ROWS:]
    if rest:
        shown.append(
            Group(
                key="",
                name=f"{len(rest)} more",
                planned=sum(group.planned for group in rest),
                actual=sum(group.actual for group in rest),
                made=sum(group.made for group in rest),
            )
        )
    most = max((max(group.planned, group.actual) for group in shown), default=0)
    for group in shown:
        rate = per_hour(group.per_hour, told.currency) if group.per_hour else ""
        yield [
            Piece("   " + sheet.left(group.name, NAME - 1) + " "),
            *beside(sheet, group.planned, group.actual, most, cells),
            Piece(sheet.right(words.hours(group.planned), 9), "dim"),
            Piece(sheet.right(words.hours(group.actual), 9)),
            Piece(sheet.right(money(group.made, told.currency, short=True), 9)),
            Piece(sheet.right(rate, 9), "green"),
        ]


def _rates(told: Review, sheet: Sheet, cells: int) -> Iterator[Line]:
    """What an hour of each play made, best first."""
    paid = sorted((-rate, group.name) for group in told.plays if (rate := group.per_hour))[:ROWS]
    if not paid:
        return
    yield [Piece(" Money an hour", "bold")]
    for rate, name in paid:
        yield [
            Piece("   " + sheet.left(name, NAME - 1) + " "),
            *bar(sheet, -rate, -paid[0][0], cells),
            Piece(sheet.right(per_hour(-rate, told.currency), 9), "green"),
        ]
    yield []


def _days(told: Review, sheet: Sheet, cells: int) -> Iterator[Line]:
    """A line a day, a week or a month, so that they are not too many."""
    title, name_of = _stretches(told)
    rows: dict[str, list[DayTotal]] = {}
    for each in told.days:
        rows.setdefault(name_of(each.date), []).append(each)
    columns = "".join(sheet.right(word, 9) for word in ("planned", "actual", "made", "done"))
    yield [Piece(sheet.left(f" {title}", NAME + 3 + cells), "bold"), Piece(columns, "dim")]
    planned = {name: sum(each.planned for each in days) for name, days in rows.items()}
    actual = {name: sum(each.actual for each in days) for name, days in rows.items()}
    most = max((*planned.values(), *actual.values()), default=0)
    for name, days in rows.items():
        items = f"{sum(each.done for each in days)}/{sum(each.items for each in days)}"
        yield [
            Piece("   " + sheet.left(name, NAME - 1) + " "),
            *beside(sheet, planned[name], actual[name], most, cells),
            Piece(sheet.right(words.hours(planned[name]), 9), "dim"),
            Piece(sheet.right(words.hours(actual[name]), 9)),
            Piece(sheet.right(money(sum(each.made for each in days), told.currency, short=True), 9)),
            Piece(sheet.right(items, 9), "dim"),
        ]


def _stretches(told: Review) -> tuple[str, Callable[[date], str]]:
    if len(told.days) <= DAYS_SHOWN:
        return "Days", words.day_word
    if (told.last - told.first).days <= 7 * DAYS_SHOWN:
        return (
            "Weeks",
            lambda on: f"from {day(on - timedelta(days=on.weekday()), on)}",
        )
    return "Months", lambda on: f"{MONTHS[on.month - 1]} {on.year}"


def _sentences(told: Review) -> Iterator[tuple[str, list[str]]]:
    yield "Yours to do", [words.effort(told.effort)]
    yield "Won", [words.won(told)]
    yield "Aims", [words.aims(told)] if told.aims else []
    yield "Estimates", words.estimates(told)
    yield "Dropped", [word] if (word := words.dropped(told)) else []
    yield "Not planned", [word] if (word := words.unplanned(told)) else []
    yield "Waited longest", [word] if (word := words.waited(told)) else []
    yield "Next steps", [word] if (word := words.open_ends(told)) else []
    yield "Parked", words.parked(told)
    yield "Told apart", [words.difference(each) for each in told.differences]
    if told.score is not None:
        yield "Forecasts", words.forecasts(told.score, told.currency)


def _changes(told: Review, sheet: Sheet, width: int) -> Iterator[Line]:
    if told.score is not None and not told.score.too_early:
        yield from _reliability(told, sheet)
    yield []
    yield [Piece(f" Worth changing {words.span_word(told)}", "bold")]
    if not told.changes:
        yield [Piece("   " + words.none_to_change(told))]
    for number, each in enumerate(told.changes, start=1):
        for at, row in enumerate(sheet.wrap(words.change(each, told), width - 7)):
            yield [Piece(f"   {number}  " if at == 0 else "      ", "bold"), Piece(row)]


def _reliability(told: Review, sheet: Sheet) -> Iterator[Line]:
    assert told.score is not None
    yield []
    yield [Piece(" Chance forecast".ljust(NAME + 3), "bold"), Piece("it said    it came    forecasts", "dim")]
    for each in told.score.bins:
        yield [
            Piece(f"   {percent(each.low)} to {percent(each.high)}".ljust(NAME + 3)),
            Piece(sheet.right(percent(each.said), 7)),
            Piece(sheet.right(percent(each.came), 11)),
            Piece(sheet.right(str(each.forecasts), 13), "dim"),
            Piece("  "),
            *bar(sheet, each.came, 1.0, 20),
        ]
