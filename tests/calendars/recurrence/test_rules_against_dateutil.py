"""A rule has the same hits as in python-dateutil, in any window.

No hit is skipped, no walk is long, and a rule without hits gets a warning.
"""

from __future__ import annotations

import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

from dateutil.rrule import rrulestr
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.calendars.one_week import event, reading

WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
CYCLES = 7_600  # years: the calendar repeats every 400, and dateutil looks for a hit until 9999 only


def some(low: int, high: int, negative: bool = False) -> st.SearchStrategy[str]:
    numbers = st.integers(low, high)
    if negative:
        numbers = numbers | st.integers(-high, -low)
    return st.lists(numbers, min_size=1, max_size=3, unique=True).map(lambda ns: ",".join(map(str, ns)))


@st.composite
def rules(draw: st.DrawFn) -> str:
    freq = draw(st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY"]))
    parts = [f"FREQ={freq}", f"INTERVAL={draw(st.integers(1, 4))}"]
    days = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=3, unique=True).map(",".join)
    if freq in ("YEARLY", "MONTHLY"):
        nth = st.tuples(st.sampled_from([1, 2, 3, 4, 5, -1, -2]), st.sampled_from(WEEKDAYS))
        days |= st.lists(nth.map(lambda pair: f"{pair[0]}{pair[1]}"), min_size=1, max_size=2, unique=True).map(",".join)
    could = {"BYMONTH": some(1, 12), "BYDAY": days, "BYHOUR": some(0, 23), "BYMINUTE": some(0, 59)}
    if freq != "WEEKLY":
        could["BYMONTHDAY"] = some(1, 31, negative=True)
    if freq == "YEARLY":
        could |= {"BYYEARDAY": some(1, 366, negative=True), "WKST": st.sampled_from(WEEKDAYS)}
    if freq == "WEEKLY":
        could["WKST"] = st.sampled_from(WEEKDAYS)
    if freq in ("YEARLY", "MONTHLY"):
        could["BYSETPOS"] = some(1, 4, negative=True)
    for name in draw(st.lists(st.sampled_from(sorted(could)), max_size=3, unique=True)):
        parts.append(f"{name}={draw(could[name])}")
    if draw(st.booleans()):
        parts.append(f"COUNT={draw(st.integers(1, 60))}")
    return ";".join(parts)


@settings(max_examples=300, deadline=None)
@given(
    rule=rules(),
    start=st.datetimes(datetime(2019, 1, 1), datetime(2021, 12, 31)).map(lambda d: d.replace(second=0, microsecond=0)),
    later=st.integers(-30, 900),
    days=st.integers(0, 60),
)
@example(rule="FREQ=HOURLY;INTERVAL=1;BYMINUTE=0,1,2;BYDAY=MO;BYHOUR=0", start=datetime(2019, 1, 1), later=0, days=38)
@example(rule="FREQ=HOURLY;INTERVAL=1;BYDAY=TU;BYMONTH=1;BYMONTHDAY=1", start=datetime(2019, 1, 1), later=0, days=0)
def test_same_hits(rule: str, start: datetime, later: int, days: int) -> None:
    # Three hits an hour for longer than that are too many to count; fewer are tried by the example above.
    assume("HOURLY" not in rule or "BYHOUR" in rule or days <= 35)
    first = start.date() + timedelta(days=later)
    last = first + timedelta(days=days)
    with tempfile.TemporaryDirectory() as folder:
        text = event(f"DTSTART:{start:%Y%m%dT%H%M%S}Z", "DURATION:PT1M", f"RRULE:{rule}")
        found = reading(Path(folder), text, first, last, zone="UTC")

    def far(day: date) -> datetime:
        return datetime(day.year + CYCLES, day.month, day.day)

    try:
        expander = rrulestr(rule, dtstart=start.replace(year=start.year + CYCLES))
    except ValueError:  # every second hour, at the hours between: named where it might matter
        assert len(found.warnings) <= 1
        return
    assert found.warnings == ()
    if found.gaps:  # hours of a day that comes once in years: said, and left out of the calendar
        assert all(word in rule for word in ("HOURLY", "BYDAY", "BYMONTHDAY")), found.gaps
        return
    hits = expander.between(far(first), far(last + timedelta(days=1)), inc=True)
    expected = {hit.replace(year=hit.year - CYCLES) for hit in hits if hit < far(last + timedelta(days=1))}
    expected |= {start} if first <= start.date() <= last else set()  # DTSTART takes place even where no rule hits it
    assert {busy.start.replace(tzinfo=None) for busy in found.busy} == expected
