"""The index against numbers worked out by hand and by a million simulated deals."""

from datetime import timedelta
from math import erf, sqrt

import pytest

from planner.core.playbook import Playbook
from planner.core.value.belief import belief_of, unknown_questions
from planner.core.value.deal_value import deal_value
from planner.core.value.pursuit import Pursuer, states_after_try
from planner.core.value.qualifying import Qualifying
from tests.core.value.days import book, table_of, today
from tests.core.value.playbooks import TODAY, V, W, deal


@pytest.mark.parametrize(
    ("playbook", "stage", "attempts", "answers", "log_odds", "advance", "ask"),
    [
        (V, "talk", 0, {}, 0.0, 0.1040, 0.1171),
        (V, "talk", 2, {"need": "yes"}, -0.4055, 0.0844, None),
        (V, "close", 1, {}, -0.5596, 0.1212, 0.1395),
        (W, "talk", 0, {}, 0.0, 0.1035, 0.1088),
        (W, "talk", 2, {"need": "no"}, 0.2936, 0.1110, None),
    ],
)
def test_index(
    playbook: Playbook, stage: str, attempts: int, answers: dict[str, str], log_odds: float, advance: float, ask: float
) -> None:
    record = deal(stage=stage, attempts=attempts, answers=answers)
    at = [each.name for each in playbook.stages].index(stage)
    belief = belief_of(record, playbook, at, TODAY)
    table = table_of(playbook)
    unknown = unknown_questions(answers, playbook)

    assert belief == pytest.approx(log_odds, abs=1e-4)
    assert table.at(at, belief) == pytest.approx(advance, rel=0.005)
    if ask is None:
        assert unknown == ()
    else:
        assert Qualifying(playbook, table).at(at, unknown, belief) == pytest.approx(ask, rel=0.005)


def test_the_first_by_hand() -> None:
    # P(advance) 0.45, then up to three tries at the close: 0.45 × (2/3 × 0.78) = 0.234 in 1 + 0.45 × 1.5 × 1.8533 hours
    table = table_of(V)
    course = Pursuer(V, table, table.at(0, 0.0)).from_step(states_after_try(V, 0, 0.0), 60)
    assert course.chance == pytest.approx(0.2340, abs=1e-4)
    assert course.hours == pytest.approx(2.2510, abs=1e-4)


def test_close_by_hand() -> None:
    table = table_of(V)
    course = Pursuer(V, table, table.at(1, -0.5596)).from_step(states_after_try(V, 1, -0.5596), 90)
    assert (course.chance, course.hours) == pytest.approx((0.1818, 1.5), abs=1e-4)


def test_a_hard_date() -> None:
    # 15 days of steps still to come, 20 days left: Φ((20 − 15) / (0.4 × 15)) = Φ(5/6)
    record = deal(decide_by=TODAY + timedelta(days=20), answers={"need": "yes"})
    free = deal_value(deal(answers={"need": "yes"}), today(book(deals=())))
    bound = deal_value(record, today(book()))
    assert free is not None
    assert bound is not None
    assert bound.per_hour == pytest.approx(free.per_hour * 0.5 * (1 + erf(5 / 6 / sqrt(2))))


def test_a_step_half_done() -> None:
    table = table_of(V)
    assert table.step_index(states_after_try(V, 0, 0.0), 20) == pytest.approx(0.1535, rel=0.005)


def test_asking_is_chosen_where_it_pays_more() -> None:
    now = today(book())
    value = deal_value(deal(), now)
    assert value is not None
    assert value.questions == (0,)
    assert value.index == pytest.approx(0.1171, rel=0.005)
    answered = deal_value(deal(answers={"need": "yes"}), now)
    assert answered is not None
    assert answered.questions is None
