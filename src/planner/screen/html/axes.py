"""Plots of the review's page with an axis: columns side by side, and sums over days."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from planner.locales.locale import locale_in_use
from planner.screen.html.bars import Pair, Word
from planner.screen.html.drawing import box, label, picture, rule, text_width
from planner.screen.text.wording import MONTHS, day

TOP, TALL, BOTTOM = 14.0, 190.0, 26.0
GAP = 10.0  # between two names on an axis
STEPS = (1.0, 1.2, 1.6, 2.0, 2.4, 3.2, 4.0, 6.0, 8.0, 10.0)  # the top of an axis, in powers of ten


def columns(pairs: Sequence[Pair], word: Word, title: str, width: float) -> str:
    """Columns side by side, planned and actual, with a name for every few."""
    most = _round_up(max((max(pair.planned, pair.actual) for pair in pairs), default=0) or 1)
    marks, left = _levels(most, word, width)
    wide = (width - left) / max(1, len(pairs))
    each = min(22.0, wide * 0.38)
    step = max(1, math.ceil((max((text_width(pair.name) for pair in pairs), default=1) + GAP / 2) / wide))
    for at, pair in enumerate(pairs):
        middle = left + wide * (at + 0.5)
        for figure, x, style in ((pair.planned, middle - each, "planned"), (pair.actual, middle, "actual")):
            tall = TALL * figure / most
            marks.append(box(x, TOP + TALL - tall, each, tall, style))
        if at % step == 0:
            within = min(middle, width - text_width(pair.name) / 2)
            marks.append(label("under", within, TOP + TALL + 17, pair.name))
    return picture(width, TOP + TALL + BOTTOM, title, marks)


def timeline(first: date, series: Sequence[tuple[str, Sequence[float]]], word: Word, title: str, width: float) -> str:
    """Sums by the end of each day from `first` on; `series` are (class, sums)."""
    most = _round_up(max((max(sums, default=0) for _, sums in series), default=0) or 1)
    marks, left = _levels(most, word, width)
    days = max(len(sums) for _, sums in series)
    room = width - left - 4

    def across(days_in: int) -> float:
        return left + room * days_in / days

    for at, name in _named_days(first, days, room):
        marks.append(rule("level", across(at), TOP + TALL, across(at), TOP + TALL + 4))
        marks.append(label("first", across(at), TOP + TALL + 17, name))
    for style, sums in series:
        points = [(across(at), TOP + TALL * (1 - total / most)) for at, total in enumerate((0.0, *sums))]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in _corners(points))
        marks.append(f'<polyline class="line {style}" points="{path}"/>')
    return picture(width, TOP + TALL + BOTTOM, title, marks)


def _named_days(first: date, days: int, room: float) -> list[tuple[int, str]]:
    """The days to name on the axis (days after `first`), as many as fit.

    All days, or the firsts of weeks, or the firsts of months, quarters, half-years or years.
    """
    dates = [(at, first + timedelta(days=at)) for at in range(days)]
    months = [(at, on) for at, on in dates if on.day == 1]
    choices = [
        [(at, day(on, first)) for at, on in dates],
        [(at, day(on, first)) for at, on in dates if on == locale_in_use().first_of_week(on)],
        [(at, MONTHS[on.month - 1]) for at, on in months],
        [(at, MONTHS[on.month - 1]) for at, on in months if on.month in (1, 4, 7, 10)],
        [(at, f"{MONTHS[on.month - 1]} {on.year}") for at, on in months if on.month in (1, 7)],
        [(at, str(on.year)) for at, on in months if on.month == 1],
    ]
    for named in choices:
        ends = [(room * at / days, room * at / days + text_width(name)) for at, name in named]
        if named and all(end + GAP <= start for (_, end), (start, _) in pairwise(ends)):
            return [each for each, (_, end) in zip(named, ends, strict=True) if end <= room]
    return []


def _corners(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points of a line, without those inside a level stretch."""
    last = len(points) - 1
    return [
        point
        for at, point in enumerate(points)
        if at in (0, last) or not points[at - 1][1] == point[1] == points[at + 1][1]
    ]


def _levels(most: float, word: Word, width: float) -> tuple[list[str], float]:
    """Four levels of an axis, and the left edge of the plot."""
    names = [word(most * quarter / 4) for quarter in range(1, 5)]
    left = max(map(text_width, names)) + 10
    marks = []
    for quarter, name in enumerate(["", *names]):
        y = TOP + TALL * (1 - quarter / 4)
        marks.append(rule("level", left, y, width, y))
        if name:
            marks.append(label("level", left - 8, y + 4, name))
    return marks, left


def _round_up(figure: float) -> float:
    """The next number with quarters that are easy to read."""
    power: float = 10.0 ** math.floor(math.log10(figure))
    return next(step * power for step in STEPS if step * power >= figure * 0.999)
