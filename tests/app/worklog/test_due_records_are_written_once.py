"""Renewals and the first ninety days after a win come into the book by themselves, once, and can be undone."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.app.worklog.conftest import At, items, record

ACCOUNT = """\
[[account]]
id = "bolt"
name = "Bolt AG"
contacts = ["Jo Park"]
revenue = 310_000      # last year 290
windows = ["09:00-11:00"]
renews_on = 2027-03-23
last_touch = 2026-11-20
"""


@pytest.fixture(autouse=True)
def _accounts(book: Path) -> None:
    (book / "accounts.toml").write_text(ACCOUNT, encoding="utf-8")


def ids(book: Path, file: str = "prospects") -> list[str]:
    path = book / f"{file}.toml"
    return [each["id"] for each in tomllib.loads(path.read_text(encoding="utf-8"))[file.removesuffix("s")]]


def tasks(book: Path) -> list[dict[str, Any]]:
    return tomllib.loads((book / "tasks.toml").read_text(encoding="utf-8"))["task"]


def test_a_renewal_is_written_once_120_days_before(at: At, book: Path) -> None:
    before = (book / "prospects.toml").read_bytes()
    at("2026-11-22T07:00", "today")
    assert (book / "prospects.toml").read_bytes() == before
    ran = at("7:00", "today")
    assert "new deal bolt-renewal-2027: Bolt AG renews by Tue 23 Mar 2027, $310,000 a year" in ran.err
    assert (book / "prospects.toml").read_bytes().startswith(before)
    new = record(book, "bolt-renewal-2027")
    assert (new["renews"], new["amount"], new["stage"]) == ("bolt 2027", 310_000, "negotiation")
    assert new["windows"] == ["09:00-11:00"]
    at("7:10", "today", "--replan")
    at("2026-11-24T07:00", "today")
    assert ids(book) == ["acme", "birch", "bolt-renewal-2027"]


def test_an_id_that_was_renamed_away_is_not_taken_again(at: At, book: Path) -> None:
    at("6:51", "rename", "birch", "bolt-renewal-2027")
    at("6:52", "rename", "bolt-renewal-2027", "birch-line")
    assert "new deal bolt-renewal-2027-2: " in at("7:00", "today").err


def test_many_at_once_are_named_in_a_few_lines(at: At, book: Path) -> None:
    """A list of 300 customers came in by an import: all get their deal, and the page stays in sight."""
    more = [ACCOUNT.replace('"bolt"', f'"bolt-{n}"').replace("Bolt AG", f"Bolt {n} AG") for n in range(40)]
    (book / "accounts.toml").write_text("\n".join(more), encoding="utf-8")
    said = at("7:00", "today").err.splitlines()
    assert len(ids(book)) == 42
    assert [line for line in said if line.startswith("new deal")] == said[:7]
    assert said[7:9] == ["and 33 more", "`plan undo` takes that out of the book for good"]
    assert "bolt-6 renewal 2027 and 33 more" in at("7:01", "undo").out


def test_undone_it_does_not_come_again(at: At, book: Path) -> None:
    before = (book / "prospects.toml").read_bytes()
    at("7:00", "today")
    assert "what is due: bolt renewal 2027" in at("7:01", "undo").out
    assert (book / "prospects.toml").read_bytes() == before
    at("7:10", "today")
    at("2026-11-24T07:00", "today")
    assert (book / "prospects.toml").read_bytes() == before


def test_a_trial_of_the_day_writes_nothing(at: At, book: Path) -> None:
    at("7:00", "today", "--dry-run")
    assert ids(book) == ["acme", "birch"]
    assert not (book / ".plan").exists()


def test_the_first_ninety_days_are_tasks_of_the_account(at: At, book: Path) -> None:
    (book / "accounts.toml").write_text(ACCOUNT.replace("renews_on", "# "), encoding="utf-8")
    at("6:50", "set", "birch", "account=bolt")
    items(at, "7:00")
    at("10:00", "done", "birch", "-o", "won")
    at("10:10", "today")
    found = {task["id"]: task for task in tasks(book)}
    assert list(found) == ["deck", "bolt-handover", "bolt-kick-off", "bolt-first-month", "bolt-ninety-days"]
    assert {task["record"] for task in found.values() if task["id"] != "deck"} == {"bolt"}
    last = found["bolt-ninety-days"]
    assert (str(last["by"]), str(last["not_before"]), last["play"]) == ("2027-02-16", "2027-02-09", "ninety-days")
    assert "Their own number for what it brought" in at("10:20", "show", "bolt-ninety-days").out
    step = items(at, "2026-11-24T07:00")["bolt-handover"]
    assert (step["promised"], step["title"]) == (True, "Hand over to delivery")
    at("2026-11-24T10:00", "done", "bolt-handover")
    at("2026-11-30T07:00", "today")
    assert len(tasks(book)) == 5


def test_another_machine_does_not_write_them_again(at: At, book: Path) -> None:
    at("6:50", "set", "birch", "account=bolt")
    at("7:00", "done", "birch", "-o", "won")
    at("7:10", "today")
    known = (ids(book), ids(book, "tasks"))
    assert len(known[1]) == 5
    (book / ".plan/written-once").unlink()
    at("7:20", "today", "--replan")
    at("2026-11-24T07:00", "today")
    assert (ids(book), ids(book, "tasks")) == known


def test_neither_an_old_win_nor_a_renewal_has_them(at: At, book: Path) -> None:
    text = (book / "prospects.toml").read_text(encoding="utf-8")
    old = '\n[[prospect]]\nid = "old"\nname = "Old"\naccount = "bolt"\namount = 5\nstage = "won"\nwon_on = 2026-11-02\n'
    renewed = old.replace("old", "again").replace("Old", "Again").replace("2026-11-02", "2026-11-20")
    text += old + renewed + 'renews = "bolt 2027"\n'
    (book / "prospects.toml").write_text(text, encoding="utf-8")
    at("7:00", "today")
    assert ids(book, "tasks") == ["deck"]


def test_a_customer_who_is_no_account_is_named_once(at: At, book: Path) -> None:
    at("6:50", "set", "birch", "company=Birch & Vale")
    items(at, "7:00")
    won = at("10:00", "done", "birch", "-o", "won")
    command = "plan add account 'Birch & Vale' revenue=20000"
    said = f"Birch & Vale is a customer now. Their first ninety days come with `{command}`"
    assert said in won.err
    assert "customer now" not in at("10:10", "today").err
    assert "is a customer now" not in at("10:20", "today", "--replan").err
    at("10:30", "add", "account", "Birch & Vale", "revenue=20000")
    at("10:40", "today")
    plays = ("handover", "kick-off", "first-month", "ninety-days")
    assert ids(book, "tasks")[1:] == [f"birch-vale-{play}" for play in plays]


def test_a_win_set_by_hand_names_the_new_customer_too(at: At, book: Path) -> None:
    at("6:50", "set", "birch", "company=Birch Tools")
    assert "Birch Tools is a customer now" in at("7:00", "set", "birch", "stage=won").err
    assert "customer now" not in at("7:10", "today").err
