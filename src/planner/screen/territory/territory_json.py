"""The territory as a JSON document."""

from __future__ import annotations

from typing import Any

from planner.core.territory.territory import Allocation, Territory
from planner.screen.text.json_out import FORMAT
from planner.screen.text.json_value import json_value


def territory_json(found: Territory, top: int) -> dict[str, Any]:
    """The document of `plan territory --json`. Hours; money to the rep."""
    return {
        "format": FORMAT,
        "from": found.first.isoformat(),
        "to": found.last.isoformat(),
        "currency": found.currency,
        "hours": found.hours,
        "diary_days": found.diary_days,
        "price_of_hour": found.price,
        "gain": found.gain,
        "groups": [{"name": each.name} | _allocation(each) for each in found.groups],
        "deals": [_allocation(each) for each in found.deals],
        "accounts": [json_value(each) | _allocation(each) for each in found.accounts[:top]],
        "more_accounts": max(0, len(found.accounts) - top),
        "moves": [_allocation(each) for each in found.moves],
    }


def _allocation(each: Allocation) -> dict[str, Any]:
    record = {"record": each.record} if each.record else {}
    return record | {
        "name": each.name,
        "given": json_value(each.given),
        "best": json_value(each.best),
        "hours": each.hours,
        "gain": each.gain,
    }
