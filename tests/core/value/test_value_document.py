"""Every number that docs/explain/value.md tells is recomputed here and found there."""

from math import erf, sqrt
from pathlib import Path

import pytest

from planner.core.book import Account
from planner.core.playbook import Response
from planner.core.value.belief import belief_of, to_chance, unknown_questions
from planner.core.value.pursuit import Pursuer, states_after_try
from planner.core.value.qualifying import Qualifying
from planner.core.value.visit_response import next_visit
from tests.core.value.days import table_of
from tests.core.value.playbooks import TODAY, V, deal

DOCUMENT = (Path(__file__).parents[3] / "docs/explain/value.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("told", "stage", "attempts", "answers"),
    [
        ("talk, new, need unknown", 0, 0, {}),
        ("talk, two tries without progress, need yes", 0, 2, {"need": "yes"}),
        ("close, one try without progress, need unknown", 1, 1, {}),
    ],
)
def test_the_table_of_deals(told: str, stage: int, attempts: int, answers: dict[str, str]) -> None:
    table = table_of(V)
    record = deal(stage=V.stages[stage].name, attempts=attempts, answers=answers)
    belief = belief_of(record, V, stage, TODAY)
    on = table.at(stage, belief)
    unknown = unknown_questions(answers, V)
    ask = Qualifying(V, table).at(stage, unknown, belief) if unknown else 0.0
    first, says = (f"{ask:.3f}", "ask") if ask > on else ("–", "advance")
    assert f"| {told} | {to_chance(belief):.0%} | {on:.3f} | {first} | {says} |" in DOCUMENT


def test_the_fresh_deal_by_hand() -> None:
    table = table_of(V)
    course = Pursuer(V, table, table.at(0, 0.0)).from_step(states_after_try(V, 0, 0.0), 60)
    ratio = course.chance / course.hours
    assert f"{course.chance:.4f} ÷ {course.hours:.4f} h = {ratio:.4f} per hour" in DOCUMENT
    assert f"worth $3,840 to you that is ${3840 * ratio:.0f} an hour" in DOCUMENT


def test_asking_and_half_done() -> None:
    table = table_of(V)
    yes = table.at(0, belief_of(deal(answers={"need": "yes"}), V, 0, TODAY))
    assert f"at {yes:.3f} an hour" in DOCUMENT
    left = table.step_index(states_after_try(V, 0, 0.0), 20)
    assert f"minutes left, the same deal pays {left:.3f} an hour" in DOCUMENT
    assert f"Φ(5/6) = {0.5 * (1 + erf(5 / 6 / sqrt(2))):.1%}" in DOCUMENT


def test_the_next_visits() -> None:
    bolt = Account(
        id="bolt",
        name="Bolt AG",
        revenue=180_000,
        visits=4,
        response=Response(none=0.7, half=0.85, more=1.1, most=1.4),
    )
    gains = [next_visit(bolt, Response(), 0.08, made) or 0.0 for made in range(5)]
    assert "| the next one makes | " + " | ".join(f"${gain:.2f}" for gain in gains) + " |" in DOCUMENT
