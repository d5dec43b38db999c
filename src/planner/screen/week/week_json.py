"""The week as a JSON document."""

from __future__ import annotations

from typing import Any

from planner.core.week.week import Week, WeekDay
from planner.screen.page.page_json import left_out_json, page_json
from planner.screen.text.json_out import FORMAT
from planner.screen.text.json_value import json_value


def week_json(week: Week) -> dict[str, Any]:
    """The document of `plan week --json`: a page a day, what depends on earlier days, and sums."""
    return {
        "format": FORMAT,
        "days": [_day_json(day) for day in week.days],
        "if_open": json_value(week.if_open),
        "left_out": [left_out_json(left) for left in week.left_out],
        "makes": week.makes,
        "minutes_available": week.minutes,
        "price_of_hour": {"week": week.price, "year": week.days[0].page.prices.year},
    }


def _day_json(day: WeekDay) -> dict[str, Any]:
    """A day's page, with the time kept on it and who is near its places."""
    extra = {"kept": json_value(day.kept), "places": list(day.places), "near": json_value(day.near)}
    return page_json(day.page) | extra
