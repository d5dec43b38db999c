"""What is learnt goes where the logs go, a little with each: no log of a kind seen before turns a figure over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from benchmarks.lived.world import default_playbook

from planner.core.diary import Worked
from planner.core.learn.learn_playbook import learned_playbook
from planner.core.playbook import Playbook
from planner.core.value.belief import to_log_odds
from planner.core.value.index import build_table
from tests.core.learn.drawn_diaries import NINE, drawn, pages, row

SHIPPED = default_playbook()
PLAY = {stage.name: stage.play for stage in SHIPPED.stages}
Logs = tuple[tuple[str, str], ...]  # of one deal: stages and outcomes

STAYS: Logs = (("lead", "stayed"),) * 4
LOST: Logs = (("lead", "lost"),)
TALKED: Logs = (("lead", "advanced"),)
GHOSTED: Logs = (*TALKED, *((("discovery", "no-contact"),) * 6))
TALKED_THEN_LOST: Logs = (*TALKED, ("discovery", "lost"))
LOST_LATE: Logs = (*TALKED, ("discovery", "advanced"), ("demo", "advanced"), ("proposal", "lost"))


def deals_of(logs: Logs, many: int) -> list[Worked]:
    """So many deals of which this is logged and nothing else, one after the other, in the diary's second year."""
    return [
        row(f"new-{n}/{PLAY[stage]}", outcome=outcome, stage=stage, start=NINE + timedelta(days=400 + n, hours=hour))
        for n in range(many)
        for hour, (stage, outcome) in enumerate(logs)
    ]


def learned(rows: list[Worked]) -> Playbook:
    return learned_playbook(SHIPPED, pages(rows)).playbook


def figures(playbook: Playbook) -> list[float]:
    """Every learnt chance of deals that nobody was asked about."""
    tries = [each for stage in playbook.stages for each in (stage.real, stage.dead_end)]
    silent = playbook.unanswered
    return [playbook.prior, silent.real, silent.dead_end, *(x for each in tries for x in (each.advance, each.lost))]


def worth(playbook: Playbook) -> float:
    """What an hour of a fresh lead pays, per unit of its worth, beside the shipped playbook's."""
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
    """Up to four talks a deal against the playbook's thirty: none moves any chance by more than seven points."""
    history = drawn(SHIPPED, before, seed=1)
    now = figures(learned(history))
    for many in range(1, 121):
        then = figures(learned(history + deals_of(logs, many)))
        assert max(abs(one - other) for one, other in zip(now, then, strict=True)) < 0.07, many
        now = then


@pytest.mark.parametrize("many", [1, 3, 12, 40])
def test_only_losses_never_make_a_fresh_lead_worth_more(many: int) -> None:
    told = learned(deals_of(LOST, many))
    assert told.prior < SHIPPED.prior
    assert worth(told) < 1.0


@pytest.mark.parametrize(("ghosted", "at_most"), [(5, 0.8), (12, 0.6), (40, 0.4)])
def test_deals_that_fall_silent_after_a_good_talk_count_against_new_ones(ghosted: int, at_most: float) -> None:
    told, without = learned(deals_of(GHOSTED, ghosted)), learned(deals_of(TALKED, ghosted))
    assert told.prior < SHIPPED.prior < without.prior
    assert worth(told) < at_most < 1.0 < worth(without)


def test_one_call_in_vain_after_a_good_talk_is_not_yet_a_bad_lead() -> None:
    told = learned(deals_of((*TALKED, ("discovery", "no-contact")), 12))
    assert SHIPPED.prior < told.prior < learned(deals_of(TALKED, 12)).prior


def test_meeting_somebody_is_no_sign_by_itself() -> None:
    """As on the page, where an answer ends a silence and speaks for nobody: four talks that lead nowhere are four."""
    priors = [learned(deals_of(STAYS, many)).prior for many in (0, 1, 5, 12, 40, 120)]
    assert priors == sorted(priors, reverse=True)
    assert priors[-1] < 0.1
