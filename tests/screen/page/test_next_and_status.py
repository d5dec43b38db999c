"""What to do now, and where the day stands."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from planner.core.page.page import Taken
from planner.core.records.card_values import DayStatus, FixedTime, NextLine
from planner.screen.page.next import show_next
from planner.screen.page.status import show_status
from tests.screen.paper import on_terminal
from tests.screen.sample_pages import LATER_THAT_DAY, LUMEN, at, called, item

CALL = LATER_THAT_DAY.items[3]
MEETING = FixedTime(start=at("11:30"), title="Team meeting")
TEAM = Taken(start=at("11:30"), end=at("12:00"), title="Team meeting", displaces=0.0)
LATE = item(9, "13:20", "13:30", LUMEN)
LONG = "Call their lawyer, ask which clause it hangs on, and until when"
NOW = at("11:21")


@pytest.mark.parametrize(
    ("thing", "said"),
    [
        (
            NextLine(now=NOW, currency="USD", item=CALL, running=True, fixed=MEETING),
            """\
 ▸ Discovery call · Hale GmbH                                        1h  $455/h
 Learn what it costs them to change nothing
 50% to advance · 45% to win · $455 to you · Team meeting at 11:30
""",
        ),
        (
            NextLine(now=NOW, currency="USD", item=item(9, "11:20", "11:30", LUMEN)),
            """\
 Keep in touch · Lumen Optics                                               10m
 31 days silent, due today · until 11:30
""",
        ),
        (
            NextLine(now=at("11:21") + timedelta(days=1), currency="USD", item=CALL, running=True),
            """\
 ▸ Discovery call · Hale GmbH                                        1h  $455/h
 Learn what it costs them to change nothing
 since Mon 10:20, 25h01: plan stop
""",
        ),
        (
            NextLine(now=NOW, currency="USD", item=None, fixed=MEETING),
            " Nothing fits in the 9m before Team meeting at 11:30.\n",
        ),
        (NextLine(now=NOW, currency="USD", item=None), " You're done for today.\n"),
        (
            NextLine(now=NOW, currency="USD", item=called(CALL, "Hale GmbH", LONG), running=True),
            """\
 ▸ Call their lawyer, ask which clause it hangs on, an… · Hale GmbH  1h  $455/h
 Learn what it costs them to change nothing
 50% to advance · 45% to win · $455 to you
""",
        ),
    ],
)
def test_next(thing: NextLine, said: str) -> None:
    assert on_terminal(lambda console: show_next(thing, console)) == said


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (
            DayStatus(now=at("10:30"), currency="USD", running=CALL, since=at("10:21")),
            "▸ Discovery call · Hale GmbH 51m left",
        ),
        (
            DayStatus(now=at("11:30"), currency="USD", running=CALL, since=at("10:21")),
            "▸ Discovery call · Hale GmbH 9m over",
        ),
        (
            DayStatus(now=at("10:30") + timedelta(days=1), currency="USD", running=CALL, since=at("10:21")),
            "▸ Discovery c… · Hale GmbH since Mon 10:21, 24h09: plan stop",
        ),
        (DayStatus(now=at("10:30"), currency="USD", on=CALL), "now: Discovery call · Hale GmbH until 11:20"),
        (DayStatus(now=at("11:40"), currency="USD", meeting=TEAM, coming=LATE), "now: Team meeting until 12:00"),
        (DayStatus(now=at("11:20"), currency="USD", meeting=TEAM, coming=LATE), "11:30 Team meeting in 10m"),
        (DayStatus(now=at("11:20"), currency="USD", meeting=TEAM), "11:30 Team meeting in 10m"),
        (
            DayStatus(now=at("10:05"), currency="USD", meeting=TEAM, coming=CALL),
            "10:20 Discovery call · Hale GmbH in 15m",
        ),
        (DayStatus(now=at("10:05"), currency="USD", coming=CALL), "10:20 Discovery call · Hale GmbH in 15m"),
        (DayStatus(now=at("10:25"), currency="USD", coming=CALL), "10:20 Discovery call · Hale GmbH now"),
        (DayStatus(now=at("18:00"), currency="USD", done=7, planned=8, made=1640), "7 of 8 done"),
        (
            DayStatus(now=at("18:00"), currency="USD", done=7, planned=8, won=3360, moved=2463),
            "7 of 8 done · won $3,360 · pipeline +$2,463",
        ),
        (
            DayStatus(now=at("18:00"), currency="USD", done=2, planned=8, won=0, moved=-90),
            "2 of 8 done · pipeline -$90",
        ),
        (DayStatus(now=at("18:00"), currency="USD"), "nothing planned"),
    ],
)
def test_status(status: DayStatus, said: str) -> None:
    assert on_terminal(lambda console: show_status(status, console)) == said + "\n"


@pytest.mark.parametrize(
    ("day", "minutes", "words"),
    [("2026-10-25", 180, "3h"), ("2026-03-29", 60, "1h"), ("2026-11-23", 120, "2h")],
)
def test_a_night_when_the_clock_changes(day: str, minutes: int, words: str) -> None:
    before, later, end = (
        datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZoneInfo("Europe/Berlin"))
        for time in ("01:30", "03:30", "03:40")
    )
    meeting = Taken(start=before, end=later, title="Night shift", displaces=0.0)
    assert meeting.minutes == minutes
    coming = DayStatus(now=before, currency="USD", meeting=Taken(start=later, end=end, title="Handover", displaces=0.0))
    assert on_terminal(lambda console: show_status(coming, console)) == f"03:30 Handover in {words}\n"
    nothing = NextLine(now=before, currency="USD", item=None, fixed=FixedTime(start=later, title="Handover"))
    said = on_terminal(lambda console: show_next(nothing, console))
    assert said == f" Nothing fits in the {words} before Handover at 03:30.\n"
