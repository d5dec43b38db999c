"""Pins that can't be kept, refused before the day is planned."""

from __future__ import annotations

from planner.app.day.day_request import DayRequest
from planner.core.choice.day_choice import day_choice
from planner.core.page.inputs import Inputs
from planner.errors import UsageError
from planner.screen.text.wording import minute_clock


def refuse_unknown_pins(inputs: Inputs, request: DayRequest) -> None:
    """Raise UsageError if a pinned item or record has no step on the day."""
    if not request.pins:
        return
    offered = {name for step in day_choice(inputs).steps for name in (step.item, step.record)}
    for name in request.pins:
        if name not in offered:
            raise UsageError(f"nothing to do for {name} on {inputs.day}", "`plan show` says when it's next")


def refuse_past_pins(inputs: Inputs, request: DayRequest) -> None:
    """Raise UsageError if an item is pinned to a time that has passed."""
    if inputs.day != inputs.now.date():
        return
    for name, minute in request.pins.items():
        if minute < inputs.now.hour * 60 + inputs.now.minute:
            raise UsageError(f"--pin: {minute_clock(minute)} has passed", f"`plan done {name}` logs what you did then")
