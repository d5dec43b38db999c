"""A month of the demo book by commands: each habit shows where it is used."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.forked import PATHS

SCRIPT = Path(__file__).parents[3] / "examples" / "lived_month.sh"


class Month(NamedTuple):
    """The month as it was lived: what was printed, and the folder of its books and pages."""

    said: str
    folder: Path

    def after(self, command: str, nth: int = 1) -> str:
        """What the nth run of a command printed."""
        return self.said.split(f"  plan {command}\n")[nth].split("  plan ")[0]


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Month:
    folder = tmp_path_factory.mktemp("month")
    plan = folder / "plan"
    plan.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m planner "$@"\n')
    plan.chmod(0o755)
    environ = PATHS | {"HOME": str(folder), "PLAN": str(plan), "PYTHONUTF8": "1"}
    ran = subprocess.run(
        ["sh", str(SCRIPT), str(folder / "book")], env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        timeout=300, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout.decode()
    return Month(ran.stdout.decode(), folder)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        # what I owe, after the win, favors
        (
            "done thielbach -o sent -m the offer --minutes 30",
            "Thielbach quality records: next step: Hear back: the offer, on Wednesday",
        ),
        ("done thielbach/agreed -o done --next Send the references", "next step: Send the references, by 27 Nov"),
        ("today --brief", "Südfracht dispatch"),
        ("show nordwind-filter-se-kick-off", "Both sides say what must be true in ninety days"),
        ("show jo-park", "Brought      Hale press shop (€82,000, demo)"),
        ("show jo-park", "Favors       1, the last on 23 Nov, “Put her in touch with a good toolmaker”"),
        # a playbook that gets used
        ("show hale", "Ask first    Who do they use today, and how happy are they? 2 minutes, worth €"),
        ("show hale", "Ostermann's changeover list"),
        ("show hale", "(changeover-list, worked 5 of 6)"),
        ("wrap", "+ “changeover-list” worked · ! it didn't"),
        ("message thank-you hale", "Hi Arno, thank you for the walk through the hall today."),
        ("message file-closed aldermoor", "Hi Niamh, I haven't heard from you about Aldermoor dairies"),
        ("show prospecting", "For          parts makers of 50 to 500 people"),
        ("show prospecting", "A recall or a failed audit: the supplier lists of car makers and hospitals"),
        ("why gruberau/build-case", "its case: 30% of dead ends turn real"),
        ("done gruberau/build-case -o done --minutes 60", "its case is built, odds ×"),
        # the year and its rhythm
        ("year", "new deals come too late"),
        ("year", "For Mats       Hufnagelbach ovens:"),
        ("forecast", "chances: learned from"),
        ("review month", "For the talk with your manager"),
        ("review month", "Practice       Training: role play, asking for something back: 3 of 4 in 90 days"),
        ("review month", "of meetings and work without a customer"),
        # coach, hand on and compare
        ("coach", "lines weren't done on their day"),
        ("coach", "tries reached someone"),
    ],
)
def test_it_shows(month: Month, command: str, said: str) -> None:
    assert said in month.after(command)


@pytest.mark.parametrize(
    "said",
    [
        "Thielbach quality records: Hear back: the offer",  # on the page of the day it was promised for
        "Nordwind Filter SE is a customer now.",
        "new task nordwind-filter-se-kick-off: Kick-off, Nordwind Filter SE, by Mon 7 Dec 2026",
        "new deal bolt-renewal-2027: Bolt Antriebe AG renews by Wed 31 Mar 2027, €310,000 a year",
    ],
)
def test_it_comes_by_itself(month: Month, said: str) -> None:
    assert said in month.said


def test_one_key_counts_and_what_fails_gives_way(month: Month) -> None:
    assert "changeover-list, worked 6 of 7" in month.after("show tellac")
    second = month.after("show tellac", 2)
    assert "changeover-list" not in second  # 7 of 11 against 5 of 7
    assert "council-writes-the-rule, worked 4 of 5" in second


def test_a_colleague_starts_from_what_was_learned_without_a_customer(month: Month) -> None:
    learned = (month.folder / "book-mats/dana.toml").read_text(encoding="utf-8")
    assert not {"Ostermann", "Bolt", "Kestrel", "Tellac", "Hale"} & set(re.findall(r"\w+", learned))
    assert "machines-not-people, worked 3 of 6" in month.after("show hale", 2)


def test_the_team_compares_habits_and_holds_a_contest(month: Month) -> None:
    pair = f"{month.folder}/book-dana.json {month.folder}/book-mats.json"
    assert "The gap  tries that reached someone: Dana Reyes" in month.after(f"team {pair}")
    contest = month.after(f"team {pair} --contest tries --from 2026-11-23 --to 2026-11-27")
    assert re.search(r"Contest: tries with customers.*\n +1  Mats Lind +\d+\n +2  Dana Reyes +\d+", contest)
    page = (month.folder / "book-team.html").read_text(encoding="utf-8")
    assert "Mats Lind" in page
    assert "For the talk with your manager" in (month.folder / "book-talk.html").read_text(encoding="utf-8")
    shared = (month.folder / "book-dana.json").read_text(encoding="utf-8")
    assert not re.search("hale|tellac|€|EUR", shared, re.IGNORECASE)


def test_the_coach_and_the_review_count_promises_alike(month: Month) -> None:
    """Of the days from the first one on, which are all days of the quarter with a page."""
    shared = json.loads((month.folder / "book-dana.json").read_text(encoding="utf-8"))
    promises = shared["measures"]["promises"].values()
    kept, of = sum(each[0] for each in promises), sum(each[1] for each in promises)
    assert f"{kept} of {of} promises kept" in (month.folder / "book-talk.html").read_text(encoding="utf-8")


def test_nothing_comes_twice(month: Month) -> None:
    for once in ("is a customer now", "new deal bolt-renewal-2027", "new task nordwind-filter-se-kick-off"):
        assert month.said.count(once) == 1
    assert "Traceback" not in month.said
    assert "error:" not in month.said
