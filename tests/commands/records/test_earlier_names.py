"""A name from before a rename or a merge still finds its record, wherever a name is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.records.conftest import contents
from tests.conftest import Plan

ACCOUNTS = """\
[[account]]
id = "bolt"
name = "Bolt Antriebe AG"
contacts = ["jo-park"]
revenue = 310_000
visits = 4

[[account]]
id = "other"
name = "Other Works"
revenue = 1_000
"""
MORE = '\n[[contact]]\nid = "jo-park"\nname = "Jo Park"\ncompany = "Bolt Antriebe AG"\n'
OLD = "Bolt Antriebe AG"


@pytest.fixture
def renamed(at_book: Plan, book: Path) -> Plan:
    (book / "accounts.toml").write_text(ACCOUNTS, encoding="utf-8")
    with (book / "contacts.toml").open("a", encoding="utf-8") as file:
        file.write(MORE)
    assert at_book("rename", "bolt", "Bolt Drives SE").code == 0
    assert at_book("rename", "acme", "Nordwind rollout").code == 0
    assert at_book("rename", "jo-park", "Jo Parker").code == 0
    return at_book


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        (OLD, "bolt"),
        ("bolt antr", "bolt"),
        ("Acme rollout", "acme"),
        ("ACME R", "acme"),
        ("Jo Park", "jo-park"),
        ("Bolt Drives", "bolt"),
    ],
)
def test_show_finds_it(renamed: Plan, typed: str, id: str) -> None:
    assert json.loads(renamed("show", typed, "--json").out)["record"]["id"] == id


def test_a_name_that_another_has_now_means_that_one(renamed: Plan) -> None:
    assert renamed("rename", "other", OLD).code == 0
    assert json.loads(renamed("show", OLD, "--json").out)["record"]["id"] == "other"
    assert renamed("undo").code == 0
    assert renamed("rename", "bolt", OLD).code == 0, "back to what it was"
    assert json.loads(renamed("show", "Bolt Drives SE", "--json").out)["record"]["id"] == "bolt"


def test_work_is_logged_for_it(renamed: Plan, book: Path) -> None:
    assert renamed("done", OLD, "--minutes", "10", "-o", "done", "--json").code == 0
    rows = (book / "diary/2026-11-23.toml").read_text(encoding="utf-8")
    assert 'record = "bolt"' in rows
    assert OLD not in rows


def test_words_of_the_old_name_find_the_line_of_the_page(renamed: Plan, book: Path) -> None:
    assert renamed("today").code == 0
    assert renamed("done", "acme rollout", "-o", "no-contact", PLAN_NOW="2026-11-23T08:30").code == 0
    assert 'record = "acme"' in (book / "diary/2026-11-23.toml").read_text(encoding="utf-8").split("[[worked]]")[-1]


def test_a_double_is_noticed(renamed: Plan) -> None:
    added = renamed("add", "account", OLD, "revenue=5k")
    assert "bolt (Bolt Drives SE) had this name; if it is the same: plan merge bolt bolt-antriebe-ag" in added.err


def test_a_lead_is_the_customers(renamed: Plan, book: Path) -> None:
    lead = json.loads(renamed("inbound", f"{OLD}, Jo Park", "-m", "quote", "--amount", "5k", "--json").out)
    assert lead["contact"] is None, "the person is in the book"
    deal = contents(book)["prospects.toml"].rpartition("[[prospect]]")[2]
    assert 'account = "bolt"' in deal
    assert 'contacts = ["jo-park"]' in deal
    assert renamed("inbound", OLD, "--amount", "9k").code == 2, "that one is open"


def test_fields_and_filters_follow(renamed: Plan, book: Path) -> None:
    assert renamed("add", "deal", "Third hall", "amount=9k", f"company={OLD}", f"account={OLD}").code == 0
    deal = contents(book)["prospects.toml"].rpartition("[[prospect]]")[2]
    assert 'company = "Bolt Drives SE"' in deal
    assert 'account = "bolt"' in deal
    rows = json.loads(renamed("list", "--where", f"company={OLD}", "--json").out)
    assert "third-hall" in json.dumps(rows)
    assert renamed("set", "birch-line", "contacts+=Jo Park").code == 0
    assert 'contacts = ["jo-park"]' in contents(book)["prospects.toml"]
    assert renamed("rename", "lena-vogt", "lena").code == 0
    assert "acme" in renamed("list", "--where", "contacts=lena-vogt", "--json").out


def test_search_says_that_it_was_called_so(renamed: Plan) -> None:
    assert "bolt: Bolt Drives SE (in: earlier name)" in renamed("find", "antriebe").out


def test_an_export_of_the_crm_with_the_old_name_adds_nothing(renamed: Plan, book: Path) -> None:
    export = book.parent / "accounts.csv"
    export.write_text(f"Account Name,Annual Revenue\n{OLD},310000\n", encoding="utf-8")
    assert renamed("import", str(export), "--kind", "account", "--yes").code == 0
    assert contents(book)["accounts.toml"].count("[[account]]") == 2


def test_a_lead_for_a_renamed_deal_is_about_it(renamed: Plan) -> None:
    assert "Nordwind rollout (acme) is open already" in renamed("inbound", "Acme rollout", "--amount", "5k").err


def test_the_card_says_what_it_was_called(renamed: Plan) -> None:
    assert "Was called Bolt Antriebe AG" in " ".join(renamed("show", "bolt").out.split())


def test_a_name_that_is_taken_is_said(renamed: Plan) -> None:
    twice = renamed("rename", "other", "Bolt Drives")
    assert twice.code == 0
    assert "bolt (Bolt Drives SE) has this name too" in twice.err
    assert renamed("rename", "other", "Quarzhaus").err == ""
    assert renamed("rename", "acme", "nordwind", "Nordwind roll-out").err == "", "it is no double of itself"
