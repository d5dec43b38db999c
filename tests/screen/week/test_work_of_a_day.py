"""The work of a day of the week in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from planner.core.week.week import IfOpen, Week, WeekDay
from planner.screen.week.words import work_of
from tests.screen.sample_pages import FULL


def test_time_that_prospecting_fills_is_also_for_deals_that_are_still_open() -> None:
    line = FULL.items[0]
    search = replace(line, what=replace(line.what, does="find"), slot=replace(line.slot, minutes=385, fixed=False))
    day = WeekDay(page=replace(FULL, items=(search,)))
    week = Week(days=(day,), if_open=(), left_out=())
    assert work_of(day, week, {}) == ([], ["prospecting 6h25"])
    back = IfOpen(record="birch", name="Birch", title="Proposal", on=FULL.date)
    assert work_of(day, replace(week, if_open=(back,)), {}) == ([], ["open deals or prospecting 6h25"])
    later = replace(back, on=FULL.date + timedelta(days=1))
    assert work_of(day, replace(week, if_open=(later,)), {}) == ([], ["prospecting 6h25"])
