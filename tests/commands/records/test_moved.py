"""A contact who changed employer: one change, and nobody who relied on them is left in the dark."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.records.conftest import Talk
from tests.conftest import Plan

Lines = Callable[[], list[str]]
NOTED = ["-checked = 2026-10-01", "+checked = 2026-11-23", '+moved_to = "Nordwind SE"']
OFF_ACME = [
    '-contacts = ["lena-vogt", "Max Ober"]   # Lena first',
    '+contacts = ["Max Ober"]   # Lena first',
]
LEAD = [
    "+",
    "+[[prospect]]",
    '+id = "nordwind-se"',
    '+name = "Nordwind SE"',
    '+company = "Nordwind SE"',
    "+amount = 10000",
    '+stage = "discovery"',
    "+since = 2026-11-23",
    '+contacts = ["lena-vogt"]',
    "+prior = 0.4",  # one knows somebody there
]


def test_it_is_noted_and_shown(at_book: Plan, changed: Lines) -> None:
    ran = at_book("moved", "lena", "Nordwind SE")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "Lena Vogt (lena-vogt): now at Nordwind SE, checked today\n"
        "Lena Vogt was the main contact of Acme rollout. Still there: Max Ober. No known decision maker.\n"
        "  to take them off it: plan set acme contacts-=lena-vogt\n"
        "lena@acme.example was their email: plan set lena-vogt email=NEW sets the new one\n"
        "to add a lead at Nordwind SE: "
        "plan add deal 'Nordwind SE' company='Nordwind SE' contacts=lena-vogt amount=10000\n"
    )
    assert changed() == NOTED


def test_yes_takes_them_off_and_adds_a_lead_in_one_change(at_book: Plan, changed: Lines, book: Path) -> None:
    shown = json.loads(at_book("moved", "lena-vogt", "Nordwind SE", "--yes", "--json").out)
    assert (shown["taken_off"], shown["lead"]) == (True, "nordwind-se")
    assert shown["relied"] == [
        {"record": "acme", "name": "Acme rollout", "main": True, "left": ["Max Ober"], "decides": False}
    ]
    assert changed() == NOTED + OFF_ACME + LEAD
    assert len(list((book / ".plan" / "journal").iterdir())) == 1


@pytest.mark.parametrize(
    ("off", "lead", "lines"),
    [
        ("y\n", "n\n", NOTED + OFF_ACME),
        ("n\n", "y\n", NOTED + LEAD),
        ("n\n", "n\n", NOTED),
    ],
)
def test_at_a_terminal_it_asks(at_terminal: Talk, changed: Lines, off: str, lead: str, lines: list[str]) -> None:
    answers = (("off acme? [y/N] ", off), ("add a new lead at Nordwind SE? [y/N] ", lead))
    assert at_terminal("moved", "lena-vogt", "Nordwind SE", answers=answers).code == 0
    assert changed() == lines


def test_moving_on_and_coming_back(at_book: Plan, changed: Lines) -> None:
    at_book("moved", "lena-vogt", "Nordwind SE")
    at_book("moved", "lena-vogt", "Bolt AG")
    assert [line for line in changed() if "company" in line or "moved" in line] == [
        '-company = "Acme GmbH"',
        '+company = "Nordwind SE"',
        '+moved_to = "Bolt AG"',
    ]
    at_book("moved", "lena-vogt", "Bolt AG")
    assert [line for line in changed() if "company" in line or "moved" in line] == [
        '-company = "Acme GmbH"',
        '+company = "Bolt AG"',
    ]


def test_who_has_gone_before_is_not_left_there(at_book: Plan) -> None:
    at_book("add", "contact", "Max Ober", "company=Acme GmbH", "moved_to=Bolt AG")
    shown = at_book("moved", "lena-vogt", "Nordwind SE").out
    assert "Lena Vogt was the main contact of Acme rollout. No other contact there.\n" in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("acme", "Nordwind SE"), "acme is not a contact"),
        (("lena-vogt", " "), "where do they work now?"),
        (("nobody", "Nordwind SE"), 'nothing in your book matches "nobody"'),
    ],
)
def test_a_wrong_word_is_reported_and_nothing_is_written(
    at_book: Plan, changed: Lines, words: tuple[str, str], said: str
) -> None:
    ran = at_book("moved", *words)
    assert (ran.code, ran.out, changed()) == (2, "", [])
    assert ran.err.startswith(f"error: {said}")
