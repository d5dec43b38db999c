"""A dialogue reads an answer, asks again what it can't read, and loses nothing that was typed."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from planner.app.dialogue.turn import Prompt, Turn, next_turn
from planner.errors import TwoReadings, UsageError
from tests.app.dialogue.answers import after_answers

Answers = tuple[str, ...]
FIRST: Turn[Answers] = Turn((), ("Two questions.",), Prompt("How many", usual="3"))


def step(state: Answers, answer: str) -> Turn[Answers]:
    """A number, then y or n."""
    if not state:
        if not answer.isdecimal():
            raise UsageError(f'can\'t read "{answer}" as a number', "write it as 3")
        return Turn((answer,), ("Good.",), Prompt("y yes  n no", keys="yn"))
    return Turn((*state, answer), ("Done.",))


def states(*answers: str) -> list[Answers]:
    return [turn.state for turn in after_answers(FIRST, step, answers)]


def test_an_answer_and_a_key() -> None:
    assert states("12", "y") == [(), ("12",), ("12", "y")]
    assert [turn.prompt.words if turn.prompt else None for turn in after_answers(FIRST, step, ["12", "y"])] == [
        "How many [3]: ",
        "y yes  n no ",
        None,
    ]


def test_enter_gives_the_usual_answer_and_skips_a_key() -> None:
    assert states("", "")[-1] == ("3", "")


def test_what_can_not_be_read_is_asked_again() -> None:
    turns = after_answers(FIRST, step, ["many", "4", "k", "\x1b", "N"])
    assert turns[1].lines == ('  can\'t read "many" as a number', "  write it as 3")
    assert turns[3].lines == ('  no "k" here: y, n or Enter; Ctrl-C leaves',)
    assert turns[4].lines == ("  no such key here: y, n or Enter; Ctrl-C leaves",)
    assert [turn.state for turn in turns] == [(), (), ("4",), ("4",), ("4",), ("4", "n")]


def test_what_may_be_two_is_asked_about() -> None:
    def day(state: Answers, answer: str) -> Turn[Answers]:
        if answer == "on 12/3":
            raise TwoReadings("two", "", "12/3", [("2026-12-03", "3 Dec"), ("2027-03-12", "12 Mar")])
        return Turn((*state, answer))

    first: Turn[Answers] = Turn((), (), Prompt("Day"))
    turns = after_answers(first, day, ["on 12/3", "", "on 12/3", "2"])
    which = Prompt('  "12/3" may be  1 3 Dec  2 12 Mar')
    assert [turn.prompt for turn in turns] == [first.prompt, which, first.prompt, which, None]
    assert turns[-1].state == ("on 2027-03-12",)
    assert after_answers(first, day, ["on 12/3", "on 3 Dec"])[-1].state == ("on 3 Dec",)


def test_a_whole_word_is_its_first_key() -> None:
    assert states("4", "yes")[-1] == ("4", "y")


def test_an_arrow_in_a_line_is_no_answer() -> None:
    assert next_turn(FIRST, step, "\x1b[A").state == ()


@given(st.lists(st.text(max_size=5), max_size=8))
def test_no_answer_takes_an_earlier_one_back(answers: list[str]) -> None:
    found = states(*answers)
    assert all(after[: len(before)] == before for before, after in pairwise(found))


@given(st.text(max_size=5))
def test_the_same_question_or_the_next(typed: str) -> None:
    after = next_turn(FIRST, step, typed)
    assert after.prompt is not None
    assert (after.prompt == FIRST.prompt) == (after.state == ())
    assert after.lines
