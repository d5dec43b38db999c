"""Where asking pays: until one knows whether they would buy from us before every try but the last, then here and there.

Nothing but stages and dates is known of a book fresh from a CRM.
"""

from __future__ import annotations

import random

import pytest

from planner.core.playbook import Playbook
from planner.core.value.belief import passed_ratio, stayed_ratio, to_chance, to_log_odds
from planner.core.value.deal_index import build_table
from planner.core.value.qualifying import Qualifying, QualifyingState

# How a territory's open deals mostly lie over the stages; judgment.
MIX = {"lead": 0.25, "discovery": 0.25, "demo": 0.18, "proposal": 0.16, "negotiation": 0.10, "close": 0.06}


Gain = dict[tuple[str, int], float]  # (stage, tries that led nowhere) -> index of asking ÷ index of going on


def gain_of_asking(playbook: Playbook, unknown: tuple[int, ...]) -> Gain:
    """What asking all of `unknown` first pays, next to going on."""
    table = build_table(playbook)
    asking = Qualifying(playbook, table)
    found: Gain = {}
    log_odds = to_log_odds(playbook.prior)
    for number, stage in enumerate(playbook.stages):
        for tries in range(5):
            x = log_odds + tries * stayed_ratio(stage)
            found[stage.name, tries] = asking.index(QualifyingState(number, unknown, x)) / table.at(number, x)
        log_odds += passed_ratio(stage)
        row = "  ".join(f"{found[stage.name, tries]:.3f}" for tries in range(5))
        print(f"{stage.name:12} {row}   after it {to_chance(log_odds):.0%} real")
    return found


@pytest.fixture(scope="module")
def gain(playbook: Playbook) -> Gain:
    """What asking pays once one knows whether they would buy from us: fit, incumbent, and whether they look at all."""
    return gain_of_asking(playbook, tuple(n for n, question in enumerate(playbook.questions) if not question.wins))


@pytest.fixture(scope="module")
def gain_unknown(playbook: Playbook) -> Gain:
    """What asking pays while nothing is known."""
    return gain_of_asking(playbook, tuple(range(len(playbook.questions))))


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
def test_asking_pays(gain: Gain, stage: str, tries: int, asks: bool) -> None:
    assert (gain[stage, tries] > 1) is asks


@pytest.mark.parametrize(
    ("stage", "asks"),
    [
        ("lead", True),
        ("discovery", True),
        ("demo", True),
        ("proposal", True),
        ("negotiation", True),
        ("close", False),  # only the signature is left
    ],
)
def test_asking_pays_before_the_first_try_while_nothing_is_known(gain_unknown: Gain, stage: str, asks: bool) -> None:
    assert (gain_unknown[stage, 0] > 1) is asks


def share_of_asking(playbook: Playbook, gain: Gain) -> float:
    """The share of a fresh book's deals of which asking is the better step."""
    luck = random.Random(7)
    deals = asked = 0
    for _ in range(4000):
        stage = luck.choices(playbook.stages, [MIX[s.name] for s in playbook.stages])[0]
        days = luck.expovariate(1 / (1.3 * stage.days))
        tries = max(0, min(4, int(days / stage.days) - 1))
        deals += 1
        asked += gain[stage.name, tries] > 1
    print(f"asking: {asked / deals:.0%} of a fresh book")
    return asked / deals


def test_a_fifth_to_a_third_of_a_book_is_asking(playbook: Playbook, gain: Gain) -> None:
    assert 0.20 <= share_of_asking(playbook, gain) <= 0.34


def test_nearly_all_of_a_book_is_asking_while_nothing_is_known(playbook: Playbook, gain_unknown: Gain) -> None:
    assert 0.90 <= share_of_asking(playbook, gain_unknown) <= 0.97
