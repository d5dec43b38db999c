"""Which plots the review's page shows, and of what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import accumulate

from planner.core.review.review import Group, Review
from planner.screen.html.axes import columns, timeline
from planner.screen.html.bars import Pair, bars, shares, simple_bars
from planner.screen.html.drawing import Draw, both, text
from planner.screen.review import words
from planner.screen.text.wording import MONTHS, day, money, per_hour, percent

ROWS = 12  # of a plot or table; the rest are summed up
DAYS = 31  # longer stretches are shown by the week
WEEKS = 26  # and still longer ones by the month
PLANNED = (("planned", "planned"), ("actual", "actual"))


def plots(told: Review) -> Iterator[str]:
    """The figures of the page, in their order; none where nothing was planned or done."""
    if not (told.actual or told.planned):
        return
    plays = [Pair(group.name, group.planned, group.actual) for group in most_of(told.plays)]
    yield _figure("Planned beside actual, by play", PLANNED, partial(bars, plays, _of_planned, "Minutes by play"))
    yield from _rates(told)
    name, stretches = _stretches(told)
    if len(stretches) > 1:
        yield _figure(name, PLANNED, partial(columns, stretches, _hours, name))
    yield from _running(told)
    clock = [Pair(f"{hour.hour}:00", hour.planned / 60, hour.actual / 60) for hour in told.hours]
    plot = partial(columns, clock, _hours, "Time by hour of the day")
    yield _figure("Where the hours went, by the clock", PLANNED, plot)
    aims = [
        (each.aim, (("met", each.met), ("unmet", each.logged - each.met), ("silent", each.contacts - each.logged)))
        for each in told.aims
    ]
    if aims:
        key = (("met", "met"), ("unmet", "not met"), ("silent", "not recorded"))
        yield _figure("Aims of the contacts", key, partial(shares, aims, "Aims met"))
    yield from _reliability(told)


def most_of(groups: Sequence[Group]) -> list[Group]:
    """The first groups, and one for all others."""
    shown, rest = list(groups[:ROWS]), groups[ROWS:]
    if rest:
        planned, actual = sum(group.planned for group in rest), sum(group.actual for group in rest)
        made = sum(group.made for group in rest)
        shown.append(Group(key="", name=f"{len(rest)} more", planned=planned, actual=actual, made=made))
    return shown


def _rates(told: Review) -> Iterator[str]:
    paid = sorted(((group.name, rate) for group in told.plays if (rate := group.per_hour)), key=lambda row: -row[1])
    if paid:
        plot = partial(simple_bars, paid[:ROWS], lambda rate: per_hour(rate, told.currency), "Money an hour by play")
        yield _figure("What an hour of each play made", (), plot)


def _of_planned(pair: Pair) -> str:
    return f"{words.hours(pair.actual)} of {words.hours(pair.planned)}"


def _hours(hours: float) -> str:
    return words.hours(60 * hours)


def _stretches(told: Review) -> tuple[str, list[Pair]]:
    """Hours of the days with a page; or, where these are many, of all weeks or months from the first to the last."""
    first, last = told.days[0].date, told.days[-1].date
    if len(told.days) <= DAYS:
        title, begins, dates = "Day by day", _same, [each.date for each in told.days]
    else:
        weeks = (last - first).days <= 7 * WEEKS
        title, begins = ("Week by week", _monday) if weeks else ("Month by month", _first)
        dates = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    found = {begins(on): (0.0, 0.0) for on in dates}
    for each in told.days:
        planned, actual = found[begins(each.date)]
        found[begins(each.date)] = planned + each.planned / 60, actual + each.actual / 60
    name = _month if begins is _first else partial(day, today=told.last)
    return title, [Pair(name(on), planned, actual) for on, (planned, actual) in found.items()]


def _same(on: date) -> date:
    return on


def _monday(on: date) -> date:
    return on - timedelta(days=on.weekday())


def _first(on: date) -> date:
    return on.replace(day=1)


def _month(on: date) -> str:
    return f"{MONTHS[on.month - 1]} {on.year}" if on.month == 1 else MONTHS[on.month - 1]


def _running(told: Review) -> Iterator[str]:
    """What was made and won by the end of each day, from the stretch's first to the last that is over."""
    days = (min(told.last, told.today) - told.first).days + 1
    if days < 2 or told.made <= 0:
        return
    made, won = [0.0] * days, [0.0] * days
    for each in told.days:
        made[(each.date - told.first).days] += each.made
    for deal in told.won:
        won[(deal.on - told.first).days] += deal.money or 0.0
    series = [("made", list(accumulate(made))), ("won", list(accumulate(won)))]
    key = [(f"line {name}", f"{name} {money(sums[-1], told.currency)}") for name, sums in series]
    title = "Made and won so far"
    cash = partial(money, currency=told.currency, short=True)
    yield _figure(title, key, partial(timeline, told.first, series, cash, title))


def _reliability(told: Review) -> Iterator[str]:
    """Of the deals that were told some chance, how many came: on a plot of their own, once there are enough."""
    if told.score is None or told.score.too_early:
        return
    rows = [Pair(f"{percent(each.low)} to {percent(each.high)}", each.said, each.came) for each in told.score.bins]
    said = {
        pair: f"{percent(each.came)} of {each.forecasts} came, {percent(each.said)} told"
        for pair, each in zip(rows, told.score.bins, strict=True)
    }
    key = (("planned", "the chance that was told"), ("actual", "how many came"))
    plot = partial(bars, rows, said.__getitem__, "Chance told beside how often it came", full=1.0)
    yield _figure("Do the chances hold?", key, plot)


def _figure(title: str, key: Sequence[tuple[str, str]], draw: Draw) -> str:
    told = " ".join(f'<span><i class="{style}"></i> {text(word)}</span>' for style, word in key)
    legend = f'<p class="key">{told}</p>' if told else ""
    return f"<figure><figcaption>{text(title)}</figcaption>{legend}{both(draw)}</figure>"
