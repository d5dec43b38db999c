"""The territory on one screen: groups of hours, the largest accounts, the first moves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.core.territory.territory import AccountPlan, Allocation, Territory
from planner.screen.text.layout import Piece, Sheet, TextLine, labelled, sheet_of, spread, write
from planner.screen.text.wording import (
    counted,
    day,
    large_figure,
    money,
    per_hour,
    percent,
    short_figure,
    signed_figure,
    signed_money,
)

if TYPE_CHECKING:
    from planner.screen.text.console import Console

WIDE = 96
LABEL = 18
NAME = 24  # cells of an account's name
MOVES = 5


def show_territory(found: Territory, top: int, console: Console) -> None:
    """Print the territory."""
    write(console, territory_lines(found, top, sheet_of(console)))


def territory_lines(found: Territory, top: int, sheet: Sheet) -> list[TextLine]:
    """The territory as lines for one sheet."""
    width = min(sheet.width or WIDE, WIDE)
    head = [Piece(f" {quarter(found)}", "bold"), Piece(f" · {large_figure(found.hours)} hours for selling")]
    last = f"the last hour pays {money(found.price, found.currency, short=True)} "
    lines: list[TextLine] = [[], spread(sheet, head, [Piece(last)], width), [], *_groups(found, sheet), []]
    if found.accounts[:top]:
        lines += [*_accounts(found, top, sheet, width), []]
    for label, words in notes(found):
        lines += labelled(label, words, sheet, width, LABEL)
    return [*lines, []]


def quarter(found: Territory) -> str:
    return f"{day(found.first, found.first)} to {day(found.last)}"


def _groups(found: Territory, sheet: Sheet) -> Iterator[TextLine]:
    head = f" {'':<14}{'now':>12}{'best':>15}{'change':>12}{'money':>13}"
    yield [Piece(head, "dim")]
    for each in found.groups:
        if not each.given.hours and not each.best.hours:
            continue
        is_known = bool(found.diary_days) or each.name == "Accounts"
        change = f"{signed_figure(each.hours)} h" if round(each.hours) else "as now"
        gain = signed_money(each.gain, found.currency) if round(each.gain) and is_known else ""
        change = change if is_known else ""
        yield [
            Piece(f" {each.name:<14}"),
            Piece(sheet.right(_hours(each.given.hours, found.hours), 12), "dim"),
            Piece(sheet.right(_hours(each.best.hours, found.hours), 15)),
            Piece(sheet.right(change, 12)),
            Piece(sheet.right(gain, 13), "green" if each.gain > 0 else ""),
        ]


def _hours(hours: float, of: float) -> str:
    return f"{large_figure(hours)} h {percent(hours / of):>4}" if of and round(hours) else "–"


def _accounts(found: Territory, top: int, sheet: Sheet, width: int) -> Iterator[TextLine]:
    yield [Piece(f" {'Top accounts':<{NAME}}  visits   hours    to you  room to grow, people, next step", "dim")]
    for each in found.accounts[:top]:
        hours = signed_figure(each.hours, 1) if abs(each.hours) >= 0.05 else "as now"
        gain = signed_money(each.gain, found.currency) if round(each.gain) else ""
        start = [
            Piece("   " + sheet.left(each.name, NAME - 2)),
            Piece(sheet.right(visits(each), 8)),
            Piece(sheet.right(hours, 8)),
            Piece(sheet.right(gain, 10), "green" if each.gain > 0 else ""),
        ]
        room = width - NAME - 31
        yield [*start, Piece("  " + sheet.cut_words(outlook_words(each, found), room), "dim")]
    if (more := len(found.accounts) - top) > 0:
        yield [Piece(f"   and {more} more: --top {len(found.accounts)}", "dim")]


def visits(plan: AccountPlan) -> str:
    """3 → 6, or 3 where nothing changes."""
    given, best = short_figure(plan.visits_given), short_figure(plan.visits_best)
    return given if given == best else f"{given} → {best}"


def outlook_words(plan: AccountPlan, found: Territory) -> str:
    """Room to grow, people and next step of an account."""
    room = "room not known: ask" if plan.room is None else f"{money(plan.room, found.currency, short=True)} room"
    people = counted(len(plan.people), "person", "people") if plan.people else "no one known"
    step = f"{day(plan.next_on, found.first)}" if plan.next_on else "no next step"
    return " · ".join([room, people, f"{step} {plan.next}".strip()])


def notes(found: Territory) -> Iterator[tuple[str, str]]:
    """The notes below: the moves, the money between, and where the given hours are from."""
    moves = [move_words(each, found) for each in found.moves[:MOVES]]
    for n, words in enumerate(moves):
        yield ("Best moves" if n == 0 else "", words)
    yield (
        "Upside",
        f"{signed_money(found.gain, found.currency)} to you this quarter, if your hours go where they pay most",
    )
    if found.diary_days:
        yield "Now", f"your log of the last {counted(found.diary_days, 'day')}, for a quarter"
    else:
        yield "Now", "too little logged yet: accounts count at their usual visits, deals not at all"
    yield (
        "Edge",
        f"{per_hour(found.price, found.currency)}: what pays less is left out; every account keeps at least one visit",
    )


def move_words(each: Allocation, found: Territory) -> str:
    """A change in words: Fjordlin: +4.8 h, +€1,381."""
    return f"{each.name}: {signed_figure(each.hours, 1)} h, {signed_money(each.gain, found.currency)}"
