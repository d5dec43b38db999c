"""What must hold of the index in every believable playbook, and the table against an independent computation."""

from dataclasses import replace
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.playbook import Play, Playbook, Stage, Try
from planner.core.value.belief import log_ratio, to_log_odds
from planner.core.value.deal_index import IndexTable, build_table, dump, load
from planner.core.value.pursuit import Pursuer, states_after_try
from planner.core.value.qualifying import Qualifying, QualifyingState
from tests.core.value.playbooks import V

MARGIN = 1.005  # the table is exact to half a percent


def tries(most_advance: float) -> st.SearchStrategy[Try]:
    """Chances of one attempt that add up."""
    return st.tuples(st.floats(0.05, most_advance), st.floats(0.02, 0.3)).map(
        lambda chances: Try(advance=chances[0], lost=min(chances[1], 1 - chances[0]))
    )


@st.composite
def playbooks(draw: st.DrawFn) -> Playbook:
    """Two stages in which real buyers advance more, and are lost less, than dead ends."""
    stages, plays = [], dict(V.plays)
    for name in ("talk", "close"):
        real = draw(tries(0.7))
        dead_end = Try(
            advance=real.advance * draw(st.floats(0.0, 0.9)),
            lost=min(1.0, real.lost * draw(st.floats(1.0, 3.0))),
        )
        stages.append(Stage(name=name, play=name, real=real, dead_end=dead_end))
        plays[name] = Play(id=name, title=name, how="call", minutes=draw(st.integers(10, 240)))
    return replace(V, stages=tuple(stages), plays=plays)


beliefs = st.floats(-4, 4)


@given(playbooks(), beliefs)
@settings(max_examples=25, deadline=None)
def test_never_below_pursuing_to_the_end(playbook: Playbook, log_odds: float) -> None:
    table = build_table(playbook)
    to_the_end = Pursuer(playbook, table, 0.0).from_state(0, log_odds)
    assert to_the_end.chance / to_the_end.hours <= table.at(0, log_odds) * MARGIN


@given(playbooks(), beliefs)
@settings(max_examples=25, deadline=None)
def test_the_policy_earns_what_the_table_says(playbook: Playbook, log_odds: float) -> None:
    """Following the table's own stop rule, computed exactly, neither falls short of the index nor beats it.

    Where one try in twenty advances, a try that fails hardly moves the belief. Over many of them the table, which takes
    the value between two beliefs to be straight, is up to 1.2% too high.
    """
    table = build_table(playbook)
    price = table.at(0, log_odds)
    course = Pursuer(playbook, table, price).from_step(
        states_after_try(playbook, 0, log_odds), playbook.plays["talk"].minutes
    )
    assert course.chance / course.hours == pytest.approx(price, rel=0.015)


@given(playbooks(), beliefs, st.floats(0.01, 2))
@settings(max_examples=25, deadline=None)
def test_rises_with_belief(playbook: Playbook, log_odds: float, more: float) -> None:
    table = build_table(playbook)
    assert table.at(0, log_odds) <= table.at(0, log_odds + more) * MARGIN


@given(playbooks(), beliefs)
@settings(max_examples=15, deadline=None)
def test_half_the_minutes_is_twice_the_index(playbook: Playbook, log_odds: float) -> None:
    twice = {name: replace(play, minutes=play.minutes * 2, prepare=0) for name, play in playbook.plays.items()}
    slow = replace(playbook, plays=twice)
    assert build_table(playbook).at(0, log_odds) == pytest.approx(2 * build_table(slow).at(0, log_odds), rel=1e-6)


@pytest.mark.parametrize(("minutes", "hours"), [(30, 0.5), (60, 1.0), (150, 2.5), (1, 1 / 60)])
def test_one_sure_step_is_worth_over_hours(minutes: int, hours: float) -> None:
    sure = Try(advance=1.0, lost=0.0)
    playbook = replace(
        V,
        stages=(Stage(name="sign", play="sign", real=sure, dead_end=sure),),
        plays={"sign": Play(id="sign", title="Sign", how="desk", minutes=minutes)},
    )
    assert build_table(playbook).at(0, 0.0) == pytest.approx(1 / hours, rel=1e-9)


@given(playbooks(), beliefs)
@settings(max_examples=20, deadline=None)
def test_asking_is_the_best_of_its_answers(playbook: Playbook, log_odds: float) -> None:
    """For nothing, asking would never lower the index: what one may do after it includes what one would have done."""
    table = build_table(playbook)
    asking = Qualifying(playbook, table)
    state = QualifyingState(0, (0,), log_odds)
    free = table.branch_index(asking.branches(state), 1)
    assert free >= table.at(0, log_odds) / MARGIN * 0.9
    assert asking.index(state) < free * MARGIN


def ways(playbook: Playbook, stage: int, log_odds: float, price: float, depth: int) -> float:
    """C of the definition by plain recursion, beliefs exact, to a depth no pursuit reaches."""
    from planner.core.value.deal_index import try_minutes

    now = playbook.stages[stage]
    total = -price * try_minutes(playbook.plays[now.play]) / 60
    for chance, to, then in states_after_try(playbook, stage, log_odds):
        if to == len(playbook.stages):
            total += chance
        elif depth > 0 and chance > 1e-9:
            total += chance * max(0.0, ways(playbook, to, then, price, depth - 1))
    return total


@lru_cache
def v_table() -> IndexTable:
    return build_table(V)


@pytest.mark.parametrize("stage", [0, 1])
@pytest.mark.parametrize("log_odds", [-3.03, -1.27, -0.55, 0.0, 0.33, 1.96, 3.41])
def test_the_table_is_the_root_of_the_definition(stage: int, log_odds: float) -> None:
    table = v_table()
    low, high = 0.0, 2.0
    for _ in range(40):
        middle = (low + high) / 2
        if ways(V, stage, log_odds, middle, 12) > 0:
            low = middle
        else:
            high = middle
    assert table.at(stage, log_odds) == pytest.approx(low, rel=0.005)


def test_certain_chances_are_fine() -> None:
    """Chances of 0 and 1, priors of 0 and 1: no division by nought, and a sure dead end is worth nothing."""
    all_or_nothing = replace(
        V,
        stages=(
            Stage(name="talk", play="talk", real=Try(advance=1.0, lost=0.0), dead_end=Try(advance=0.0, lost=1.0)),
            Stage(name="close", play="close", real=Try(advance=1.0, lost=0.0), dead_end=Try(advance=0.0, lost=0.0)),
        ),
    )
    table = build_table(all_or_nothing)
    assert table.at(0, to_log_odds(1.0)) == pytest.approx(1 / 2.5, rel=0.005)
    assert table.at(0, to_log_odds(0.0)) < 1e-5
    assert log_ratio(0.0, 0.0) == 0.0


def test_the_table_survives_the_cache() -> None:
    table = v_table()
    assert load(dump(table)) == table
    with pytest.raises(ValueError, match="not an index table"):
        load(dump(table)[:-8])
