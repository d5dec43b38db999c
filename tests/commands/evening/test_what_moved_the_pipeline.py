"""The bridge through the commands: logged, corrected, undone, edited by hand, parked, over days."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from planner.cli.program import run

Go = Callable[..., Any]

PLAN = """\
format = 1
[rep]
name = "Dana Reyes"
currency = "USD"
timezone = "Europe/Berlin"
keeps = 0.08
[hours]
mon = ["09:00-17:00"]
tue = ["09:00-17:00"]
wed = ["09:00-17:00"]
thu = ["09:00-17:00"]
fri = ["09:00-17:00"]
[year]
income_goal = 90_000
selling_days = 200
"""
DEAL = """
[[prospect]]
id = "{id}"
name = "{id} line"
amount = {amount}
stage = "{stage}"
since = 2026-11-16
attempts = 0
last_touch = 2026-11-16
answers.power = "named"
answers.need = "important"
answers.why_change = "yes"
answers.why_now = "yes"
answers.fit = "yes"
answers.incumbent = "none"
answers.incumbent_exit = "open"
answers.incumbent_price = "looking"
"""
DEALS = (("acme", 48_000, "proposal"), ("birch", 20_000, "close"), ("corr", 70_000, "demo"), ("dale", 31_000, "lead"))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "plan.toml").write_text(PLAN)
    deals = (DEAL.format(id=id, amount=amount, stage=stage) for id, amount, stage in DEALS)
    (folder / "prospects.toml").write_text("".join(deals))
    return folder


@pytest.fixture
def go(book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Go:
    monkeypatch.setenv("PLAN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("TZ", "Europe/Berlin")

    def go(now: str, *words: str) -> Any:
        monkeypatch.setenv("PLAN_NOW", f"2026-{now}")
        code = run(["--book", str(book), *words])
        out, err = capsys.readouterr()
        assert code in (0, 3), err
        return json.loads(out) if "--json" in words else out

    return go


def bridge_of(go: Go, now: str, period: str = "2026-11-01..2026-12-31") -> dict[str, Any]:
    found = go(now, "review", period, "--json")["bridge"]
    sums = {each["what"]: each["cents"] for each in found["classes"]}
    assert found["start"] + sum(sums.values()) + found["not_explained"] == found["end"] + found["won"]
    for each in found["classes"]:
        if each["what"] not in ("price_and_playbook", "time"):
            assert sum(deal["cents"] for deal in each["deals"]) == each["cents"]
    return {**found, "classes": sums}


def value_now(go: Go, now: str) -> int:
    """Worth × chance of every open deal, from the list."""
    records = go(now, "list", "deals", "--json")["records"]
    return sum(round(100 * each["amount"] * 0.08 * (each["chance"] or 0)) for each in records)


def test_a_week_is_explained_deal_by_deal(go: Go, book: Path) -> None:
    go("11-23T07:00", "today")
    before = value_now(go, "11-23T07:00")
    go("11-23T10:00", "done", "acme", "-o", "stayed")
    go("11-23T11:00", "done", "corr", "-o", "advanced")
    go("11-23T12:00", "done", "birch", "-o", "won")
    go("11-24T07:00", "today")
    go("11-24T09:00", "park", "dale")
    go("11-24T10:00", "set", "acme", "amount=40000")
    go("11-24T11:00", "add", "deal", "Elm line", "amount=25000", "stage=discovery")
    go("11-25T07:00", "today")
    found = bridge_of(go, "11-25T18:00")
    assert found["not_explained"] == 0
    assert found["start"] == before
    assert found["end"] == value_now(go, "11-25T18:00")
    assert found["won"] == 160_000
    assert found["classes"]["no_progress"] < 0 < found["classes"]["advanced"]
    assert found["classes"]["parked"] < 0
    assert found["classes"]["by_hand"] < 0 < found["classes"]["new"]
    assert 0 < found["classes"]["won"] < 160_000
    snapshots = sorted(path.name for path in (book / "diary/values").iterdir())
    assert snapshots == ["2026-11-23.toml", "2026-11-25.toml"]


def test_undo_takes_its_amounts_back(go: Go, book: Path) -> None:
    go("11-23T07:00", "today")
    before, page = bridge_of(go, "11-23T09:00"), (book / "diary/2026-11-23.toml").read_bytes()
    go("11-23T10:00", "done", "acme", "-o", "stayed")
    assert bridge_of(go, "11-23T10:00")["classes"]["no_progress"] != 0
    go("11-23T11:00", "undo")
    assert bridge_of(go, "11-23T11:00") == before
    assert (book / "diary/2026-11-23.toml").read_bytes() == page
    go("11-23T12:00", "undo")
    assert not list((book / "diary").glob("values/*"))


def test_work_logged_later_counts_on_the_day_it_is_logged(go: Go) -> None:
    go("11-23T07:00", "today")
    go("11-24T07:00", "today")
    go("11-24T08:00", "done", "acme", "-o", "stayed", "--on", "mon")
    assert bridge_of(go, "11-24T08:00", "2026-11-23")["classes"]["no_progress"] == 0
    late = bridge_of(go, "11-24T08:00", "2026-11-24")
    assert late["classes"]["no_progress"] < 0
    assert late["not_explained"] == 0


def test_a_correction_on_a_later_day_leaves_what_was_counted(go: Go) -> None:
    go("11-23T07:00", "today")
    go("11-23T10:00", "done", "acme", "-o", "stayed")
    go("11-24T07:00", "today")
    monday = bridge_of(go, "11-24T07:30", "2026-11-23")
    go("11-24T08:00", "done", "acme", "-o", "advanced", "--on", "mon")
    assert bridge_of(go, "11-24T08:00", "2026-11-23") == monday
    tuesday = bridge_of(go, "11-24T08:00", "2026-11-24")
    assert tuesday["classes"]["advanced"] > 0
    assert tuesday["not_explained"] == monday["not_explained"] == 0


def test_a_missing_snapshot_is_not_explained(go: Go, book: Path) -> None:
    go("11-23T07:00", "today")
    (book / "diary/values/2026-11-23.toml").unlink()
    go("11-23T12:00", "set", "acme", "amount=20000")
    go("11-24T07:00", "today")
    found = bridge_of(go, "11-24T08:00")
    assert found["not_explained"] < 0
    assert found["classes"]["by_hand"] == 0
    assert "not explained" in go("11-24T08:00", "review", "week")


def test_an_old_diary_says_from_which_day_it_counts(go: Go, book: Path) -> None:
    go("11-23T07:00", "today")
    page = book / "diary/2026-11-23.toml"
    page.write_text("".join(line for line in page.read_text().splitlines(True) if not line.startswith("pipeline")))
    (book / "diary/values/2026-11-23.toml").unlink()
    assert go("11-23T08:00", "review", "day", "--json")["bridge"] is None
    go("11-24T07:00", "today")
    assert bridge_of(go, "11-24T08:00", "week")["counts_from"] == "2026-11-24"
    assert "Counted from" in go("11-24T08:00", "review", "week")


def test_a_page_of_the_evening_before_becomes_the_first_page(go: Go, book: Path) -> None:
    go("11-23T07:00", "today")
    go("11-23T17:00", "today", "--date", "tomorrow")
    page = book / "diary/2026-11-24.toml"
    assert "pipeline" not in page.read_text()
    go("11-24T07:00", "today")
    assert "pipeline = " in page.read_text()
    assert (book / "diary/values/2026-11-24.toml").exists()


def test_a_damaged_snapshot_is_named_by_check(go: Go, book: Path) -> None:
    go("11-23T07:00", "today")
    (book / "diary/values/2026-11-23.toml").write_text("[deals]\nacme = 3\n")
    faults = go("11-23T08:00", "check", "--json")["faults"]
    assert [fault["file"] for fault in faults] == ["diary/values/2026-11-23.toml"]
    go("11-24T07:00", "today")


@pytest.mark.parametrize("seed", range(3))
def test_two_drawn_weeks_are_right_to_the_cent(go: Go, seed: int) -> None:
    random, day = Random(seed), 23
    go(f"11-{day}T07:00", "today")
    for _ in range(9):
        day += random.choice((0, 0, 1, 1, 3)) if day < 28 else 0
        now, id = f"11-{day}T1{random.randrange(7)}:{random.randrange(10, 60)}", random.choice(DEALS)[0]
        kind = random.choice(("log", "log", "log", "set", "park", "page", "undo"))
        if kind == "log":
            outcome = random.choice(("stayed", "advanced", "no-contact", "lost", "waiting"))
            more = ("--until", "2026-12-20") if outcome == "waiting" else ()
            go(now, "done", id, "-o", outcome, *more)
        elif kind == "set":
            go(now, "set", id, f"amount={random.randrange(1, 90)}000")
        elif kind == "park":
            stages = {each["id"]: each["stage"] for each in go(now, "list", "deals", "--json")["records"]}
            if stages.get(id) not in (None, "parked", "won"):
                go(now, "park", id)
        else:
            go(now, "today" if kind == "page" else "undo")
    found = bridge_of(go, f"11-{day}T18:00") if go(f"11-{day}T18:00", "review", "--json")["bridge"] else None
    if found is not None:
        assert found["not_explained"] == 0
        assert found["end"] == value_now(go, f"11-{day}T18:00")
