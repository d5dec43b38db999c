"""`plan territory` and `plan price` on a small book."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.morning.conftest import PLAN, PROSPECTS
from tests.conftest import Plan


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "plan.toml").write_text(PLAN, encoding="utf-8")
    (folder / "prospects.toml").write_text(PROSPECTS, encoding="utf-8")
    return folder


@pytest.fixture
def with_account(book: Path) -> Path:
    text = '[[account]]\nid = "hale"\nname = "<b>Hale"\nrevenue = 300_000\npotential = 400_000\nvisits = 3\n'
    (book / "accounts.toml").write_text(text + "last_touch = 2026-11-01\n", encoding="utf-8")
    return book


def test_a_discount(plan: Plan, book: Path) -> None:
    ran = plan("price", "acme", "--discount", "10%", "--json", "--book", str(book))
    found = json.loads(ran.out)
    assert found["points"] == pytest.approx(found["chance"] * (1 / 0.9 - 1))
    shown = plan("price", "acme", "--discount", "10", "--book", str(book)).out
    assert "Acme rollout: 10% off" in shown
    assert "× (100% ÷ 90% − 1)" in shown
    text = (book / "plan.toml").read_text().replace("keeps = 0.08", 'keeps = 0.08\nkeeps_is = "margin"')
    (book / "plan.toml").write_text(text)
    assert "nothing: your margin is 8%" in plan("price", "acme", "--discount", "0.1", "--book", str(book)).out


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["--discount", "10%"], "--discount needs a deal"),
        (["acme", "--discount", "0"], "--discount: a share is more than 0% and at most 100%, not 0"),
        (["acme", "--discount", "ten"], '--discount: can\'t read "ten" as a share'),
        (["--meeting", "60", "--every", "moon"], 'can\'t read "moon" as a period'),
        (["acme", "--discount", "1%", "--meeting", "60"], "--discount and --meeting are two questions"),
        (["board"], 'no meeting of the next four weeks has "board" in its title'),
    ],
)
def test_errors_of_price(plan: Plan, book: Path, words: list[str], what: str) -> None:
    ran = plan("price", *words, "--book", str(book))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: {what}\n  fix: ")


def test_no_discount_brings_back_a_deal_that_an_answer_stops(plan: Plan, book: Path) -> None:
    plan("set", "acme", "answers.power=hidden", "stage=proposal", "--yes", "--book", str(book))
    ran = plan("price", "acme", "--discount", "10%", "--book", str(book))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "error: power: hidden stops Acme rollout: it counts as 0\n  fix: plan qualify acme\n"


def test_a_typed_meeting(plan: Plan, book: Path) -> None:
    def priced(*words: str) -> dict[str, float]:
        ran = plan("price", *words, "--json", "--book", str(book))
        [meeting] = json.loads(ran.out)["meetings"]
        return dict(meeting)

    weekly = priced("--meeting", "60")
    assert weekly["minutes_a_week"] == 60
    assert weekly["money"] == pytest.approx(weekly["weeks"] * weekly["price_of_hour"])
    assert priced("--meeting", "1h30", "--every", "2 weeks")["minutes_a_week"] == 45
    assert priced("--meeting", "30m", "--every", "day")["minutes_a_week"] == 60  # it works two days a week
    assert not (book / "diary").exists()


def test_the_territory(plan: Plan, with_account: Path, tmp_path: Path) -> None:
    ran = plan("territory", "--json", "--book", str(with_account))
    assert (ran.code, ran.err) == (0, "")
    found = json.loads(ran.out)
    assert {"format", "hours", "price_of_hour", "gain", "groups", "deals", "accounts", "moves"} <= found.keys()
    assert [each["record"] for each in found["accounts"]] == ["hale"]
    assert found["accounts"][0]["room"] == 100_000
    none = json.loads(plan("territory", "--json", "--top", "0", "--book", str(with_account)).out)
    assert (none["accounts"], none["more_accounts"]) == ([], 1)
    assert "<b>Hale" in plan("territory", "--book", str(with_account)).out
    file = tmp_path / "territory.html"
    ran = plan("territory", "--html", str(file), "--book", str(with_account))
    assert (ran.code, ran.out) == (0, "")
    page = file.read_text()
    assert "&lt;b&gt;Hale" in page
    assert "<b>Hale" not in page
    assert "<svg" in page


@pytest.mark.parametrize("command", ["today", "week", "territory"])
def test_a_page_to_carry(plan: Plan, with_account: Path, tmp_path: Path, command: str) -> None:
    file = tmp_path / "page.html"
    ran = plan(command, "--html", str(file), "--book", str(with_account))
    assert (ran.code, ran.out) == (0, ""), ran.err
    page = file.read_text()
    assert page.startswith("<!doctype html>")
    assert "http://" not in page
    assert "https://" not in page
    assert "<script" not in page
    assert "&lt;b&gt;Hale" in page
    assert plan(command, "--html", str(file), "--book", str(with_account)).code == 0  # over its own page
    assert plan(command, "--html", "-", "--book", str(with_account)).out.startswith("<!doctype html>")
    mine = tmp_path / "mine.html"
    mine.write_text("mine")
    ran = plan(command, "--html", str(mine), "--book", str(with_account))
    assert ran.code != 0
    assert mine.read_text() == "mine"
    both = plan(command, "--html", "-", "--json", "--book", str(with_account))
    assert (both.code, both.out) == (2, "")
    inside = plan(command, "--html", str(with_account / "prospects.toml"), "--book", str(with_account))
    assert inside.code != 0
