"""How many minutes of looking a new lead takes, learnt from searches whose log says what they found.

Leads come by luck, so many an hour: a Poisson count with its conjugate prior (Gamma; A. Gelman et al., "Bayesian Data
Analysis", 3rd ed. 2013, ch. 2.6) of the playbook's minutes and the weight of five leads.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from planner.core.diary import Worked
from planner.core.learn.learned import LearnedMinutes
from planner.core.learn.minutes import SURE, rounded
from planner.core.learn.statistics import normal_quantile
from planner.core.playbook import Playbook

PRIOR_LEADS = 5.0  # what the playbook's minutes weigh, in leads


def learn_finding(rows: Iterable[Worked], playbook: Playbook) -> LearnedMinutes | None:
    """Minutes per lead found, from worked rows in any order; None where no search tells what it found."""
    told = [
        (row.minutes, row.found) for row in rows if row.does == "find" and row.found is not None and row.minutes > 0
    ]
    planned = playbook.prospecting.minutes
    if not told or planned <= 0:
        return None
    minutes = PRIOR_LEADS * planned + sum(took for took, _ in told)
    leads = PRIOR_LEADS + sum(found for _, found in told)
    return LearnedMinutes(
        play="find",
        part="lead",
        planned=planned,
        learned=rounded(minutes / leads),
        low=minutes / gamma_quantile(0.5 + SURE / 2, leads),
        high=minutes / gamma_quantile(0.5 - SURE / 2, leads),
        logs=len(told),
    )


def gamma_quantile(chance: float, shape: float) -> float:
    """The value that a gamma figure of scale 1 stays below with this chance (0..1); to a percent for a shape of 3 and
    more (E. B. Wilson, M. M. Hilferty, "The distribution of chi-square", PNAS 17, 1931)."""
    return float(shape * (1 - 1 / (9 * shape) + normal_quantile(chance) / (3 * math.sqrt(shape))) ** 3)
