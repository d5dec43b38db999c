"""The morning as a JSON document."""

from __future__ import annotations

from typing import Any

from planner.core.morning.choices import decision_choices
from planner.core.morning.morning import Morning
from planner.screen.morning.text import command_text
from planner.screen.morning.words import drop_lines
from planner.screen.text.json_out import FORMAT
from planner.screen.text.json_value import json_value


def morning_json(morning: Morning) -> dict[str, Any]:
    """The document of `plan morning --json`: its five parts."""
    decision = json_value(morning.decision)
    if morning.decision is not None:
        choices = decision_choices(morning.decision, morning.date)
        decision |= {
            "choices": [
                {
                    "key": each.key,
                    "what": each.what,
                    "command": each.command and command_text(each.command),
                    "send": drop_lines(morning.decision.contact) if each.declines else [],
                }
                for each in choices
            ]
        }
    return {
        "format": FORMAT,
        "date": morning.date.isoformat(),
        "currency": morning.currency,
        "price_of_hour": morning.price_today,
        "yesterday": json_value(morning.yesterday),
        "overnight": json_value(morning.overnight),
        "promises": json_value(morning.promises),
        "deals": json_value(morning.deals),
        "at_rest": json_value(morning.at_rest),
        "accounts": json_value(morning.accounts),
        "silent": json_value(morning.silent),
        "decision": decision,
    }
