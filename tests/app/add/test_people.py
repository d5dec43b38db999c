"""Who decides is asked with a deal, and a new contact is linked to a customer that has nobody."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.app.add.people import with_people
from planner.app.session import Session
from planner.app.settings import settings_from
from tests.app.add.test_questions import after, asked, field
from tests.conftest import Plan, Ran

NOW = "2026-11-30T07:30"


@pytest.fixture
def book(tmp_path: Path, plan: Plan) -> Path:
    book = tmp_path / "book"
    started = plan("--now", NOW, "init", str(book), "--name", "Casey", "--currency", "USD", "--keeps", "6%", "--yes")
    assert started.code == 0, started.err
    return book


def test_it_is_asked_once_there_is_more_than_a_lead() -> None:
    assert asked(after("Acme", "40k", "verbal", "", "")).startswith("Who decides")
    assert asked(after("Acme", "40k", "1", "", "")) == ""
    assert asked(after("Acme", "40k", "", "", "")) == ""
    assert asked(after("Acme", "40k", "4", "", "", "")) == ""
    assert field("decides", "Acme", "40k", "4", "", "", "Jo Park, CFO") == "Jo Park, CFO"
    assert field("decides", "Acme", "40k", "4", "", "", "?") is None


def test_a_new_contact_belongs_to_the_deal_that_had_nobody(plan: Plan, book: Path) -> None:
    def at(*words: str) -> Ran:
        ran = plan("--book", str(book), "--now", NOW, *words)
        assert ran.code == 0, ran.err
        return ran

    at("add", "deal", "Lone Star Grill fryer", "company=Lone Star Grill", "amount=42k", "stage=proposal")
    at("add", "deal", "Lone Star", "company=Other Inc", "amount=42k", "stage=proposal")
    assert "no contact on file" in at("show", "lone-star-grill-fryer").out
    added = json.loads(at("--json", "add", "contact", "Maria Lopez", "company=lone star grill inc.").out)
    assert added["linked"] == ["lone-star-grill-fryer"]
    assert "no contact on file" not in at("show", "lone-star-grill-fryer").out
    assert "no contact on file" in at("show", "lone-star").out
    assert json.loads(at("--json", "add", "contact", "Tom Ray", "company=Lone Star Grill").out)["linked"] == []
    at("undo")
    at("undo")
    assert "no contact on file" in at("show", "lone-star-grill-fryer").out


def test_who_decides_is_a_contact_and_an_answer_of_the_checklist(plan: Plan, book: Path) -> None:
    ran = plan("--book", str(book), "--now", NOW, "add", "contact", "Jo Park", "company=Acme")
    assert ran.code == 0, ran.err
    session = Session(settings_from({"book": str(book), "now": NOW}))
    people = with_people(session, "Jo Park & Ute Senger, CFO", {"name": "Acme line", "company": "ACME"})
    assert people.keys == {"contacts": ["jo-park", "ute-senger"], "answers": {"power": "named"}}
    assert people.new == ("Ute Senger",)
    written = people.files.contents["contacts.toml"].decode()
    assert written.endswith('company = "ACME"\nrole = "CFO"\npower = "decides"\nchecked = 2026-11-30\n')
    assert with_people(session, " & ", {"name": "Acme"}).keys == {}


def test_no_two_new_records_have_one_id(book: Path) -> None:
    session = Session(settings_from({"book": str(book), "now": NOW}))
    deal = {"id": "maria-lopez", "name": "Maria Lopez"}
    people = with_people(session, "Maria Lopez & Tom Ray & Tom Ray, CFO", deal)
    assert people.keys["contacts"] == ["maria-lopez-2", "tom-ray", "tom-ray-2"]
