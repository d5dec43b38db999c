"""The plots of the review's page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from itertools import accumulate

from planner.core.review.review import Review
from planner.locales.locale import locale_in_use
from planner.screen.html.axes import columns, timeline
from planner.screen.html.bars import Pair, bars, shares, simple_bars
from planner.screen.html.document import figure
from planner.screen.html.drawing import text
from planner.screen.html.waterfall import WaterfallStep, edge_of, waterfall
from planner.screen.review import words
from planner.screen.review.bridge import NOTE, TITLE, bridge_rows, counts_from
from planner.screen.text.wording import MONTHS, day, minute_clock, money, per_hour, percent

ROWS = 12  # of a plot or table; the rest are summed up
DAYS = 31  # longer stretches are shown by the week
WEEKS = 26  # and still longer ones by the month
PLANNED = (("planned", "planned"), ("actual", "actual"))


def plots(review: Review) -> Iterator[str]:
    """The figures of the page, in order; without any work only what moved the pipeline."""
    yield from _bridge(review)
    if not (review.actual or review.planned):
        return
    plays = [Pair(group.name, group.planned, group.actual) for group in words.largest(review.plays, ROWS)]
    yield figure("Planned and actual, by play", PLANNED, partial(bars, plays, _of_planned, "Minutes by play"))
    yield from _rates(review)
    name, stretches = _stretches(review)
    if len(stretches) > 1:
        yield figure(name, PLANNED, partial(columns, stretches, _hours, name))
    yield from _running(review)
    clock = [Pair(minute_clock(hour.hour * 60), hour.planned / 60, hour.actual / 60) for hour in review.hours]
    plot = partial(columns, clock, _hours, "Time by hour of the day")
    yield figure("Where the hours went, by the clock", PLANNED, plot)
    aims = [
        (each.aim, (("met", each.met), ("unmet", each.logged - each.met), ("silent", each.contacts - each.logged)))
        for each in review.aims
    ]
    if aims:
        key = (("met", "met"), ("unmet", "not met"), ("silent", "not recorded"))
        yield figure("Objectives of your conversations", key, partial(shares, aims, "Objectives met"))
    yield from _reliability(review)


def _bridge(review: Review) -> Iterator[str]:
    """The waterfall of what moved the pipeline, with the names under it."""
    if review.bridge is None:
        return
    cash = partial(money, currency=review.currency)
    rows = bridge_rows(review.bridge, review.currency)
    styles = {"total": "total", "cash": "cash"}
    steps = [
        WaterfallStep(
            row.label,
            styles.get(row.kind, "gain" if row.amount >= 0 else "loss"),
            row.until - (row.amount if row.kind != "total" else 0),
            row.until,
            cash(row.amount),
        )
        for row in rows
    ]
    key = (("total", "value of your open deals"), ("gain", "more"), ("loss", "less"), ("cash", "won, now cash"))
    edge = edge_of(steps)
    notes = [
        *([f"The bars begin at {cash(edge)}."] if edge else []),
        f"{NOTE[0].upper()}{NOTE[1:]}.",
        counts_from(review.bridge),
    ]
    named = "".join(f"<dt>{text(row.label)}</dt><dd>{text(row.names)}</dd>" for row in rows if row.names)
    under = f'<p class="more">{text(" ".join(each for each in notes if each))}</p>'
    plot = partial(waterfall, steps, TITLE)
    yield figure(TITLE, key, plot, f"{under}<dl>{named}</dl>")


def _rates(review: Review) -> Iterator[str]:
    paid = sorted(((group.name, rate) for group in review.plays if (rate := group.per_hour)), key=lambda row: -row[1])
    if paid:
        plot = partial(simple_bars, paid[:ROWS], lambda rate: per_hour(rate, review.currency), "Money an hour by play")
        yield figure("What an hour of each play was worth", (), plot)


def _of_planned(pair: Pair) -> str:
    return f"{words.hours(pair.actual)} of {words.hours(pair.planned)}"


def _hours(hours: float) -> str:
    return words.hours(60 * hours)


def _stretches(review: Review) -> tuple[str, list[Pair]]:
    """Hours by day, or by week or month over a long period."""
    first, last = review.days[0].date, review.days[-1].date
    if len(review.days) <= DAYS:
        title, begins, dates = "Day by day", _same, [each.date for each in review.days]
    else:
        weeks = (last - first).days <= 7 * WEEKS
        title, begins = ("Week by week", _week) if weeks else ("Month by month", _first)
        dates = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    found = {begins(on): (0.0, 0.0) for on in dates}
    for each in review.days:
        planned, actual = found[begins(each.date)]
        found[begins(each.date)] = planned + each.planned / 60, actual + each.actual / 60
    name = _month if begins is _first else partial(day, today=review.last)
    return title, [Pair(name(on), planned, actual) for on, (planned, actual) in found.items()]


def _same(on: date) -> date:
    return on


def _week(on: date) -> date:
    return locale_in_use().first_of_week(on)


def _first(on: date) -> date:
    return on.replace(day=1)


def _month(on: date) -> str:
    return f"{MONTHS[on.month - 1]} {on.year}" if on.month == 1 else MONTHS[on.month - 1]


def _running(review: Review) -> Iterator[str]:
    """Hours at their price and money won by each day's end, to the last day that is over."""
    days = (min(review.last, review.today) - review.first).days + 1
    if days < 2 or review.made <= 0:
        return
    worth, won = [0.0] * days, [0.0] * days
    for each in review.days:
        worth[(each.date - review.first).days] += each.made
    for deal in review.won:
        won[(deal.on - review.first).days] += deal.money or 0.0
    series = [("worth", list(accumulate(worth))), ("won", list(accumulate(won)))]
    named = {"worth": words.AT_PRICE, "won": "won"}
    key = [(f"line {name}", f"{named[name]} {money(sums[-1], review.currency)}") for name, sums in series]
    title = f"Your {words.HOURS_AT_PRICE}, and what you won"
    cash = partial(money, currency=review.currency, short=True)
    yield figure(title, key, partial(timeline, review.first, series, cash, title))


def _reliability(review: Review) -> Iterator[str]:
    """The share of deals won by forecast chance, once enough are decided."""
    if review.score is None or review.score.too_early:
        return
    rows = [Pair(f"{percent(each.low)} to {percent(each.high)}", each.said, each.came) for each in review.score.bins]
    labels = {
        pair: f"{percent(each.came)} of {each.forecasts} won, {percent(each.said)} forecast"
        for pair, each in zip(rows, review.score.bins, strict=True)
    }
    key = (("planned", "the chance forecast"), ("actual", "the share won"))
    plot = partial(bars, rows, labels.__getitem__, "Chance forecast and share won", full=1.0)
    yield figure("Do the chances hold?", key, plot)
