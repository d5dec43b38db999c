"""The share of past deals that was won from each stage, next to the playbook's chance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from planner.core.learn.deals.calibrate import chances_on_entry, won_shares
from planner.core.learn.deals.past_deals import PastDeal, read_past
from planner.core.learn.statistics import chance_of_share, significant
from planner.core.playbook import Playbook


class StageRecord(NamedTuple):
    """The decided deals of the past that entered a stage, and the chances (0..1) to win there."""

    stage: str
    entered: int
    won: int
    playbook: float
    learned: float
    differs: bool  # from the playbook, by more than chance alone explains


def stage_records(own: Playbook, learned: Playbook, past: Sequence[PastDeal], before: date) -> tuple[StageRecord, ...]:
    """A record of each stage that decided deals entered, by what happened before a day."""
    decided = [life for life in read_past(past, own, before) if life.closed in ("won", "lost")]
    shares = sorted(won_shares(decided, own).items())
    counts = [(at, round(share.entered), round(share.won)) for at, share in shares]
    chances, then = chances_on_entry(own), chances_on_entry(learned)
    sure = significant([chance_of_share(won, entered, chances[at]) for at, entered, won in counts])
    return tuple(
        StageRecord(own.stages[at].name, entered, won, chances[at], then[at], differs)
        for (at, entered, won), differs in zip(counts, sure, strict=True)
    )
