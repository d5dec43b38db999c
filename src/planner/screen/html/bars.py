"""Plots of the review's page with horizontal bars: names on the left, or above them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from planner.screen.html.drawing import LETTER, NARROW, box, label, picture, rule, text_width

LABEL = 190.0  # units of a name before its bar
ROW, ROW_BELOW_NAME = 30.0, 44.0
TALL = 20.0  # of a bar

Word = Callable[[float], str]
Bar = Callable[[float, float, float], tuple[list[str], float]]  # left, top, room -> marks, how far they reach


class Pair(NamedTuple):
    """Planned and actual value of one name."""

    name: str
    planned: float
    actual: float


class BarRow(NamedTuple):
    """A row of a plot: its name, its bar, and the text after it."""

    name: str
    bar: Bar
    text: str


def bars(pairs: Sequence[Pair], word: Callable[[Pair], str], title: str, width: float, full: float = 0.0) -> str:
    """A pale bar as planned and a strong one as done; a rule marks an exceeded plan.

    A bar over the whole room means `full`, or the longest bar.
    """
    most = full or max((max(pair.planned, pair.actual) for pair in pairs), default=0) or 1

    def bar_of(pair: Pair) -> Bar:
        def draw(x: float, y: float, room: float) -> tuple[list[str], float]:
            planned, actual = room * pair.planned / most, room * pair.actual / most
            marks = [box(x, y, planned, TALL, "planned"), box(x, y + 4, actual, TALL - 8, "actual")]
            if actual > planned > 0:
                marks.append(rule("mark", x + planned, y, x + planned, y + TALL))
            return marks, max(planned, actual)

        return draw

    return _rows([BarRow(pair.name, bar_of(pair), word(pair)) for pair in pairs], title, width)


def simple_bars(rows: Sequence[tuple[str, float]], word: Word, title: str, width: float) -> str:
    """One bar for each value."""
    most = max((figure for _, figure in rows), default=0) or 1

    def bar_of(figure: float) -> Bar:
        def draw(x: float, y: float, room: float) -> tuple[list[str], float]:
            reach = room * max(0.0, figure) / most
            return [box(x, y + 2, reach, TALL - 4, "money")], reach

        return draw

    return _rows([BarRow(name, bar_of(figure), word(figure)) for name, figure in rows], title, width)


def shares(rows: Sequence[tuple[str, Sequence[tuple[str, int]]]], title: str, width: float) -> str:
    """A bar a row, split by counts; each part (class, count) shows its number if it fits."""

    def bar_of(parts: Sequence[tuple[str, int]]) -> Bar:
        def draw(x: float, y: float, room: float) -> tuple[list[str], float]:
            whole, marks, at = sum(count for _, count in parts) or 1, [], x
            for style, count in parts:
                wide = room * count / whole
                marks.append(box(at, y + 1, wide, TALL - 2, style))
                if wide > text_width(str(count)) + 4:
                    marks.append(label(f"inside {style}", at + wide / 2, y + 14.5, str(count)))
                at += wide
            return marks, room

        return draw

    return _rows([BarRow(name, bar_of(parts), "") for name, parts in rows], title, width)


def _rows(entries: Sequence[BarRow], title: str, width: float) -> str:
    behind = max((text_width(entry.text) for entry in entries), default=0.0)
    marks: list[str] = []
    if width > NARROW:
        for at, entry in enumerate(entries):
            y = at * ROW + 4
            drawn, reach = entry.bar(LABEL, y, width - LABEL - behind - 12)
            marks.append(label("name", LABEL - 10, y + 15, entry.name, LABEL - 10))
            marks += [*drawn, label("figure", LABEL + reach + 8, y + 15, entry.text)]
        return picture(width, len(entries) * ROW + 6, title, marks)
    for at, entry in enumerate(entries):
        y = at * ROW_BELOW_NAME + 14
        drawn, _ = entry.bar(0, y + 6, width)
        marks.append(label("above", 0, y, entry.name, width - text_width(entry.text) - LETTER))
        marks += [*drawn, label("figure end", width, y, entry.text)]
    return picture(width, len(entries) * ROW_BELOW_NAME + 4, title, marks)
