"""A renewal is not qualified: nobody asks a customer why they would change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.core.value.deal_value import deal_value
from tests.core.value.days import book, today
from tests.core.value.playbooks import deal

STAGES = ("lead", "discovery", "demo", "proposal", "negotiation", "close")


@pytest.mark.parametrize("stage", STAGES)
def test_its_play_comes_first_in_every_stage(playbook, stage: str) -> None:
    context = today(book(playbook, keeps=0.08))
    new = deal(stage=stage, amount=310_000)
    asked, renewed = deal_value(new, context), deal_value(replace(new, renews="bolt 2027"), context)
    assert asked is not None
    assert renewed is not None
    assert (asked.questions is not None) == (stage != STAGES[-1])
    assert renewed.questions is None
    assert renewed.index == renewed.plain_index


def test_its_unknown_answers_leave_its_worth_whole(playbook) -> None:
    context = today(book(playbook, keeps=0.08))
    renewed = deal_value(replace(deal(stage="proposal", amount=310_000), renews="bolt 2027"), context)
    assert renewed is not None
    assert renewed.wins == 1.0
    assert renewed.payout == pytest.approx(310_000 * 0.08)
