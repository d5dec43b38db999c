"""A book's own playbook over the one in the package: what is replaced, what is filled in, what is normalised."""

import tomllib

import pytest

from planner.book.read.playbook import DEFAULT_FILE, default_playbook
from tests.book.books import PLAN, a_book

NEEDED = {"ask", "touch", "visit", "fresh-look", "find", "second-person"}
DEFAULT = tomllib.loads(default_playbook().decode())


def playbook(folder, text):
    return a_book(folder, plan=PLAN, playbook=text).book.playbook


def test_without_an_own_one_it_is_the_default(tmp_path):
    book = playbook(tmp_path, None)
    assert book.prior == DEFAULT["prior"]
    assert [stage.name for stage in book.stages] == [stage["name"] for stage in DEFAULT["stage"]]
    assert [question.id for question in book.questions] == [question["id"] for question in DEFAULT["question"]]
    assert set(book.plays) >= NEEDED, f"{DEFAULT_FILE} lacks a play that the program needs"


def test_single_values_by_name(tmp_path):
    book = playbook(tmp_path, "prior = 0.4\ncadence = { open = 10 }\nprospecting.amount = 0\n")
    assert (book.prior, book.answer_within) == (0.4, DEFAULT["answer_within"])
    assert (book.cadence.open, book.cadence.lost) == (10, DEFAULT["cadence"]["lost"])
    assert (book.prospecting.amount, book.prospecting.minutes) == (0, DEFAULT["prospecting"]["minutes"])


def test_plays_field_by_field(tmp_path):
    own = '[[play]]\nid = "touch"\nminutes = 7\n[[play]]\nid = "site-tour"\nhow = "meeting"\nminutes = 90\n'
    plays = playbook(tmp_path, own).plays
    default = next(play for play in DEFAULT["play"] if play["id"] == "touch")
    assert (plays["touch"].minutes, plays["touch"].title) == (7, default["title"])
    assert (plays["site-tour"].title, plays["site-tour"].prepare) == ("Site tour", 0)


def test_stages_and_questions_as_a_whole(tmp_path):
    book = playbook(
        tmp_path,
        """
        [[stage]]
        name = "talk"
        play = "touch"
        real = { advance = 0.6, lost = 0.1 }
        dead_end = { advance = 0, lost = 0 }
        [[question]]
        id = "need"
        real = { yes = 0.805, no = 0.2 }
        dead_end = { yes = 0.3, no = 0.7 }
        """,
    )
    assert [(stage.name, stage.days) for stage in book.stages] == [("talk", 5.0)]
    (need,) = book.questions
    assert need.ask == "Need?"
    assert need.real == pytest.approx({"yes": 0.805 / 1.005, "no": 0.2 / 1.005})
    assert sum(need.real.values()) == pytest.approx(1, abs=1e-12)


def test_no_checklist_at_all(tmp_path):
    assert playbook(tmp_path, "question = []\n").questions == ()
