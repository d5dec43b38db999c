"""`plan favor` logs a touch with what was done; `plan show` has favors and introductions."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from tests.app.worklog.conftest import At, page, record

CONTACTS = '[[contact]]\nid = "jo"\nname = "Jo Park"\nchecked = 2026-10-01\n\n[[contact]]\nname = "Ute Senger"\n'


@pytest.fixture(autouse=True)
def _contacts(book: Path) -> None:
    (book / "contacts.toml").write_text(CONTACTS, encoding="utf-8")


def test_a_favor_is_a_touch_with_a_note(at: At, book: Path) -> None:
    ran = at("10:00", "favor", "jo", "Put her in touch  with a toolmaker", "--json")
    row = json.loads(ran.out)["logged"][0]["row"]
    assert (row["item"], row["does"], row["minutes"], row["note"]) == (
        "jo/favor", "touch", 5, "Put her in touch with a toolmaker",
    )  # fmt: skip
    assert _checked(book) == date(2026, 11, 23)
    at("10:01", "undo")
    assert _checked(book) == date(2026, 10, 1)
    assert not (book / "diary/2026-11-23.toml").exists()


def test_two_favors_are_two_rows(at: At, book: Path) -> None:
    at("10:00", "favor", "jo", "Sent the study")
    at("10:05", "favor", "Jo Park", "Named a toolmaker", "--minutes", "15")
    assert [row["note"] for row in page(book)["worked"]] == ["Sent the study", "Named a toolmaker"]


def test_show_has_favors_and_what_they_brought(at: At, book: Path) -> None:
    at("9:00", "set", "acme", "introduced_by=jo")
    at("10:00", "favor", "jo", "Sent the study", "--on", "yesterday")
    shown = at("10:10", "show", "jo").out
    assert "Brought      Acme rollout ($48,000, proposal)" in shown
    assert "Favors       1, the last on 22 Nov, “Sent the study”" in shown
    assert "Brought by   jo" in at("10:20", "show", "acme").out


@pytest.mark.parametrize(
    ("words", "said"), [(["jo", " "], "what did you do"), (["deck", "x"], "can't log a favor for deck")]
)
def test_what_is_no_favor(at: At, book: Path, words: list[str], said: str) -> None:
    assert said in at("10:00", "favor", *words, code=2).err
    assert not (book / "diary").exists()


def test_a_new_id_goes_along_and_a_slip_of_a_name_is_a_warning(at: At, book: Path) -> None:
    at("9:00", "set", "acme", "introduced_by=jo")
    at("9:10", "rename", "jo", "jo-park")
    assert record(book, "acme")["introduced_by"] == "jo-park"
    at("9:20", "set", "acme", "introduced_by=Ute Sengr")
    assert 'the contact "Ute Sengr" is not listed: did you mean "ute-senger"?' in at("9:30", "check").out


def _checked(book: Path) -> date:
    found: date = tomllib.loads((book / "contacts.toml").read_text(encoding="utf-8"))["contact"][0]["checked"]
    return found
