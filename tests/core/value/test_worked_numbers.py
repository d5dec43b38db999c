"""The index against numbers worked out by hand and by a million simulated deals."""

from dataclasses import replace
from datetime import timedelta
from math import log

import pytest

from planner.core.playbook import Playbook
from planner.core.timing.deadline import chance_in_time, pressed_days
from planner.core.value.belief import belief_of, to_chance, unknown_questions
from planner.core.value.deal_value import deal_value, typical_amount
from planner.core.value.pursuit import Pursuer, states_after_try
from planner.core.value.qualifying import Qualifying, QualifyingState
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
        assert Qualifying(playbook, table).index(QualifyingState(at, unknown, belief)) == pytest.approx(ask, rel=0.005)


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


@pytest.mark.parametrize(
    ("days", "chance"), [(0, 0.006), (1, 0.0735), (2, 0.3446), (3, 0.7422), (4, 0.9554), (5, 0.9970)]
)
def test_a_deadline_with_one_stage_after_this_one(days: int, chance: float) -> None:
    assert chance_in_time(days, pressed_days(V.stages[1], 5)) == pytest.approx(chance, abs=6e-4)


@pytest.mark.parametrize("days", [0, 1, 7])
def test_a_deadline_in_the_last_stage_takes_nothing_until_it_has_passed(days: int) -> None:
    record = {"stage": "close", "answers": {"need": "yes"}}
    free = deal_value(deal(**record), today(book()))
    dated = deal_value(deal(**record, decide_by=TODAY + timedelta(days=days)), today(book()))
    assert free is not None
    assert dated is not None
    assert dated.per_hour == free.per_hour
    assert deal_value(deal(**record, decide_by=TODAY - timedelta(days=1)), today(book())) is None


def test_what_is_left_after_the_deadline() -> None:
    record = {"answers": {"need": "yes"}, "decide_by": TODAY}
    free = deal_value(deal(answers={"need": "yes"}), today(book()))
    half = deal_value(deal(**record, after=0.5), today(book()))
    assert free is not None
    assert half is not None
    assert half.payout == pytest.approx(free.payout * (0.0062 + 0.9938 * 0.5), abs=1e-4)


HALF = log(2)  # log odds of a belief of 2/3


@pytest.mark.parametrize(
    ("stage", "log_odds", "work", "advance", "ask"),
    [
        (0, 0.0, 15, 0.0936, 0.1100),
        (0, 0.0, 120, 0.0583, 0.0779),
        (0, 0.0, 420, None, 0.0438),
        (1, HALF, 15, 0.1905, None),
        (1, HALF, 120, 0.1088, None),
    ],
)
def test_work_before_the_next_try(
    stage: int, log_odds: float, work: int, advance: float | None, ask: float | None
) -> None:
    table = table_of(V)
    whole = (60, 90)[stage]
    if advance is not None:
        assert table.step_index(states_after_try(V, stage, log_odds), whole + work) == pytest.approx(advance, rel=0.005)
    if ask is not None:
        state = QualifyingState(stage, (0,), log_odds, work)
        assert Qualifying(V, table).index(state) == pytest.approx(ask, rel=0.005)


@pytest.mark.parametrize(("chance", "advance", "ask"), [(0.1, 0.0577, 0.0759), (0.8, 0.1315, 0.1442)])
def test_the_reps_own_chance(chance: float, advance: float, ask: float) -> None:
    table = table_of(V)
    assert table.step_index(states_after_try(V, 0, 0.0, chance), 60) == pytest.approx(advance, rel=0.005)
    state = QualifyingState(0, (0,), 0.0, 0.0, chance)
    assert Qualifying(V, table).index(state) == pytest.approx(ask, rel=0.005)


@pytest.mark.parametrize(
    ("price", "chance", "hours"), [(0.08, 0.2340, 2.251), (0.05, 0.3138, 3.385), (0.02, 0.3473, 4.278)]
)
def test_pursued_to_a_price(price: float, chance: float, hours: float) -> None:
    result = Pursuer(V, table_of(V), price).from_step(states_after_try(V, 0, 0.0), 60)
    assert result == pytest.approx((chance, hours), abs=1e-3)


@pytest.mark.parametrize(("tries", "chance"), [(None, 0.5413), (1, 0.3333), (2, 0.4667)])
def test_tries_before_a_deadline(tries: int | None, chance: float) -> None:
    result = Pursuer(V, table_of(V), 0.05, tries).from_step(states_after_try(V, 1, HALF), 90)
    assert result.chance == pytest.approx(chance, abs=1e-4)


def test_a_bigger_deal_takes_longer() -> None:
    playbook = replace(V, prospecting=replace(V.prospecting, amount=1.0))
    context = today(book(playbook))
    small, big = (deal_value(deal(amount=amount, answers={"need": "yes"}), context) for amount in (1.0, 15.0))
    assert small is not None
    assert big is not None
    assert big.size == pytest.approx(1.5, abs=0.002)
    assert big.index == pytest.approx(small.index / big.size)


@pytest.mark.parametrize(("playbooks", "typical"), [(0.0, 300.0), (500.0, 500.0)])
def test_the_typical_deal_is_the_playbooks_or_the_median_of_those_that_are_open(
    playbooks: float, typical: float
) -> None:
    playbook = replace(V, prospecting=replace(V.prospecting, amount=playbooks))
    deals = tuple(deal(id=f"d{amount}", amount=float(amount)) for amount in (100, 300, 9_000))
    won = deal(id="won", amount=50_000.0, stage="won")
    assert typical_amount(book(playbook, deals=(*deals, won))) == typical
    assert typical_amount(book(V, deals=(won,))) == 0.0


@pytest.mark.parametrize(("days", "belief"), [(0, 0.94), (14, 0.86), (21, 0.72), (30, 0.51), (35, 0.30)])
def test_silence(playbook: Playbook, days: int, belief: float) -> None:
    record = deal(stage="close", attempts=None, since=TODAY, last_touch=TODAY - timedelta(days=days))
    assert to_chance(belief_of(record, playbook, 5, TODAY)) == pytest.approx(belief, abs=0.006)


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
