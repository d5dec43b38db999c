"""A book whose year starts in April: the year, the forecast and the reviews go by it."""

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Plan

DEMO = Path(__file__).parents[3] / "examples" / "demo"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    book = tmp_path / "book"
    shutil.copytree(DEMO, book)
    change(book, "selling_days = 205", 'selling_days = 205\nstarts = "04-01"')
    return book


def change(book: Path, old: str, new: str) -> None:
    file = book / "plan.toml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_the_year_runs_to_march(book: Path, plan: Plan) -> None:
    text = plan("year", cwd=book).out
    assert text.splitlines()[1] == " FY 2027 from 1 Apr, as of 23 Nov"
    assert "€35,360 of €80,000, 44%, from 4 deals won" in text
    assert [row.split()[0] for row in text.splitlines() if "█" in row] == ["Nov", "Dec", "Jan", "Feb", "Mar", "later"]
    document = json.loads(plan("year", "--json", cwd=book).out)
    assert (document["first"], document["last"], document["earned"]) == ("2026-04-01", "2027-03-31", 35_360)
    assert sum(month["money"] for month in document["outlook"]["months"]) == pytest.approx(document["outlook"]["money"])


def test_the_forecast_is_of_the_fiscal_quarter(book: Path, plan: Plan) -> None:
    change(book, '"04-01"', '"02-01"')
    document = json.loads(plan("forecast", "--json", cwd=book).out)
    assert (document["first"], document["last"]) == ("2026-11-01", "2027-01-31")
    assert json.loads(plan("review", "Q3", "--json", cwd=book).out)["first"] == "2026-08-01"


@pytest.mark.parametrize("start", ["4-1", "04-30", "April", ""])
def test_a_start_that_is_none(start: str, book: Path, plan: Plan) -> None:
    change(book, '"04-01"', f'"{start}"')
    ran = plan("check", cwd=book)
    assert ran.code == 3
    assert f'error: `starts` must be a month and a day from 01 to 28, not "{start}"' in ran.out + ran.err
    assert 'fix: write starts = "04-01" for a year that starts on April 1' in ran.out + ran.err


def test_a_start_without_a_goal(book: Path, plan: Plan) -> None:
    change(book, "income_goal = 80_000", "#")
    assert plan("check", cwd=book).code == 0
    assert "Goal           none" in plan("year", cwd=book).out
    change(book, 'starts = "04-01"', "")
    ran = plan("check", cwd=book)
    assert "`income_goal` is missing" in ran.out + ran.err
