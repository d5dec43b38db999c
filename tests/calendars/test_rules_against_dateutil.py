"""The rule engine hits what python-dateutil's rrule hits, wherever the window lies."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice, takewhile

from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planner.calendars.rule_text import read_rule
from planner.calendars.rules import Budget, TooManyError, hits

WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


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


@settings(max_examples=400, deadline=None)
@given(
    rule=rules(),
    start=st.datetimes(datetime(2019, 1, 1), datetime(2021, 12, 31)).map(lambda d: d.replace(second=0, microsecond=0)),
    later=st.integers(-30, 900),
    days=st.integers(1, 120),
)
def test_same_hits(rule: str, start: datetime, later: int, days: int) -> None:
    # dateutil walks to the year 9999 for a rule that never hits, so it must hit something soon to be asked about
    after = start + timedelta(days=later)
    before = after + timedelta(days=days)
    budget = Budget(total=10**9, series=10**9)
    budget.next_series()
    try:
        assume(next(hits(read_rule(rule), start, start, start + timedelta(days=3000), budget), None) is not None)
    except TooManyError:
        assume(False)
    theirs = takewhile(lambda wall: wall < before, islice(rrulestr(rule, dtstart=start), 100_000))
    budget.next_series()
    if "UNTIL" not in rule and "COUNT" not in rule:
        rule_ends = f"{rule};UNTIL={before:%Y%m%dT%H%M%S}"
        theirs = iter(rrulestr(rule_ends, dtstart=start))
    expected = [wall for wall in theirs if after <= wall < before]
    assert list(hits(read_rule(rule), start, after, before, budget)) == expected
