"""`plan handover`: a first touch of every inherited customer, and the predecessor's dates left to the predecessor."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.book.books import write_book
from tests.commands.records.conftest import PLAN
from tests.conftest import Plan, home, plan

__all__ = ["home", "plan"]

AGREED = """\
[[prospect]]
id = "acme"
name = "Acme rollout"
company = "Acme GmbH"
amount = 48_000
stage = "demo"
since = 2026-09-01
last_touch = 2026-10-01   # by Sam
next = "Send the offer"
next_by = 2026-11-12

[[prospect]]
id = "bolt"
name = "Bolt line"
company = "Bolt AG"
amount = 20_000
stage = "discovery"
last_touch = 2026-11-02
next_on = 2026-11-26

[[prospect]]
id = "new"
name = "New lead"
company = "Cargo AS"
amount = 20_000
stage = "lead"
came = 2026-11-23T06:00:00
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(tmp_path, plan=PLAN, playbook=None)


def many(count: int) -> str:
    """Deals that were last touched long ago, each of a customer of its own."""
    return "\n".join(
        f'[[prospect]]\nid = "deal-{n}"\nname = "Deal {n}"\ncompany = "Company {n}"\namount = {1000 * (n + 1)}\n'
        f'stage = "lead"\nlast_touch = 2026-01-0{1 + n % 9}\n'
        for n in range(count)
    )


def deals(book: Path) -> dict[str, dict[str, object]]:
    text = (book / "prospects.toml").read_text(encoding="utf-8")
    return {deal["id"]: deal for deal in tomllib.loads(text)["prospect"]}


def test_the_predecessors_dates_are_no_promises(plan: Plan, book: Path) -> None:
    (book / "prospects.toml").write_text(AGREED, encoding="utf-8")
    assert plan("forgotten", PLAN_BOOK=str(book)).code == 3  # the offer that Sam promised
    ran = plan("handover", "Sam", "--yes", PLAN_BOOK=str(book))
    assert (ran.code, ran.err) == (0, "")
    found = deals(book)
    assert found["acme"]["next"] == "Introduce yourself (Sam agreed: Send the offer, by 12 Nov)"
    assert found["bolt"]["next"] == "Introduce yourself (Sam agreed: a next step, on 26 Nov)"
    assert not {"next_on", "next_by"} & (found["acme"].keys() | found["bolt"].keys())
    assert found["acme"]["last_touch"] == date(2026, 10, 1)
    assert (found["acme"]["not_before"], found["bolt"]["not_before"]) == (date(2026, 11, 23), date(2026, 11, 26))
    assert "next" not in found["new"]  # whoever asked first is answered first
    text = (book / "prospects.toml").read_text(encoding="utf-8")
    assert "# by Sam" in text
    ran = plan("forgotten", "--json", PLAN_BOOK=str(book))
    due = [(each["record"], each["overdue"]) for each in json.loads(ran.out)["promises"]]
    assert (ran.code, due) == (0, [("new", 0)])  # the lead of today
    assert plan("undo", PLAN_BOOK=str(book)).code == 0
    assert (book / "prospects.toml").read_text(encoding="utf-8") == AGREED


@pytest.mark.parametrize("count", [1, 7, 15, 46])
def test_introductions_are_spread_over_fifteen_working_days(plan: Plan, book: Path, count: int) -> None:
    (book / "prospects.toml").write_text(many(count), encoding="utf-8")
    document = json.loads(plan("handover", "--yes", "--json", PLAN_BOOK=str(book)).out)
    days = [date.fromisoformat(each["on"]) for each in document["introductions"]]
    assert len(days) == count
    assert days == sorted(days)
    assert all(day.weekday() < 5 for day in days)
    assert date(2026, 11, 23) <= min(days) <= max(days) <= date(2026, 12, 11)
    assert max(Counter(days).values()) <= -(-count // 15)
    assert document["introductions"][0]["record"] == f"deal-{count - 1}"  # the one worth most
    assert all(deal["not_before"] for deal in deals(book).values())


def test_on_its_day_an_introduction_is_due_and_then_overdue(plan: Plan, book: Path) -> None:
    (book / "prospects.toml").write_text(many(15), encoding="utf-8")
    plan("handover", "--yes", PLAN_BOOK=str(book))

    def states(now: str) -> Counter[str]:
        document = json.loads(plan("--now", now, "forgotten", "--json", PLAN_BOOK=str(book)).out)
        return Counter(each["state"] for each in document["records"])

    assert states("2026-11-23T07:00")["due"] == 1
    assert states("2026-11-24T07:00") == {"overdue": 1, "due": 1, "silent": 13}


def test_a_second_handover_finds_nobody(plan: Plan, book: Path) -> None:
    (book / "prospects.toml").write_text(many(3), encoding="utf-8")
    plan("handover", "--yes", PLAN_BOOK=str(book))
    before = (book / "prospects.toml").read_bytes()
    ran = plan("handover", "--yes", PLAN_BOOK=str(book))
    assert ran.out == "Every customer has been in touch with you, or has an introduction already.\n"
    assert (book / "prospects.toml").read_bytes() == before


def test_a_customer_with_several_records_is_called_once(plan: Plan, book: Path) -> None:
    (book / "prospects.toml").write_text(many(1), encoding="utf-8")
    (book / "accounts.toml").write_text('[[account]]\nid = "a"\nname = "Company 0"\nrevenue = 9000\n', encoding="utf-8")
    (book / "contacts.toml").write_text(
        '[[contact]]\nid = "lena"\nname = "Lena"\ncompany = "Company 0"\n', encoding="utf-8"
    )
    (each,) = json.loads(plan("handover", "--yes", "--json", PLAN_BOOK=str(book)).out)["introductions"]
    assert each["record"] == "deal-0"
    assert each["fields"].keys() == {"deal-0", "a", "lena"}
    assert "next" not in each["fields"]["a"]


def test_an_empty_book_and_a_day_that_is_none(plan: Plan, book: Path) -> None:
    assert plan("handover", PLAN_BOOK=str(book)).code == 0
    ran = plan("handover", "--since", "someday", PLAN_BOOK=str(book))
    assert ran.code == 2
    assert "someday" in ran.err
