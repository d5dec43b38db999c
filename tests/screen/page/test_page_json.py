"""The page as a JSON document."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime

from planner.core.page.page import Ask, ComingStep
from planner.screen.page.page_json import page_json
from tests.lines import with_values
from tests.screen.sample_pages import LATER_THAT_DAY, MORNING

ITEM_ONLY = {"rank", "number", "start", "end", "reason", "state"}


def test_an_item_of_the_page() -> None:
    first = with_values(MORNING.items[0], per_hour=850.3, makes=637.7, value=637.7, costs=10.0)
    assert page_json(replace(MORNING, items=(first,)))["items"][0] == {
        "rank": 1,
        "number": 1,
        "item": "acme-rollout/proposal",
        "part": [1, 2],
        "record": "acme-rollout",
        "kind": "prospect",
        "play": "proposal",
        "does": "advance",
        "title": "Proposal",
        "objective": "Agree what the first ninety days have to prove",
        "people": [],
        "also": [],
        "start": "2026-11-23T08:30:00+01:00",
        "end": "2026-11-23T09:15:00+01:00",
        "minutes": 45,
        "per_hour": 850.3,
        "makes": 637.7,
        "costs": 10,
        "value": 637.7,
        "waiting": 0.0,
        "moves": 0.55,
        "chance": 0.62,
        "belief": 0.81,
        "helper": None,
        "helper_adds": 0.0,
        "must": False,
        "due": False,
        "fixed": False,
        "promised": False,
        "overdue": 0,
        "state": "planned",
        "reason": "$7,680 × 62% over 5.6 h still needed",
    }


def test_the_page_around_its_items() -> None:
    page = page_json(LATER_THAT_DAY)
    assert {name: value for name, value in page.items() if name not in ("items", "left_out")} == {
        "format": 1,
        "date": "2026-11-23",
        "timezone": "Europe/Berlin",
        "currency": "USD",
        "minutes_available": 400,
        "minutes_planned": 360,
        "minutes_open": 0,
        "makes": 1870.4,
        "value": 2105.5,
        "bound": 2105.5,
        "price_of_hour": {"today": 412, "one_more_hour": 398, "year": 280},
        "busy": [
            {
                "start": "2026-11-23T11:30:00+01:00",
                "end": "2026-11-23T12:00:00+01:00",
                "title": "Team meeting",
                "displaces": 206,
            }
        ],
        "park": [{"record": "birch", "per_hour": 31, "hours": 9.5, "because": "", "silent_since": None}],
        "care": {
            "due": 3,
            "placed": 3,
            "overdue": 1,
            "minutes_needed_per_day": 41,
            "minutes_kept_per_day": 55,
            "costs": 0.0,
            "later": 0,
            "to_close": 0,
            "leave": None,
        },
        "promises": {
            "due": 2,
            "placed": 1,
            "overdue": 0,
            "broken": ["hale/renewal"],
            "short": [
                {
                    "item": "hale/renewal",
                    "record": "hale",
                    "name": "Hale",
                    "last_day": "2026-11-23",
                    "overdue": 0,
                    "move_to": "2026-11-24",
                }
            ],
            "costs": {},
        },
        "reminders": [],
        "has_its_day": [],
        "asks": [
            {"record": "birch", "what": "no next step", "on": None},
            {"record": "cargo", "what": "date passed", "on": "2026-11-20"},
        ],
        "warnings": [],
        "changes": [
            "replanned: your book, calendars or log changed",
            "moved: Visit, Bolt AG from 13:00 to 13:15",
        ],
    }


def test_what_has_its_day() -> None:
    step = ComingStep(
        item="hale", record="hale", name="Hale", on=date(2026, 11, 26), how="at", at=datetime.fromisoformat(
            "2026-11-26T14:00:00+01:00"
        ), next="demo", minutes=90,
    )  # fmt: skip
    assert page_json(replace(MORNING, has_its_day=(step,)))["has_its_day"] == [
        {
            "item": "hale",
            "record": "hale",
            "name": "Hale",
            "on": "2026-11-26",
            "how": "at",
            "at": "2026-11-26T14:00:00+01:00",
            "next": "demo",
            "minutes": 90,
            "waiting_on": "",
        }
    ]


def test_what_is_left_out_has_every_field_of_an_item_but_its_place() -> None:
    page = page_json(MORNING)
    assert len(page["left_out"]) == len(MORNING.left_out)
    for left in page["left_out"]:
        assert set(left) == set(page["items"][0]) - ITEM_ONLY | {"because"}
    assert page["left_out"][0]["because"] == "no room"


def test_it_is_json_through_and_through() -> None:
    page = replace(MORNING, asks=(Ask(record="a", name="A", what="date passed", on=date(2026, 11, 1)),))
    assert json.loads(json.dumps(page_json(page))) == page_json(page)
