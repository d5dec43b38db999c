from __future__ import annotations

import re
from importlib.resources import files

import pytest

from planner.core.playbook import Playbook

ALWAYS = {"build-case", "close-file", "ask", "touch", "visit", "fresh-look", "find", "second-person"}
AFTER_A_WIN = {"handover", "kick-off", "first-month", "ninety-days"}


def test_every_stage_has_its_play_and_the_common_plays_are_there(playbook: Playbook) -> None:
    assert set(playbook.plays) == {stage.play for stage in playbook.stages} | ALWAYS | AFTER_A_WIN


def test_every_play_says_what_for_and_in_which_words(playbook: Playbook) -> None:
    for play in playbook.plays.values():
        assert play.objective and play.bring and play.say, play.id
        assert play.minutes > 0, play.id
        assert (play.book > 0) == (play.how == "meeting" and not play.after_win), play.id  # a won customer has a date


def test_answers_of_both_types_add_up(playbook: Playbook) -> None:
    for question in playbook.questions:
        assert list(question.real) == list(question.dead_end)
        assert sum(question.real.values()) == pytest.approx(1)
        assert sum(question.dead_end.values()) == pytest.approx(1)


def test_a_dead_end_signs_nothing(playbook: Playbook) -> None:
    assert playbook.stages[-1].dead_end.advance == 0


def test_one_answer_moves_a_belief_a_little_and_the_whole_checklist_a_lot(playbook: Playbook) -> None:
    best = worst = 1.0
    for question in playbook.questions:
        ratios = [question.real[answer] / question.dead_end[answer] for answer in question.real]
        assert 0.4 < min(ratios) < 1 < max(ratios) < 2, question.id
        best *= max(ratios)
        worst *= min(ratios)
    assert round(best) == 6 and round(1 / worst) == 24  # as docs/explain/playbook.md tells


BUZZWORDS = re.compile(
    r"synerg|leverag|solution selling|pain point|value prop|stakeholder|circle back|touch base|low-hanging|"
    r"best-in-class|game.chang|empower|seamless|cutting.edge|deep dive|win-win|thought leader",
    re.IGNORECASE,
)


def test_nobody_has_to_say_a_buzzword() -> None:
    text = files("planner.book.read").joinpath("default_playbook.toml").read_text(encoding="utf-8")
    assert not BUZZWORDS.findall(text)
