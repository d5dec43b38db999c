"""Series as recurring-ical-events expands them, without its known errors.

The errors are named under the decisions in docs/guide/calendars.md.
"""

from __future__ import annotations

import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.calendars.one_week import event, reading

icalendar = pytest.importorskip("icalendar")
theirs = pytest.importorskip("recurring_ical_events")

ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata"]
FIRST, LAST = date(2026, 10, 1), date(2026, 11, 30)
DAYTIME = st.datetimes(datetime(2026, 8, 1), datetime(2026, 11, 20)).map(
    lambda when: when.replace(hour=8 + when.hour % 9, minute=0, second=0, microsecond=0)
)


@st.composite
def series(draw: st.DrawFn) -> str:
    zone, start = draw(st.sampled_from(ZONES)), draw(DAYTIME)

    def stamp(when: datetime) -> str:
        return f";TZID={zone}:{when:%Y%m%dT%H%M%S}"

    # Dates are added at 3:15 h after the start: the library takes the wall clock of one date for the UTC of another,
    # so that an EXDATE at 08:00 in New York would take out 13:00 in New York as well.
    rule = draw(st.sampled_from(["FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY", "FREQ=MONTHLY"]))
    lines = [f"DTSTART{stamp(start)}", "DURATION:PT90M", f"RRULE:{rule};COUNT=40"]
    step = timedelta(days={"FREQ=DAILY": 1, "FREQ=DAILY;INTERVAL=3": 3}.get(rule, 7))
    some = draw(st.lists(st.integers(0, 9), max_size=4, unique=True))
    lines += [f"EXDATE{stamp(start + n * step)}" for n in some[:2]]
    lines += [
        f"RDATE{stamp(start + timedelta(days=n, hours=3, minutes=15))}"
        for n in draw(st.lists(st.integers(0, 60), max_size=2))
    ]
    text = event(*lines)
    for n in some[2:]:
        moved = start + n * step + timedelta(hours=draw(st.integers(-3, 3)), days=draw(st.integers(-2, 2)))
        ranged = draw(st.sampled_from(["", ";RANGE=THISANDFUTURE"]))
        text += event(f"RECURRENCE-ID{ranged}{stamp(start + n * step)}", f"DTSTART{stamp(moved)}", "DURATION:PT45M")
    return text


@settings(max_examples=150, deadline=None)
@given(series())
def test_same_times(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = reading(Path(folder), text, FIRST, LAST)
    assert found.warnings == ()
    calendar = icalendar.Calendar.from_ical(f"BEGIN:VCALENDAR\n{text}END:VCALENDAR\n".replace("\n", "\r\n"))
    window = (datetime.combine(FIRST, datetime.min.time()), datetime.combine(LAST, datetime.max.time()))
    ours = {(busy.start.timestamp(), busy.end.timestamp()) for busy in found.busy}
    expected = {(each.start.timestamp(), each.end.timestamp()) for each in theirs.of(calendar).between(*window)}
    edge = 12 * 3600  # the two windows end at different hours
    low, high = (when.timestamp() for when in window)
    assert {t for t in ours if low + edge < t[0] < high - edge} == {
        t for t in expected if low + edge < t[0] < high - edge
    }
