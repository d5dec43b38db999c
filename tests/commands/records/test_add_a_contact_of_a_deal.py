"""A new contact joins the open deal of its company that has contacts already."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.conftest import Plan

Lines = Callable[[], list[str]]
CONTACT = ("add", "contact", "Ken Boyle", "company=Acme GmbH")


def second_deal(book: Path) -> None:
    with (book / "prospects.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[prospect]]\nid = "second"\nname = "Second line"\ncompany = "Acme GmbH"\n')
        file.write('amount = 5\nstage = "discovery"\ncontacts = ["Ute Senger"]\n')


def test_it_joins_the_only_one(at_book: Plan, changed: Lines) -> None:
    ran = at_book(*CONTACT)
    assert ran.code == 0
    assert "Also a contact for acme.\n" in ran.out
    assert any('"Max Ober", "ken-boyle"]' in line for line in changed())


def test_of_several_it_joins_none_unasked_and_says_how(at_book: Plan, book: Path, changed: Lines) -> None:
    second_deal(book)
    ran = at_book(*CONTACT)
    assert "In their deal too? plan set acme second contacts+=ken-boyle\n" in ran.out
    assert at_book("set", "acme", "second", "contacts+=ken-boyle", "--yes").code == 0


def test_with_yes_it_joins_all(at_book: Plan, book: Path) -> None:
    second_deal(book)
    assert json.loads(at_book(*CONTACT, "--yes", "--json").out)["linked"] == ["acme", "second"]


def test_another_company_is_left_alone(at_book: Plan) -> None:
    assert "contact for" not in at_book("add", "contact", "Ken Boyle", "company=Nobody Ltd").out
