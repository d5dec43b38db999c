"""Days of the diary as Hypothesis draws them: any text, any zone, hours that a clock change repeats or skips."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from planner.core.book import Kind
from planner.core.diary import DiaryDay
from planner.core.line import OUTCOMES, Does, Line
from tests.lines import planned_line, worked_line

ZONES = [
    ZoneInfo(name) for name in ("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC")
]
DATES = st.sampled_from(
    [date(2026, 10, 25), date(2026, 3, 29), date(2026, 11, 1), date(2028, 2, 29), date(2026, 11, 23)]
)
TEXT = st.text("aé\"'\\#[]=\t\x00\x1b𝔸 ", max_size=6)
FIGURE = st.floats(-1e9, 1e9) | st.integers(0, 10**6).map(float)
MONEY = st.floats(0, 1e9) | st.integers(0, 10**6).map(float)
CHANCE = st.floats(0, 1)
ANSWERS = st.dictionaries(TEXT, TEXT, max_size=2)
FREE = st.recursive(
    TEXT | st.booleans() | st.integers(-(10**9), 10**9) | FIGURE | DATES,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=4,
)
OWN_KEYS = ("format", "price_today", "makes", "inputs", "options")


@st.composite
def moments(draw: st.DrawFn, on: date, zone: ZoneInfo, hours: int = 30) -> datetime:
    """A moment of the day or the night after it, in the zone; within the first `hours`."""
    begins = datetime(on.year, on.month, on.day, tzinfo=zone).astimezone(UTC)
    return (begins + timedelta(seconds=draw(st.integers(0, hours * 3600 - 1)))).astimezone(zone)


@st.composite
def days(draw: st.DrawFn) -> tuple[DiaryDay, ZoneInfo]:
    on, zone = draw(DATES), draw(st.sampled_from(ZONES))
    return draw(pages_of(on, zone)), zone


@st.composite
def two_of_a_day(draw: st.DrawFn) -> tuple[DiaryDay, DiaryDay, ZoneInfo]:
    on, zone = draw(DATES), draw(st.sampled_from(ZONES))
    return draw(pages_of(on, zone)), draw(pages_of(on, zone)), zone


@st.composite
def pages_of(draw: st.DrawFn, on: date, zone: ZoneInfo) -> DiaryDay:
    def span() -> dict[str, Any]:
        start = draw(moments(on, zone, hours=23))
        end = max(start, draw(moments(on, zone)), key=datetime.timestamp)
        return {"start": start, "end": end, "minutes": draw(st.integers(0, 600))}

    def maybe(strategy: st.SearchStrategy[Any]) -> Any:
        return draw(st.none() | strategy)

    def planned() -> Line:
        return planned_line(
            item=draw(TEXT), record=maybe(TEXT), kind=draw(st.sampled_from(get_args(Kind))), play=draw(TEXT),
            does=draw(st.sampled_from(get_args(Does))), title=draw(TEXT), rank=draw(st.integers(1, 99)), **span(),
            per_hour=draw(MONEY), makes=draw(MONEY), value=draw(FIGURE), costs=draw(MONEY), stage=maybe(TEXT),
            part=maybe(st.tuples(st.integers(1, 3), st.integers(1, 3))), chance=maybe(CHANCE), due=draw(st.booleans()),
            made=maybe(moments(on, zone)), dropped=maybe(moments(on, zone)), reason=draw(TEXT),
        )  # fmt: skip

    kept = st.dictionaries(TEXT, TEXT | st.integers(0, 9) | DATES | moments(on, zone) | ANSWERS, max_size=2)

    def worked() -> Line:
        return worked_line(
            item=draw(TEXT), record=maybe(TEXT), does=draw(st.sampled_from(get_args(Does))), play=draw(TEXT),
            title=draw(TEXT), **span(), outcome=maybe(st.sampled_from(OUTCOMES)), aim_met=maybe(st.booleans()),
            per_hour=maybe(MONEY), answers=draw(ANSWERS), note=draw(TEXT), before=draw(kept), after=draw(kept),
        )  # fmt: skip

    return DiaryDay(
        date=on,
        price_today=maybe(MONEY),
        makes=maybe(MONEY),
        inputs=draw(TEXT) + "9f",  # no page of the program's is without
        options=draw(st.dictionaries(TEXT, FREE, max_size=2)),
        figures=draw(st.dictionaries(TEXT.filter(lambda key: key not in OWN_KEYS), FREE, max_size=2)),
        planned=tuple(planned() for _ in range(draw(st.integers(0, 2)))),
        worked=tuple(worked() for _ in range(draw(st.integers(0, 2)))),
    )
