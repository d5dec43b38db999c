"""From worked rows to what each deal's life says of its being real."""

from datetime import timedelta

import pytest

from planner.core.diary import Worked
from planner.core.learn.lives import Attempt, Life, lives
from tests.core.learn.drawn_diaries import NINE, row
from tests.core.value.playbooks import V


def told(*logged: tuple[str, str, str | None, str]) -> list[Worked]:
    """Rows of one deal: does, stage, outcome and an answer to `need` ("" for none), an hour apart."""
    return [
        row(
            "acme/talk",
            outcome=outcome,
            does=does,
            stage=stage,
            answers={"need": answer} if answer else {},
            start=NINE + timedelta(hours=n),
        )
        for n, (does, stage, outcome, answer) in enumerate(logged)
    ]


def test_a_deal_from_the_first_call_to_the_signature() -> None:
    rows = told(
        ("ask", "talk", "done", "yes"),
        ("advance", "talk", "no-contact", ""),
        ("advance", "talk", "stayed", ""),
        ("advance", "talk", "advanced", ""),
        ("advance", "close", "advanced", ""),
        ("follow-up", "close", "done", ""),  # of the deal that was won, not of another one
    )
    assert lives(rows, V) == (
        Life(
            record="acme",
            attempts=(Attempt(0, "stay"), Attempt(0, "advance"), Attempt(1, "advance")),
            answers=(("need", "yes"),),
            reached=4,
            unanswered=1,
            closed="won",
        ),
    )


def test_stages_before_the_diary_are_behind_it() -> None:
    (life,) = lives(told(("advance", "close", "stayed", "")), V)
    assert (life.passed, life.attempts, life.from_the_start) == ((0,), (Attempt(1, "stay"),), False)


def test_an_answer_given_again_is_the_one_that_counts() -> None:
    (life,) = lives(told(("ask", "talk", "done", "yes"), ("ask", "talk", "done", "no")), V)
    assert life.answers == (("need", "no"),)


def test_a_loss_told_in_between_is_a_loss_in_its_stage() -> None:
    (life,) = lives(told(("touch", "talk", "lost", "")), V)
    assert (life.attempts, life.closed) == ((Attempt(0, "lost"),), "lost")


def test_a_lost_deal_taken_up_anew_is_another_life() -> None:
    first, second = lives(
        told(
            ("advance", "talk", "lost", ""),
            ("fresh-look", "lost", "advanced", ""),
            ("advance", "talk", "stayed", ""),
        ),
        V,
    )
    assert (first.closed, first.again) == ("lost", False)
    assert (second.closed, second.again, second.from_the_start) == (None, True, False)


def test_what_the_playbook_does_not_know_is_left_out() -> None:
    rows = told(("advance", "a stage of old", "stayed", ""), ("ask", "talk", "done", "perhaps"))
    (life,) = lives(rows, V)
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
    """Silence since somebody last answered, and the stage whose advance nothing has borne out or belied yet."""
    (life,) = lives(told(("advance", "talk", "advanced", ""), *(("advance", "close", led, "") for led in then)), V)
    assert (life.silent_since, life.unproven) == (silent, unproven)
