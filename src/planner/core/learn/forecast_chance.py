"""The chance to win that a row of a page forecast."""

from __future__ import annotations

import math
from collections.abc import Callable

from planner.core.diary import Planned
from planner.core.learn.score import Chance
from planner.core.playbook import Playbook
from planner.core.value.belief import to_log_odds
from planner.core.value.index import IndexTable
from planner.core.value.pursuit import Pursuer

Known = dict[tuple[int, float, float], float]  # chances that were followed, by stage, log odds and log of the price


def chance_of_row(playbook: Playbook, table: Callable[[], IndexTable], known: Known) -> Chance:
    """The chance to win (0..1) that a page's row forecasts: going on while it pays the lower of the deal's own index
    and the cut-off; never less than what the row itself says.

    `known` is looked up and added to; `table` is asked for its index table only for what is not in it.
    """
    stage_at = {stage.name: number for number, stage in enumerate(playbook.stages)}

    def chance(row: Planned, price: float | None) -> float:
        told = row.chance or 0.0
        stage = stage_at.get(row.stage or "")
        if stage is None or row.belief is None or not row.index or row.per_hour <= 0 or not price:
            return told
        at = min(row.index, price * row.index / row.per_hour)
        if at <= 0:
            return told
        # Beliefs and prices a little apart are followed once.
        log_odds, rough = round(to_log_odds(row.belief), 1), round(math.log(at), 1)
        key = (stage, log_odds, rough)
        if key not in known:
            known[key] = Pursuer(playbook, table(), math.exp(rough)).on(stage, log_odds).chance
        return max(told, known[key])

    return chance
