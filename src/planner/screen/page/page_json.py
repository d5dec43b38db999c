"""The day's page as a JSON document."""

from __future__ import annotations

from typing import Any

from planner.core.page.page import LeftOut, Page
from planner.screen.page.notices import change_texts, warning_texts
from planner.screen.text.json_out import FORMAT, STATUS_KEYS, WHAT_KEYS, WORTH_KEYS, care_json, item_json, span_json
from planner.screen.text.json_value import json_value


def page_json(page: Page) -> dict[str, Any]:
    """The document of `plan today --json`.

    Money in the page's currency, times with their offset, chances 0..1.
    """
    return {
        "format": FORMAT,
        "date": page.date.isoformat(),
        "timezone": page.timezone,
        "currency": page.currency,
        "minutes_available": page.minutes_available,
        "minutes_planned": page.minutes_planned,
        "minutes_open": page.minutes_open,
        "makes": page.makes,
        "value": page.value,
        "bound": page.bound,
        "price_of_hour": {
            "today": page.prices.today,
            "one_more_hour": page.prices.one_more_hour,
            "year": page.prices.year,
        },
        "items": [item_json(item, page.currency) for item in page.items],
        "busy": [{**span_json(taken), "displaces": taken.displaces} for taken in page.busy],
        "left_out": [left_out_json(left) for left in page.left_out],
        "park": [
            {
                "record": deal.record,
                "per_hour": deal.per_hour,
                "hours": deal.hours,
                "because": deal.because,
                "silent_since": deal.silent_since and deal.silent_since.isoformat(),
            }
            for deal in page.park
        ],
        "care": care_json(page.care),
        "promises": json_value(page.promises),
        "reminders": json_value(page.reminders),
        "has_its_day": json_value(page.has_its_day),
        "asks": [{"record": ask.record, "what": ask.what, "on": ask.on and ask.on.isoformat()} for ask in page.asks],
        "warnings": warning_texts(page),
        "changes": change_texts(page),
    }


def left_out_json(left: LeftOut) -> dict[str, Any]:
    """A step that is not on the page, and why."""
    return {
        "item": left.what.item,
        "part": None,
        **{key: json_value(getattr(left.what, key)) for key in WHAT_KEYS},
        "minutes": left.minutes,
        **{key: getattr(left.worth, key) for key in WORTH_KEYS},
        **{key: getattr(left, key) for key in STATUS_KEYS},
        "because": left.because,
    }
