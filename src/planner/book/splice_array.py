"""Which characters of an array to replace: its lines and comments stay where their elements do.

Every function gives (start, end, new) of the document's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from planner.book.source import Source
from planner.book.syntax import parse_toml
from planner.book.tokens import KeyPath, Span
from planner.book.toml_text import value_text

Cut = tuple[int, int, str]
_REST_OF_LINE = re.compile(r"[ \t]*(,?)[ \t]*(?:#[^\r\n]*)?(?=\r?\n)")


def replaced(source: Source, array: KeyPath, values: Sequence[Any]) -> list[Cut]:
    """What makes the elements of an array `values`; equal ones at its beginning and its end are not touched."""
    spans = _members(source, array)
    old = [parse_toml(f"x = {source.text[start:end]}")["x"] for start, end in spans]
    head = _equal(old, values)
    tail = _equal(old[head:][::-1], values[head:][::-1])
    gone = spans[head : len(spans) - tail]
    new = list(values[head : len(values) - tail])
    both = min(len(gone), len(new))
    cuts = [(*span, value_text(value)) for span, value in zip(gone, new, strict=False)]
    if len(gone) > both:
        cuts += _removed(source, spans, head + both, len(spans) - tail)
    elif len(new) > both and head + both:
        cuts += _inserted(source, spans[head + both - 1], new[both:])
    elif new[both:]:  # before the first one, which then takes the place of the last new one
        texts = [*map(value_text, new), ""]
        at = spans[0].start if spans else source.entries[array].value.start + 1
        cuts.append((at, at, ", ".join(texts if spans else texts[:-1])))
    return cuts


def appended(source: Source, array: KeyPath, value: Any) -> list[Cut]:
    """What adds one more element at the end."""
    spans = _members(source, array)
    if spans:
        return list(_inserted(source, spans[-1], [value]))
    start = source.entries[array].value.start + 1
    return [(start, start, value_text(value))]


def _members(source: Source, array: KeyPath) -> list[Span]:
    return [source.entries[member].value for member in source.members.get(array, [])]


def _equal(a: Sequence[Any], b: Sequence[Any]) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if type(x) is not type(y) or x != y:
            break
        count += 1
    return count


def _inserted(source: Source, after: Span, values: Sequence[Any]) -> Iterator[Cut]:
    """New elements behind one: each on its own line, if that one is."""
    indent = _own_line(source, after)
    rest = _REST_OF_LINE.match(source.text, after.end)
    if indent is None or rest is None:
        yield after.end, after.end, "".join(f", {value_text(value)}" for value in values)
        return
    if not rest[1]:
        yield after.end, after.end, ","
    lines = [f"{source.newline}{indent}{value_text(value)}" for value in values]
    yield rest.end(), rest.end(), ",".join(lines) + rest[1]


def _removed(source: Source, spans: Sequence[Span], first: int, last: int) -> Iterator[Cut]:
    """The elements from `first` up to `last` go, with their lines if they have lines of their own."""
    rest = _REST_OF_LINE.match(source.text, spans[last - 1].end)
    if _own_line(source, spans[first]) is not None and rest is not None:
        start = source.text.rfind("\n", 0, spans[first].start)
        yield start - (source.text[start - 1] == "\r"), rest.end(), ""
    elif last < len(spans):
        yield spans[first].start, spans[last].start, ""
    elif first:
        yield spans[first - 1].end, spans[-1].end, ""
    else:
        comma = re.compile(r"[ \t]*,?").match(source.text, spans[-1].end)
        yield spans[0].start, comma.end() if comma else spans[-1].end, ""


def _own_line(source: Source, span: Span) -> str | None:
    """The indent of an element that begins its line; None where something stands before it."""
    indent = source.text[source.text.rfind("\n", 0, span.start) + 1 : span.start]
    return None if indent.strip() else indent
