"""What may never happen to an hour's worth, whatever the deal: more money, more time or less silence lowers it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.book import Deal
from planner.core.playbook import Playbook
from planner.core.value.deal_value import DayContext, deal_value
from tests.core.value.days import book, today
from tests.core.value.playbooks import TODAY, deal

SAME = 1 + 1e-9
STAGES = ("lead", "discovery", "demo", "proposal", "negotiation", "close")


@pytest.fixture(scope="module")
def context(playbook: Playbook) -> DayContext:
    return today(book(playbook, keeps=0.1))


def per_hour(record: Deal, context: DayContext) -> float:
    value = deal_value(record, context)
    return value.per_hour if value is not None else 0.0


answers = st.fixed_dictionaries(
    {},
    optional={
        "why_change": st.sampled_from(["yes", "vague", "no"]),
        "power": st.sampled_from(["met", "named", "hidden"]),
        "fit": st.sampled_from(["yes", "partly", "no"]),
        "incumbent_price": st.sampled_from(["looking", "price_check"]),
    },
)


@given(st.sampled_from(STAGES), answers, st.floats(100, 1e6), st.floats(1, 50))
@settings(max_examples=60, deadline=None)
def test_a_larger_amount_never_pays_less(
    context: DayContext, stage: str, known: dict[str, str], amount: float, times: float
) -> None:
    small, large = (deal(stage=stage, answers=known, amount=each) for each in (amount, amount * times))
    assert per_hour(small, context) <= per_hour(large, context) * SAME


@given(st.sampled_from(STAGES), answers, st.integers(-3, 40), st.integers(0, 40), st.floats(0, 1))
@settings(max_examples=60, deadline=None)
def test_more_days_before_the_deadline_never_pay_less(
    context: DayContext, stage: str, known: dict[str, str], left: int, more: int, after: float
) -> None:
    sooner, later = (
        deal(stage=stage, answers=known, after=after, decide_by=TODAY + timedelta(days=days))
        for days in (left, left + more)
    )
    assert per_hour(sooner, context) <= per_hour(later, context) * SAME


@given(st.sampled_from(STAGES), answers, st.integers(0, 90), st.integers(0, 90), st.integers(0, 60))
@settings(max_examples=60, deadline=None)
def test_silence_never_pays_more(
    context: DayContext, stage: str, known: dict[str, str], silent: int, longer: int, in_stage: int
) -> None:
    since = TODAY - timedelta(days=in_stage)
    heard, unheard = (
        deal(stage=stage, answers=known, attempts=None, since=since, last_touch=TODAY - timedelta(days=days))
        for days in (silent, silent + longer)
    )
    assert per_hour(unheard, context) <= per_hour(heard, context) * SAME
