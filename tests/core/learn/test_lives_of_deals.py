"""From worked rows to the life of each deal."""

from datetime import timedelta

import pytest

from planner.core.learn.deals.lives import Attempt, Life, read_lives
from planner.core.line import Line
from tests.core.learn.random_diaries import NINE, row
from tests.core.value.playbooks import V


def logged_rows(*entries: tuple[str, str, str | None, str]) -> list[Line]:
    """Rows of one deal, an hour apart: does, stage, outcome, answer to `need` ("" without one)."""
    return [
        row(
            "acme/talk",
            outcome=outcome,
            does=does,
            stage=stage,
            answers={"need": answer} if answer else {},
            start=NINE + timedelta(hours=n),
        )
        for n, (does, stage, outcome, answer) in enumerate(entries)
    ]


def test_a_deal_from_the_first_call_to_the_signature() -> None:
    rows = logged_rows(
        ("ask", "talk", "done", "yes"),
        ("advance", "talk", "no-contact", ""),
        ("advance", "talk", "stayed", ""),
        ("advance", "talk", "advanced", ""),
        ("advance", "close", "advanced", ""),
        ("follow-up", "close", "done", ""),  # of the deal that was won, not of another one
    )
    assert read_lives(rows, V) == (
        Life(
            record="acme",
            attempts=(Attempt(0, "stay"), Attempt(0, "advance"), Attempt(1, "advance")),
            answers=(("need", "yes"),),
            answered=4,
            unanswered=1,
            closed="won",
        ),
    )


def test_stages_before_the_diary_are_behind_it() -> None:
    (life,) = read_lives(logged_rows(("advance", "close", "stayed", "")), V)
    assert (life.first, life.passed, life.attempts) == (1, (), (Attempt(1, "stay"),))


def test_the_last_answer_counts() -> None:
    (life,) = read_lives(logged_rows(("ask", "talk", "done", "yes"), ("ask", "talk", "done", "no")), V)
    assert life.answers == (("need", "no"),)


def test_a_loss_logged_in_between_is_a_loss_in_its_stage() -> None:
    (life,) = read_lives(logged_rows(("touch", "talk", "lost", "")), V)
    assert (life.attempts, life.closed) == ((Attempt(0, "lost"),), "lost")


def test_a_lost_deal_taken_up_again_is_another_life() -> None:
    first, second = read_lives(
        logged_rows(
            ("advance", "talk", "lost", ""),
            ("fresh-look", "lost", "advanced", ""),
            ("advance", "talk", "stayed", ""),
        ),
        V,
    )
    assert (first.closed, first.again) == ("lost", False)
    assert (second.closed, second.again, second.first) == (None, True, 0)


def test_unknown_stages_are_left_out() -> None:
    rows = logged_rows(("advance", "a stage of old", "stayed", ""), ("ask", "talk", "done", "perhaps"))
    (life,) = read_lives(rows, V)
    assert (life.attempts, life.answers) == ((), ())


@pytest.mark.parametrize(
    ("then", "silent", "unproven"),
    [
        ([], 0, 0),
        (["booked"], 0, 0),
        (["no-contact"], 1, None),
        (["no-contact", "no-show"], 2, None),
        (["no-contact", "booked"], 0, 0),
        (["no-contact", "stayed"], 0, None),
        (["parked"], 0, 0),
    ],
)
def test_what_follows_an_advance(then: list[str], silent: int, unproven: int | None) -> None:
    """The tries since the last answer, and the stage of an advance without anything after it."""
    (life,) = read_lives(
        logged_rows(("advance", "talk", "advanced", ""), *(("advance", "close", led, "") for led in then)), V
    )
    assert (life.tries_since_answer, life.unproven) == (silent, unproven)
