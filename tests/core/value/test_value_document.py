"""Every number that docs/explain/value.md tells is recomputed here and found there."""

from dataclasses import replace
from datetime import timedelta
from math import log
from pathlib import Path

import pytest

from planner.core.book import Account, Quota, Rate
from planner.core.playbook import Playbook, Response
from planner.core.timing.deadline import chance_in_time, pressed_days
from planner.core.value.belief import belief_of, to_chance, unknown_questions
from planner.core.value.deal_value import deal_value
from planner.core.value.pursuit import Pursuer, states_after_try
from planner.core.value.qualifying import Qualifying, QualifyingState
from planner.core.value.visit_response import next_visit
from tests.core.value.days import book, table_of, today
from tests.core.value.playbooks import TODAY, V, deal

DOCUMENT = (Path(__file__).parents[3] / "docs/explain/value.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("said", "stage", "attempts", "answers"),
    [
        ("talk, new, need unknown", 0, 0, {}),
        ("talk, two tries without progress, need yes", 0, 2, {"need": "yes"}),
        ("close, one try without progress, need unknown", 1, 1, {}),
    ],
)
def test_the_table_of_deals(said: str, stage: int, attempts: int, answers: dict[str, str]) -> None:
    table = table_of(V)
    record = deal(stage=V.stages[stage].name, attempts=attempts, answers=answers)
    belief = belief_of(record, V, stage, TODAY)
    on = table.at(stage, belief)
    unknown = unknown_questions(answers, V)
    ask = Qualifying(V, table).index(QualifyingState(stage, unknown, belief)) if unknown else 0.0
    first, says = (f"{ask:.3f}", "ask") if ask > on else ("–", "advance")
    assert f"| {said} | {to_chance(belief):.0%} | {on:.3f} | {first} | {says} |" in DOCUMENT


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


def test_the_next_visits(playbook: Playbook) -> None:
    bolt = Account(
        id="bolt",
        name="Bolt AG",
        revenue=180_000,
        visits=4,
        response=Response(none=0.7, half=0.85, more=1.1, most=1.4),
    )
    gains = [next_visit(bolt, playbook.response, 0.08, made) or 0.0 for made in range(5)]
    assert "| the next one makes | " + " | ".join(f"${gain:.2f}" for gain in gains) + " |" in DOCUMENT


def ask_first(stage: int, log_odds: float, work: float = 0.0, chance: float | None = None) -> float:
    """The index of qualifying V's deal before the next try."""
    return Qualifying(V, table_of(V)).index(QualifyingState(stage, (0,), log_odds, work, chance))


def on(stage: int, log_odds: float, work: float = 0.0, chance: float | None = None) -> float:
    """The index of V's next try, after `work` minutes."""
    minutes = (60, 90)[stage] + work
    return table_of(V).step_index(states_after_try(V, stage, log_odds, chance), minutes)


@pytest.mark.parametrize(
    ("chance", "said"),
    [(0.8, "pays {:.3f} going straight and {:.3f} asking first"), (0.1, "it pays {:.3f} and {:.3f}.")],
)
def test_the_reps_own_chance(chance: float, said: str) -> None:
    assert said.format(on(0, 0.0, 0.0, chance), ask_first(0, 0.0, 0.0, chance)) in " ".join(DOCUMENT.split())


def test_what_buys_from_us() -> None:
    worth = 3840 * 0.25
    assert f"counts as ${worth:.0f}: going straight pays ${worth * on(0, 0.0):.0f} an hour" in " ".join(
        DOCUMENT.split()
    )


@pytest.mark.parametrize(
    ("said", "work"),
    [("no other work", 0), ("an agreed step of 15 minutes", 15), ("a task of 120 minutes", 120)],
)
def test_work_before_the_next_try(said: str, work: int) -> None:
    assert f"| {said} | {on(0, 0.0, work):.3f} | {ask_first(0, 0.0, work):.3f} |" in DOCUMENT
    if work == 120:
        assert f"make 3 × {on(0, 0.0, work):.4f} = {3 * on(0, 0.0, work):.4f} of the worth" in DOCUMENT


def test_a_bigger_deal() -> None:
    open_amounts = replace(V, prospecting=replace(V.prospecting, amount=1.0))
    value = deal_value(deal(amount=15.0, answers={"need": "yes"}), today(book(open_amounts)))
    assert value is not None
    said = (
        f"takes {value.size:.2f} times the minutes: the new deal pays {on(0, 0.0) / value.size:.4f} going straight and "
    )
    said += f"{ask_first(0, 0.0) / value.size:.4f} asking first"
    assert said in " ".join(DOCUMENT.split())


def test_the_chance_to_be_in_time() -> None:
    needed = pressed_days(V.stages[1], 5)
    assert f"the close to come in {needed:.1f} working days" in " ".join(DOCUMENT.split())
    shares = (f"{chance_in_time(days, needed):.1%}" for days in range(6))
    assert f"| chance to be in time | {' | '.join(shares)} |" in DOCUMENT


def test_tries_before_a_deadline() -> None:
    chances = (
        Pursuer(V, table_of(V), 0.05, tries).from_step(states_after_try(V, 1, log(2)), 90).chance
        for tries in (None, 2, 1)
    )
    said = "falls from {:.1%} to {:.1%} with two tries, and to {:.1%} with one".format(*chances)
    assert said in " ".join(DOCUMENT.split())


def test_the_quota() -> None:
    quota = Quota(ends=TODAY + timedelta(days=2), target=1.0, rates=(Rate(0.0, 0.08), Rate(1.0, 0.12)))
    reached = deal(id="won", stage="won", won_on=TODAY)
    open_deal = deal(amount=32_000.0, answers={"need": "yes"})
    value = deal_value(open_deal, today(book(deals=(open_deal, reached), quota=quota)))
    assert value is not None
    chance = chance_in_time(2, pressed_days(V.stages[1], 5))
    said = f"in time with a chance of {chance:.1%}, so it counts as ${value.payout:,.0f}"
    assert said in " ".join(DOCUMENT.split())


def test_a_colleague() -> None:
    table = table_of(V)
    alone = table.step_index(states_after_try(V, 1, log(2)), 90) * 3840
    cost = 90 * 1.5
    helped = table.step_index(states_after_try(V, 1, log(2), None, 1.25), 90, cost / 3840) * 3840
    text = " ".join(DOCUMENT.split())
    assert f"worth $3,840, pays ${alone:.0f} an hour" in text
    won = 2 / 3 * 0.5 * 1.25 * 3840
    assert f"({won:,.0f} − {cost:.0f}) ÷ 1.5 h = ${helped:.0f} an hour" in text
    assert f'"with Sam: +${(helped - alone) * 1.5:.0f}"' in text


def test_silence(playbook: Playbook) -> None:
    beliefs = (
        deal(stage="close", attempts=None, since=TODAY, last_touch=TODAY - timedelta(days=days))
        for days in (0, 14, 21, 30, 35)
    )
    shares = (f"{to_chance(belief_of(record, playbook, 5, TODAY)):.0%}" for record in beliefs)
    assert f"| real | {' | '.join(shares)} |" in DOCUMENT


@pytest.mark.parametrize("price", [0.08, 0.05, 0.02])
def test_pursued_to_a_price(price: float) -> None:
    chance, hours = Pursuer(V, table_of(V), price).from_step(states_after_try(V, 0, 0.0), 60)
    assert f"| {price:.2f} an hour | {chance:.1%} | {hours:.3f} |" in DOCUMENT
    assert f"What an hour pays is {on(0, 0.0):.4f} in all three rows" in DOCUMENT
    assert f"For the new deal above it is {states_after_try(V, 0, 0.0)[0].chance:.0%}" in DOCUMENT
