"""The year on one screen: what is earned, what an hour has to make, what may be expected of what is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.core.outlook import YearView
from planner.screen.layout import Line, Piece, Sheet, labelled, sheet_of, write
from planner.screen.review_bars import bar
from planner.screen.wording import MONTHS, counted, day, money, per_hour, percent

if TYPE_CHECKING:
    from rich.console import Console

LABEL = 16
DEALS = 8


def show_year(told: YearView, console: Console) -> None:
    """Prints the year as it stands."""
    write(console, year_lines(told, sheet_of(console)))


def year_lines(told: YearView, sheet: Sheet) -> list[Line]:
    """The year as lines for one sheet."""
    width = min(sheet.width or 96, 96)
    lines: list[Line] = [[], [Piece(f" {told.today.year}, as of {day(told.today, told.today)}", "bold")], []]
    for label, text in _sums(told):
        lines += labelled(label, text, sheet, width, LABEL)
    lines += [[], *_months(told, sheet, width), *_deals(told, sheet, width), []]
    return lines


def _sums(told: YearView) -> Iterator[tuple[str, str]]:
    def cash(amount: float) -> str:
        return money(amount, told.currency)

    won = counted(told.won, "deal")
    if told.goal is None:
        yield "Earned", f"{cash(told.earned)} from {won} won"
        yield "Goal", "none: say it in plan.toml, [year] income_goal = 120_000, and every page tells what an hour needs"
    else:
        share = percent(told.earned / told.goal) if told.goal else ""
        yield "Earned", f"{cash(told.earned)} of {cash(told.goal)}{', ' + share if share else ''}, from {won} won"
        if told.ahead is not None and told.due_by_now is not None:
            word = "ahead" if told.ahead >= 0 else "behind"
            yield "Pace", f"{cash(abs(told.ahead))} {word}: an even year would have {cash(told.due_by_now)} by now"
        hours = f"{told.hours_left:,.0f} h of selling in {counted(round(told.days_left), 'day')}"
        if told.price_of_hour is None:
            yield "Left", f"{hours}: no hour is left to earn it in"
        elif told.price_of_hour == 0:
            yield "Left", f"{hours}; the goal is reached"
        else:
            yield "Left", f"{hours}, so an hour has to make {per_hour(told.price_of_hour, told.currency)}"
            if told.price_lately:
                yield "", f"the last hour of your recent pages paid {per_hour(told.price_lately, told.currency)}"
    out = told.outlook
    if out.deals:
        yield (
            "Open",
            f"{cash(out.money)} expected this year from {counted(len(out.deals), 'deal')}, "
            f"in four of five cases {cash(out.low)} to {cash(out.high)}; {cash(out.later)} later",
        )
        if out.dates_passed:
            yield "", f"{counted(out.dates_passed, 'expected date')} over: their stages' usual days are taken instead"
    else:
        yield "Open", "nothing"
    if told.still_to_find:
        yield "Still to find", f"{cash(told.still_to_find)} that nothing open is expected to bring"


def _months(told: YearView, sheet: Sheet, width: int) -> Iterator[Line]:
    months = [month for month in told.outlook.months if month.deals]
    if not months:
        return
    yield [Piece(" Expected by month", "bold")]
    most, cells = max(month.money for month in months), max(10, width - LABEL - 24)
    for month in months:
        yield [
            Piece(f"   {MONTHS[month.first.month - 1]}".ljust(LABEL)),
            *bar(sheet, month.money, most, cells),
            Piece(sheet.right(money(month.money, told.currency, short=True), 10)),
            Piece(sheet.right(counted(month.deals, "deal"), 10), "dim"),
        ]
    yield []


def _deals(told: YearView, sheet: Sheet, width: int) -> Iterator[Line]:
    if not told.outlook.deals:
        return
    name = max(20, width - 52)
    columns = "".join(
        sheet.right(word, cells) for word, cells in zip(("worth", "chance", "by", "brings"), COLUMNS, strict=True)
    )
    yield [Piece(sheet.left(" Largest", name + 3), "bold"), Piece(columns, "dim")]
    for deal in told.outlook.deals[:DEALS]:
        yield [
            Piece("   " + sheet.left(deal.name, name)),
            Piece(sheet.right(money(deal.worth, told.currency, short=True), COLUMNS[0])),
            Piece(sheet.right(percent(deal.chance), COLUMNS[1])),
            Piece(sheet.right(("" if deal.told else "~") + day(deal.expected, told.today), COLUMNS[2]), "dim"),
            Piece(sheet.right(money(deal.brings, told.currency, short=True), COLUMNS[3]), "green"),
        ]


COLUMNS = (12, 9, 14, 12)


def year_json(told: YearView) -> dict[str, Any]:
    """The year as one document: money in `currency`, chances 0..1, ISO dates."""
    document: dict[str, Any] = {"format": 1}
    for field in fields(told):
        if field.name != "outlook":
            value = getattr(told, field.name)
            document[field.name] = value.isoformat() if isinstance(value, date) else value
    out = told.outlook
    return document | {
        "ahead": told.ahead,
        "still_to_find": told.still_to_find,
        "outlook": {
            "money": out.money,
            "low": out.low,
            "high": out.high,
            "later": out.later,
            "months": [{"month": f"{m.first:%Y-%m}", "money": m.money, "deals": m.deals} for m in out.months],
            "deals": [
                {
                    "record": deal.record,
                    "name": deal.name,
                    "worth": deal.worth,
                    "chance": deal.chance,
                    "expected": deal.expected.isoformat(),
                    "told": deal.told,
                    "in_year": deal.in_year,
                    "brings": deal.brings,
                }
                for deal in out.deals
            ],
        },
    }
