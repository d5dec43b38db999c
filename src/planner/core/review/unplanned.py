"""Unplanned work: what the rep logged that the day's first page did not have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from planner.core.review.review import Group, Job
from planner.core.review.totals import totals_by


class UnplannedTotal(NamedTuple):
    """All unplanned work of a review: its minutes, and the money it made."""

    minutes: int
    money: float


def unplanned_work(done: Iterable[Job]) -> tuple[Group, ...]:
    """The logged work without a planned row, by title, most minutes first."""
    return totals_by((), [job for job in done if job.planned is None], lambda row: row.what.title, {})


def unplanned_total(groups: Sequence[Group]) -> UnplannedTotal:
    """The minutes and the money of unplanned work."""
    return UnplannedTotal(sum(group.actual for group in groups), sum(group.made for group in groups))
