"""The product's own pages against the index lived hour by hour, in a small territory.

Over so few days what is won is mostly luck; what the steps are said to make is not, and over time it is the same money
(test_makes_add_up.py).
"""

import pytest
from benchmarks.lived.hourly import live
from benchmarks.lived.pages import Chronicle, live_by_pages
from benchmarks.lived.rankings import RANKINGS, eye_of
from benchmarks.lived.world import draw_territory, short_sale

from planner.core.book import Care
from planner.core.value.deal_index import build_table

DAYS = 20


@pytest.fixture(scope="module")
def lived() -> tuple[float, Chronicle]:
    """Money that the reference's steps make, and the life by pages."""
    playbook = short_sale()
    table = build_table(playbook)
    territory = draw_territory(3, playbook, days=DAYS, at_start=25, a_day=1.5)
    reference = live(territory, RANKINGS[0], eye_of(playbook, table), DAYS)
    return reference.makes, live_by_pages(territory, table, Care(share=0.0, find=0.0), DAYS)


def test_the_pages_make_what_the_index_makes(lived: tuple[float, Chronicle]) -> None:
    reference, pages = lived
    assert pages.makes == pytest.approx(reference, rel=0.1)


def test_hardly_a_meeting_is_gone_into_unprepared(lived: tuple[float, Chronicle]) -> None:
    _, pages = lived
    assert pages.spent["prepare"] >= 10 * 30
    assert pages.unprepared <= 1  # one booked today for tomorrow's first hour
