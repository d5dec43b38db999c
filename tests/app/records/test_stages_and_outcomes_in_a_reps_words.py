"""Stages and outcomes in a rep's own words, the same for every command."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.app.records.stage_words import stage_meant
from planner.core.book import CLOSED_STAGES, Deal
from planner.core.worklog.outcomes import OWN_WORDS, outcomes_of_kind
from tests.conftest import Plan
from tests.core.value.days import book as a_book

DEMO = Path(__file__).parents[3] / "examples" / "demo"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DEMO, tmp_path / "demo"))


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("Proposal", "proposal"),
        ("prop", "proposal"),
        ("Agree terms", "negotiation"),
        ("verbal yes", "close"),
        ("contract out", "close"),
        ("negotiating", "negotiation"),
        ("closed won", "won"),
    ],
)
def test_set_and_add_read_a_stage_as_the_questions_do(plan: Plan, book: Path, words: str, stage: str) -> None:
    def at(*typed: str) -> dict[str, object]:
        ran = plan("--book", str(book), "--now", "2026-11-23T07:00", "--json", *typed)
        assert ran.code == 0, ran.err
        return dict(json.loads(ran.out))

    added = at("add", "deal", "Zeta", "amount=5k", f"stage={words}")
    fields = added["fields"]
    assert isinstance(fields, dict)
    assert fields["stage"] == stage
    at("set", "tofte", f"stage={words}")
    rows = {row["id"]: row["stage"] for row in json.loads(_listed(plan, book))["records"]}
    assert rows["tofte"] == stage


def _listed(plan: Plan, book: Path) -> str:
    return str(plan("--book", str(book), "--now", "2026-11-23T07:00", "--json", "list", "--all").out)


def test_a_misspelled_stage_is_still_refused(plan: Plan, book: Path) -> None:
    ran = plan("--book", str(book), "--now", "2026-11-23T07:00", "set", "tofte", "stage=qwerty")
    assert (ran.code, 'no stage "qwerty"' in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "outcome"), [("voicemail", "no-contact"), ("No Progress", "stayed"), ("adv", "advanced")]
)
def test_outcomes_as_a_rep_says_them(plan: Plan, book: Path, words: str, outcome: str) -> None:
    ran = plan("--book", str(book), "--now", "2026-11-23T09:00", "--json", "done", "tofte", "-o", words)
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["logged"][0]["row"]["outcome"] == outcome


def test_every_word_is_for_an_outcome_and_none_is_one() -> None:
    can = outcomes_of_kind(Deal)
    assert set(OWN_WORDS.values()) <= set(can)
    assert not [word for word in OWN_WORDS if any(each.startswith(word) for each in can)]


@given(st.data())
def test_every_stage_means_itself_and_so_does_a_beginning_of_its_own(data: st.DataObject) -> None:
    book = a_book()
    names = [*(stage.name for stage in book.playbook.stages), *CLOSED_STAGES]
    name = data.draw(st.sampled_from(names))
    assert stage_meant(data.draw(st.sampled_from([name, name.upper(), f" {name} "])), book) == name
    begin = name[: data.draw(st.integers(1, len(name)))]
    if sum(each.startswith(begin) for each in names) == 1:
        assert stage_meant(begin, book) in (name, *(each for each in names if each == begin))
