"""The forecast call on one page: commit, best case, out, each deal with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.core.learn.learned import ENOUGH
from planner.core.review.forecast_call import CALLS, CalledDeal, ForecastCall
from planner.screen.html.document import document, header, table, tiles
from planner.screen.text.layout import Piece, Sheet, TextLine, line_cells, sheet_of, write
from planner.screen.text.wording import counted, day, full_day, money, percent

if TYPE_CHECKING:
    from planner.screen.text.console import Console

TITLES = {"commit": "Commit", "best case": "Best case", "out": "Out"}
AMOUNT, CHANCE = 11, 6  # cells
MOST_OUT = 8  # deals that are out and shown on the terminal


def show_forecast(call: ForecastCall, currency: str, console: Console) -> None:
    """Print the forecast."""
    write(console, forecast_lines(call, currency, sheet_of(console)))


def forecast_lines(call: ForecastCall, currency: str, sheet: Sheet) -> list[TextLine]:
    """The forecast as lines for one sheet."""
    width = min(sheet.width or 96, 96)
    lines: list[TextLine] = [[], [Piece(f" Forecast to {full_day(call.last)}", "bold")]]
    lines += [[Piece(f" {row}")] for row in sheet.fill(list(_sums(call, currency)), " · ", width - 2)]
    wide = sheet.column((money(call.total(name), currency) for name in CALLS), AMOUNT)
    for name in CALLS:
        deals = [each for each in call.deals if each.call == name]
        if deals:
            total = sheet.right(money(call.total(name), currency), wide)
            lines += [[], [Piece(f" {sheet.left(TITLES[name], width - wide - 2)}", "bold"), Piece(total, "bold")]]
            shown, rest = (deals[:MOST_OUT], deals[MOST_OUT:]) if name == "out" else (deals, [])
            for each in shown:
                amount = Piece(sheet.right(money(each.amount, currency), wide), "green")
                lines += _deal(each, call, amount, sheet, width)
            more = money(sum(each.amount for each in rest), currency)
            lines += [[Piece(f"   {counted(len(rest), 'more deal')}: {more}", "dim")]] if rest else []
    return [*lines, [], [Piece(f" {row}", "dim") for row in [basis(call)]], []]


def _deal(each: CalledDeal, call: ForecastCall, amount: Piece, sheet: Sheet, width: int) -> Iterator[TextLine]:
    room = width - line_cells([amount]) - CHANCE - 4
    yield [
        Piece("   " + sheet.left(each.name, room)),
        Piece(sheet.right(percent(each.chance), CHANCE), "dim"),
        amount,
    ]
    for row in sheet.wrap(f"{each.stage}: {reason_words(each, call)}", width - 7):
        yield [Piece(f"     {row}", "dim")]


def _sums(call: ForecastCall, currency: str) -> Iterator[str]:
    closed = f"{money(call.closed, currency)} closed since {day(call.first, call.last)}"
    yield closed + (f" of {money(call.target, currency)}" if call.target else "")
    commit = call.closed + call.total("commit")
    best = commit + call.total("best case")
    yield f"with commit {money(commit, currency)}{_of_target(commit, call)}"
    yield f"best case {money(best, currency)}{_of_target(best, call)}"
    yield f"weighted {money(call.closed + call.weighted, currency)}"


def _of_target(amount: float, call: ForecastCall) -> str:
    return f" ({percent(amount / call.target)})" if call.target else ""


def reason_words(each: CalledDeal, call: ForecastCall) -> str:
    """The reason for the call in words."""
    detail = day(each.detail, call.last) if isinstance(each.detail, date) else each.detail
    match each.because:
        case "date passed":
            return f"deadline of {detail} passed: still on?" if detail else "deadline passed: still on?"
        case "no worth":
            return "no money in it for you"
        case "stopped":
            return f"{detail}, a deal-breaker"
        case "too late":
            return f"they decide about {detail}, after the period"
        case "waiting":
            return f"with {detail}"
        case "silent":
            return f"silent for {detail} days"
        case "nobody decides":
            return "no decision maker on it"
        case "no next step":
            return "no next step agreed"
        case "one contact":
            return "only one contact"
        case "unlikely":
            return f"{percent(each.chance)} by then"
        case "on its way":
            return f"next step on {detail}" if detail else "on its way"


def basis(call: ForecastCall) -> str:
    """The basis of the chances, in a line."""
    if call.outcomes < ENOUGH:
        return f"chances: from the playbook; {call.outcomes} of the {ENOUGH} outcomes needed to judge them"
    return f"chances: learned from {counted(call.outcomes, 'outcome')}"


def forecast_page(call: ForecastCall, rep: str, currency: str) -> str:
    """The forecast as a page of HTML."""
    body = [header(rep, f"Forecast to {full_day(call.last)}", f"since {full_day(call.first)}")]
    figures = [("Closed", money(call.closed, currency), f"of {money(call.target, currency)}" if call.target else "")]
    commit = call.closed + call.total("commit")
    figures.append(("With commit", money(commit, currency), _of_target(commit, call).strip(" ()")))
    best = commit + call.total("best case")
    figures.append(("Best case", money(best, currency), _of_target(best, call).strip(" ()")))
    body.append(tiles(figures))
    for name in CALLS:
        deals = [each for each in call.deals if each.call == name]
        if deals:
            body.append(table((TITLES[name], "amount", "chance", "why"), _rows(deals, call, currency), "text"))
    body.append(f"<p>{basis(call)}</p>")
    return document("forecast", f"Forecast to {call.last}", body)


def _rows(deals: Iterable[CalledDeal], call: ForecastCall, currency: str) -> Iterator[list[str]]:
    for each in deals:
        why = f"{each.stage}: {reason_words(each, call)}"
        yield [each.name, money(each.amount, currency), percent(each.chance), why]


def forecast_json(call: ForecastCall, currency: str) -> dict[str, Any]:
    """The forecast as one document."""
    return {
        "format": 1,
        "currency": currency,
        "first": call.first.isoformat(),
        "last": call.last.isoformat(),
        "closed": call.closed,
        "target": call.target,
        "weighted": call.weighted,
        "outcomes": call.outcomes,
        "totals": {name: call.total(name) for name in CALLS},
        "deals": [
            {
                "record": each.record,
                "name": each.name,
                "call": each.call,
                "amount": each.amount,
                "chance": each.chance,
                "stage": each.stage,
                "because": each.because,
                "detail": each.detail.isoformat() if isinstance(each.detail, date) else each.detail,
                "reason": reason_words(each, call),
            }
            for each in call.deals
        ],
    }
