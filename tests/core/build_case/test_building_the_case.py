"""A play that may make a dead end real is priced as a first step, and its gain stays in the book."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.book import Contact, Deal
from planner.core.build_case.case_index import after_case, best_case, case_factor
from planner.core.build_case.odds_after import with_case_built
from planner.core.diary import DiaryDay
from planner.core.history import read_history
from planner.core.playbook import Play, Playbook
from planner.core.steps.all_steps import book_steps
from planner.core.steps.step import Step
from planner.core.value.belief import belief_of, to_chance
from planner.core.value.deal_pursuit import pursuit_result
from planner.core.value.deal_value import deal_value, start_of
from planner.core.why.belief_steps import belief_steps
from tests.core.value.days import BERLIN, book, today
from tests.core.value.playbooks import TODAY, V, deal
from tests.lines import report, worked_line

PLAY = Play(id="build-case", title="Build the case", how="call", minutes=30, turns=0.3)


def with_turns(turns: float) -> Playbook:
    return replace(V, plays={**V.plays, PLAY.id: replace(PLAY, turns=turns)})


def stuck(**fields: object) -> Deal:
    known = {"answers": {"need": "no"}, "attempts": 2, "contacts": ("jo",), "last_touch": TODAY}
    return deal(**{**known, **fields})


def steps(record: Deal, turns: float = 0.3, history: object = None) -> dict[str, Step]:
    of = book(with_turns(turns), deals=(record,), contacts=(Contact(id="jo", name="Jo", checked=TODAY),))
    return {step.play: step for step in book_steps(today(of, history=history), {})}


def test_it_is_offered_where_a_play_turns_and_once_in_a_stage() -> None:
    assert PLAY.id in steps(stuck())
    assert PLAY.id not in steps(stuck(), turns=0.0)
    assert PLAY.id not in steps(stuck(answers={}))  # qualifying comes first
    assert PLAY.id not in steps(stuck(renews="acme 2027"))
    nine = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=BERLIN) - timedelta(days=4)
    row = worked_line(
        item="acme/build-case", record=stuck().id, does="ask", play=PLAY.id, title="x", stage="talk", outcome="done",
        start=nine, end=nine + timedelta(minutes=30), minutes=30,
    )  # fmt: skip
    before = read_history([DiaryDay(date=nine.date(), worked=(row,))], TODAY)
    assert PLAY.id not in steps(stuck(last_try=nine.date()), history=before)
    assert not before.qualified  # it asked nothing


def test_its_price_is_the_root_of_the_rules_sum() -> None:
    """−ν·m/60 + C(x after it, ν) = 0, with C from pursuits followed to their end."""
    record = stuck()
    context = today(book(with_turns(0.3), deals=(record,)))
    value = deal_value(record, context)
    assert value is not None
    case = best_case(record, value, context)
    assert case is not None
    real = to_chance(value.log_odds)
    assert to_chance(case.log_odds) == pytest.approx(real + (1 - real) * 0.3)
    start = start_of(record, value, context)._replace(log_odds=case.log_odds)

    def worth(price: float) -> float:
        pursued = pursuit_result(start, price, context)
        return max(0.0, pursued.chance - price * pursued.hours)

    assert worth(case.per_hour) == pytest.approx(case.per_hour * 30 / 60, abs=0.003)
    assert worth(case.per_hour * 0.9) > case.per_hour * 0.9 * 30 / 60


def test_a_chance_of_one_makes_every_deal_real_and_pays_more_than_none() -> None:
    pays = [steps(stuck(), turns=turns)[PLAY.id].per_hour for turns in (0.01, 0.2, 0.5, 1.0)]
    assert pays == sorted(pays)
    assert pays[0] < steps(stuck(), turns=0.01)["talk"].per_hour < pays[-1]


@given(st.floats(-10, 10), st.floats(0, 1))
def test_the_belief_never_falls_and_gains_most_where_it_is_low(log_odds: float, turns: float) -> None:
    after = after_case(log_odds, turns)
    assert after >= log_odds
    real = to_chance(log_odds)
    assert to_chance(after) == pytest.approx(max(real, real + (1 - real) * turns), abs=1e-5)


@given(st.integers(0, 6), st.floats(0.01, 0.9), st.floats(0.01, 0.9))
@settings(max_examples=40)
def test_what_it_gained_stays_and_two_gains_multiply(tries: int, once: float, more: float) -> None:
    record = stuck(attempts=tries)
    before = belief_of(record, V, 0, TODAY)
    first = replace(record, case=case_factor(record, 0, replace(PLAY, turns=once), V, TODAY))
    assert belief_of(first, V, 0, TODAY) == pytest.approx(after_case(before, once), abs=1e-6)
    again = replace(first, case=case_factor(first, 0, replace(PLAY, turns=more), V, TODAY))
    assert belief_of(again, V, 0, TODAY) == pytest.approx(after_case(after_case(before, once), more), abs=1e-6)
    # A later try moves the belief by as much as it does without a case.
    later, plain = replace(first, attempts=tries + 1), replace(record, attempts=tries + 1)
    assert belief_of(later, V, 0, TODAY) - belief_of(first, V, 0, TODAY) == pytest.approx(
        belief_of(plain, V, 0, TODAY) - before
    )


def test_only_the_play_done_with_an_open_deal_changes_the_book() -> None:
    playbook = with_turns(0.3)
    built = with_case_built(report("done"), stuck(), PLAY.id, playbook, TODAY)
    assert built.case is not None
    assert math.log(built.case) > 0
    assert built.agreed(stuck())["case"] == built.case
    for outcome, record, play in (
        ("no-contact", stuck(), PLAY.id),
        ("done", stuck(), "ask"),
        ("done", stuck(stage="lost"), PLAY.id),
    ):
        assert with_case_built(report(outcome), record, play, playbook, TODAY).case is None


def test_the_math_of_the_line_ends_at_the_belief_it_is_priced_with() -> None:
    of = book(with_turns(0.3), deals=(stuck(),), contacts=(Contact(id="jo", name="Jo", checked=TODAY),))
    now = today(of)
    step = next(each for each in book_steps(now, {}) if each.play == PLAY.id)
    assert step.start is not None
    last = belief_steps(stuck(), step, now)[-1]
    assert (last.what, last.value) == ("turns", "0.3")
    assert last.before is not None
    assert last.after == pytest.approx(last.before + 0.3 * (1 - last.before))
    assert last.after == pytest.approx(to_chance(step.start.log_odds))
