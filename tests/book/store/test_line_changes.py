"""Line by line, two states differ by changes that make one of the other; what repeats takes no time."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.book.store.messages import _diff
from planner.book.undo.line_changes import Hunk, hunks
from planner.book.undo.line_merge import taken_out

SECONDS = 10  # a stretch of repeated lines took over a hundred
LINES = st.lists(st.sampled_from((b"a", b"b", b"c", b"d", b"e")), max_size=14)


def applied(old: Sequence[bytes], found: Sequence[Hunk]) -> list[bytes]:
    lines: list[bytes] = []
    at = 0
    for hunk in found:
        lines += [*old[at : hunk.start], *hunk.new]
        at = hunk.end
    return [*lines, *old[at:]]


@given(LINES, LINES)
def test_the_changes_make_the_new_state(old: list[bytes], new: list[bytes]) -> None:
    found = hunks(old, new)
    assert applied(old, found) == new
    assert all(before.end < after.start for before, after in pairwise(found))
    assert (found == []) == (old == new)


def test_an_edited_line_is_one_change_among_many() -> None:
    old = [b"[[prospect]]", b'stage = "lead"', b""] * 50
    new = [*old[:60], b"# one", *old[60:100], b'stage = "demo"', *old[101:]]
    assert hunks(old, new) == [Hunk(60, 60, (b"# one",)), Hunk(100, 101, (b'stage = "demo"',))]


def one_of_two(count: int, seed: int) -> list[bytes]:
    luck = random.Random(seed)
    return [luck.choice((b"#a\n", b"#b\n")) for _ in range(count)]


def between_anchors(count: int, seed: int) -> list[bytes]:
    """Lines that repeat, with one that is there once after every 57."""
    lines = one_of_two(count, seed)
    return [b"#%d\n" % place if place % 58 == 0 else line for place, line in enumerate(lines)]


def backwards(count: int, seed: int) -> list[bytes]:
    return [b"#%d\n" % (place * seed) for place in range(count)][::seed]


@pytest.mark.parametrize("lines", [one_of_two, between_anchors, backwards])
def test_lines_that_repeat_take_no_time(lines: Callable[[int, int], list[bytes]]) -> None:
    old, new, now = lines(40_000, 1), lines(40_000, -1), lines(40_000, 3)
    began = process_time()
    assert applied(old, hunks(old, new)) == new
    taken_out(b"".join(new), b"".join(old), b"".join(now))
    assert len(_diff(b"".join(old), b"".join(new))) <= 41
    assert process_time() - began < SECONDS


def test_a_merge_of_many_changes_is_found_without_comparing_each_with_each() -> None:
    after = [b"k%d = 1\n" % number for number in range(20_000)]
    before = [line.replace(b"1\n", b"2\n") if number % 4 == 0 else line for number, line in enumerate(after)]
    now = [line.replace(b"1\n", b"3\n") if number % 4 == 2 else line for number, line in enumerate(after)]
    began = process_time()
    merged = taken_out(b"".join(after), b"".join(before), b"".join(now))
    assert process_time() - began < SECONDS
    assert merged is not None
    assert merged.content.splitlines()[:4] == [b"k0 = 2", b"k1 = 1", b"k2 = 3", b"k3 = 1"]
