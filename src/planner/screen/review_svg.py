"""Plots as SVG elements: drawn here, without a script and without anything from elsewhere.

Colours are classes of the page's style sheet; every text is escaped; figures stand beside the marks, so that a print in
black and white still tells them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple

from planner.screen.text import safe

WIDTH = 720
LABEL = 190  # of a bar's name
ROW = 30
LETTER = 7.2  # usual width of a letter, to shorten names by
TOP, BOTTOM, LEFT = 14, 26, 52

Word = Callable[[float], str]


class Pair(NamedTuple):
    """Planned beside actual of one thing, with what is written behind the bars."""

    name: str
    planned: float
    actual: float
    note: str = ""


def text(words: str, room: float | None = None) -> str:
    """`words` for a page: nothing in them acts; cut to `room` (in the picture's units)."""
    words = safe(words)
    if room is not None and len(words) * LETTER > room:
        words = words[: max(1, int(room / LETTER) - 1)].rstrip() + "…"
    return escape(words, quote=True)


def bars(pairs: Sequence[Pair], word: Word, title: str) -> str:
    """Horizontal bars: a pale one as planned, a strong one as it was; a rule marks the plan where it was passed."""
    most = max((max(pair.planned, pair.actual) for pair in pairs), default=0) or 1
    room = WIDTH - LABEL - 190
    marks = []
    for at, pair in enumerate(pairs):
        y = at * ROW + 4
        planned, actual = room * pair.planned / most, room * pair.actual / most
        marks.append(f'<text class="name" x="{LABEL - 10}" y="{y + 15}">{text(pair.name, LABEL - 10)}</text>')
        marks.append(_box(LABEL, y, planned, 20, "planned"))
        marks.append(_box(LABEL, y + 4, actual, 12, "actual"))
        if actual > planned > 0:
            marks.append(
                f'<line class="mark" x1="{LABEL + planned:.1f}" x2="{LABEL + planned:.1f}" y1="{y}" y2="{y + 20}"/>'
            )
        said = f"{word(pair.actual)} of {word(pair.planned)}" + (f" · {pair.note}" if pair.note else "")
        marks.append(
            f'<text class="figure" x="{LABEL + max(planned, actual) + 8:.1f}" y="{y + 15}">{text(said)}</text>'
        )
    return _picture(len(pairs) * ROW + 6, title, marks)


def simple_bars(rows: Sequence[tuple[str, float]], word: Word, title: str) -> str:
    """Horizontal bars of one figure each."""
    most = max((figure for _, figure in rows), default=0) or 1
    room = WIDTH - LABEL - 110
    marks = []
    for at, (name, figure) in enumerate(rows):
        y, long = at * ROW + 4, room * max(0.0, figure) / most
        marks.append(f'<text class="name" x="{LABEL - 10}" y="{y + 15}">{text(name, LABEL - 10)}</text>')
        marks.append(_box(LABEL, y + 2, long, 16, "money"))
        marks.append(f'<text class="figure" x="{LABEL + long + 8:.1f}" y="{y + 15}">{text(word(figure))}</text>')
    return _picture(len(rows) * ROW + 6, title, marks)


def shares(rows: Sequence[tuple[str, Sequence[tuple[str, int]]]], title: str) -> str:
    """A bar a row, parted by counts; each part (its class and count) has its number in it."""
    room = WIDTH - LABEL - 60
    marks = []
    for at, (name, parts) in enumerate(rows):
        y, x = at * ROW + 4, float(LABEL)
        whole = sum(count for _, count in parts) or 1
        marks.append(f'<text class="name" x="{LABEL - 10}" y="{y + 15}">{text(name, LABEL - 10)}</text>')
        for style, count in parts:
            long = room * count / whole
            marks.append(_box(x, y + 1, long, 18, style))
            if long > 16:
                marks.append(f'<text class="inside {style}" x="{x + long / 2:.1f}" y="{y + 14.5}">{count}</text>')
            x += long
    return _picture(len(rows) * ROW + 6, title, marks)


def columns(pairs: Sequence[Pair], word: Word, title: str) -> str:
    """Columns side by side: as planned, as it was; every so many are named."""
    height, most = 190, _round_up(max((max(pair.planned, pair.actual) for pair in pairs), default=0) or 1)
    marks = _levels(most, height, word)
    wide = (WIDTH - LEFT - 10) / max(1, len(pairs))
    each = min(22.0, wide * 0.38)
    step = max(1, math.ceil(max((len(pair.name) for pair in pairs), default=1) * LETTER / wide))
    for at, pair in enumerate(pairs):
        middle = LEFT + wide * (at + 0.5)
        for figure, x, style in ((pair.planned, middle - each, "planned"), (pair.actual, middle, "actual")):
            tall = height * figure / most
            marks.append(_box(x, TOP + height - tall, each, tall, style))
        if at % step == 0:
            marks.append(f'<text class="under" x="{middle:.1f}" y="{TOP + height + 17}">{text(pair.name)}</text>')
    return _picture(TOP + height + BOTTOM, title, marks)


def lines(named: Sequence[str], series: Sequence[tuple[str, Sequence[float]]], word: Word, title: str) -> str:
    """Lines over the same steps, each named at its end; `series` are (class, figures), the class its name too."""
    height, most = 190, _round_up(max((max(figures, default=0) for _, figures in series), default=0) or 1)
    marks = _levels(most, height, word)
    room = WIDTH - LEFT - 120
    across = room / max(1, len(named) - 1)
    step = max(1, math.ceil(max((len(name) for name in named), default=1) * LETTER / max(across, 0.1)))
    for at, name in enumerate(named):
        if at % step == 0:
            marks.append(
                f'<text class="under" x="{LEFT + across * at:.1f}" y="{TOP + height + 17}">{text(name)}</text>'
            )
    for style, figures in series:
        points = [(LEFT + across * at, TOP + height * (1 - figure / most)) for at, figure in enumerate(figures)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        marks.append(f'<polyline class="line {style}" points="{path}"/>')
    said = sorted((TOP + height * (1 - figures[-1] / most), style, figures[-1]) for style, figures in series if figures)
    floor = -math.inf
    for wanted, style, figure in said:
        floor = max(wanted, floor + 16)
        marks.append(
            f'<text class="figure" x="{WIDTH - 112}" y="{floor + 4:.1f}">{text(f"{style} {word(figure)}")}</text>'
        )
    return _picture(TOP + height + BOTTOM + 8, title, marks)


def reliability(points: Sequence[tuple[float, float, int]], title: str) -> str:
    """What forecasts said against how often it came: on the rule they hold; the larger a mark, the more of them."""
    side, left = 260, 60
    ends = (left, TOP + side)
    marks = [f'<rect class="frame" x="{left}" y="{TOP}" width="{side}" height="{side}"/>']
    marks.append(f'<line class="mark" x1="{left}" y1="{TOP + side}" x2="{left + side}" y2="{TOP}"/>')
    for tenth in (0, 25, 50, 75, 100):
        x, y = ends[0] + side * tenth / 100, ends[1] - side * tenth / 100
        marks.append(f'<text class="under" x="{x:.1f}" y="{ends[1] + 17}">{tenth} %</text>')
        marks.append(f'<text class="level" x="{left - 8}" y="{y + 4:.1f}">{tenth} %</text>')
    most = max((count for _, _, count in points), default=1)
    for said, came, count in points:
        x, y, wide = ends[0] + side * said, ends[1] - side * came, 4 + 9 * math.sqrt(count / most)
        marks.append(f'<circle class="point" cx="{x:.1f}" cy="{y:.1f}" r="{wide:.1f}"/>')
        marks.append(f'<text class="figure" x="{x + wide + 4:.1f}" y="{y + 4:.1f}">{count}</text>')
    marks.append(f'<text class="figure" x="{left + side + 20}" y="{TOP + 14}">across: the chance the page told</text>')
    marks.append(f'<text class="figure" x="{left + side + 20}" y="{TOP + 34}">upwards: how often it came</text>')
    marks.append(f'<text class="figure" x="{left + side + 20}" y="{TOP + 54}">beside a mark: how many forecasts</text>')
    return _picture(TOP + side + BOTTOM, title, marks)


def _box(x: float, y: float, width: float, height: float, style: str) -> str:
    if width <= 0 or height <= 0:
        return ""
    size = f'width="{width:.1f}" height="{height:.1f}"'
    return f'<rect class="{style}" x="{x:.1f}" y="{y:.1f}" {size} rx="2"/>'


def _levels(most: float, height: float, word: Word) -> list[str]:
    marks = []
    for quarter in range(5):
        y = TOP + height * (1 - quarter / 4)
        marks.append(f'<line class="level" x1="{LEFT}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>')
        if quarter:
            marks.append(f'<text class="level" x="{LEFT - 8}" y="{y + 4:.1f}">{text(word(most * quarter / 4))}</text>')
    return marks


def _round_up(figure: float) -> float:
    """The next figure whose quarters are easy to read."""
    power = 10 ** math.floor(math.log10(figure))
    return next(float(step * power) for step in (1, 2, 4, 8, 10) if step * power >= figure * 0.999)


def _picture(height: float, title: str, marks: Sequence[str]) -> str:
    head = f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img"><title>{text(title)}</title>'
    return head + "".join(marks) + "</svg>"
