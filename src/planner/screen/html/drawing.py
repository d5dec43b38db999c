"""The pieces of plots: texts, boxes and pictures as SVG, without external files.

Colors are classes of the page's style sheet; every text is escaped; numbers stand next to the marks, so that a print in
black and white shows them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from html import escape

from planner.screen.text.safe_text import safe

WIDE, NARROW = 720.0, 340.0  # of a picture, on a wide screen or paper, and on a phone
LETTER = 7.2  # usual width of a letter, in a picture's units

Draw = Callable[[float], str]  # a picture of a width


def draw_twice(draw: Draw) -> str:
    """A picture in two widths; the style sheet shows the one that suits the screen."""
    return f'<div class="wide">{draw(WIDE)}</div><div class="narrow">{draw(NARROW)}</div>'


def text(words: str, room: float | None = None) -> str:
    """`words` for a page, escaped; cut to `room` (in the picture's units)."""
    words = safe(words)
    if room is not None and text_width(words) > room:
        while words and text_width(words) + LETTER > room:
            words = words[:-1]
        words = words.rstrip() + "…"
    return escape(words, quote=True)


def text_width(words: str) -> float:
    """The width of a text in a picture; East Asian letters are twice as wide."""
    return LETTER * sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in words)


def label(style: str, x: float, y: float, words: str, room: float | None = None) -> str:
    """A text at a place."""
    return f'<text class="{style}" x="{x:.1f}" y="{y:.1f}">{text(words, room)}</text>'


def box(x: float, y: float, width: float, height: float, style: str) -> str:
    """A rectangle, "" if it is empty."""
    if width <= 0 or height <= 0:
        return ""
    size = f'width="{width:.1f}" height="{height:.1f}"'
    return f'<rect class="{style}" x="{x:.1f}" y="{y:.1f}" {size} rx="2"/>'


def rule(style: str, x1: float, y1: float, x2: float, y2: float) -> str:
    """A straight line."""
    return f'<line class="{style}" x1="{x1:.1f}" x2="{x2:.1f}" y1="{y1:.1f}" y2="{y2:.1f}"/>'


def picture(width: float, height: float, title: str, marks: Sequence[str]) -> str:
    """The marks as one SVG with a title for screen readers."""
    head = f'<svg viewBox="0 0 {width:.0f} {height:.0f}" role="img"><title>{text(title)}</title>'
    return head + "".join(marks) + "</svg>"
