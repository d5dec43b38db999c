"""`plan week`: five days on the screen and as JSON, and nothing written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.screen.text.layout import Sheet
from planner.screen.week.week import week_lines
from tests.commands.morning.conftest import Page
from tests.conftest import Plan
from tests.core.value.days import book as book_of
from tests.core.value.playbooks import deal
from tests.core.week.test_the_week_as_one import YES, week_of


def test_the_first_day_is_todays_page(plan: Plan, book: Path, page: Page) -> None:
    ran = plan("week", "--json", "--book", str(book))
    assert (ran.code, ran.err) == (0, "")
    week = json.loads(ran.out)
    assert week["format"] == 1
    assert [day["date"] for day in week["days"]] == [
        "2026-11-23", "2026-11-24", "2026-11-30", "2026-12-01", "2026-12-07"  # it works on Monday and Tuesday
    ]  # fmt: skip
    assert not (book / "diary").exists()
    made = sum(item["makes"] for day in week["days"] for item in day["items"])
    assert week["makes"] == pytest.approx(made)
    today = page()
    assert week["days"][0]["items"] == today["items"]
    again = json.loads(plan("week", "--json", "--book", str(book)).out)
    assert again["days"][0]["items"] == today["items"]
    assert [path.name for path in (book / "diary").glob("*.toml")] == ["2026-11-23.toml"]


def test_the_options_of_a_later_days_page_stay(plan: Plan, book: Path) -> None:
    plan("today", "--book", str(book), "--date", "tomorrow", "--without", "birch", "--without", "acme")
    week = json.loads(plan("week", "--json", "--book", str(book)).out)
    records = [{item["record"] for item in day["items"]} - {None} for day in week["days"]]
    assert records[0] == {"acme", "birch"}
    assert records[1] == set()


def test_the_screen_fits() -> None:
    names = ("Grünmühl & Söhne, zweite Linie", "星野森精機", "Grünmühl & Söhne, erste Linie", "A")
    deals = tuple(deal(id=f"d{n}", name=name, answers=YES, amount=1e5) for n, name in enumerate(names))
    week = week_of(book_of(deals=deals))
    for width in (60, 80, 120):
        sheet = Sheet(width)
        rows = ["".join(piece.text for piece in line) for line in week_lines(week, sheet)]
        assert max(map(sheet.cells, rows)) <= max(width, 79)
    text = "\n".join(rows)
    assert "If still open" in text
    assert "If it goes well" in text
    assert "Grünmühl & Söhne, zweite" in text
    assert "Grünmühl & Söhne, erste" in text
