"""More good first talks never make a new deal worth less, nor dead ends the better deals."""

from __future__ import annotations

from datetime import timedelta

import pytest
from benchmarks.lived.world import default_playbook
from hypothesis import given, settings
from hypothesis import strategies as some

from planner.core.learn.deals.lives import read_lives
from planner.core.learn.deals.ordered_shares import Tally, order_shares, order_tries
from planner.core.learn.learn_playbook import learned_playbook
from planner.core.line import Line
from planner.core.playbook import Playbook
from planner.core.value.belief import passed_ratio, to_log_odds
from planner.core.value.deal_index import build_table
from tests.core.learn.random_diaries import NINE, pages, random_rows, row
from tests.core.value.playbooks import V, W

SHIPPED = default_playbook()


def talks(playbook: Playbook, advanced: int, lost: int, stage: int = 0) -> list[Line]:
    """One try of each of so many deals in the second year of the diary, and no row after it."""
    at = playbook.stages[stage]
    outcomes = ["advanced"] * advanced + ["lost"] * lost
    return [
        row(f"new-{n}/{at.play}", 40, outcome, stage=at.name, start=NINE + timedelta(days=400, hours=n))
        for n, outcome in enumerate(outcomes)
    ]


def learned(playbook: Playbook, rows: list[Line]) -> Playbook:
    return learned_playbook(playbook, pages(rows)).playbook


def worth(playbook: Playbook, stage: int = 0) -> float:
    """Pay per hour of a deal that has just entered a stage, per unit of its payout."""
    log_odds = to_log_odds(playbook.prior) + sum(passed_ratio(each) for each in playbook.stages[:stage])
    return build_table(playbook).at(stage, log_odds)


def test_a_reps_first_weeks_of_good_talks() -> None:
    """96 of 120 first talks advance, where the playbook expects 20; no logs follow."""
    fitted = learned(SHIPPED, talks(SHIPPED, 96, 24))
    lead = fitted.stages[0]
    assert fitted.prior > SHIPPED.prior
    assert lead.real.advance > SHIPPED.stages[0].real.advance
    assert lead.dead_end.advance <= SHIPPED.stages[0].dead_end.advance
    assert worth(fitted) > 1.2 * worth(SHIPPED)


@pytest.mark.parametrize(("advanced", "of"), [(1, 1), (5, 5), (10, 10), (12, 30), (96, 120)])
def test_more_talks_that_advance_in_place_of_lost_ones(advanced: int, of: int) -> None:
    fewer = learned(SHIPPED, talks(SHIPPED, advanced - 1, of - advanced + 1))
    more = learned(SHIPPED, talks(SHIPPED, advanced, of - advanced))
    assert more.prior >= fewer.prior
    assert worth(more) >= worth(fewer)


@settings(max_examples=15, deadline=None)
@given(
    playbook=some.sampled_from((V, W, SHIPPED)),
    deals=some.integers(0, 40),
    seed=some.integers(0, 10_000),
    more=some.integers(1, 30),
    late=some.booleans(),
)
def test_more_advances_never_make_a_fresh_deal_worth_less(
    playbook: Playbook, deals: int, seed: int, more: int, late: bool
) -> None:
    """Whatever else the diary holds; at the first stage and further on."""
    before = random_rows(SHIPPED if playbook is SHIPPED else V, deals, seed)
    stage = (len(playbook.stages) - 1) // 2 + 1 if late else 0
    if late and stage == len(playbook.stages) - 1:
        stage -= 1  # who advances from the last stage has bought
    fewer, also = learned(playbook, before), learned(playbook, before + talks(playbook, more, 0, stage))
    assert worth(also, stage) >= worth(fewer, stage) * 0.999
    assert stage > 0 or also.prior >= fewer.prior - 1e-3  # three digits are fitted


@settings(max_examples=40, deadline=None)
@given(deals=some.integers(1, 60), seed=some.integers(0, 10_000), cut=some.floats(0.2, 1.0))
def test_real_deals_never_do_worse_than_dead_ends(deals: int, seed: int, cut: float) -> None:
    """In diaries in which most deals are still open and nearly everyone answers."""
    rows = random_rows(SHIPPED, deals, seed)
    fitted = learned(
        SHIPPED, [each for each in rows[: int(cut * len(rows)) + 1] if each.result.outcome != "no-contact"]
    )
    for stage in fitted.stages:
        assert stage.real.advance >= stage.dead_end.advance
        assert passed_ratio(stage) >= -0.01  # three digits are fitted
    assert fitted.unanswered.real <= fitted.unanswered.dead_end


def test_dead_ends_advance_once_their_ends_are_known() -> None:
    """The same good talks, each deal lost in the next stage: waved on, not bought."""
    waved_on = talks(SHIPPED, 96, 24)
    then = SHIPPED.stages[1]
    ends = [
        row(f"new-{n}/{then.play}", 60, "lost", stage=then.name, start=NINE + timedelta(days=500, hours=n))
        for n in range(96)
    ]
    fitted = learned(SHIPPED, waved_on + ends)
    assert fitted.stages[0].dead_end.advance > 0.4  # the playbook says 0.08
    assert worth(fitted) < worth(SHIPPED)


def test_an_advance_is_unproven_until_something_follows() -> None:
    (first,) = read_lives(talks(SHIPPED, 1, 0), SHIPPED)
    assert first.unproven == 0
    then = SHIPPED.stages[1]
    stayed = row(f"new-0/{then.play}", outcome="stayed", stage=then.name, start=NINE + timedelta(days=500))
    (later,) = read_lives([*talks(SHIPPED, 1, 0), stayed], SHIPPED)
    assert later.unproven is None


def test_shares_out_of_order_become_their_common_one() -> None:
    assert order_shares((3, 4), (1, 4)) == (0.75, 0.25)
    assert order_shares((1, 4), (3, 4)) == (0.5, 0.5)
    assert order_shares((1, 4), (9, 12)) == (0.625, 0.625)  # 10 of 16: weighed by what each rests on
    assert order_shares((0, 0), (0, 3)) == (0.0, 0.0)


def test_tries_out_of_order() -> None:
    def fitted(real: Tally, dead_end: Tally) -> list[tuple[float, ...]]:
        return [tuple(round(each, 3) for each in kind) for kind in order_tries(real, dead_end)]

    assert fitted(Tally(6, 1, 3), Tally(1, 5, 4)) == [(0.6, 0.1, 0.3), (0.1, 0.5, 0.4)]
    assert fitted(Tally(4, 1, 5), Tally(6, 2, 2)) == [(0.5, 0.083, 0.417), (0.5, 0.25, 0.25)]
    assert fitted(Tally(5, 4, 1), Tally(4, 1, 5)) == [(0.5, 0.278, 0.222), (0.4, 0.222, 0.378)]
