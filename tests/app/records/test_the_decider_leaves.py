"""When the one who decides leaves, finding out who decides now is a short promise, not the whole play."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.app.worklog.conftest import PLAN, At, at, home, plan, record
from tests.book.books import write_book

__all__ = ["at", "home", "plan"]

PROSPECTS = """\
[[prospect]]
id = "acme"
name = "Acme rollout"
amount = 60_000
stage = "proposal"
since = 2026-11-16
last_touch = 2026-11-20
contacts = ["lena", "jo"]
answers = { power = "met", why_now = "yes", need = "compelling", fit = "yes" }
"""
CONTACTS = """\
[[contact]]
id = "lena"
name = "Lena Vogt"
company = "Acme"
power = "decides"
checked = 2026-11-20

[[contact]]
id = "jo"
name = "Jo Park"
company = "Acme"
checked = 2026-11-20
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(tmp_path, plan=PLAN, playbook=None, prospects=PROSPECTS, contacts=CONTACTS)


def test_finding_out_takes_the_minutes_of_a_call(at: At, book: Path) -> None:
    at("7:10", "moved", "lena", "Nordwind SE", "--yes")
    acme = record(book, "acme")
    assert (acme["next"], acme["next_minutes"]) == ("Find out who decides now", 20)
    assert "power" not in acme["answers"]
    lines = json.loads(at("7:20", "today", "--json").out)["items"]
    found = [
        (line["does"], line["title"], line["minutes"], line["promised"]) for line in lines if line["record"] == "acme"
    ]
    assert found == [("agreed", "Find out who decides now", 20, True)]
