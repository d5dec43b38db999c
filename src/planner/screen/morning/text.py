"""The morning as text, with the commands that its keys stand for: what a pipe gets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from shlex import join, quote
from typing import TYPE_CHECKING

from planner.core.cadence.close_file import A_DAY
from planner.core.morning.choices import called_off_choices, decision_choices, silent_choices
from planner.core.morning.commands import Command, words_of
from planner.core.morning.morning import Morning
from planner.screen.morning.words import (
    called_off_words,
    deal_line,
    deals_head,
    decision_lines,
    drop_lines,
    open_line,
    overnight_lines,
    part_head,
    price_words,
    promise_line,
    promises_head,
    rest_lines,
    silent_line,
    to_send,
    width_of,
    yesterday_head,
)
from planner.screen.text.layout import Piece, Sheet, TextLine, sheet_of, spread, write
from planner.screen.text.wording import clock, full_day

if TYPE_CHECKING:
    from planner.screen.text.console import Console


def show_morning(morning: Morning, console: Console) -> None:
    """Print all five parts, with the commands to type."""
    write(console, morning_lines(morning, sheet_of(console)))


def morning_lines(morning: Morning, sheet: Sheet) -> list[TextLine]:
    """The whole morning as lines for one sheet."""
    return [
        *greeting(morning.now, morning.rep, sheet, ""),
        *_yesterday(morning, sheet),
        *_overnight(morning, sheet),
        *_promises(morning, sheet),
        *_deals(morning, sheet),
        *_decision(morning, sheet),
        [],
        _typed("the page", "plan today"),
    ]


def greeting(now: datetime, rep: str, sheet: Sheet, keys: str) -> list[TextLine]:
    """The first line: day and time, and the keys that hold everywhere."""
    when = [Piece(" "), Piece(f"{full_day(now.date())}, {clock(now)}", "bold"), Piece(f" · {sheet.say(rep)}")]
    return [spread(sheet, when, [Piece(f"{keys} ", "dim")], width_of(sheet))]


def _yesterday(morning: Morning, sheet: Sheet) -> Iterable[TextLine]:
    yesterday = morning.yesterday
    yield from part_head(1, "YESTERDAY", yesterday_head(yesterday, morning.date), sheet)
    for line in yesterday.lines:
        yield open_line(line, sheet)
    if yesterday.lines:
        first = yesterday.lines[0]
        yield _typed("log one", f"plan done {quote(first.item)} -o {first.outcomes[0]} --on {yesterday.date}")
        yield _typed("all of them", f"plan wrap --on {yesterday.date}")


def _overnight(morning: Morning, sheet: Sheet) -> Iterable[TextLine]:
    yield from part_head(2, "OVERNIGHT", "", sheet)
    yield from overnight_lines(morning.overnight, morning.date, sheet)
    for ask in morning.overnight.called_off:
        yield [Piece(f"   {called_off_words(ask, morning.date)}")]
        yield from _choices(each.command for each in called_off_choices(ask.record))
    yield _typed("who wrote or called", 'plan inbound "COMPANY, NAME" · plan done RECORD -o OUTCOME')


def _promises(morning: Morning, sheet: Sheet) -> Iterable[TextLine]:
    yield from part_head(3, "PROMISES", promises_head(morning.promises, morning.date), sheet)
    for promise in morning.promises:
        yield promise_line(promise, morning.date, sheet)
    if morning.promises:
        late = next((each for each in morning.promises if each.start is None), morning.promises[0])
        yield _typed("can't keep one", f"plan later {quote(late.record or late.item)} DAY")


def _deals(morning: Morning, sheet: Sheet) -> Iterable[TextLine]:
    yield from part_head(4, "WHAT COULD MOVE TODAY", price_words(morning), sheet)
    if morning.deals:
        yield deals_head(sheet)
    for deal in morning.deals:
        yield deal_line(deal, morning.currency, sheet)
    yield from rest_lines(morning, sheet)
    if morning.deals:
        first = quote(morning.deals[0].record)
        yield _typed("yours to change", f"plan set {first} chance=0.8")
        yield _typed("", f"plan later {first} DAY · plan today --without {first}")


def _decision(morning: Morning, sheet: Sheet) -> Iterable[TextLine]:
    decision = morning.decision
    for file in morning.silent[:A_DAY]:
        yield silent_line(file, morning.date, sheet)
        yield from _choices(each.command for each in silent_choices(file.record))
    if len(morning.silent) > A_DAY:
        yield [Piece(f"   {len(morning.silent) - A_DAY} more gave no answer: plan park", "dim")]
    yield from part_head(5, "ONE DECISION", "" if decision is not None else "none today", sheet)
    if decision is not None:
        yield from decision_lines(decision, morning.currency, morning.date, sheet)
        choices = decision_choices(decision, morning.date)
        yield from _choices(each.command for each in choices)
        if any(each.declines for each in choices):
            yield from to_send(drop_lines(decision.contact), sheet)


def _choices(commands: Iterable[Command | None]) -> Iterable[TextLine]:
    for command in commands:
        if command is not None:
            yield _typed("", command_text(command))


def command_text(command: Command) -> str:
    """The command line that does the same."""
    return f"plan {join(words_of(command))}"


def _typed(what: str, command: str) -> TextLine:
    return [Piece(f"   {what + ': ' if what else ''}", "dim"), Piece(command)]
