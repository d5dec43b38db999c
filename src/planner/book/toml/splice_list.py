"""An array of a TOML document with other elements: its lines stay, and every comment does.

An array is read as pieces, one an element: what stands before it (blanks, comment lines), the element, and what
belongs to it behind (its comma, the comment on its line). Pieces of elements that stay are not touched. Of an element
that goes, the comments stay in its place, each on a line of its own; one that only moves takes along the one beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from planner.book.toml.comments import comments, texts
from planner.book.toml.list_rewrite import ListElement, Rewritten
from planner.book.toml.parse import parse_toml
from planner.book.toml.source import Source
from planner.book.toml.tokens import KeyPath, skip_blank, skip_indent
from planner.book.toml.value_text import value_text

Cut = tuple[int, int, str]  # start and end in the document's text, and what comes there
_MOST = 250_000  # comparisons to match old and new elements; beyond it only those at both ends are matched
_SAME_LINE = re.compile(r"[ \t]*#[^\r\n]*")


def replaced(source: Source, array: KeyPath, values: Sequence[Any]) -> Cut:
    """The splice that makes the elements of an array `values`."""
    start, end = source.entries[array].value
    pieces, rest = _pieces(source, array)
    old = _values(pieces)
    stay = _matches(old, values)
    moved = _moved(old, values, stay)
    line = source.text.rfind("\n", 0, start) + 1
    margin = source.text[line : skip_indent(source.text, line)]
    new = Rewritten(source.text[start:end], pieces, margin, source.newline)
    if not pieces and (alone := comments(rest)):  # what is new comes below comments that stand alone
        new.leave(ListElement(rest[: alone[-1].end], "", False, ""))
        rest = rest[alone[-1].end :]
    place = number = 0
    for kept in [*sorted(stay), len(values)]:
        until = stay.get(kept, len(pieces))
        for gone in range(place, until):
            piece = pieces[gone]
            new.leave(piece._replace(value="", behind="") if gone in moved.values() else piece)
        for other in range(number, kept):
            if other in moved:
                piece = pieces[moved[other]]
                new.add(piece.value, texts(piece.behind))
            else:
                new.add(value_text(values[other]))
        if kept in stay:
            new.keep(pieces[until])
        place, number = until + 1, kept + 1
    return start, end, new.closed(rest)


def says(source: Source, array: KeyPath, values: Sequence[Any]) -> bool:
    """True if the elements of an array are `values` already."""
    old = _values(_pieces(source, array)[0])
    return len(old) == len(values) and all(map(_equal, old, values))


def appended(source: Source, array: KeyPath, value: Any) -> Cut:
    """The splice that adds one more element at the end."""
    return replaced(source, array, [*_values(_pieces(source, array)[0]), value])


def removed(source: Source, array: KeyPath, place: int) -> Cut:
    """The splice that takes one element away, counted from 0."""
    values = _values(_pieces(source, array)[0])
    return replaced(source, array, values[:place] + values[place + 1 :])


def _pieces(source: Source, array: KeyPath) -> tuple[list[ListElement], str]:
    """The elements of an array, and what stands behind the last one, with the closing bracket."""
    text, pieces = source.text, list[ListElement]()
    at, closing = source.entries[array].value.start + 1, source.entries[array].value.end
    for member in source.members.get(array, []):
        start, end = source.entries[member].value
        comma = skip_blank(text, end)
        has_comma = text.startswith(",", comma)
        behind = comma + 1 if has_comma else end
        if same_line := _SAME_LINE.match(text, behind):
            behind = same_line.end()
        pieces.append(ListElement(text[at:start], text[start:end], has_comma, text[end:behind]))
        at = behind
    return pieces, text[at:closing]


def _values(pieces: Sequence[ListElement]) -> list[Any]:
    return [parse_toml(f"x = {piece.value}")["x"] for piece in pieces]


def _matches(old: Sequence[Any], new: Sequence[Any]) -> dict[int, int]:
    """The places in `new` of the elements that can stay in order, with their places in `old`."""
    head = 0
    while head < min(len(old), len(new)) and _equal(old[head], new[head]):
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and _equal(old[-1 - tail], new[-1 - tail]):
        tail += 1
    stay = {place: place for place in range(head)}
    rows, columns = len(new) - head - tail, len(old) - head - tail
    if rows * columns <= _MOST:
        stay |= {head + i: head + j for i, j in _longest(new[head : head + rows], old[head : head + columns])}
    return stay | {len(new) - 1 - back: len(old) - 1 - back for back in range(tail)}


def _longest(a: Sequence[Any], b: Sequence[Any]) -> list[tuple[int, int]]:
    """Pairs of places of a longest common subsequence.

    Wagner and Fischer 1974, by the lengths of the rests.
    """
    rest = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in reversed(range(len(a))):
        for j in reversed(range(len(b))):
            rest[i][j] = rest[i + 1][j + 1] + 1 if _equal(a[i], b[j]) else max(rest[i + 1][j], rest[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if _equal(a[i], b[j]):
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif rest[i + 1][j] >= rest[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _moved(old: Sequence[Any], new: Sequence[Any], stay: dict[int, int]) -> dict[int, int]:
    """New places of elements that only change their place, with their old ones."""
    kept = set(stay.values())
    free = [place for place in range(len(old)) if place not in kept]
    found: dict[int, int] = {}
    for number, value in enumerate(new):
        place = None if number in stay else next((each for each in free if _equal(old[each], value)), None)
        if place is not None:
            found[number] = place
            free.remove(place)
    return found


def _equal(a: Any, b: Any) -> bool:
    return type(a) is type(b) and bool(a == b)
