"""Fields that a kind does not have, days in the words of a next step, months, and the day a deal was closed."""

from collections.abc import Callable
from datetime import date

import pytest

from planner.core.records.new_record import KINDS
from planner.locales.days import month_start
from planner.typed.unknown_field import MEANT, unknown_field
from tests.conftest import Plan

Lines = Callable[[], list[str]]
TODAY = date(2026, 11, 30)
DEAL = [*KINDS["prospect"].__dataclass_fields__]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("word", "fix"),
    [
        ("waiting", "waiting_on=…"),
        ("deadline", "decide_by=…"),
        ("hold", "not_before=…"),
        ("due", "next_by=…"),
        ("value", "amount=…"),
        ("size", "amount=…"),
        ("owner", "contacts=…"),
        ("Close-Date", "expected=…"),
        ("amuont", "amount=…"),
        ("note", 'x.note="…" makes it a field of your own; plan done NAME -m "…" notes it with what you did'),
        ("notes", 'x.notes="…" makes it a field of your own; plan done NAME -m "…" notes it with what you did'),
        (
            "lost_to",
            'x.lost_to="…" makes it a field of your own; lost_reason=… says why, as your playbook lists it',
        ),
        ("region", "x.region=…"),
    ],
)
def test_an_unknown_field(word: str, fix: str) -> None:
    error = unknown_field(word, "prospect", DEAL, ["region"])
    assert (error.what, error.fix) == (f'a deal has no field "{word}"', fix)


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_that_is_near_to_none_is_answered_with_the_fields(kind: str) -> None:
    known = [*KINDS[kind].__dataclass_fields__]  # type: ignore[attr-defined]
    error = unknown_field("foo", kind, known)
    lines = error.details
    assert error.what.endswith('has no field "foo"; it has')
    assert len(lines) in (1, 2)
    assert all(len(line) <= 79 and line.startswith("  ") for line in lines)
    assert {name.strip(" …") for name in ",".join(lines).split(",")} - {""} <= set(known)


def test_every_meaning_is_a_field() -> None:
    known = {name for each in KINDS.values() for name in each.__dataclass_fields__}  # type: ignore[attr-defined]
    assert {name for names in MEANT.values() for name in names} <= known
    assert not known & {
        word for word in MEANT if any(word in KINDS[kind].__dataclass_fields__ for kind in ["prospect"])
    }  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "past", "day"),
    [
        ("April", True, date(2026, 4, 1)),
        ("in April", True, date(2026, 4, 1)),
        ("December", True, date(2025, 12, 1)),
        ("Nov", True, date(2026, 11, 1)),
        ("March", False, date(2027, 3, 1)),
        ("November", False, date(2027, 11, 1)),
        ("May 2024", True, date(2024, 5, 1)),
        ("2026-04", True, date(2026, 4, 1)),
        ("2026-13", True, None),
        ("soon", True, None),
        ("", True, None),
    ],
)
def test_a_month_is_its_first_day(text: str, past: bool, day: date | None) -> None:
    assert month_start(text, TODAY, past=past) == day


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["next=hear back 4 Dec"], ["acme: next nothing -> hear back", "acme: next_on nothing -> 4 Dec"]),
        (["next=4 Dec"], ["acme: next_on nothing -> 4 Dec"]),
        (["next=demo thu 14:00"], ["acme: next nothing -> demo", "acme: at nothing -> 26 Nov 14:00"]),
        (
            ["next=call in 4 days", "next_on=fri"],
            ["acme: next nothing -> call in 4 days", "acme: next_on nothing -> 27 Nov"],
        ),
        (["next=send the offer"], ["acme: next nothing -> send the offer"]),
        (["lost_on=April"], ["acme: lost_on nothing -> 1 Apr"]),
        (["last_touch=12 November"], ["acme: last_touch 20 Nov -> 12 Nov"]),
    ],
)
def test_days_in_words(at_book: Plan, typed: list[str], said: list[str]) -> None:
    ran = at_book("set", "acme", *typed)
    assert (ran.code, ran.out.splitlines()[: len(said)]) == (0, said)


def test_a_day_that_may_be_two_is_asked_about(at_book: Plan, changed: Lines) -> None:
    ran = at_book("set", "acme", "next=demo fri 2:30")
    assert (ran.code, changed()) == (2, [])
    assert "may be" in ran.err
