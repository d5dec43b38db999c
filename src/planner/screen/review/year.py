"""The year on one screen: earned money, the pay an hour needs, the forecast of open deals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.core.customers.deals_for_others import PetDeal
from planner.core.review.year_forecast import YearForecast, YearView
from planner.screen.review.json_out import out_json
from planner.screen.review.text_bars import bar
from planner.screen.review.words import out as out_words
from planner.screen.text.layout import Piece, Sheet, TextLine, labelled, sheet_of, write
from planner.screen.text.sums import trimmed_percent
from planner.screen.text.wording import MONTHS, counted, day, figure, large_figure, listed, money, per_hour, percent

if TYPE_CHECKING:
    from planner.screen.text.console import Console

LABEL = 16
DEALS = 8


Row = tuple[str, str]  # a label and its words


def show_year(view: YearView, console: Console, work: Sequence[Row] = ()) -> None:
    """Print the year so far; `work` are rows on the work that the rest of it takes."""
    write(console, year_lines(view, sheet_of(console), work))


def year_lines(view: YearView, sheet: Sheet, work: Sequence[Row] = ()) -> list[TextLine]:
    """The year as lines for one sheet."""
    width = min(sheet.width or 96, 96)
    lines: list[TextLine] = [[], [Piece(f" {_named(view)}, as of {day(view.today, view.today)}", "bold")], []]
    for label, text in (*_sums(view), *work):
        lines += labelled(label, text, sheet, width, LABEL)
    lines += [[], *_months(view, sheet, width), *_deals(view, sheet, width), []]
    return lines


def _named(view: YearView) -> str:
    """The year by its number; one that is not the calendar's by its first day, too."""
    if _is_calendar_year(view):
        return str(view.last.year)
    return f"FY {view.last.year} from {day(view.first, view.today)}"


def _is_calendar_year(view: YearView) -> bool:
    return (view.first.month, view.first.day) == (1, 1)


def _sums(view: YearView) -> Iterator[tuple[str, str]]:
    def cash(amount: float) -> str:
        return money(amount, view.currency)

    won = counted(view.won, "deal")
    undated = f"won, but not counted, because `won_on` is missing: {_few(view.undated)}" if view.undated else ""
    if view.goal is None:
        yield "Earned", f"{cash(view.earned)} from {won} won"
        yield from [("", undated)] if undated else []
        yield "Goal", "none yet. Set income_goal under [year] in plan.toml, and your pages show what an hour has to pay"
    else:
        share = percent(view.earned / view.goal) if view.goal else ""
        yield "Earned", f"{cash(view.earned)} of {cash(view.goal)}{', ' + share if share else ''}, from {won} won"
        yield from [("", undated)] if undated else []
        if view.pace_gap is not None and view.due_by_now is not None:
            word = "ahead" if view.pace_gap >= 0 else "behind"
            yield "Pace", f"{cash(abs(view.pace_gap))} {word}: an even pace would be at {cash(view.due_by_now)} by now"
        hours = f"{large_figure(view.hours_left)} h in {counted(round(view.days_left), 'selling day')} from today"
        if view.price_of_hour is None:
            yield "Left", f"{hours}: no selling hours left this year"
        elif view.price_of_hour == 0:
            yield "Left", f"{hours}; goal reached"
        else:
            yield "Left", f"{hours}; your goal needs {per_hour(view.price_of_hour, view.currency)}"
            if view.price_lately:
                yield "", f"the last hour of your recent pages paid {per_hour(view.price_lately, view.currency)}"
    yield from _quota(view)
    yield from _open(view)
    rows = out_words(view.qualified_out)
    yield from (("Qualified out" if at == 0 else "", row) for at, row in enumerate(rows))
    for each in view.pets:
        yield f"For {each.who}", f"{each.name}: {pet_words(each, view.currency)}"
    if view.out_of_reach:
        most = cash((view.goal or 0.0) - view.out_of_reach)
        yield (
            "Out of reach",
            f"{cash(view.out_of_reach)}: open deals and prospecting should bring about {most} in the hours left",
        )
    elif view.still_to_find:
        yield "Still to find", f"{cash(view.still_to_find)} that no open deal is expected to bring"


def pet_words(pet: PetDeal, currency: str) -> str:
    """The price of working a deal for someone else, in a line."""
    pays = f"{figure(pet.hours, 1)} h a week at {per_hour(pet.per_hour, currency)}"
    if round(pet.costs) == 0:
        return f"{pays}, no less than your other hours"
    return f"{pays} instead of {per_hour(pet.price, currency)}: it costs you {money(pet.costs, currency)} a week"


def _quota(view: YearView) -> Iterator[tuple[str, str]]:
    quota = view.quota
    if quota is None or not view.target:
        return
    closed = f"{money(quota.closed, view.currency)} of {money(view.target, view.currency)}"
    by = (
        f" by {day(quota.ends, view.today)}"
        if quota.ends
        else ": its period is over. Write the next one under [quota] in plan.toml"
    )
    yield "Quota", f"{closed}, {percent(quota.closed / view.target)}{by}"
    keeps = f"your share is {trimmed_percent(quota.keeps, 2)}"
    if view.next_rate is not None:
        closed_from, then = view.next_rate
        keeps += f", and {trimmed_percent(then, 2)} from {money(closed_from, view.currency)} on"
    if quota.ends and abs(quota.after - 1) >= 0.005:
        keeps += f"; on later deals {trimmed_percent(quota.keeps * quota.after, 2)}"
    yield "", keeps


def _open(view: YearView) -> Iterator[tuple[str, str]]:
    out, currency = view.outlook, view.currency
    if not out.deals:
        yield "Open", "no deal that can still close" if out.not_counted else "no deals"
    else:
        yield (
            "Open",
            f"{money(out.money, currency)} expected this year from {counted(len(out.deals), 'deal')}, "
            f"{money(out.later, currency)} after this year",
        )
        yield "", _range(out, currency)
        if out.dates_passed:
            yield (
                "",
                f"{counted(out.dates_passed, 'expected close')} passed: the usual days of their stages count instead",
            )
    for because, words in (("date passed", "deadline passed"), ("no worth", "no money in it for you")):
        names = [each.name for each in out.not_counted if each.because == because]
        if names:
            yield "", f"not counted ({words}): {_few(names)}"
    stopped = [f"{each.name} ({each.detail})" for each in out.not_counted if each.because == "stopped"]
    if stopped:
        yield "", f"not counted (stopped by an answer): {_few(stopped)}"


def _range(out: YearForecast, currency: str) -> str:
    """The money in four of five cases, or how likely any is."""
    if out.high <= 0:
        return f"most likely nothing: one of them closes this year in {_one_in(out.any)}"
    text = f"4 times in 5, between {money(out.low, currency)} and {money(out.high, currency)}"
    return text if out.low > 0 else f"{text}; nothing {percent(1 - out.any)} of the time"


def _one_in(chance: float) -> str:
    return f"1 of {large_figure(round(1 / chance))} cases" if chance > 1e-6 else "no case"


def _few(names: Sequence[str]) -> str:
    more = len(names) - 4
    return listed([*names[:4], f"{more} more"]) if more > 1 else listed(list(names))


def _months(view: YearView, sheet: Sheet, width: int) -> Iterator[TextLine]:
    out = view.outlook
    if not out.deals:
        return
    rows = [(MONTHS[month.first.month - 1], month.money) for month in out.months]
    rows.append((f"after {view.last.year}" if _is_calendar_year(view) else "later", out.later))
    rows = [row for row in rows if round(row[1])]
    if not rows:
        return
    yield [Piece(" Expected by month", "bold")]
    wide = sheet.column((money(amount, view.currency) for _, amount in rows), 10)
    most, cells = max(amount for _, amount in rows), max(10, width - LABEL - wide - 4)
    for word, amount in rows:
        yield [
            Piece(f"   {word}".ljust(LABEL)),
            *bar(sheet, amount, most, cells),
            Piece(sheet.right(money(amount, view.currency), wide)),
        ]
    yield []


COLUMNS = {"if won": 11, "chance": 10, "this year": 11, "by": 14, "weighted": 10}
SHORTEST_NAME = 14  # cells
LEAST_NEEDED = ("by", "this year", "chance", "if won")  # columns, in the order in which they go where it is narrow


def _deals(view: YearView, sheet: Sheet, width: int) -> Iterator[TextLine]:
    out = view.outlook
    if not out.deals:
        return
    columns = dict(COLUMNS)
    shown = out.deals[:DEALS]
    columns["if won"] = sheet.column((money(deal.worth, view.currency) for deal in shown), columns["if won"])
    columns["weighted"] = sheet.column((money(deal.brings, view.currency) for deal in shown), columns["weighted"])
    for word in LEAST_NEEDED:  # a figure is never cut
        if 3 + SHORTEST_NAME + sum(columns.values()) > width:
            columns.pop(word, None)
    name = max(SHORTEST_NAME, width - 3 - sum(columns.values()))
    head = "".join(sheet.right(word, cells) for word, cells in columns.items())
    yield [Piece(sheet.left(" Largest", name + 3), "bold"), Piece(head, "dim")]
    for deal in shown:
        cells = {
            "if won": money(deal.worth, view.currency),
            "chance": percent(deal.chance),
            "this year": percent(deal.in_year),
            "by": ("" if deal.own_date else "~") + day(deal.expected, view.today),
            "weighted": money(deal.brings, view.currency),
        }
        yield [
            Piece("   " + sheet.left(deal.name, name)),
            *(Piece(sheet.right(cells[word], wide), STYLES.get(word, "")) for word, wide in columns.items()),
        ]
    rest = out.deals[DEALS:]
    if rest:
        left = money(sum(deal.brings for deal in rest), view.currency)
        yield [Piece(f"   {counted(len(rest), 'more deal')}: {left}", "dim")]
    yield []
    for text in _how(view):
        for at, row in enumerate(sheet.wrap(text, width - 5)):
            yield [Piece(("   " if at == 0 else "     ") + row, "dim")]


STYLES = {"by": "dim", "weighted": "green"}


def _how(view: YearView) -> Iterator[str]:
    price = view.outlook.price
    if price:
        whose = "your goal needs" if view.price_of_hour else "prospecting pays"
        yield f"chance: to win it, as long as an hour on it pays the {per_hour(price, view.currency)} that {whose}"
    else:
        yield "chance: to win it, as long as an hour on it pays half of what it pays now"
    yield "this year: the chance that it closes this year; ~ from the usual days of its stages"


def _quota_json(view: YearView) -> dict[str, Any] | None:
    quota = view.quota
    if quota is None:
        return None
    return {
        "closed": quota.closed,
        "target": view.target,
        "ends": quota.ends and quota.ends.isoformat(),
        "keeps": quota.keeps,
        "after": quota.after,
        "next_rate": view.next_rate and {"closed": view.next_rate[0], "keeps": view.next_rate[1]},
    }


def year_json(view: YearView) -> dict[str, Any]:
    """The year as one document: money in `currency`, chances 0..1, ISO dates."""
    document: dict[str, Any] = {"format": 1}
    for field in fields(view):
        if field.name not in ("outlook", "quota", "next_rate", "qualified_out", "pets"):
            value = getattr(view, field.name)
            document[field.name] = value.isoformat() if isinstance(value, date) else value
    out = view.outlook
    return document | {
        "ahead": view.pace_gap,
        "still_to_find": view.still_to_find,
        "out_of_reach": view.out_of_reach,
        "quota": _quota_json(view),
        "must_for": [{**each._asdict(), "costs": each.costs} for each in view.pets],
        "qualified_out": out_json(view.qualified_out),
        "outlook": {
            "money": out.money,
            "low": out.low,
            "high": out.high,
            "any": out.any,
            "later": out.later,
            "price": out.price,
            "months": [{"month": f"{m.first:%Y-%m}", "money": m.money, "deals": m.deals} for m in out.months],
            "deals": [
                {
                    "record": deal.record,
                    "name": deal.name,
                    "worth": deal.worth,
                    "chance": deal.chance,
                    "going_on": deal.chance,
                    "hours": deal.hours,
                    "expected": deal.expected.isoformat(),
                    "told": deal.own_date,
                    "in_year": deal.in_year,
                    "brings": deal.brings,
                }
                for deal in out.deals
            ],
            "not_counted": [
                {"record": each.record, "name": each.name, "because": each.because} for each in out.not_counted
            ],
        },
    }
