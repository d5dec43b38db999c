"""The review on the terminal: pictures where one looks, sentences where one reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from planner.core.review_types import Group, Review
from planner.screen import review_words as words
from planner.screen.layout import Line, Piece, Sheet, labelled, sheet_of, spread, write
from planner.screen.review_bars import bar, beside, signs
from planner.screen.wording import length, money, per_hour, percent

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 96
LABEL = 17
ROWS = 8  # plays and customers shown; the rest are one line
NAME = 22
DAYS_SHOWN = 14  # longer stretches are shown by the week

Cell = Callable[[Group], str]


def show_review(told: Review, console: Console) -> None:
    """Prints a review."""
    write(console, review_lines(told, sheet_of(console)))


def review_lines(told: Review, sheet: Sheet) -> list[Line]:
    """The review as lines for one sheet."""
    width = min(sheet.width or WIDEST, WIDEST)
    lines: list[Line] = [
        [],
        spread(sheet, [Piece(" "), Piece(words.title(told), "bold")], [Piece(words.logged(told) + " ", "dim")], width),
        [Piece(" " + words.headline(told))],
    ]
    if told.thin is not None:
        lines += [[], [Piece(" " + words.thin(told.thin), "yellow")]]
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
    yield [Piece(" Hours of the day", "bold")]
    most = max((max(hour.planned, hour.actual) for hour in told.hours), default=0)
    for hour in told.hours:
        answered = f"{hour.reached} of {hour.tries} answered" if hour.tries else ""
        yield [
            Piece(f"   {hour.hour:02}:00".ljust(NAME + 3)),
            *beside(sheet, hour.planned, hour.actual, most, cells),
            Piece(sheet.right(length(hour.planned), 9), "dim"),
            Piece(sheet.right(length(hour.actual), 9)),
            Piece(sheet.right(answered, 17), "dim"),
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
            Piece("   " + sheet.left(group.name, NAME)),
            *beside(sheet, group.planned, group.actual, most, cells),
            Piece(sheet.right(length(group.planned), 9), "dim"),
            Piece(sheet.right(length(group.actual), 9)),
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
            Piece("   " + sheet.left(name, NAME)),
            *bar(sheet, -rate, -paid[0][0], cells),
            Piece(sheet.right(per_hour(-rate, told.currency), 9), "green"),
        ]
    yield []


def _days(told: Review, sheet: Sheet, cells: int) -> Iterator[Line]:
    """A line a day, or a week where there are many."""
    yield [Piece(" Days" if len(told.days) <= DAYS_SHOWN else " Weeks", "bold")]
    rows: list[tuple[str, int, int, float, int, int]] = []
    if len(told.days) <= DAYS_SHOWN:
        rows = [(words.day_word(day.date), day.planned, day.actual, day.made, day.done, day.items) for day in told.days]
    else:
        weeks: dict[tuple[int, int], list[int]] = {}
        for at, day in enumerate(told.days):
            weeks.setdefault(day.date.isocalendar()[:2], []).append(at)
        for (year, number), ats in weeks.items():
            days = [told.days[at] for at in ats]
            rows.append(
                (
                    f"{year} week {number}",
                    sum(day.planned for day in days),
                    sum(day.actual for day in days),
                    sum(day.made for day in days),
                    sum(day.done for day in days),
                    sum(day.items for day in days),
                )
            )
    most = max((max(row[1], row[2]) for row in rows), default=0)
    for name, planned, actual, made, done, items in rows:
        yield [
            Piece("   " + sheet.left(name, NAME)),
            *beside(sheet, planned, actual, most, cells),
            Piece(sheet.right(length(planned), 9), "dim"),
            Piece(sheet.right(length(actual), 9)),
            Piece(sheet.right(money(made, told.currency, short=True), 9)),
            Piece(sheet.right(f"{done}/{items}", 9), "dim"),
        ]


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
