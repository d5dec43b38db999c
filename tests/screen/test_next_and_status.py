"""What to do now, and where the day stands."""

from __future__ import annotations

import pytest
from paper import on_terminal
from sample_pages import LATER_THAT_DAY, LUMEN, at, item

from planner.core.card_types import DayStatus, FixedThing, NextThing
from planner.screen.next import show_next
from planner.screen.status import show_status

CALL = LATER_THAT_DAY.items[3]
MEETING = FixedThing(start=at("11:30"), title="Team meeting")
NOW = at("11:21")


@pytest.mark.parametrize(
    ("thing", "told"),
    [
        (
            NextThing(now=NOW, currency="USD", item=CALL, running=True, fixed=MEETING),
            """\
 ▸ Discovery call · Hale GmbH                                       1 h  $455/h
 Learn what it costs them to change nothing
 $5,200 × 45 % over 5.1 h still to come · Team meeting at 11:30
""",
        ),
        (
            NextThing(now=NOW, currency="USD", item=item(9, "11:20", "11:30", LUMEN)),
            """\
 Keep in touch · Lumen Optics                                              10 m
 31 days, due today
""",
        ),
        (
            NextThing(now=NOW, currency="USD", item=None, fixed=MEETING),
            " Nothing fits into the 9 m before Team meeting at 11:30.\n",
        ),
        (NextThing(now=NOW, currency="USD", item=None), " Nothing is left for today.\n"),
    ],
)
def test_next(thing: NextThing, told: str) -> None:
    assert on_terminal(lambda console: show_next(thing, console)) == told


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (
            DayStatus(now=at("10:30"), currency="USD", running=CALL, since=at("10:21")),
            "▸ Discovery call · Hale GmbH 51 m left",
        ),
        (
            DayStatus(now=at("11:30"), currency="USD", running=CALL, since=at("10:21")),
            "▸ Discovery call · Hale GmbH 9 m over",
        ),
        (DayStatus(now=at("10:05"), currency="USD", coming=CALL), "10:20 Discovery call · Hale GmbH in 15 m"),
        (DayStatus(now=at("10:25"), currency="USD", coming=CALL), "10:20 Discovery call · Hale GmbH now"),
        (DayStatus(now=at("18:00"), currency="USD", done=7, planned=8, made=1640), "7 of 8 done, made $1,640"),
        (DayStatus(now=at("18:00"), currency="USD"), "nothing planned"),
    ],
)
def test_status(status: DayStatus, told: str) -> None:
    assert on_terminal(lambda console: show_status(status, console)) == told + "\n"
