"""Learned figures follow the logs, a little with each: no single log turns one over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from benchmarks.lived.world import default_playbook

from planner.core.learn.learn_playbook import learned_playbook
from planner.core.line import Line
from planner.core.playbook import Playbook
from planner.core.value.belief import to_log_odds
from planner.core.value.deal_index import build_table
from tests.core.learn.random_diaries import NINE, pages, random_rows, row

SHIPPED = default_playbook()
PLAY = {stage.name: stage.play for stage in SHIPPED.stages}
Logs = tuple[tuple[str, str], ...]  # of one deal: stages and outcomes

STAYS: Logs = (("lead", "stayed"),) * 4
LOST: Logs = (("lead", "lost"),)
TALKED: Logs = (("lead", "advanced"),)
GHOSTED: Logs = (*TALKED, *((("discovery", "no-contact"),) * 6))
TALKED_THEN_LOST: Logs = (*TALKED, ("discovery", "lost"))
LOST_LATE: Logs = (*TALKED, ("discovery", "advanced"), ("demo", "advanced"), ("proposal", "lost"))


def deals_of(logs: Logs, many: int) -> list[Line]:
    """So many deals with these logs alone, one after the other, in the diary's second year."""
    return [
        row(f"new-{n}/{PLAY[stage]}", outcome=outcome, stage=stage, start=NINE + timedelta(days=400 + n, hours=hour))
        for n in range(many)
        for hour, (stage, outcome) in enumerate(logs)
    ]


def learned(rows: list[Line]) -> Playbook:
    return learned_playbook(SHIPPED, pages(rows)).playbook


def figures(playbook: Playbook) -> list[float]:
    """All learned chances of deals without answers to questions."""
    tries = [each for stage in playbook.stages for each in (stage.real, stage.dead_end)]
    silent = playbook.unanswered
    return [playbook.prior, silent.real, silent.dead_end, *(x for each in tries for x in (each.advance, each.lost))]


def worth(playbook: Playbook) -> float:
    """Pay per hour of a fresh lead per unit of its payout, relative to the shipped playbook."""
    return _an_hour(playbook) / _an_hour(SHIPPED)


def _an_hour(playbook: Playbook) -> float:
    return build_table(playbook).at(0, to_log_odds(playbook.prior))


@pytest.mark.parametrize(
    "logs",
    [STAYS, LOST, TALKED, GHOSTED, TALKED_THEN_LOST, LOST_LATE],
    ids=["only stays", "only losses", "advanced", "advanced, then silence", "advanced, then lost", "lost late"],
)
@pytest.mark.parametrize("before", [0, 20], ids=["nothing before", "after twenty deals"])
def test_no_figure_jumps(logs: Logs, before: int) -> None:
    """With up to four talks a deal, no chance moves by more than seven points."""
    history = random_rows(SHIPPED, before, seed=1)
    now = figures(learned(history))
    for many in range(1, 121):
        then = figures(learned(history + deals_of(logs, many)))
        assert max(abs(one - other) for one, other in zip(now, then, strict=True)) < 0.07, many
        now = then


@pytest.mark.parametrize("many", [1, 3, 12, 40])
def test_only_losses_never_make_a_fresh_lead_worth_more(many: int) -> None:
    fitted = learned(deals_of(LOST, many))
    assert fitted.prior < SHIPPED.prior
    assert worth(fitted) < 1.0


@pytest.mark.parametrize(("ghosted", "at_most"), [(5, 0.8), (12, 0.6), (40, 0.4)])
def test_deals_without_an_answer_after_a_good_talk_lower_new_ones(ghosted: int, at_most: float) -> None:
    fitted, without = learned(deals_of(GHOSTED, ghosted)), learned(deals_of(TALKED, ghosted))
    assert fitted.prior < SHIPPED.prior < without.prior
    assert worth(fitted) < at_most < 1.0 < worth(without)


def test_one_call_in_vain_after_a_good_talk_is_not_yet_a_bad_lead() -> None:
    fitted = learned(deals_of((*TALKED, ("discovery", "no-contact")), 12))
    assert SHIPPED.prior < fitted.prior < learned(deals_of(TALKED, 12)).prior


def test_a_meeting_alone_is_no_evidence() -> None:
    """As on the page, an answer only ends a silence: four tries without progress are four."""
    priors = [learned(deals_of(STAYS, many)).prior for many in (0, 1, 5, 12, 40, 120)]
    assert priors == sorted(priors, reverse=True)
    assert priors[-1] < 0.1
