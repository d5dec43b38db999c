"""The deals of the past that the book's pages learn from, read from history.toml."""

from __future__ import annotations

from collections.abc import Mapping

from planner.app.past import PastSource
from planner.core.learn.deals.past_deals import PastDeal
from planner.crm.history.history_file import HistoryEntry, read_history_file


def deals_of(past: PastSource) -> tuple[PastDeal, ...]:
    """The deals in the file. Raises BookErrors with the lines that are wrong."""
    return past_deals(read_history_file(past.content or None), past.ids)


def past_deals(entries: Mapping[str, HistoryEntry], ids: Mapping[str, str]) -> tuple[PastDeal, ...]:
    """The deals as they are learned from."""
    return tuple(
        PastDeal(
            record=ids.get(key, f"history/{key}"),
            entered=entry.entered,
            created=entry.created,
            ended=entry.ended,
            on=entry.on,
            lost_in=entry.lost_in,
        )
        for key, entry in entries.items()
    )
