"""A month of the demo book by commands: each habit shows where it is used."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[3] / "examples" / "lived_month.sh"


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> str:
    """All that the script prints."""
    folder = tmp_path_factory.mktemp("month")
    plan = folder / "plan"
    plan.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m planner "$@"\n')
    plan.chmod(0o755)
    environ = {"PATH": os.environ["PATH"], "HOME": str(folder), "PLAN": str(plan), "PYTHONUTF8": "1"}
    ran = subprocess.run(
        ["sh", str(SCRIPT), str(folder / "book")], env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        timeout=300, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout.decode()
    return ran.stdout.decode()


@pytest.mark.parametrize(
    "said",
    [
        "thielbach: next Hear back: the offer · next_on 25 Nov",  # what was sent has an end
        "Thielbach quality records: Hear back: the offer",  # and is on the page of that day
        "next_by 27 Nov · next_minutes cleared · next Send the references",  # a promise to send has a day
        "Nordwind Filter SE is a customer now.",
        "new task nordwind-filter-se-kick-off: Kick-off, Nordwind Filter SE, by Mon 7 Dec 2026",
        "Both sides say what must be true in ninety days",  # the prep card of a play after the win
        "new deal bolt-renewal-2027: Bolt Antriebe AG renews by Wed 31 Mar 2027, €310,000 a year",
        "Brought      Hale press shop (€82,000, demo)",
        "Favors       1, the last on 23 Nov, “Put her in touch with a good toolmaker”",
        "Takes a week",
        "by the chances of 31 outcomes",
        "For Mats       Hufnagelbach ovens:",
        "chances: learned from 31 outcomes",
        "For the talk with your manager",
        "Practice       Training: role play, asking for something back: 2 of 4 in 90 days",
        "of meetings and work without a customer",
    ],
)
def test_it_shows(month: str, said: str) -> None:
    assert said in month


def test_nothing_comes_twice(month: str) -> None:
    for once in ("is a customer now", "new deal bolt-renewal-2027", "new task nordwind-filter-se-kick-off"):
        assert month.count(once) == 1
    assert "Traceback" not in month
    assert "error:" not in month
