"""What the answers to several questions say together: every set of them counted once, with its chance of each kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core.playbook import Question
from planner.core.value.qualifying import signals

SHARES = st.lists(st.sampled_from([0.0, 0.0, 0.1, 0.25, 0.5, 1.0]), min_size=3, max_size=3).filter(any)


def question(real: list[float], dead_end: list[float]) -> Question:
    names = ("yes", "vague", "no")
    shares = [{name: share / sum(each) for name, share in zip(names, each, strict=True)} for each in (real, dead_end)]
    return Question(id="q", ask="?", real=shares[0], dead_end=shares[1])


def test_an_answer_that_only_one_kind_of_deal_gives_says_all() -> None:
    only_real, both = signals([question([1, 0, 1], [0, 0, 1])])[::-1]
    assert (only_real.real, only_real.dead_end) == (0.5, 0.0)
    assert only_real.log_ratio > 13  # odds of a million to one
    assert (both.real, both.dead_end) == (0.5, 1.0)
    only_dead_end = signals([question([1, 0, 0], [1, 0, 1])])[0]
    assert (only_dead_end.real, only_dead_end.dead_end) == (0.0, 0.5)
    assert only_dead_end.log_ratio < -13


def test_an_answer_that_nobody_gives_says_nothing() -> None:
    assert [each.real for each in signals([question([1, 0, 1], [1, 0, 3])])] == [0.5, 0.5]


@given(st.lists(st.tuples(SHARES, SHARES), max_size=3))
def test_the_chances_of_all_sets_of_answers_sum_to_one(drawn: list[tuple[list[float], list[float]]]) -> None:
    found = signals([question(real, dead_end) for real, dead_end in drawn])
    assert sum(each.real for each in found) == pytest.approx(1)
    assert sum(each.dead_end for each in found) == pytest.approx(1)
    assert [each.log_ratio for each in found] == sorted(each.log_ratio for each in found)
