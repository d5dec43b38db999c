"""`why`, `show`, `next` and `status` as JSON documents."""

from __future__ import annotations

import json

from planner.core.page.page import Taken
from planner.core.records.card_values import DayStatus, FixedTime, NextLine
from planner.screen.text.json_out import item_json, next_json, record_json, status_json, why_json
from tests.screen.sample_cards import CARDS
from tests.screen.sample_explanations import EXPLANATIONS, TOUCH
from tests.screen.sample_pages import LATER_THAT_DAY, at

CALL = LATER_THAT_DAY.items[3]


def test_why() -> None:
    page = why_json(TOUCH)
    assert {name: value for name, value in page.items() if value not in (None, [], 0, False)} == {
        "format": 1,
        "item": "lumen/touch",
        "name": "Lumen Optics",
        "title": "Keep in touch",
        "does": "touch",
        "currency": "USD",
        "rank": 9,
        "number": 9,
        "minutes": 10,
        "why": {"silent_days": 31, "cadence": 30, "days_left": 0, "lost": None},
        "reason": "31 days silent, due today",
    }


def test_show() -> None:
    page = record_json(CARDS["deal"])
    assert page["record"]["decide_by"] == "2027-01-31"
    assert page["record"]["came"] == "2026-10-02T09:12:00+02:00"
    assert page["record"]["answers"] == {"why_change": "yes", "need": "compelling"}
    assert page["standing"]["per_hour"] == 425
    assert [seen["what"] for seen in page["observations"]] == ["silent", "one contact", "no next step"]
    assert page["history"][0]["minutes"] == 70


def test_next() -> None:
    meeting = FixedTime(start=at("11:30"), title="Team meeting")
    assert next_json(NextLine(now=at("10:30"), currency="USD", item=CALL, running=True, fixed=meeting)) == {
        "format": 1,
        "item": item_json(CALL, "USD"),
        "running": True,
        "fixed": {"start": "2026-11-23T11:30:00+01:00", "title": "Team meeting"},
    }


def test_status() -> None:
    meeting = Taken(start=at("11:30"), end=at("12:00"), title="Team meeting", displaces=0.0)
    status = DayStatus(
        now=at("10:30"),
        currency="USD",
        running=CALL,
        since=at("10:21"),
        meeting=meeting,
        done=2,
        planned=10,
        made=866.1,
        won=500.0,
        moved=-20.5,
    )
    assert status_json(status) == {
        "format": 1,
        "running": item_json(CALL, "USD"),
        "since": "2026-11-23T10:21:00+01:00",
        "now": None,
        "coming": None,
        "meeting": {
            "start": "2026-11-23T11:30:00+01:00",
            "end": "2026-11-23T12:00:00+01:00",
            "title": "Team meeting",
        },
        "done": 2,
        "planned": 10,
        "made": 866.1,
        "won": 500.0,
        "moved": -20.5,
    }


def test_every_document_is_json_through_and_through() -> None:
    pages = [why_json(said) for said in EXPLANATIONS.values()] + [record_json(card) for card in CARDS.values()]
    for page in pages:
        assert json.loads(json.dumps(page)) == page
