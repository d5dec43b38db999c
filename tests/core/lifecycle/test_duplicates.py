"""A new record that is one of the book once more is noticed: legal forms, case, a known person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from planner.core.book import Account, Book, Contact, Deal, Task
from planner.core.lifecycle.duplicates import contacts_in_other_words, duplicates_of
from tests.book.books import a_book


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return replace(
        a_book(tmp_path).book,
        deals=(
            Deal(id="acme", name="Acme rollout", company="ACME, Inc.", amount=1.0, stage="lead"),
            Deal(id="old", name="Acme trial", company="Acme GmbH", amount=1.0, stage="lost"),
            Deal(
                id="bevaux", name="Bevaux trial", company="Bevaux", amount=1.0, stage="lost", lost_on=date(2026, 3, 2)
            ),
            Deal(id="earlier", name="First try", company="Bevaux", amount=1.0, stage="lost", lost_on=date(2025, 3, 2)),
            Deal(id="wind", name="Depot", company="Suedwind & Soehne", amount=1.0, stage="lead"),
        ),
        accounts=(Account(id="bolt", name="Bolt Antriebe GmbH & Co. KG", revenue=1.0),),
        contacts=(
            Contact(id="lena", name="Lena Vogt", company="Acme GmbH", email="lena@acme.example"),
            Contact(id="jo", name="Jo Park", company="Nordwind SE"),
            Contact(id="zofia", name="Zofia Wójcik", company="Nordwind SE"),
        ),
        tasks=(Task(id="t", title="Send the offer", minutes=5),),
    )


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        ("account", {"name": "BOLT  antriebe"}, [("bolt", "name")]),
        ("account", {"name": "Bolt Antriebe Nord"}, []),
        ("account", {"name": "Ltd"}, []),
        ("account", {"name": "Bolt Antreibe AG"}, [("bolt", "spelling")]),
        ("account", {"name": "Bolt Antriebe und Co"}, []),
        ("account", {"name": "Bold Antriebe"}, []),
        ("prospect", {"name": "Second line", "company": "Bevaux"}, [("bevaux", "lost")]),
        ("prospect", {"name": "Second line", "company": "Südwind und Söhne"}, [("wind", "spelling")]),
        ("contact", {"name": "Zofia Wojcik", "company": "Nordwind SE"}, [("zofia", "spelling")]),
        ("contact", {"name": "Zofia Wojcik", "company": "Acme"}, []),
        ("contact", {"name": "Jo Park", "company": "Nordwindt"}, [("jo", "name")]),
        ("prospect", {"name": "acme ROLLOUT"}, [("acme", "name")]),
        ("prospect", {"name": "Second line", "company": "Acme"}, [("acme", "company")]),
        ("prospect", {"name": "Acme rollout", "company": "Acme"}, [("acme", "name")]),
        ("contact", {"name": "lena vogt"}, [("lena", "name")]),
        ("contact", {"name": "Lena Vogt", "company": "ACME Inc"}, [("lena", "name")]),
        ("contact", {"name": "Lena Vogt", "company": "Nordwind"}, []),
        ("contact", {"name": "L. V.", "email": "LENA@acme.example"}, [("lena", "address")]),
        ("task", {"title": "send the offer"}, [("t", "name")]),
    ],
)
def test_who_it_may_be(book: Book, kind: str, values: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert [(each.record.id, each.by) for each in duplicates_of(kind, values, book)] == expected


def test_a_person_in_other_words(book: Book) -> None:
    values = {"contacts": ["lena VOGT", "Lena Vogt", "jo", "Max"]}
    assert [(name, each.id) for name, each in contacts_in_other_words(values, book)] == [("lena VOGT", "lena")]
