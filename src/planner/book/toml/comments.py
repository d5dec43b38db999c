"""The comments of a TOML text: where they are, and whether an edit has kept them all."""

from __future__ import annotations

import re
from collections import Counter

from planner.book.toml.parse import LONG_TEXT, SHORT_TEXT
from planner.book.toml.tokens import TextSpan

_STRING_OR_COMMENT = re.compile(rf"{LONG_TEXT}|{SHORT_TEXT}|(#[^\r\n]*+)", re.DOTALL)


def comments(text: str, start: int = 0, end: int | None = None) -> list[TextSpan]:
    """The span of each comment of a valid document, from its `#` to the end of its line.

    `start` may not be inside a string.
    """
    found = _STRING_OR_COMMENT.finditer(text, start, len(text) if end is None else end)
    return [TextSpan(*match.span(1)) for match in found if match[1] is not None]


def long_strings(text: str) -> list[TextSpan]:
    """The span of each string of a valid document that goes over several lines."""
    if '"""' not in text and "'''" not in text:
        return []
    return [TextSpan(*match.span()) for match in _STRING_OR_COMMENT.finditer(text) if "\n" in match[0]]


def texts(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """The comments of a part of a text, in their order, without blanks at their ends."""
    return [text[span.start : span.end].rstrip() for span in comments(text, start, end)]


def kept(before: str, after: str) -> bool:
    """True if `after` has every comment of `before` as often as it, and no other."""
    return ("#" not in before and "#" not in after) or Counter(texts(before)) == Counter(texts(after))
