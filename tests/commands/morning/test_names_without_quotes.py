"""Names of several words need no quotes, wherever a command takes a line or a record."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import Plan

DEMO = Path(__file__).parents[3] / "examples" / "demo"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DEMO, tmp_path / "demo"))


def test_every_command_takes_them_as_it_takes_one_word(plan: Plan, book: Path) -> None:
    def at(*words: str) -> str:
        ran = plan("--book", str(book), "--now", "2026-11-23T09:00", *words)
        assert ran.code == 0, (words, ran.err)
        return ran.out + ran.err

    at("today")
    assert at("why", "lumenthal", "renewal") == at("why", "lumenthal renewal")
    assert at("show", "nordwind", "three", "plants") == at("show", "nordwind")
    assert "Hale press shop: advanced" in at("done", "hale", "press", "shop", "-o", "advanced")
    assert "Started Get it signed, Lumenthal renewal (50m" in at("start", "lumenthal", "renewal")
    assert "lunch with jo: done" in at("done", "lunch", "with", "jo", "--unplanned")
    assert "Birch & Vale finishing line: on hold until 27 Nov" in at("later", "birch", "vale", "fri")
    assert "birch: next_on" in at("set", "birch", "&", "vale", "next_on=tue")
    assert "Parked Tofte boats." in at("park", "tofte", "boats")
    assert "Favor, Jo Park: done" in at("favor", "jo", "park", "intro", "to", "a", "toolmaker")
    assert "Lena Vogt (lena-vogt): now at Acme Foods" in at("moved", "lena", "vogt", "Acme", "Foods")
    assert "becomes part of jo-park" in at("merge", "jo", "park", "ute", "senger", "--dry-run")
    assert "Renamed jo-park to jo-parker." in at("rename", "jo", "park", "jo-parker")
    assert "Remove Hoshinomori, Nagano works (hoshino-nagano)" in at(
        "remove", "hoshinomori,", "nagano", "works", "--dry-run"
    )
    assert "Added Acme Foods (acme-foods), and jo-kim" in at("inbound", "Acme", "Foods,", "Jo", "Kim")


@pytest.mark.parametrize(
    ("words", "what", "fix"),
    [
        (
            ["done", "nosuch", "name", "here", "-o", "done"],
            'nothing in your book matches "nosuch name here"',
            'quote your own words: "nosuch name here"; the outcome goes after -o',
        ),
        (
            ["done", "hale", "-o", "advanced", "--next", "Send", "the", "contract"],
            'can\'t tell where "the" belongs',
            'quote words that belong together: --next "Send the contract"',
        ),
        (
            ["done", "hale", "--next", "Ask", "who", "to", "Ask"],
            'can\'t tell where "who" belongs',
            'quote words that belong together: --next "Ask who to Ask"',
        ),
        (["later", "hale", "press", "shop"], "hale press shop: to which day?", "plan later 'hale press shop' tomorrow"),
        (["later", "3"], "plan later: to which day?", "plan later 3 fri"),
        (["later"], "plan later: which line?", "plan later 3 fri"),
        (["why"], "plan why: which line?", "plan why 1"),
        (["show"], "plan show: which record?", "plan show acme-rollout"),
        (["merge", "jo"], "merge it with which record?", "name two records: plan merge KEEP OTHER"),
    ],
)
def test_what_is_missing_or_out_of_place_is_asked_for(
    plan: Plan, book: Path, words: list[str], what: str, fix: str
) -> None:
    at = ("--book", str(book), "--now", "2026-11-23T09:00")
    plan(*at, "today")
    assert plan(*at, *words)[::2] == (2, f"error: {what}\n  fix: {fix}\n")
