"""`plan playbook`: no two rows look alike, and what a figure rests on is never cut."""

import pytest

from planner.core.learn.learned import Learned, LearnedChance, LearnedMinutes, Part
from planner.screen.review.playbook import learned_lines
from planner.screen.text.layout import Sheet
from tests.core.value.playbooks import V

PARTS: tuple[Part, ...] = ("book", "prepare", "minutes", "follow_up")


def minutes(part: Part, planned: int, learned: int) -> LearnedMinutes:
    return LearnedMinutes(
        play="close", part=part, planned=planned, learned=learned, low=learned - 5.0, high=learned + 5.0, logs=12
    )


TOLD = Learned(
    playbook=V,
    days=20,
    minutes=tuple(minutes(part, 30, 20 + n) for n, part in enumerate(PARTS)),
    prior=LearnedChance(prior=0.2, learned=0.3, logs=12),
    unanswered_real=LearnedChance(prior=0.6, learned=0.4, logs=120),
    deals=9,
    outcomes=40,
)

PLAYBOOK = """
   Close                          1h30
     to book it                    30m      20m  12 logs, 15 to 25m
     to prepare                    30m      21m  12 logs, 16 to 26m
     with them                     30m      22m  12 logs, 17 to 27m
     to follow up                  30m      23m  12 logs, 18 to 28m
"""
BELIEF = """
 Is it real?                  playbook  learned  based on
   a new deal is real              50%      30%  12 logs of 30 needed
   real deals: no answer           60%      40%  120 logs
"""


def screen(width: int | None) -> str:
    return "\n".join("".join(piece.text for piece in line).rstrip() for line in learned_lines(TOLD, V, Sheet(width)))


def test_parts_of_a_play_stand_below_it() -> None:
    assert PLAYBOOK.strip("\n") in screen(80)


def test_a_chance_tells_how_many_logs_it_takes() -> None:
    assert BELIEF.strip("\n") in screen(80)


@pytest.mark.parametrize("width", [None, 120, 80, 60, 46])
def test_nothing_that_a_figure_rests_on_is_cut(width: int | None) -> None:
    said = screen(width)
    assert "12 logs of 30 needed" in said
    assert all(f"12 logs, {n} to {n + 10}m" in said for n in (15, 16, 17, 18))
    assert width is None or max(map(len, said.splitlines())) <= width
