"""A waterfall: from one total to another, a floating bar for each change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from planner.screen.html.bars import LABEL, ROW, ROW_BELOW_NAME, TALL
from planner.screen.html.drawing import LETTER, NARROW, box, label, picture, rule, text_width

LEAST = 2.0  # units of the shortest bar, so that it can be seen


class WaterfallStep(NamedTuple):
    """A row: its name and style, the sum before and after it, and the text behind its bar."""

    name: str
    style: str  # "total", "gain", "loss", "cash"
    before: float
    after: float
    text: str


def waterfall(steps: Sequence[WaterfallStep], title: str, width: float) -> str:
    """The steps from top to bottom; totals reach back to the left edge."""
    narrow = width <= NARROW
    left = 0.0 if narrow else LABEL
    behind = 0.0 if narrow else max(text_width(step.text) for step in steps) + 12
    least, most = edge_of(steps), max(max(step.before, step.after) for step in steps)
    across = _scale(least, most, left, width - left - behind)
    marks: list[str] = []
    tall = ROW_BELOW_NAME if narrow else ROW
    for at, step in enumerate(steps):
        y = at * tall + (20 if narrow else 4)
        x1, x2 = sorted((across(least if step.style == "total" else step.before), across(step.after)))
        if narrow:
            marks.append(label("above", 0, y - 6, step.name, width - text_width(step.text) - LETTER))
            marks.append(label("figure end", width, y - 6, step.text))
        else:
            marks.append(label("name", LABEL - 10, y + 15, step.name, LABEL - 10))
            marks.append(label("figure", x2 + 8, y + 15, step.text))
        marks.append(box(x1, y, max(LEAST, x2 - x1), TALL, step.style))
        if at + 1 < len(steps):
            end = across(step.after)
            marks.append(rule("level", end, y + TALL, end, y + tall))
    return picture(width, len(steps) * tall + 6, title, marks)


def edge_of(steps: Sequence[WaterfallStep]) -> float:
    """The money at the left edge: 0, or a round number below all sums if changes are small."""
    least = min(min(step.before, step.after) for step in steps)
    most = max(max(step.before, step.after) for step in steps)
    if least <= 2 * (most - least):
        return 0.0
    power = 10.0 ** (len(str(round(max(1.0, most - least)))) - 1)
    return max(0.0, (least - (most - least) / 3) // power * power)


def _scale(least: float, most: float, left: float, room: float) -> Callable[[float], float]:
    span = (most - least) or 1.0
    return lambda money: left + room * (money - least) / span
