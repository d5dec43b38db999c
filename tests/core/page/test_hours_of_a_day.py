"""The ranges of a day: without what is taken, and drawn out to the hours that the rep says."""

from __future__ import annotations

import pytest

from planner.core.page.problem import drawn_out, without
from planner.schedule.problem import Range

NINE_TO_TEN, ELEVEN_TO_NOON = Range(540, 600), Range(660, 720)


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        ([], [NINE_TO_TEN]),
        ([Range(500, 540)], [NINE_TO_TEN]),
        ([Range(550, 560)], [Range(540, 550), Range(560, 600)]),
        ([Range(530, 550), Range(590, 700)], [Range(550, 590)]),
        ([Range(540, 600)], []),
    ],
)
def test_without_what_is_taken(taken: list[Range], left: list[Range]) -> None:
    assert without([NINE_TO_TEN], taken) == left


@pytest.mark.parametrize(
    ("minutes", "last"),
    [(60, ELEVEN_TO_NOON), (120, ELEVEN_TO_NOON), (121, Range(660, 721)), (180, Range(660, 780))],
)
def test_the_last_range_ends_later_where_more_is_wanted(minutes: int, last: Range) -> None:
    assert drawn_out([NINE_TO_TEN, ELEVEN_TO_NOON], minutes, 480, 1440) == [NINE_TO_TEN, last]


def test_a_day_without_hours_begins_when_it_can_and_ends_at_midnight() -> None:
    assert drawn_out([], 90, 480, 1440) == [Range(480, 570)]
    assert drawn_out([Range(1320, 1380)], 300, 480, 1440) == [Range(1320, 1440)]
