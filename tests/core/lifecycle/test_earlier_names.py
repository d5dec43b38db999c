"""A renamed record keeps its history: older pages read in the names of today say what they said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from planner.core.book import Deal
from planner.core.bridge.snapshot import DealSnapshot, Snapshot, by_current_names
from planner.core.diary import DiaryDay
from planner.core.earlier_names import EarlierNames, current_id, with_current_names
from planner.core.history import read_history
from planner.core.line import OUTCOMES, TRIES, Line
from planner.core.records.event_match import CalendarEvent, match_events
from planner.core.records.names import Named, resolve_item, resolve_record
from planner.crm.last_import import Memory, SeenRecord, by_current_ids
from tests.core.value.days import book
from tests.lines import planned_line, with_values, worked_line

DAY = date(2026, 11, 20)
TODAY = date(2026, 11, 23)
RENAMED = EarlierNames({"old": "new", "gone": "new", "job": "task-2"}, {"demo": "show"})
RECORDS = ("old", "other", "new")
DOES = (*TRIES, "agreed", "touch", "visit", "task", "find", "prepare", "follow-up")


def row(record: str, does: str, outcome: str | None, number: int, stage: str) -> Line:
    start = datetime(2026, 11, 20, 8, tzinfo=UTC) + timedelta(minutes=30 * number)
    item = "job" if does == "task" else f"prospecting/find-{number}" if does == "find" else f"{record}/talk"
    return worked_line(
        item=item,
        record=None if does == "find" else record,
        does=does,
        play="talk",
        title="Talk",
        start=start,
        end=start + timedelta(minutes=30),
        minutes=30,
        outcome=outcome,
        stage=stage,
        people=("old", "jo"),
        before={"stage": stage, "attempts": 1},
        others={record: "never"},
    )


def in_todays_words(line: Line) -> Line:
    """The row as it would have been written had everything been called so from the beginning."""
    names = {"old": "new", "gone": "new", "job": "task-2"}
    item, slash, play = line.what.item.partition("/")
    stage = {"demo": "show"}.get(line.what.stage or "", line.what.stage)
    return with_values(
        line,
        item=names.get(item, item) + slash + play,
        record=names.get(line.what.record or "", line.what.record),
        people=("new", "jo"),
        stage=stage,
        before={"stage": stage, "attempts": 1},
        others={names.get(id, id): was for id, was in line.result.others.items()},
    )


rows = st.lists(
    st.tuples(
        st.sampled_from(RECORDS),
        st.sampled_from(DOES),
        st.sampled_from([None, *OUTCOMES]),
        st.sampled_from(("demo", "lead")),
    ),
    max_size=12,
)


@given(rows)
def test_history_is_that_of_pages_written_in_the_names_of_today(drawn: list[tuple[str, str, str | None, str]]) -> None:
    worked = tuple(row(record, does, outcome, n, stage) for n, (record, does, outcome, stage) in enumerate(drawn))
    page = DiaryDay(date=DAY, worked=worked)
    expected = DiaryDay(date=DAY, worked=tuple(map(in_todays_words, worked)))
    assert with_current_names(page, RENAMED) == expected
    assert read_history([with_current_names(page, RENAMED)], TODAY) == read_history([expected], TODAY)


@given(rows)
def test_it_changes_nothing_twice_and_nothing_without_a_rename(drawn: list[tuple[str, str, str | None, str]]) -> None:
    worked = tuple(row(record, does, outcome, n, stage) for n, (record, does, outcome, stage) in enumerate(drawn))
    page = DiaryDay(date=DAY, worked=worked)
    once = with_current_names(page, RENAMED)
    assert with_current_names(once, RENAMED) is once
    assert with_current_names(page, EarlierNames()) is page


def test_the_clock_the_pins_and_the_pipeline_follow() -> None:
    line = planned_line(
        item="old/talk", record="old", kind="prospect", does="advance", play="talk", title="Talk", minutes=30,
        start=datetime(2026, 11, 20, 8, tzinfo=UTC), end=datetime(2026, 11, 20, 8, 30, tzinfo=UTC), per_hour=1.0,
        makes=0.5, value=0.5,
    )  # fmt: skip
    page = DiaryDay(
        date=DAY,
        planned=(line,),
        options={"without": ["old/talk", "jo"], "pins": {"old": 540}, "hours": 3.0},
        figures={
            "running": {"item": "old/talk", "record": "old", "since": DAY, "people": ["gone"], "stage": "demo"},
            "moved": {"advanced": {"old": 100, "gone": [50, 20], "other": 7}, "time": -5},
            "wrapped": DAY,
        },
    )
    new = with_current_names(page, RENAMED)
    assert new.planned[0].what.item == "new/talk"
    assert new.options == {"without": ["new/talk", "jo"], "pins": {"new": 540}, "hours": 3.0}
    clock = {"item": "new/talk", "record": "new", "since": DAY, "people": ["new"], "stage": "show"}
    assert new.figures["running"] == clock
    assert new.figures["moved"] == {"advanced": {"new": [150, 20], "other": 7}, "time": -5}
    assert replace(new, planned=(), options={}, figures={}) == DiaryDay(date=DAY)


def test_an_item_follows_its_record() -> None:
    ids = {"old": "new", "a": "b"}
    assert [current_id(name, ids) for name in ("old", "old/talk", "older", "prospecting/find-1", "x/old", "a/a")] == [
        "new", "new/talk", "older", "prospecting/find-1", "x/old", "b/a",
    ]  # fmt: skip


def test_a_word_finds_a_record_by_an_id_it_had() -> None:
    records = (Named("new", "Acme", "new", aka=("old", "older")), Named("oldest", "Birch", "oldest"))
    item = Named("new/talk", "Talk, Acme", "new", 4)
    assert resolve_record("old", records).id == "new"
    assert resolve_record("old/talk", records, (item,)).id == "new"
    assert resolve_item("old/talk", records, (item,)) is item
    assert resolve_item("older", records, (item,)) is item
    taken = (*records, Named("old", "Another one", "old"))
    assert resolve_record("old", taken).name == "Another one", "an id of today wins"


def test_a_mark_in_a_calendar_names_it_by_the_old_id() -> None:
    start = datetime(2026, 11, 26, 9, tzinfo=UTC)
    deal = Deal(id="new", name="Nordwind rollout", amount=1.0, stage="lead", aka=("old-id",))
    for title, description in (("Call", "plan: old-id"), ("Call [old-id]", ""), ("old-id: call", "")):
        event = CalendarEvent(
            start=start, end=start + timedelta(hours=1), title=title, description=description, uid="1"
        )
        (busy,), _ = match_events([event], book(deals=(deal,)))
        assert busy.record == "new"


def test_a_snapshot_adds_up_what_is_one_now() -> None:
    deals = {
        "old": DealSnapshot(100, 5.0, "demo", "m"),
        "gone": DealSnapshot(20, 1.0, "demo", "n"),
        "other": DealSnapshot(7, 1.0, "lead", "o"),
    }
    snapshot = Snapshot(
        date=DAY, made=datetime(2026, 11, 20, tzinfo=UTC), playbook="p", price=1.0, deals=deals,
        won={"old": 5, "gone": 6},
    )  # fmt: skip
    new = by_current_names(snapshot, RENAMED)
    assert new.total == snapshot.total
    assert new.deals == {"new": DealSnapshot(120, 5.0, "show", "m"), "other": deals["other"]}
    assert new.won == {"new": 11}


def test_the_crm_finds_what_was_renamed_and_not_what_was_merged() -> None:
    rows = {"old": SeenRecord("1", {}), "other": SeenRecord("2", {}), "gone": SeenRecord("3", {})}
    ids = {"old": "new", "gone": "other"}
    seen = by_current_ids(Memory(seen={"prospect": rows}), ids).seen["prospect"]
    assert {id: row.key for id, row in seen.items()} == {"new": "1", "other": "2", "gone": "3"}
