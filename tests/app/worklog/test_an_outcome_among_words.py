"""An outcome typed among other words, and the minutes of news that no page had."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.app.evening.said_outcome import SaidOutcome, as_command, outcome_first, outcome_within
from tests.app.worklog.conftest import At, page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("lost in spring to Boge", ("", "lost", "in spring to Boge")),
        ("no progress, they want a discount", ("", "no progress", "they want a discount")),
        ("left a message with Jo", ("", "left a message", "with Jo")),
        ("lost", ("", "lost", "")),
        ("they lost it", None),
        ("", None),
    ],
)
def test_the_outcome_comes_first(typed: str, said: tuple[str, str, str] | None) -> None:
    assert outcome_first(typed.split()) == (said and SaidOutcome(*said))


def test_the_outcome_comes_after_a_name() -> None:
    said = outcome_within(["Ilkley", "lost", "in", "spring", "to", "Boge"])
    assert said == SaidOutcome("Ilkley", "lost", "in spring to Boge")
    assert as_command("ilkley-spa", said) == 'plan done ilkley-spa -o lost -m "in spring to Boge"'
    assert as_command("x", SaidOutcome("x", "won", 'they said "yes"')) == "plan done x -o won -m 'they said \"yes\"'"


def test_the_fix_can_be_pasted(at: At, book: Path) -> None:
    ran = at("14:00", "done", "acme", "lost", "in", "spring", "to", "Boge", code=2)
    assert ran.err.endswith('  fix: plan done acme -o lost -m "in spring to Boge"\n')


def test_the_words_after_an_outcome_are_the_note(at: At, book: Path) -> None:
    assert at("14:00", "done", "acme", "-o", "lost in spring to Boge").code == 0
    row = page(book)["worked"][-1]
    assert (row["outcome"], row["note"]) == ("lost", "in spring to Boge")


@pytest.mark.parametrize("outcome", ["lost", "won", "parked"])
@pytest.mark.parametrize(("now", "start"), [("06:20", "06:15"), ("14:00", "13:55")])
def test_news_of_a_deal_takes_five_minutes(at: At, book: Path, outcome: str, now: str, start: str) -> None:
    assert f"{outcome} · 5m, {start}-{now}\n" in at(now, "done", "birch", "-o", outcome).out


def test_nothing_is_guessed_before_the_first_hour(at: At, book: Path) -> None:
    assert "5m, 06:15-06:20\n" in at("06:20", "done", "birch", "-o", "advanced").out
