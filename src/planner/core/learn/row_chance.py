"""The chance to win that a row of a page forecasts."""

from __future__ import annotations

import math
from collections.abc import Callable

from planner.core.line import Line
from planner.core.playbook import Playbook
from planner.core.value.belief import to_log_odds
from planner.core.value.deal_index import IndexTable
from planner.core.value.pursuit import Pursuer

Followed = dict[tuple[int, float, float], float]  # chances by stage, log odds and log of the price


class RowChance:
    """The chance to win (0..1) that a page's row forecasts at a price of an hour.

    Work goes on while it pays the lower of the deal's own index and that price; the chance is never less than the row's
    own. `followed` holds the chances worked out so far; only a new one needs the index table.
    """

    def __init__(self, playbook: Playbook, table: Callable[[], IndexTable], followed: Followed) -> None:
        self.followed = dict(followed)
        self._playbook = playbook
        self._table = table
        self._stage_numbers = {stage.name: number for number, stage in enumerate(playbook.stages)}

    def __call__(self, row: Line, price: float | None) -> float:
        of_row = row.worth.chance or 0.0
        stage = self._stage_numbers.get(row.what.stage or "")
        if stage is None or row.worth.belief is None or not row.worth.index or row.worth.hourly <= 0 or not price:
            return of_row
        at = min(row.worth.index, price * row.worth.index / row.worth.hourly)
        if at <= 0:
            return of_row
        # Beliefs and prices that differ a little share one chance.
        log_odds, rough = round(to_log_odds(row.worth.belief), 1), round(math.log(at), 1)
        key = (stage, log_odds, rough)
        if key not in self.followed:
            pursuer = Pursuer(self._playbook, self._table(), math.exp(rough))
            self.followed[key] = pursuer.from_state(stage, log_odds).chance
        return max(of_row, self.followed[key])
