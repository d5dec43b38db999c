"""`plan review`, `plan playbook`, `plan year` and `plan why` as a person runs them, with damaged pages too."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import Plan, home, plan  # noqa: F401 - fixtures
from tests.core.review.written_year import write_year

# ruff: noqa: F811


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two weeks of a diary, up to Friday 16 January."""
    folder = tmp_path_factory.mktemp("year") / "book"
    write_year(folder, days=10)
    return folder


FRIDAY = {"PLAN_NOW": "2026-01-16T17:00"}


def test_a_week(plan: Plan, book: Path) -> None:
    ran = plan("review", "--book", str(book), **FRIDAY)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("\n Dana Reyes · Week of 12 Jan 2026")
    assert "Worth changing next week" in ran.out


def test_days_without_a_page(plan: Plan, book: Path) -> None:
    ran = plan("review", "2025-03-01..2025-03-31", "--book", str(book), **FRIDAY)
    assert ran.code == 0
    assert "No pages for these days" in ran.out


def test_no_days(plan: Plan, book: Path) -> None:
    ran = plan("review", "fortnight", "--book", str(book), **FRIDAY)
    assert ran.code == 2
    assert 'can\'t read "fortnight" as a period' in ran.err


def test_json_and_csv_hold_the_same_minutes(plan: Plan, book: Path) -> None:
    said = json.loads(plan("review", "month", "--book", str(book), "--json", **FRIDAY).out)
    rows = list(csv.DictReader(io.StringIO(plan("review", "month", "--book", str(book), "--csv", **FRIDAY).out)))
    assert sum(int(row["minutes"] or 0) for row in rows) == said["actual"] > 0
    assert sum(float(row["made"] or 0) for row in rows) == pytest.approx(said["made"], abs=1)


def test_one_page_of_html(plan: Plan, book: Path, tmp_path: Path) -> None:
    page = tmp_path / "week.html"
    ran = plan("review", "--html", str(page), "--book", str(book), **FRIDAY)
    assert (ran.code, ran.out) == (0, "")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert page.stat().st_size < 500_000


def test_a_page_that_can_t_be_written(plan: Plan, book: Path, tmp_path: Path) -> None:
    ran = plan("review", "--html", str(tmp_path / "missing" / "week.html"), "--book", str(book), **FRIDAY)
    assert ran.code == 1
    assert f"no folder {tmp_path / 'missing'}" in ran.err


def test_a_damaged_row_is_reported_with_its_line_and_left_out(plan: Plan, book: Path, tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(book, copy)
    page = copy / "diary" / "2026-01-13.toml"
    lines = page.read_text().splitlines()
    at = max(n for n, line in enumerate(lines) if line.startswith("minutes ="))  # a worked row's
    lines[at] = 'minutes = "long"'
    page.write_text("\n".join(lines) + "\n")
    (copy / "diary" / "2026-01-14.toml").write_text("[page\n")
    before = json.loads(plan("review", "--book", str(book), "--json", **FRIDAY).out)
    ran = plan("review", "--book", str(copy), "--json", **FRIDAY)
    said = json.loads(ran.out)
    assert ran.code == 0
    assert "warning: minutes is not a whole number" in ran.err
    assert f"\n  diary/2026-01-13.toml:{at + 1} | " in ran.err
    assert "\n  diary/2026-01-14.toml:1 | " in ran.err
    assert "2 warnings. Left out of the figures." in ran.err
    assert [error["file"] for error in said["faults"]] == ["diary/2026-01-13.toml", "diary/2026-01-14.toml"]
    assert said["actual"] < before["actual"]


def test_prior_beside_learned(plan: Plan, book: Path) -> None:
    said = json.loads(plan("playbook", "--book", str(book), "--json", PLAN_NOW="2026-01-19T07:00").out)
    talk = next(each for each in said["minutes"] if each["play"] == "talk")
    assert (talk["planned"], talk["part"]) == (45, "all")
    assert talk["low"] < talk["learned"] < talk["high"]
    screen = plan("playbook", "--book", str(book), PLAN_NOW="2026-01-19T07:00").out
    assert f"45m{talk['learned']:>8}m  {talk['logs']} logs" in screen
    assert "logs of 30 needed" in screen  # of closes there are few yet


def test_nothing_logged_yet(plan: Plan, book: Path) -> None:
    assert "Nothing logged yet" in plan("playbook", "--book", str(book), PLAN_NOW="2026-01-05T07:00").out


def test_a_learned_playbook_is_a_playbook(plan: Plan, book: Path, tmp_path: Path) -> None:
    import shutil

    learned = plan("playbook", "--toml", "--book", str(book), PLAN_NOW="2026-01-19T07:00").out
    copy = tmp_path / "copy"
    shutil.copytree(book, copy)
    (copy / "playbook.toml").write_text(learned)
    assert plan("check", "--book", str(copy), **FRIDAY).code == 0


def test_why_says_what_was_learned(plan: Plan, book: Path) -> None:
    ran = plan("why", "1", "--book", str(book), PLAN_NOW="2026-01-19T07:00")
    assert ran.code == 0
    assert "a new deal, learned from " in ran.out
    assert "a new deal, from the playbook" not in ran.out
    assert "learned: belief in a new deal (" in ran.out
    assert "chances of close (" in ran.out


def test_the_year(plan: Plan, book: Path) -> None:
    said = json.loads(plan("year", "--book", str(book), "--json", **FRIDAY).out)
    assert said["goal"] == 300_000
    assert said["outlook"]["money"] == pytest.approx(sum(deal["brings"] for deal in said["outlook"]["deals"]))
