"""The price of meetings and of a discount, on the screen and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from planner.core.territory.price import DiscountPrice, MeetingPrice
from planner.screen.text.json_out import FORMAT
from planner.screen.text.layout import Piece, TextLine, labelled, sheet_of, write
from planner.screen.text.wording import large_figure, length, money, per_hour, percent, short_figure

if TYPE_CHECKING:
    from planner.screen.text.console import Console

LABEL = 12
WIDTH = 79


def show_discount(found: DiscountPrice, console: Console) -> None:
    """Print what a discount has to bring."""
    sheet = sheet_of(console)
    width = min(sheet.width or WIDTH, WIDTH)
    lines: list[TextLine] = [[], [Piece(f" {sheet.say(found.name)}: {percent(found.discount)} off", "bold")], []]
    for label, words in _discount_words(found):
        lines += labelled(label, words, sheet, width, LABEL)
    write(console, [*lines, []])


def _discount_words(found: DiscountPrice) -> list[tuple[str, str]]:
    def cash(amount: float) -> str:
        return money(amount, found.currency, short=True)

    given = found.amount * found.discount
    rows = [("You give", f"{cash(given)} of {cash(found.amount)}; to you {cash(found.worth_then)} instead of "
                         f"{cash(found.worth)} if won")]  # fmt: skip
    if found.points is None:
        return [*rows, ("It brings", f"nothing: your margin is {percent(found.margin)}")]
    chance = percent(found.chance)
    if found.needed is None:
        return [*rows, ("It brings", f"too little: even a sure win would pay less than {chance} at full price")]
    points = short_figure(100 * found.points)
    k, left = percent(found.margin), percent(found.margin - found.discount)
    needs = f"{points} points more chance to win: {percent(found.needed)} instead of {chance}"
    return [*rows, ("It needs", needs), ("The math", f"{chance} × ({k} ÷ {left} − 1) ≈ {points} points")]


def discount_json(found: DiscountPrice) -> dict[str, Any]:
    """The document of `plan price RECORD --discount`."""
    return {
        "format": FORMAT,
        "record": found.record,
        "amount": found.amount,
        "discount": found.discount,
        "margin": found.margin,
        "chance": found.chance,
        "points": found.points,
        "needed": found.needed,
        "worth": found.worth,
        "worth_then": found.worth_then,
    }


def show_meetings(meetings: Sequence[MeetingPrice], currency: str, console: Console) -> None:
    """Print what meetings cost a year."""
    sheet = sheet_of(console)
    if not meetings:
        write(console, [[Piece("No recurring meetings in the next four weeks. Price any: `plan price --meeting 60`")]])
        return
    first = meetings[0]
    names = min(max(sheet.cells(each.title) for each in meetings), 40)
    head = f" {'':<{names}}    a week    hours a year     a year"
    lines: list[TextLine] = [[], [Piece(head, "dim")]]
    for each in meetings:
        lines.append([
            Piece(" " + sheet.left(each.title, names)),
            Piece(sheet.right(length(each.minutes_a_week), 10) + sheet.right(f"{large_figure(each.hours)} h", 16)),
            Piece(sheet.right(money(each.money, currency, short=True), 11), "bold"),
        ])  # fmt: skip
    total = sum(each.money for each in meetings)
    words = f"{first.weeks:.0f} working weeks × {per_hour(first.price_of_hour, currency)}, what an hour is worth"
    if len(meetings) > 1:
        words = f"{money(total, currency, short=True)} in all: {words}"
    write(console, [*lines, [], [Piece(f" {words}", "dim")], []])


def meetings_json(meetings: Sequence[MeetingPrice], currency: str) -> dict[str, Any]:
    """The document of `plan price` for meetings."""
    return {
        "format": FORMAT,
        "currency": currency,
        "meetings": [
            {
                "title": each.title,
                "minutes_a_week": each.minutes_a_week,
                "weeks": each.weeks,
                "price_of_hour": each.price_of_hour,
                "hours": each.hours,
                "money": each.money,
            }
            for each in meetings
        ],
        "money": sum(each.money for each in meetings),
    }
