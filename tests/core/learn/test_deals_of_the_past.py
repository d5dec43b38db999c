"""An imported history teaches as the diary does: early wins, late starts, and how often deals were won."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

import pytest
from benchmarks.lived.world import default_playbook
from hypothesis import given, settings
from hypothesis import strategies as some

from planner.core.learn.deals.calibrate import StageShare, calibrate, chances_on_entry
from planner.core.learn.deals.lives import Attempt, Life
from planner.core.learn.deals.past_deals import PastDeal, read_past
from planner.core.learn.learn_playbook import learned_playbook
from planner.core.playbook import Playbook
from tests.core.learn.random_diaries import NINE, pages, row

SHIPPED = default_playbook()
JANUARY, TODAY = date(2026, 1, 5), date(2026, 11, 23)


def past_deal(
    name: str, entered: dict[str, int], ended: Literal["won", "lost"] | None, on: int, lost_in: str | None = None
) -> PastDeal:
    """A deal by the days after January 5 on which it moved."""
    return PastDeal(
        record=name,
        entered={stage: JANUARY + timedelta(days=day) for stage, day in entered.items()},
        created=JANUARY,
        ended=ended,
        on=JANUARY + timedelta(days=on),
        lost_in=lost_in,
    )


def learned(deals: list[PastDeal], playbook: Playbook = SHIPPED) -> Playbook:
    return learned_playbook(playbook, (), deals, TODAY).playbook


def life(deal: PastDeal) -> Life:
    (found,) = read_past([deal], SHIPPED, TODAY)
    return found


def test_time_in_a_stage_stands_for_tries() -> None:
    found = life(past_deal("acme", {"lead": 0, "discovery": 5, "proposal": 46}, "lost", 50))
    assert found.attempts == (
        Attempt(0, "advance"),
        *[Attempt(1, "stay")] * 3,  # 41 days, ten a period: the first is the usual one
        Attempt(1, "advance"),
        Attempt(3, "lost"),
    )
    assert (found.first, found.passed, found.closed) == (0, (2,), "lost")


def test_an_early_win_passes_the_stages_after_it() -> None:
    found = life(past_deal("acme", {"lead": 0}, "won", 3))
    assert (found.attempts, found.passed, found.entered) == ((Attempt(0, "advance"),), (1, 2, 3, 4, 5), (0,))


def test_a_stage_that_was_renamed_since() -> None:
    first, *others = SHIPPED.stages
    renamed = replace(SHIPPED, stages=(replace(first, name="new", was=("lead",)), *others))
    (found,) = read_past([past_deal("acme", {"lead": 0}, "lost", 3)], renamed, TODAY)
    assert found.attempts == (Attempt(0, "lost"),)


def test_a_step_back_is_none() -> None:
    found = life(past_deal("acme", {"discovery": 0, "lead": 3, "demo": 5}, None, 6))
    assert [each.stage for each in found.attempts] == [1]
    assert found.closed is None


def test_what_happens_after_a_day_is_not_known_on_it() -> None:
    deal = past_deal("acme", {"lead": 0, "discovery": 5}, "won", 20)
    (before,) = read_past([deal], SHIPPED, JANUARY + timedelta(days=10))
    assert (before.closed, before.attempts) == (None, (Attempt(0, "advance"),))
    assert read_past([deal], SHIPPED, JANUARY) == ()


@pytest.mark.parametrize("stage", ["lead", "demo", ""])
def test_a_share_that_was_won_is_learned(stage: str) -> None:
    """140 of 213 won in the stage in which they came in: the next one is won more often than not."""
    deals = [past_deal(f"deal-{n}", {stage: 0} if stage else {}, "won" if n < 140 else "lost", 5) for n in range(213)]
    at = [each.name for each in SHIPPED.stages].index(stage or "lead")
    untouched, then = chances_on_entry(SHIPPED)[at], chances_on_entry(learned(deals))[at]
    assert untouched < 0.25
    assert then == pytest.approx(140 / 213, abs=0.08)
    assert learned(deals).prior > SHIPPED.prior


def test_an_early_win_counts_as_an_early_loss_does() -> None:
    def prior(won: int, of: int) -> float:
        rows = [
            row(f"d{n}/first-talk", outcome="won" if n < won else "lost", stage="lead", start=NINE + timedelta(hours=n))
            for n in range(of)
        ]
        return learned_playbook(SHIPPED, pages(rows)).playbook.prior

    assert prior(0, 40) < SHIPPED.prior < prior(20, 40) < prior(40, 40)


def test_a_list_of_ends_alone_lowers_the_chances_too() -> None:
    deals = [past_deal(f"deal-{n}", {}, "won" if n < 5 else "lost", 40) for n in range(213)]
    assert chances_on_entry(learned(deals))[0] == pytest.approx(5 / 213, abs=0.015)


def test_a_deal_of_the_diary_counts_once() -> None:
    rows = [row("acme/first-talk", outcome="lost", stage="lead")]
    both = learned_playbook(SHIPPED, pages(rows), [past_deal("acme", {"lead": 0}, "lost", 3)], TODAY)
    assert (both.deals, both.past) == (1, 0)


def test_nothing_of_the_past_changes_nothing() -> None:
    assert learned_playbook(SHIPPED, (), [past_deal("acme", {"an old stage": 0}, None, 3)], TODAY).playbook is SHIPPED


@settings(max_examples=60, deadline=None)
@given(
    shares=some.dictionaries(some.integers(0, 5), some.tuples(some.integers(1, 2000), some.floats(0, 1)), max_size=6)
)
def test_calibration_never_leaves_the_share_further_off(shares: dict[int, tuple[int, float]]) -> None:
    """Over all stages together; and the chance to win never falls from one stage to the next."""
    won = {stage: StageShare(count, count * share) for stage, (count, share) in shares.items()}
    before, after = SHIPPED, calibrate(SHIPPED, won)

    def off(playbook: Playbook) -> float:
        chances = chances_on_entry(playbook)
        return sum(each.entered * (chances[at] - each.won / each.entered) ** 2 for at, each in won.items())

    assert off(after) <= off(before) * 1.3 + 0.5  # it is the likelihood that is fitted, not the squares
    chances = chances_on_entry(after)
    assert all(one <= other + 1e-9 for one, other in pairwise(chances))
    for stage in after.stages:
        assert stage.real.advance >= stage.dead_end.advance
        assert 0 <= stage.real.stay <= 1
