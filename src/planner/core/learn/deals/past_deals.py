"""The life of a deal of the past, from the days on which the CRM moved it.

Time stands for tries as it does on a page: one whole period of a stage more than the first is a try without progress
(see `planner.core.timing.silence`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from planner.core.learn.deals.lives import Attempt, Life
from planner.core.playbook import Playbook
from planner.core.timing.silence import tries_in
from planner.frozen_class import frozen


@frozen(kw_only=True)
class PastDeal:
    """A deal of the past: the days on which it entered the playbook's stages, and how it ended."""

    record: str  # the deal's id in the book, if it has one there; else the CRM's
    entered: Mapping[str, date] = field(default_factory=dict)  # by stage
    created: date | None = None
    ended: Literal["won", "lost"] | None = None
    on: date | None = None  # the day it ended; if it is open, the last day that is known of it
    lost_in: str | None = None  # the stage, where it is known


def read_past(deals: Iterable[PastDeal], playbook: Playbook, before: date) -> tuple[Life, ...]:
    """The lives of past deals by what had happened before a day.

    Deals without a day or a stage that the playbook has are left out.
    """
    number = {old: at for at, stage in enumerate(playbook.stages) for old in stage.was}
    number |= {stage.name: at for at, stage in enumerate(playbook.stages)}
    lives = (_life(deal, playbook, number, before) for deal in deals)
    return tuple(life for life in lives if life is not None)


def _life(deal: PastDeal, playbook: Playbook, number: Mapping[str, int], before: date) -> Life | None:
    path = _path(deal, number, before)
    ended = deal.ended if deal.on is None or deal.on < before else None
    if not path:
        return _without_stages(deal, ended, len(playbook.stages), before)
    stages = playbook.stages
    attempts: list[Attempt] = []
    passed: list[int] = []
    for (at, since), (then, until) in pairwise(path):
        attempts += [Attempt(at, "stay")] * tries_in((until - since).days, stages[at])
        attempts.append(Attempt(at, "advance"))
        passed += range(at + 1, then)
    at, since = path[-1]
    until = min(deal.on or since, before - timedelta(days=1))
    if ended == "lost" and deal.lost_in is not None and number.get(deal.lost_in, -1) > at:
        attempts.append(Attempt(at, "advance"))
        passed += range(at + 1, number[deal.lost_in])
        at, since = number[deal.lost_in], until
    attempts += [Attempt(at, "stay")] * tries_in((until - since).days, stages[at])
    if ended == "won":
        attempts.append(Attempt(at, "advance"))
        passed += range(at + 1, len(stages))
    elif ended == "lost":
        attempts.append(Attempt(at, "lost"))
    return Life(
        record=deal.record,
        first=path[0][0],
        attempts=tuple(attempts),
        passed=tuple(passed),
        closed=ended,
    )


def _without_stages(deal: PastDeal, ended: Literal["won", "lost"] | None, stages: int, before: date) -> Life | None:
    """The life of a deal of which only its end is known."""
    if ended is None or (deal.created is not None and deal.created >= before):
        return None
    if ended == "won":
        return Life(record=deal.record, passed=tuple(range(stages)), closed="won")
    return Life(record=deal.record, lost_from=0, closed="lost")


def _path(deal: PastDeal, number: Mapping[str, int], before: date) -> list[tuple[int, date]]:
    """The stages that a deal entered and when, each later than the last; a step back is none."""
    entries = sorted((on, number[stage]) for stage, on in deal.entered.items() if stage in number and on < before)
    path: list[tuple[int, date]] = []
    for on, at in entries:
        if path and path[-1][1] == on and at > path[-1][0] and len(path) == 1:
            path[0] = (at, on)  # several on its first day: it came in at the last of them
        elif not path or at > path[-1][0]:
            path.append((at, on))
    return path
