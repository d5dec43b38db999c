"""Follow the policy deal by deal, with luck drawn: money won ÷ hours is the index.

The belief moves by the table's own updates; a deal's true type is drawn from the belief it starts with.
"""

import random

import pytest

from planner.core.playbook import Playbook
from planner.core.value.belief import advanced_ratio, clamp, log_ratio, stayed_ratio, to_chance
from planner.core.value.deal_index import try_minutes
from planner.core.value.qualifying import Qualifying, QualifyingState
from tests.core.value.days import table_of
from tests.core.value.playbooks import V, W

DEALS = 150_000


def lived(playbook: Playbook, *, ask_first: bool, seed: int) -> tuple[float, float]:
    """Won and hours over many deals of worth 1 that start without evidence; both per deal."""
    luck = random.Random(seed)
    table = table_of(playbook)
    asking = Qualifying(playbook, table)
    start = 0.0
    own = asking.index(QualifyingState(0, (0,), start)) if ask_first else table.at(0, start)
    won = minutes = 0.0
    for _ in range(DEALS):
        real = luck.random() < to_chance(start)
        log_odds, stage = start, 0
        if ask_first:
            minutes += asking.minutes
            question = playbook.questions[0]
            yes = luck.random() < (question.real if real else question.dead_end)["yes"]
            answer = "yes" if yes else "no"
            log_odds = clamp(log_odds + log_ratio(question.real[answer], question.dead_end[answer]))
        first = not ask_first
        while first or table.at(stage, log_odds) >= own * (1 - 1e-9):
            first = False
            now = playbook.stages[stage]
            attempt = try_minutes(playbook.plays[now.play])
            minutes += attempt
            chances = now.real if real else now.dead_end
            draw = luck.random()
            if draw < chances.advance:
                log_odds, stage = clamp(log_odds + advanced_ratio(now)), stage + 1
                if stage == len(playbook.stages):
                    won += 1
                    break
            elif draw < chances.advance + chances.lost:
                break
            else:
                log_odds = clamp(log_odds + stayed_ratio(now))
    return won / DEALS, minutes / 60 / DEALS


@pytest.mark.parametrize(("playbook", "ask_first"), [(V, False), (V, True), (W, False), (W, True)])
def test_money_won_per_hour_is_the_index(playbook: Playbook, ask_first: bool) -> None:
    table = table_of(playbook)
    own = Qualifying(playbook, table).index(QualifyingState(0, (0,), 0.0)) if ask_first else table.at(0, 0.0)
    won, hours = lived(playbook, ask_first=ask_first, seed=7)
    assert won / hours == pytest.approx(own, rel=0.02)
