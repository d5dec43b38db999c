"""The review on the terminal: pictures where one looks, sentences where one reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.core.review.review import DayTotal, Group, HourOfDay, Review
from planner.screen.review import words
from planner.screen.review.bars import signs
from planner.screen.review.tables import Row, Table, table_lines, widths
from planner.screen.text.layout import Line, Piece, Sheet, labelled, sheet_of, spread, write
from planner.screen.text.wording import MONTHS, day, money, per_hour, percent

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 96
LABEL = 17
ROWS = 8  # plays and customers shown; the rest are one line
DAYS_SHOWN = 14  # longer stretches are shown by the week
WEEKS_SHOWN = 14  # and still longer ones by the month

TIMES = ("dim", "", "", "green")


def show_review(told: Review, rep: str, console: Console) -> None:
    """Prints a review under the rep's name."""
    write(console, review_lines(told, rep, sheet_of(console)))


def review_lines(told: Review, rep: str, sheet: Sheet) -> list[Line]:
    """The review as lines for one sheet."""
    width = min(sheet.width or WIDEST, WIDEST)
    lines: list[Line] = [[], *_head(told, rep, sheet, width), *_wrapped(words.headline(told), sheet, width)]
    if told.thin is not None:
        lines += [[], *_wrapped(words.thin(told), sheet, width, "yellow")]
    if told.actual or told.planned:
        lines += _pictures(told, sheet, width)
    for label, rows in _sentences(told):
        for at, row in enumerate(rows):
            lines += labelled(label if at == 0 else "", row, sheet, width, LABEL)
    return [*lines, *_changes(told, sheet, width), []]


def _head(told: Review, rep: str, sheet: Sheet, width: int) -> list[Line]:
    title, logged = f"{rep} · {words.title(told)}", words.logged(told)
    if sheet.cells(title) + sheet.cells(logged) + 4 <= width:
        return [spread(sheet, [Piece(" "), Piece(title, "bold")], [Piece(logged + " ", "dim")], width)]
    return [*_wrapped(title, sheet, width, "bold"), [Piece(" " + logged, "dim")]]


def _wrapped(text: str, sheet: Sheet, width: int, style: str = "") -> Iterator[Line]:
    return ([Piece(" " + row, style)] for row in sheet.wrap(text, width - 2))


def _pictures(told: Review, sheet: Sheet, width: int) -> Iterator[Line]:
    tables = [table for table in (*_tables(told), *_reliability(told)) if table.rows]
    found = widths(tables, sheet, width)
    yield []
    if found.bar:
        full, over, under = signs(sheet)
        yield [Piece(f" {full} done as planned   {over} beyond the plan   {under} planned, not done", "dim")]
        yield []
    for table in tables:
        yield from table_lines(table, found, sheet)
        yield []


def _tables(told: Review) -> Iterator[Table]:
    heads = ("planned", "actual", "made", "an hour")
    yield Table("Plays", heads, _groups(told.plays, told), TIMES)
    yield Table("Customers", heads, _groups(told.customers, told), TIMES)
    paid = sorted((-rate, group.name) for group in told.plays if (rate := group.per_hour))[:ROWS]
    rates = [Row(name, -rate, None, (per_hour(-rate, told.currency), "", "", "")) for rate, name in paid]
    yield Table("Money an hour", ("", "", "", ""), rates, ("green", "", "", ""))
    hours = [
        Row(
            f"{hour.hour:02}:00",
            hour.actual,
            hour.planned,
            (*_times(hour.planned, hour.actual), "", f"{hour.reached} of {hour.tries}" if hour.tries else ""),
        )
        for hour in _hours(told.hours)
    ]
    yield Table("Hours of the day", ("planned", "actual", "", "answered"), hours, ("dim", "", "", "dim"))
    yield _days(told)


def _times(planned: float, actual: float) -> tuple[str, str]:
    return words.hours(planned), words.hours(actual)


def _groups(groups: Sequence[Group], told: Review) -> list[Row]:
    shown, rest = list(groups[:ROWS]), groups[ROWS:]
    if rest:
        planned, actual = sum(group.planned for group in rest), sum(group.actual for group in rest)
        made = sum(group.made for group in rest)
        shown.append(Group(key="", name=f"{len(rest)} more", planned=planned, actual=actual, made=made))
    return [
        Row(
            group.name,
            group.actual,
            group.planned,
            (
                *_times(group.planned, group.actual),
                money(group.made, told.currency, short=True),
                per_hour(group.per_hour, told.currency) if group.per_hour else "",
            ),
        )
        for group in shown
    ]


def _hours(hours: Sequence[HourOfDay]) -> Iterator[HourOfDay]:
    """The hours from the first planned to the last, and those outside that were worked."""
    planned = [each.hour for each in hours if each.planned]
    for each in hours:
        if each.actual or (planned and planned[0] <= each.hour <= planned[-1]):
            yield each


def _days(told: Review) -> Table:
    """A line a day, a week or a month, so that they are not too many."""
    title, name_of = _stretches(told)
    stretches: dict[str, list[DayTotal]] = {}
    for each in told.days:
        stretches.setdefault(name_of(each.date), []).append(each)
    rows = []
    for name, days in stretches.items():
        planned, actual = sum(each.planned for each in days), sum(each.actual for each in days)
        made = money(sum(each.made for each in days), told.currency, short=True)
        done = f"{sum(each.done for each in days)}/{sum(each.items for each in days)}"
        rows.append(Row(name, actual, planned, (*_times(planned, actual), made, done)))
    return Table(title, ("planned", "actual", "made", "done"), rows, ("dim", "", "", "dim"))


def _stretches(told: Review) -> tuple[str, Callable[[date], str]]:
    if len(told.days) <= DAYS_SHOWN:
        return "Days", lambda on: words.day_word(on, told)
    if (told.days[-1].date - told.days[0].date).days <= 7 * WEEKS_SHOWN:
        return "Weeks", lambda on: f"from {day(on - timedelta(days=on.weekday()), told.last)}"
    return "Months", lambda on: f"{MONTHS[on.month - 1]} {on.year}"


def _reliability(told: Review) -> Iterator[Table]:
    """How often what was told to come came."""
    if told.score is not None and not told.score.too_early:
        rows = [
            Row(
                f"{percent(each.low)} to {percent(each.high)}",
                each.came,
                None,
                (percent(each.said), percent(each.came), "", str(each.forecasts)),
            )
            for each in told.score.bins
        ]
        yield Table("Do the chances hold?", ("told", "came", "", "forecasts"), rows, ("", "", "", "dim"), 1.0)


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
    yield "Differences", [words.difference(each) for each in told.differences]
    if told.score is not None:
        yield "Forecasts", words.forecasts(told.score, told.currency)


def _changes(told: Review, sheet: Sheet, width: int) -> Iterator[Line]:
    if not words.is_advice_due(told):
        return
    yield []
    yield [Piece(f" Worth changing {words.span_word(told)}", "bold")]
    if not told.changes:
        yield from ([Piece("   " + row)] for row in sheet.wrap(words.none_to_change(told), width - 4))
    for number, each in enumerate(told.changes, start=1):
        for at, row in enumerate(sheet.wrap(words.change(each, told), width - 7)):
            yield [Piece(f"   {number}  " if at == 0 else "      ", "bold"), Piece(row)]
