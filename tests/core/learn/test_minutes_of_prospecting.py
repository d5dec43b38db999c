"""Minutes per lead found: the playbook's 90 minutes weigh five leads."""

from dataclasses import replace
from datetime import timedelta

import pytest

from planner.core.learn.learn_playbook import learned_playbook
from planner.core.learn.prospecting import gamma_quantile
from planner.core.line import Line
from planner.core.playbook import Prospecting
from tests.core.learn.random_diaries import NINE, pages, row
from tests.core.value.playbooks import V

SEARCHING = replace(V, prospecting=Prospecting(minutes=90, amount=20_000.0))


def searches(minutes: int, *found: int | None) -> list[Line]:
    """One search a day of so many minutes, with its number of leads (None: not logged)."""
    return [
        row(f"prospecting/find-{n + 1}", minutes, "done", does="find", found=leads, start=NINE + timedelta(days=n))
        for n, leads in enumerate(found)
    ]


@pytest.mark.parametrize(
    ("logs", "learned"),
    [
        ([], 90),
        (searches(30, 1), 80),  # (450 + 30) ÷ (5 + 1)
        (searches(30, 0), 95),  # (450 + 30) ÷ 5 = 96, to five minutes
        (searches(30, 1, 0, 2, 1), 65),  # (450 + 120) ÷ (5 + 4) = 63.3
        (searches(30, *[1] * 75), 34),  # (450 + 2250) ÷ 80 = 33.75
        (searches(30, None, None), 90),  # not logged
    ],
)
def test_leads_found(logs: list[Line], learned: int) -> None:
    assert learned_playbook(SEARCHING, pages(logs)).playbook.prospecting.minutes == learned


def test_each_figure_has_its_number_of_logs() -> None:
    (lead,) = learned_playbook(SEARCHING, pages(searches(30, 1, 0, None, 2))).minutes
    assert (lead.play, lead.part, lead.planned, lead.learned, lead.logs) == ("find", "lead", 90, 70, 3)  # 540 ÷ 8
    assert lead.low < 540 / 8 < lead.high


def test_the_length_of_a_search_is_not_learned() -> None:
    """The page decides how long a search is."""
    lead = learned_playbook(SEARCHING, pages(searches(20, 1, 1, 1)))
    assert lead.playbook.plays == SEARCHING.plays


def test_quantiles_of_gamma() -> None:
    """Against tables: chi-square of 10 degrees of freedom is twice gamma of shape 5."""
    assert 2 * gamma_quantile(0.95, 5) == pytest.approx(18.307, rel=0.01)
    assert 2 * gamma_quantile(0.05, 5) == pytest.approx(3.940, rel=0.01)
