"""The fiscal year next to a goal, in a rep's words."""

from __future__ import annotations

import pytest

from planner.typed.rep.goal import year_goal
from planner.typed.rep.year_start import without_year, year_start


@pytest.mark.parametrize(
    ("text", "starts", "goal"),
    [
        ("2.4m in orders, FY27 (Jul-Jun)", "07-01", 2_400_000),
        ("120k commission Jul-Jun", "07-01", 120_000),
        ("120k, 1 April to 31 March", "04-01", 120_000),
        ("120k from Oct to Sept", "10-01", 120_000),
        ("£90k, FY starts in April", "04-01", 90_000),
        ("my fiscal year starts Feb 1, 150k", "02-01", 150_000),
        ("Jul 1 - Jun 30, 120k", "07-01", 120_000),
        ("120k, year ends June", "07-01", 120_000),
        ("year end 30 June, 120k", "07-01", 120_000),
        ("80k FYE March", "04-01", 80_000),
        ("120k for FY26/27", None, 120_000),
        ("120k, Jan-Dec", "01-01", 120_000),
        ("120k, year ends Dec", "01-01", 120_000),
        ("120k this year", None, 120_000),
        ("120k", None, 120_000),
        ("52k of 120k in 2026", None, 120_000),
        ("95k by Dec 31, 2026", None, 95_000),
        ("this year may be 150k", None, None),
        ("120k, best months are Mar-Jun", None, None),
    ],
)
def test_the_year_and_the_goal(text: str, starts: str | None, goal: float | None) -> None:
    assert year_start(text) == starts
    if goal is not None:
        assert year_goal("", text).goal == goal


@pytest.mark.parametrize("text", ["Jul-Jun", "FY27", "it's FY Jul-Jun", "year ends in June"])
def test_a_year_alone_has_no_money(text: str) -> None:
    assert not any(each.isdigit() for each in without_year(text))


def test_without_a_year_the_text_is_as_it_was() -> None:
    assert without_year("-5") == "-5"
