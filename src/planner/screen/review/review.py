"""The review on the terminal: bars first, then sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from planner.core.review.review import DayTotal, Group, HourOfDay, Review
from planner.locales.locale import locale_in_use
from planner.screen.review import words
from planner.screen.review.bridge import bridge_lines
from planner.screen.review.tables import ReviewRow, ReviewTable, table_lines, widths
from planner.screen.review.text_bars import signs
from planner.screen.text.layout import Piece, Sheet, TextLine, labelled, sheet_of, spread, write
from planner.screen.text.wording import MONTHS, day, minute_clock, money, per_hour, percent

if TYPE_CHECKING:
    from planner.screen.text.console import Console

WIDEST = 96
LABEL = 17
ROWS = 8  # plays and customers shown; the rest are one line
DAYS_SHOWN = 14  # longer stretches are shown by the week
WEEKS_SHOWN = 14  # and still longer ones by the month
SHORTEST_INTERNAL = 30  # minutes; less is not worth a line

TIMES = ("dim", "", "", "green")


def show_review(review: Review, rep: str, console: Console) -> None:
    """Print a review under the rep's name."""
    write(console, review_lines(review, rep, sheet_of(console)))


def review_lines(review: Review, rep: str, sheet: Sheet) -> list[TextLine]:
    """The review as lines for one sheet."""
    width = min(sheet.width or WIDEST, WIDEST)
    lines: list[TextLine] = [[], *_head(review, rep, sheet, width), *_wrapped(words.headline(review), sheet, width)]
    if review.thin is not None:
        lines += [[], *_wrapped(words.thin(review), sheet, width, "yellow")]
    if review.bridge is not None:
        lines += [[], *bridge_lines(review.bridge, review.currency, sheet, width)]
    if review.actual or review.planned:
        lines += _pictures(review, sheet, width)
    for label, rows in _sentences(review):
        for at, row in enumerate(rows):
            lines += labelled(label if at == 0 else "", row, sheet, width, LABEL)
    return [*lines, *_changes(review, sheet, width), []]


def _head(review: Review, rep: str, sheet: Sheet, width: int) -> list[TextLine]:
    title, logged = f"{rep} · {words.title(review)}", words.logged(review)
    if sheet.cells(title) + sheet.cells(logged) + 4 <= width:
        return [spread(sheet, [Piece(" "), Piece(title, "bold")], [Piece(logged + " ", "dim")], width)]
    return [*_wrapped(title, sheet, width, "bold"), [Piece(" " + logged, "dim")]]


def _wrapped(text: str, sheet: Sheet, width: int, style: str = "") -> Iterator[TextLine]:
    return ([Piece(" " + row, style)] for row in sheet.wrap(text, width - 2))


def _pictures(review: Review, sheet: Sheet, width: int) -> Iterator[TextLine]:
    tables = [table for table in (*_tables(review), *_reliability(review)) if table.rows]
    found = widths(tables, sheet, width)
    yield []
    if found.bar:
        full, over, under = signs(sheet)
        yield [Piece(f" {full} planned and done   {over} extra   {under} not done", "dim")]
        yield []
    for table in tables:
        yield from table_lines(table, found, sheet)
        yield []


def _tables(review: Review) -> Iterator[ReviewTable]:
    heads = ("planned", "actual", words.AT_PRICE, "an hour")
    yield ReviewTable("Plays", heads, _groups(review.plays, review), TIMES)
    yield ReviewTable("Customers", heads, _groups(review.customers, review), TIMES)
    paid = sorted((-rate, group.name) for group in review.plays if (rate := group.per_hour))[:ROWS]
    rates = [ReviewRow(name, -rate, None, (per_hour(-rate, review.currency), "", "", "")) for rate, name in paid]
    yield ReviewTable("Money an hour", ("", "", "", ""), rates, ("green", "", "", ""))
    hours = [
        ReviewRow(
            minute_clock(hour.hour * 60),
            hour.actual,
            hour.planned,
            (*_times(hour.planned, hour.actual), "", f"{hour.answered} of {hour.tries}" if hour.tries else ""),
        )
        for hour in _hours(review.hours)
    ]
    yield ReviewTable("Hours of the day", ("planned", "actual", "", "answered"), hours, ("dim", "", "", "dim"))
    yield _days(review)


def _times(planned: float, actual: float) -> tuple[str, str]:
    return words.hours(planned), words.hours(actual)


def _groups(groups: Sequence[Group], review: Review) -> list[ReviewRow]:
    return [
        ReviewRow(
            group.name,
            group.actual,
            group.planned,
            (
                *_times(group.planned, group.actual),
                money(group.made, review.currency, short=True),
                per_hour(group.per_hour, review.currency) if group.per_hour else "",
            ),
        )
        for group in words.largest(groups, ROWS)
    ]


def _hours(hours: Sequence[HourOfDay]) -> Iterator[HourOfDay]:
    """The hours from the first planned to the last, and worked hours outside them."""
    planned = [each.hour for each in hours if each.planned]
    for each in hours:
        if each.actual or (planned and planned[0] <= each.hour <= planned[-1]):
            yield each


def _days(review: Review) -> ReviewTable:
    """A line a day, a week or a month, so that they stay few."""
    title, name_of = _stretches(review)
    stretches: dict[str, list[DayTotal]] = {}
    for each in review.days:
        stretches.setdefault(name_of(each.date), []).append(each)
    rows = []
    for name, days in stretches.items():
        planned, actual = sum(each.planned for each in days), sum(each.actual for each in days)
        made = money(sum(each.made for each in days), review.currency, short=True)
        done = f"{sum(each.done for each in days)}/{sum(each.items for each in days)}"
        rows.append(ReviewRow(name, actual, planned, (*_times(planned, actual), made, done)))
    return ReviewTable(title, ("planned", "actual", words.AT_PRICE, "done"), rows, ("dim", "", "", "dim"))


def _stretches(review: Review) -> tuple[str, Callable[[date], str]]:
    if len(review.days) <= DAYS_SHOWN:
        return "Days", lambda on: words.day_word(on, review)
    if (review.days[-1].date - review.days[0].date).days <= 7 * WEEKS_SHOWN:
        return "Weeks", lambda on: f"from {day(locale_in_use().first_of_week(on), review.last)}"
    return "Months", lambda on: f"{MONTHS[on.month - 1]} {on.year}"


def _reliability(review: Review) -> Iterator[ReviewTable]:
    """The share of deals won by forecast chance."""
    if review.score is not None and not review.score.too_early:
        rows = [
            ReviewRow(
                f"{percent(each.low)} to {percent(each.high)}",
                each.came,
                None,
                (percent(each.said), percent(each.came), "", str(each.forecasts)),
            )
            for each in review.score.bins
        ]
        yield ReviewTable("Do the chances hold?", ("chance", "won", "", "forecasts"), rows, ("", "", "", "dim"), 1.0)


def internal_words(review: Review) -> str | None:
    """The price of the internal hours, in a line."""
    if review.internal_costs is None or review.internal < SHORTEST_INTERNAL:
        return None
    cost, hour = money(review.internal_costs, review.currency), money(review.price or 0.0, review.currency)
    return f"{words.hours(review.internal)} of meetings and work without a customer: {cost}, at {hour} an hour"


def _sentences(review: Review) -> Iterator[tuple[str, list[str]]]:
    yield "Your activity", [words.effort(review.effort)]
    yield "Won", [words.won(review)]
    yield "Objectives", [words.aims(review)] if review.aims else []
    yield "Estimates", words.estimates(review)
    yield "Not done", [word] if (word := words.dropped(review)) else []
    yield "Unplanned", [word] if (word := words.unplanned(review)) else []
    yield "Internal", [word] if (word := internal_words(review)) else []
    yield "Longest silent", [word] if (word := words.waiting(review)) else []
    yield "Next steps", [word] if (word := words.open_ends(review)) else []
    yield "Parked", words.parked(review)
    yield "Qualified out", words.out(review.qualified_out)
    yield "Differences", [words.difference(each) for each in review.differences]
    if review.score is not None:
        yield "Forecasts", words.forecasts(review.score, review.currency)


def _changes(review: Review, sheet: Sheet, width: int) -> Iterator[TextLine]:
    if not words.is_advice_due(review):
        return
    yield []
    yield [Piece(f" Worth changing {words.span_word(review)}", "bold")]
    if not review.changes:
        yield from ([Piece("   " + row)] for row in sheet.wrap(words.no_suggestion(review), width - 4))
    for number, each in enumerate(review.changes, start=1):
        for at, row in enumerate(sheet.wrap(words.suggestion(each, review), width - 7)):
            yield [Piece(f"   {number}  " if at == 0 else "      ", "bold"), Piece(row)]
