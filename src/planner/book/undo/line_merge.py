"""A change taken back from a file that was edited since.

Line by line, where the two do not touch the same lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from planner.book.toml.parse import parse_toml
from planner.book.undo.line_changes import Hunk, hunks

_GONE = object()


class MergedFile(NamedTuple):
    """A file without the change that was undone, and the lines edited since.

    Lines count from 1, the last one included.
    """

    content: bytes
    edited: tuple[tuple[int, int], ...]


def taken_out(after: bytes, before: bytes, now: bytes) -> MergedFile | None:
    """`now`, edited since it was `after`, with the change from `before` to `after` undone.

    None where that can't be done for sure: both changed the same lines, a state is no TOML, or the result would not
    say what it said before, but for what was edited.
    """
    lines = after.splitlines(keepends=True)
    back, edits = hunks(lines, before.splitlines(keepends=True)), hunks(lines, now.splitlines(keepends=True))
    both = sorted([(hunk, False) for hunk in back] + [(hunk, True) for hunk in edits])
    if any(a[1] != b[1] and _touch(a[0], b[0]) for a, b in pairwise(both)):  # two that touch have no other between
        return None
    out: list[bytes] = []
    places: list[tuple[int, int]] = []
    at = 0
    for hunk, by_hand in both:
        out += lines[at : hunk.start]
        if by_hand:
            places.append((len(out) + 1, len(out) + max(1, len(hunk.new))))
        out += hunk.new
        at = hunk.end
    content = b"".join([*out, *lines[at:]])
    try:
        read = [parse_toml(text.decode()) for text in (after, before, now, content)]
    except (ValueError, RecursionError):
        return None
    return MergedFile(content, tuple(places)) if _as_meant(*read) else None


def _touch(a: Hunk, b: Hunk) -> bool:
    """True if two hunks change the same lines, or both insert lines at one place."""
    if a.start == a.end and b.start == b.end:
        return a.start == b.start
    if a.start == a.end or b.start == b.end:
        inner, outer = (a, b) if a.start == a.end else (b, a)
        return outer.start < inner.start < outer.end
    return a.start < b.end and b.start < a.end


def _as_meant(after: Any, before: Any, now: Any, merged: Any) -> bool:
    """True if `merged` says what `before` does of the change, and what `now` does of the rest."""
    if after == before:
        return bool(merged == now)
    if after == now:
        return bool(merged == before)
    states: tuple[Any, ...] = (after, before, now, merged)
    if all(state is _GONE or isinstance(state, list) for state in states):  # no list is one without elements
        states = tuple([] if state is _GONE else state for state in states)
    if all(isinstance(state, dict) for state in states):
        return all(_as_meant(*(state.get(key, _GONE) for state in states)) for key in dict.fromkeys(_keys(states)))
    if not all(isinstance(state, list) for state in states):
        return False
    if all(_have_ids(state) for state in states):
        return _as_meant(*({each["id"]: each for each in state} for state in states))
    if len({len(state) for state in states}) == 1:
        return all(_as_meant(*each) for each in zip(*states, strict=True))
    counted = [Counter(map(repr, state)) for state in states]
    wanted = counted[2].copy()
    wanted.subtract(counted[0])
    wanted.update(counted[1])
    return +wanted == counted[3] and not -wanted


def _keys(states: Sequence[dict[str, Any]]) -> Iterator[str]:
    for state in states:
        yield from state


def _have_ids(tables: Sequence[Any]) -> bool:
    ids = [each.get("id") if isinstance(each, dict) else None for each in tables]
    return all(isinstance(id, str) for id in ids) and len(set(ids)) == len(ids)
