"""Two states of a file compared line by line, in bounded time."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_MOST_STEPS = 2_000_000  # of all comparisons; some thousand edited lines take a tenth
_MOST_IN_RANGE = 200_000  # of one range without a line that both sides have once


class Hunk(NamedTuple):
    """The lines from `start` to `end` (from 0) of the common state became `new`."""

    start: int
    end: int
    new: tuple[bytes, ...]


class _Range(NamedTuple):
    """Lines of the old state and those of the new one in their place."""

    a: int
    a_end: int
    b: int
    b_end: int


def hunks(old: Sequence[bytes], new: Sequence[bytes]) -> list[Hunk]:
    """The changes of `old`, in its order.

    Lines that both states have once hold the rest in place (B. Cohen's patience diff). What lies between them is
    compared line by line, or is one change where lines that repeat would make that take too long.
    """
    found: list[Hunk] = []
    steps = _MOST_STEPS
    waiting = [_Range(0, len(old), 0, len(new))]
    while waiting:
        lines = _without_ends(old, new, waiting.pop())
        a, b = old[lines.a : lines.a_end], new[lines.b : lines.b_end]
        steps -= len(a) + len(b)
        if not a and not b:
            continue
        whole = Hunk(lines.a, lines.a_end, tuple(b))
        if not a or not b or steps < 0:
            found.append(whole)
            continue
        counts_a, counts_b = Counter(a), Counter(b)
        if parts := _between_anchors(a, b, counts_a, counts_b):
            waiting += [_Range(*(n + lines.a for n in each[:2]), *(n + lines.b for n in each[2:])) for each in parts]
            continue
        cost = min(len(a), len(b)) * sum(count * counts_b[line] for line, count in counts_a.items())
        if cost > min(steps, _MOST_IN_RANGE):
            found.append(whole)
            continue
        steps -= cost
        found += _compared(a, b, lines.a)
    return sorted(found)


def _without_ends(old: Sequence[bytes], new: Sequence[bytes], lines: _Range) -> _Range:
    """A range without the lines in which both sides begin and end."""
    a, a_end, b, b_end = lines
    while a < a_end and b < b_end and old[a] == new[b]:
        a, b = a + 1, b + 1
    while a < a_end and b < b_end and old[a_end - 1] == new[b_end - 1]:
        a_end, b_end = a_end - 1, b_end - 1
    return _Range(a, a_end, b, b_end)


def _between_anchors(
    a: Sequence[bytes], b: Sequence[bytes], counts_a: Counter[bytes], counts_b: Counter[bytes]
) -> list[_Range]:
    """The ranges between the lines that both have once, if there are any."""
    place_in_b = {line: place for place, line in enumerate(b) if counts_b[line] == 1 == counts_a[line]}
    pairs = [(place, place_in_b[line]) for place, line in enumerate(a) if line in place_in_b]
    parts: list[_Range] = []
    at = at_b = 0
    for place, place_b in _in_order(pairs):
        parts.append(_Range(at, place, at_b, place_b))
        at, at_b = place + 1, place_b + 1
    return [*parts, _Range(at, len(a), at_b, len(b))] if parts else []


def _in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of these pairs in which the second number grows as the first does."""
    ends: list[int] = []  # the smallest last number of a run of each length
    last: list[int] = []  # and the pair it belongs to
    before: list[int] = []
    for place, (_, number) in enumerate(pairs):
        length = bisect_left(ends, number)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        last[length : length + 1] = [place]
    run: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]


def _compared(a: Sequence[bytes], b: Sequence[bytes], start: int) -> list[Hunk]:
    codes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return [Hunk(start + i, start + j, tuple(b[k:m])) for how, i, j, k, m in codes if how != "equal"]
