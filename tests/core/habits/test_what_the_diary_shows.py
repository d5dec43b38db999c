"""Habits are counted from the diary, and compared with the care that counts deserve."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.diary import DiaryDay
from planner.core.habits.compare import TeamRep, contest, differences, value_of
from planner.core.habits.habits import BY_ID, ENOUGH, MEASURES, HabitCount, Habits, share_of
from planner.core.habits.observe import observe
from planner.core.review.period import Period
from tests.core.review.one_week import BOOK, MONDAY, planned, worked

C = HabitCount
TODAY = MONDAY + timedelta(days=30)
WEEK = Period(MONDAY, MONDAY + timedelta(days=6))


def counts(*days: DiaryDay) -> dict[str, tuple[float, float]]:
    habits = observe(days, BOOK, WEEK, TODAY)
    return {id: (habits.total(id).hits, habits.total(id).tries) for id in habits.counts}


def test_unplanned_pinned_and_undone() -> None:
    monday = DiaryDay(
        date=MONDAY,
        options={"pins": {"hale": 600}},
        planned=(planned("9:00", 30, "acme/talk"), planned("10:00", 30, "hale/close"), planned("11:00", 20, "deck/x")),
        worked=(
            worked("9:00", 30, "acme/talk", "stayed"),
            worked("10:00", 30, "hale/close", "advanced"),
            worked("12:00", 15, "bolt/talk", "stayed"),
        ),
    )
    found = counts(monday)
    assert found["unplanned"] == (1, 3)
    assert found["pinned"] == (1, 3)
    assert found["undone"] == (1, 3)
    assert found["undone_later"] == (0, 1)
    assert found["advanced"] == (1, 3)
    assert found["advanced_pinned"] == (1, 1)
    assert found["advanced_planned"] == (0, 1)
    assert found["advanced_unplanned"] == (0, 1)


def test_what_is_done_a_few_days_later_was_only_late() -> None:
    monday = DiaryDay(date=MONDAY, planned=(planned("9:00", 30, "acme/talk"),))
    wednesday = MONDAY + timedelta(days=2)
    late = DiaryDay(date=wednesday, worked=(worked("9:00", 30, "acme/talk", "stayed", day=wednesday),))
    assert counts(monday, late)["undone_later"] == (1, 1)


def test_a_promise_is_one_however_many_pages_have_it() -> None:
    days = [MONDAY + timedelta(days=n) for n in range(3)]
    due = [planned("9:00", 30, "acme/talk", day=day, promised=True) for day in days]
    kept = DiaryDay(date=days[1], planned=(due[1],), worked=(worked("9:00", 30, "acme/talk", "stayed", day=days[1]),))
    assert counts(DiaryDay(date=days[0], planned=(due[0],)), kept)["promises"] == (1, 1)
    overdue = planned("9:00", 30, "acme/talk", day=days[1], promised=True, overdue=1)
    late = DiaryDay(
        date=days[2],
        planned=(planned("9:00", 30, "acme/talk", day=days[2], promised=True, overdue=2),),
        worked=(worked("9:00", 30, "acme/talk", "stayed", day=days[2]),),
    )
    broken = counts(DiaryDay(date=days[0], planned=(due[0],)), DiaryDay(date=days[1], planned=(overdue,)), late)
    assert broken["promises"] == (0, 1)


def test_a_page_without_a_log_and_no_page_at_all() -> None:
    assert counts() == {}
    assert "advanced" not in counts(DiaryDay(date=MONDAY, planned=(planned("9:00", 30, "acme/talk"),)))


@pytest.mark.parametrize("tries", [0, 1, ENOUGH - 1, ENOUGH, 500])
def test_a_share_is_silent_under_thirty_outcomes(tries: int) -> None:
    share = share_of(C(tries // 2, tries))
    assert (share is None) == (tries < ENOUGH)
    if share is not None:
        assert share.low <= share.share <= share.high


def member(name: str, **tallies: HabitCount) -> TeamRep:
    first = date(2026, 1, 1)
    counted = {id: {first: tally} for id, tally in tallies.items()}
    return TeamRep(name, Habits(first, first + timedelta(days=69), counted))


def test_the_gap_names_only_what_luck_does_not_explain() -> None:
    dana = member(
        "Dana",
        answered=C(700, 1000),
        won=C(40, 100),
        tries=C(1000),
        promises=C(9, 10),
    )
    mats = member(
        "Mats",
        answered=C(500, 1000),
        won=C(38, 100),
        tries=C(600),
        promises=C(1, 10),
    )
    found = {each.measure.id: each.higher for each in differences([dana, mats])}
    assert found == {"answered": "Dana", "tries": "Dana"}  # the promises are too few, the wins too close


def test_a_difference_is_rarely_seen_where_there_is_none() -> None:
    draw, wrong, teams = random.Random(7), 0, 60
    for _ in range(teams):
        reps = [
            member(
                name,
                answered=C(sum(draw.random() < 0.6 for _ in range(200)), 200),
                advanced=C(sum(draw.random() < 0.3 for _ in range(120)), 120),
                tries=C(sum(draw.random() < 0.5 for _ in range(400))),
            )
            for name in ("Dana", "Mats", "Ute")
        ]
        wrong += bool(differences(reps))
    assert wrong <= 8  # 5% are 3; nine or more of sixty happen once in two hundred such tests


def test_a_contest_counts_only_its_days() -> None:
    days = {date(2026, 11, day): C(10) for day in (1, 2, 3, 30)}
    dana = TeamRep("Dana", Habits(date(2026, 11, 1), date(2026, 11, 30), {"tries": days}))
    mats = TeamRep("Mats", Habits(date(2026, 11, 1), date(2026, 11, 30), {"tries": {date(2026, 11, 2): C(15)}}))
    nobody = TeamRep("Ute", Habits(date(2026, 11, 1), date(2026, 11, 30), {}))
    rows = contest([mats, dana, nobody], BY_ID["tries"], date(2026, 11, 2), date(2026, 11, 3))
    assert [(row.name, row.value.value) for row in rows] == [("Dana", 20), ("Mats", 15)]


def test_where_low_is_good_the_lowest_leads() -> None:
    reps = [member("Dana", undone=C(30, 100)), member("Mats", undone=C(10, 100))]
    first, last = date(2026, 1, 1), date(2026, 2, 1)
    assert [row.name for row in contest(reps, BY_ID["undone"], first, last)] == ["Mats", "Dana"]


@given(st.integers(0, 500), st.integers(0, 500))
@settings(max_examples=50)
def test_a_value_is_within_its_range(hits: int, more: int) -> None:
    value = value_of(member("Dana", won=C(hits, hits + more)).habits, BY_ID["won"])
    assert value is not None
    if value.low is not None and value.high is not None:
        assert value.low - 1e-9 <= value.value <= value.high + 1e-9


def test_every_measure_has_a_name_of_its_own() -> None:
    assert len({each.title for each in MEASURES}) == len(MEASURES) == len(BY_ID)
