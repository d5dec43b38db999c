"""With a book fresh from a CRM (stages and dates, no answers) the page is not a wall of asking, and asking is on it."""

from __future__ import annotations

import random

import pytest

from planner.core.playbook import Playbook
from planner.core.value.belief import passed_ratio, stayed_ratio, to_chance, to_log_odds
from planner.core.value.index import build_table
from planner.core.value.qualifying import Qualifying

# How a territory's open deals mostly lie over the stages; judgement.
MIX = {"lead": 0.25, "discovery": 0.25, "demo": 0.18, "proposal": 0.16, "negotiation": 0.10, "close": 0.06}


@pytest.fixture(scope="module")
def gain(playbook: Playbook) -> dict[tuple[str, int], float]:
    """(stage, tries that led nowhere) -> index of asking everything first ÷ index of going on."""
    table = build_table(playbook)
    asking = Qualifying(playbook, table)
    everything = tuple(range(len(playbook.questions)))
    found: dict[tuple[str, int], float] = {}
    log_odds = to_log_odds(playbook.prior)
    for number, stage in enumerate(playbook.stages):
        for tries in range(5):
            x = log_odds + tries * stayed_ratio(stage)
            found[stage.name, tries] = asking.at(number, everything, x) / table.at(number, x)
        log_odds += passed_ratio(stage)
        row = "  ".join(f"{found[stage.name, tries]:.3f}" for tries in range(5))
        print(f"{stage.name:12} {row}   after it {to_chance(log_odds):.0%} real")
    return found


@pytest.mark.parametrize(
    ("stage", "tries", "asks"),
    [
        ("lead", 0, False),  # the first talk is itself an asking, and as short
        ("discovery", 0, True),  # an hour and forty minutes, and two in five are dead ends
        ("demo", 0, False),
        ("demo", 1, True),  # the second demo: ask before you give it
        ("proposal", 0, False),
        ("proposal", 2, True),
        ("negotiation", 0, False),
        ("close", 0, False),
        ("close", 4, False),  # get it signed, or not
    ],
)
def test_asking_pays(gain: dict[tuple[str, int], float], stage: str, tries: int, asks: bool) -> None:
    assert (gain[stage, tries] > 1) is asks


def test_a_fifth_to_a_third_of_a_fresh_book_is_asking(playbook: Playbook, gain: dict[tuple[str, int], float]) -> None:
    luck = random.Random(7)
    deals = asked = 0
    for _ in range(4000):
        stage = luck.choices(playbook.stages, [MIX[s.name] for s in playbook.stages])[0]
        days = luck.expovariate(1 / (1.3 * stage.days))
        tries = max(0, min(4, int(days / stage.days) - 1))
        deals += 1
        asked += gain[stage.name, tries] > 1
    print(f"asking: {asked / deals:.0%} of a fresh book")
    assert 0.20 <= asked / deals <= 0.34
