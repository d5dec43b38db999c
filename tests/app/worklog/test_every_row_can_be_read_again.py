"""Whatever is said of when it was, the row can be read again, and its minutes are those from start to end."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.app.worklog.when import GivenTimes, TimeContext, work_time
from planner.book.diary.page_rows import row_from, row_table
from planner.core.line import Line, Outcome, What, Worth
from planner.core.worklog.work import Span, Work, clock_line, done_line, elapsed
from planner.errors import UsageError
from tests.app.worklog.conftest import At, items, page, worked

BERLIN = ZoneInfo("Europe/Berlin")
DAYS = (date(2026, 11, 23), date(2026, 10, 25), date(2026, 3, 29), date(2028, 2, 29))  # clocks change on two of them
DECK = Work(what=What(item="deck", kind="task", does="task", play="task", title="Deck"), minutes=50, worth=Worth())


def moments(day: date, days: int = 1) -> st.SearchStrategy[datetime]:
    start = datetime(day.year, day.month, day.day, tzinfo=BERLIN)
    seconds = st.integers(-days * 86400, (days + 1) * 86400)
    return seconds.map(lambda after: datetime.fromtimestamp(start.timestamp() + after, BERLIN))


@given(st.data())
def test_logged_in_any_way_with_or_without_a_clock(data: st.DataObject) -> None:
    day = data.draw(st.sampled_from(DAYS))
    now = data.draw(moments(day, 2))
    start, end = data.draw(st.none() | moments(day)), data.draw(st.none() | moments(day))
    minutes = data.draw(st.none() | st.integers(0, 1440))
    since = data.draw(st.none() | moments(day, 0))
    taken = [Span(began, began + timedelta(minutes=20)) for began in data.draw(st.lists(moments(day, 0), max_size=3))]
    times = GivenTimes(start=start, end=end, minutes=minutes)
    clock = clock_line(DECK, since) if since else None
    try:
        context = TimeContext(on=day, now=now, usual=DECK.minutes, taken=taken, clock=clock)
        span, took, _ = work_time(times, context)
    except UsageError:
        assert times.any_given() or since is not None  # no times, no clock: never refused
        return
    row = done_line(DECK, span, took, Outcome(outcome="done"))
    assert isinstance(row_from("worked", row_table("worked", row), day, BERLIN), Line)
    if minutes is None:
        assert took == round(elapsed(span.start, span.end))


@pytest.mark.parametrize(
    ("words", "said", "row"),
    [
        ("done -o stayed --from 13:00", "", ("13:00", "14:00")),
        ("done -o stayed --to 13:50", "", ("13:30", "13:50")),
        ("done -o stayed --from 13:00 --to 13:20 --minutes 15", "13:00 to 13:20 is 20m: logged as the 15m you gave",
         ("13:00", "13:20")),
    ],
)  # fmt: skip
def test_times_given_for_what_the_clock_runs_for(
    at: At, book: object, words: str, said: str, row: tuple[str, str]
) -> None:
    items(at, "7:00")
    at("13:30", "start", "birch")
    ran = at("14:00", *words.split())
    assert said in ran.err
    assert [each[1:3] for each in worked(book)] == [row]  # type: ignore[arg-type]
    at("14:01", "status")


def test_what_can_not_be_is_refused_and_the_clock_runs_on(at: At, book: object) -> None:
    items(at, "7:00")
    at("13:30", "start", "birch")
    for words in (
        "stop --to 13:00",
        "done -o stayed --to 13:00",
        "stop --to 2026-11-22T14:00",
        "done -o stayed --from 15:00 --to 14:30",
        "stop --to 13:40 --minutes 1000",
    ):
        assert at("14:00", *words.split(), code=2).err.startswith("error: ")
    assert page(book)["page"]["running"]["item"] == "birch/close"  # type: ignore[arg-type]
