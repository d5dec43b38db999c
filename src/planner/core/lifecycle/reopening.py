"""A closed deal opened again: the stage in which it ended, and the keys that change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from planner.core.book import CLOSED_STAGES, Deal
from planner.core.line import Line
from planner.core.records.new_record import keys_for_stage


def stage_before_end(deal: Deal, rows: Iterable[Line], stages: Iterable[str]) -> str | None:
    """The stage in which a closed deal ended; None where nothing says it.

    That is what it was parked from, else the stage of its newest row that closed it; `rows` are its own, oldest first.
    """
    known = set(stages)
    if deal.stage == "parked" and deal.parked_from in known:
        return deal.parked_from
    found = None
    for row in rows:
        before, after = row.result.before.get("stage", row.what.stage), row.result.after.get("stage")
        ends = row.result.outcome in CLOSED_STAGES or after in CLOSED_STAGES
        if row.what.record == deal.id and ends and isinstance(before, str) and before in known:
            found = before
    return found


def keys_to_reopen(deal: Deal, stage: str, today: date) -> dict[str, Any]:
    """The keys of a deal that goes on in a stage: its time and tries start again."""
    keys = keys_for_stage(deal, stage, today)
    return keys | ({"unanswered": 0} if deal.unanswered else {})
