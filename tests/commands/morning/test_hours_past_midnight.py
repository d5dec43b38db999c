"""Hours past midnight: from `plan init` to the pages, in nights when the clock changes, too."""

import json
from pathlib import Path

import pytest

from tests.conftest import Plan

BASE = ("--name", "Dana", "--currency", "usd", "--keeps", "8%", "--timezone", "Europe/Berlin", "--yes")


@pytest.fixture
def book(tmp_path: Path, plan: Plan) -> Path:
    book = tmp_path / "book"
    assert plan("init", str(book), *BASE, "--hours", "daily 22:00-04:00").code == 0
    assert 'mon = ["22:00-04:00"]' in (book / "plan.toml").read_text()
    for n in range(8):
        assert plan("add", "deal", f"Firm{n}", "amount=48000", cwd=book, PLAN_NOW="2026-10-01T23:00").code == 0
    return book


@pytest.mark.parametrize(
    ("now", "minutes"),
    [
        ("2026-10-21T00:00", 6 * 60),  # four hours of the night before, and two before midnight
        ("2026-10-25T00:00", 7 * 60),  # 2:00 to 3:00 comes twice
        ("2027-03-28T00:00", 5 * 60),  # and is left out
        ("2026-10-25T03:30", 2 * 60 + 30),
        ("2026-10-21T23:30", 30),
    ],
)
def test_the_minutes_of_a_night(now: str, minutes: int, book: Path, plan: Plan) -> None:
    page = json.loads(plan("--now", now, "today", "--json", cwd=book).out)
    assert page["minutes_available"] == minutes
    assert all(line["start"][:10] == now[:10] for line in page["items"])


def test_what_lies_past_midnight_is_on_the_next_page(book: Path, plan: Plan) -> None:
    evening = json.loads(plan("--now", "2026-10-21T21:00", "today", "--json", cwd=book).out)
    night = json.loads(plan("--now", "2026-10-22T00:10", "today", "--json", cwd=book).out)
    assert {line["start"][11:13] for line in evening["items"]} <= {"22", "23"}
    assert {line["start"][11:13] for line in night["items"]} & {"00", "01", "02", "03"}
