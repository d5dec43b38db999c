"""The program's own pages among customers who need time, next to a rep who works hour by hour with the same habits."""

import pytest
from benchmarks.lived.rankings import eye_of
from benchmarks.patient.customers import Tally
from benchmarks.patient.pages import live_by_pages
from benchmarks.patient.policies import POLICIES, live_by_policy
from benchmarks.patient.world import CUSTOMS, LOADS, draw_patient_territory, patient_sale

from planner.core.value.deal_index import build_table

DAYS = 25
SEEDS = range(1, 4)
MONEY_ALONE, ALL_HABITS = POLICIES[0].name, POLICIES[-1].name


@pytest.fixture(scope="module")
def lives() -> dict[str, list[Tally]]:
    """A few short lives: under money per hour alone, under all habits together, and by the pages."""
    customs = CUSTOMS["usual"]
    table = build_table(patient_sale(customs))
    eye = eye_of(patient_sale(customs), table)
    found: dict[str, list[Tally]] = {MONEY_ALONE: [], ALL_HABITS: [], "pages": []}
    for seed in SEEDS:
        territory = draw_patient_territory(seed, customs, LOADS["usual"], DAYS)
        for policy in (POLICIES[0], POLICIES[-1]):
            found[policy.name].append(live_by_policy(territory, policy, eye, DAYS))
        found["pages"].append(live_by_pages(territory, table, DAYS))
    return found


def total(lives: list[Tally], figure: str) -> float:
    return float(sum(getattr(life, figure) for life in lives))


def test_the_pages_keep_what_the_policy_keeps(lives: dict[str, list[Tally]]) -> None:
    assert total(lives["pages"], "won") >= 0.93 * total(lives[ALL_HABITS], "won")


def test_few_tries_come_too_early(lives: dict[str, list[Tally]]) -> None:
    early = {name: total(each, "early") / total(each, "tries") for name, each in lives.items()}
    assert early["pages"] <= 1.1 * early[ALL_HABITS]
    assert early["pages"] <= 0.5 * early[MONEY_ALONE]


def test_promises_are_kept(lives: dict[str, list[Tally]]) -> None:
    assert total(lives["pages"], "promises") >= 80
    assert total(lives["pages"], "broken") <= max(1.0, 1.2 * total(lives[ALL_HABITS], "broken"))


def test_the_same_life_comes_out_the_same() -> None:
    customs = CUSTOMS["hurried"]
    territory = draw_patient_territory(1, customs, LOADS["light"], 10)
    table = build_table(territory.playbook)
    eye = eye_of(territory.playbook, table)
    assert live_by_policy(territory, POLICIES[-1], eye, 10) == live_by_policy(territory, POLICIES[-1], eye, 10)
    assert live_by_pages(territory, table, 10) == live_by_pages(territory, table, 10)
