"""Appointments at one time are all on the page, and however many there are, the page stays small."""

from __future__ import annotations

from datetime import datetime

import pytest

from planner.core.page.plan_day import plan_day
from planner.core.timing.same_time import MOST
from tests.core.value.days import BERLIN, book, inputs
from tests.core.value.playbooks import deal

AT = datetime(2026, 11, 23, 14, tzinfo=BERLIN)


@pytest.mark.parametrize(("count", "warned"), [(1, 0), (2, 1), (3, 3), (20, MOST)])
def test_all_of_them_are_kept_and_the_first_pairs_warned_of(count: int, warned: int) -> None:
    deals = tuple(deal(id=f"d{number:02}", at=AT, answers={"need": "yes"}) for number in range(count))
    page = plan_day(inputs(book(deals=deals))).page
    assert sum(line.slot.start == AT for line in page.items) == count
    assert sum(warning.code == "same time" for warning in page.warnings) == warned
