"""Minutes of prospecting per new lead, learned from searches with a logged number of leads.

Leads come by luck, at a steady rate: a Poisson count with its conjugate prior (Gamma; A. Gelman et al., "Bayesian Data
Analysis", 3rd ed. 2013, ch. 2.6) of the playbook's minutes and the weight of five leads.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from planner.core.learn.learned import LearnedMinutes
from planner.core.learn.minutes import SURE, round_minutes
from planner.core.learn.statistics import normal_quantile
from planner.core.line import Line
from planner.core.playbook import Playbook

PRIOR_LEADS = 5.0  # weight of the playbook's minutes, in leads


def learn_prospecting(rows: Iterable[Line], playbook: Playbook) -> LearnedMinutes | None:
    """Learn minutes per lead found from worked rows in any order.

    None if no log has a number of leads.
    """
    searches = [
        (row.slot.minutes, row.result.found)
        for row in rows
        if row.what.does == "find" and row.result.found is not None and row.slot.minutes > 0
    ]
    planned = playbook.prospecting.minutes
    if not searches or planned <= 0:
        return None
    minutes = PRIOR_LEADS * planned + sum(took for took, _ in searches)
    leads = PRIOR_LEADS + sum(found for _, found in searches)
    return LearnedMinutes(
        play="find",
        part="lead",
        planned=planned,
        learned=round_minutes(minutes / leads),
        low=minutes / gamma_quantile(0.5 + SURE / 2, leads),
        high=minutes / gamma_quantile(0.5 - SURE / 2, leads),
        logs=len(searches),
    )


def gamma_quantile(chance: float, shape: float) -> float:
    """Quantile of the gamma distribution of scale 1 at this chance (0..1).

    Within a percent for a shape of 3 and more.

    E. B. Wilson, M. M. Hilferty, "The distribution of chi-square", PNAS 17, 1931.
    """
    return float(shape * (1 - 1 / (9 * shape) + normal_quantile(chance) / (3 * math.sqrt(shape))) ** 3)
