"""Today's calendar against what an earlier page knew of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core.days import LocalDay
from planner.core.diary import Busy, DiaryDay
from planner.core.morning.overnight import KnownMeeting, calendar_changes, meetings_known, meetings_on, tomorrow_table
from tests.core.value.days import BERLIN, book, inputs
from tests.core.value.playbooks import TODAY

TOMORROW = TODAY + timedelta(days=1)


def meeting(title: str, clock: str, minutes: int = 30) -> KnownMeeting:
    start = datetime.fromisoformat(f"{TOMORROW}T{clock}").replace(tzinfo=BERLIN)
    return KnownMeeting(title, start, start + timedelta(minutes=minutes))


def changed(before: list[KnownMeeting], now: list[KnownMeeting]) -> list[tuple[str, str]]:
    return [(each.what, each.title) for each in calendar_changes(before, now)]


@pytest.mark.parametrize(
    ("before", "now", "changes"),
    [
        ([("Team", "09:00")], [("Team", "09:00")], []),
        ([("Team", "09:00")], [("Team", "09:30")], [("moved", "Team")]),
        ([("Team", "09:00")], [], [("off", "Team")]),
        ([], [("Team", "09:00")], [("new", "Team")]),
        ([("Team", "09:00"), ("Team", "15:00")], [("Team", "15:00")], [("off", "Team")]),
        ([("Team", "09:00"), ("Hale", "11:00")], [("Hale", "11:15"), ("Bolt", "08:00")],
         [("new", "Bolt"), ("off", "Team"), ("moved", "Hale")]),
    ],
)  # fmt: skip
def test_what_came_went_and_moved(before: list[Any], now: list[Any], changes: list[tuple[str, str]]) -> None:
    assert changed([meeting(*each) for each in before], [meeting(*each) for each in now]) == changes


CALENDARS = st.lists(
    st.tuples(st.sampled_from(["Team", "Hale"]), st.integers(8, 17)), max_size=6, unique=True
).map(lambda rows: [meeting(title, f"{hour:02}:00") for title, hour in rows])  # fmt: skip


@given(CALENDARS, CALENDARS)
def test_each_event_is_in_one_change_at_most(before: list[KnownMeeting], now: list[KnownMeeting]) -> None:
    changes = calendar_changes(before, now)
    went = [change.before for change in changes if change.before is not None]
    came = [change.start for change in changes if change.start is not None]
    assert sorted(went) == sorted(each.start for each in before if each not in now)
    assert sorted(came) == sorted(each.start for each in now if each not in before)
    assert calendar_changes(before, before) == ()


def busy(title: str, day: date, hour: int, **fields: object) -> Busy:
    start = datetime(day.year, day.month, day.day, hour, tzinfo=BERLIN)
    return Busy(start, start + timedelta(hours=1), title)._replace(**fields)  # type: ignore[arg-type]


def test_a_page_keeps_the_next_working_day() -> None:
    of = inputs(book())
    events = (busy("Team (tentative)", TOMORROW, 9, mark="tentative"), busy("Later", TOMORROW + timedelta(days=1), 9))
    table = tomorrow_table(of.__class__(**{**_fields(of), "busy": events}))
    page = DiaryDay(date=TODAY, figures={"tomorrow": table})
    known = meetings_known(page, TOMORROW)
    assert known == meetings_on(events, LocalDay(TOMORROW, BERLIN)) == (meeting("Team", "09:00", 60),)
    assert meetings_known(page, TODAY) is None
    assert meetings_known(DiaryDay(date=TODAY), TOMORROW) is None


def test_the_next_working_day_is_after_a_day_away_in_the_calendar() -> None:
    of, back = inputs(book()), TOMORROW + timedelta(days=1)
    away = Busy(*(LocalDay(day, BERLIN).midnight for day in (TOMORROW, back)), "Vacation", all_day=True)
    busy_then = (away, busy("Team", back, 9))
    table = tomorrow_table(of.__class__(**{**_fields(of), "busy": busy_then}))
    assert table["on"] == back
    page = DiaryDay(date=TODAY, figures={"tomorrow": table})
    assert [each.title for each in meetings_known(page, back) or ()] == ["Team"]


@pytest.mark.parametrize("rows", [None, 7, [7], [{"title": "Team"}], [{"title": 1, "start": 2, "end": 3}]])
def test_what_a_hand_wrote_there_is_no_meeting(rows: object) -> None:
    page = DiaryDay(date=TODAY, figures={"tomorrow": {"on": TOMORROW, "meetings": rows}})
    assert meetings_known(page, TOMORROW) == ()


def test_own_blocks_and_other_days_are_no_meetings() -> None:
    events = [busy("Block", TOMORROW, 9, own=True), busy("Today", TODAY, 9), busy("Night", TODAY, 23)]
    found = meetings_on(events, LocalDay(TOMORROW, BERLIN))
    assert found == ()
    over_midnight = Busy(events[2].start, events[2].start + timedelta(hours=2), "Night")
    assert [each.start.hour for each in meetings_on([over_midnight], LocalDay(TOMORROW, BERLIN))] == [0]


def _fields(of: Any) -> dict[str, Any]:
    return {name: getattr(of, name) for name in of.__class__.__slots__}
