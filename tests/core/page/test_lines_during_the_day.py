"""The lines of a page while the day goes on: those that stay, the changes of a new page, the state of the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from planner.core.days import LocalDay
from planner.core.diary import Busy, DiaryDay
from planner.core.line import Line
from planner.core.page.day_changes import freed_read
from planner.core.page.diary_rows import changes_between, staying
from planner.core.page.now import status_of
from planner.core.page.page import OpenTime, Page
from planner.core.page.page_lines import as_ranked
from planner.core.page.plan_day import page_as_kept, plan_day
from planner.core.page.problem import candidate
from planner.core.steps.all_steps import book_steps
from tests.core.value.days import BERLIN, book, inputs, today
from tests.core.value.playbooks import TODAY, deal
from tests.lines import planned_line, worked_line

ACME = deal(id="acme", name="Acme rollout", answers={"need": "yes"})
BOOK = book(deals=(ACME, replace(ACME, id="birch", name="Birch line")))


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"{TODAY}T{clock}").replace(tzinfo=BERLIN)


def times(start: str, end: str) -> dict[str, Any]:
    return {"start": at(start), "end": at(end), "minutes": int((at(end) - at(start)) / timedelta(minutes=1))}


def talk(start: str, end: str, record: str = "acme", **values: Any) -> Line:
    keys = {"item": f"{record}/talk", "record": record, "kind": "prospect", "does": "advance", "play": "talk"}
    return planned_line(**keys, title="Talk", **times(start, end), **values)


def event(start: str, end: str, record: str | None = None) -> Busy:
    return Busy(at(start), at(end), "Team", record=record)


@pytest.mark.parametrize(
    ("busy", "stays"),
    [
        ((), True),
        ((event("09:30", "10:00"),), False),  # it comes in the midst of the talk
        ((event("09:30", "10:00", record="birch"),), False),  # so does one with another customer
        ((event("09:30", "10:00", record="acme"),), True),  # the talk itself, in the calendar
        ((event("09:10", "09:20"),), True),  # that is over
        ((event("10:00", "10:30"),), True),
    ],
)
def test_a_talk_that_may_be_under_way_stays_unless_a_meeting_cuts_it_short(busy: tuple[Busy, ...], stays: bool) -> None:
    line = talk("09:00", "10:00")
    found = staying(DiaryDay(date=TODAY, planned=(line,)), at("09:20"), None, BOOK, busy)
    assert found == ((line,) if stays else ())


@pytest.mark.parametrize(
    ("start", "end", "fixed", "stays"),
    [
        ("08:00", "09:00", True, True),  # an appointment that is over, logged or not
        ("08:00", "09:00", False, False),  # work that is over and not logged is planned again
        ("14:00", "15:00", True, False),  # an appointment to come is planned from the book, which may have moved it
        ("14:00", "15:00", False, False),
    ],
)
def test_of_what_nobody_is_at_only_appointments_of_the_past_stay(
    start: str, end: str, fixed: bool, stays: bool
) -> None:
    line = talk(start, end, fixed=fixed)
    found = staying(DiaryDay(date=TODAY, planned=(line,)), at("12:00"), None, BOOK)
    assert found == ((line,) if stays else ())


@pytest.mark.parametrize(("minutes", "stays"), [(0, False), (59, False), (60, True), (120, True)])
def test_work_that_may_be_under_way_gives_way_to_a_lead_that_came_within_the_hour(minutes: int, stays: bool) -> None:
    """The playbook says that an answer counts within 60 minutes; after them nothing is broken off."""
    line = talk("09:00", "10:00")
    lead = replace(ACME, id="lead", came=at("09:20") - timedelta(minutes=minutes))
    of = replace(BOOK, deals=(*BOOK.deals, lead))
    assert staying(DiaryDay(date=TODAY, planned=(line,)), at("09:20"), None, of) == ((line,) if stays else ())
    answered = replace(of, deals=(replace(lead, last_touch=TODAY),))
    assert staying(DiaryDay(date=TODAY, planned=(line,)), at("09:20"), None, answered) == (line,)


def test_a_line_that_comes_on_the_page_has_the_rank_after_all_others() -> None:
    """The best of those first, whatever they pay; the ranks that were on the page stay."""
    first, second = talk("09:00", "10:00", rank=2, per_hour=10.0), talk("10:00", "11:00", rank=1, per_hour=20.0)
    poor, rich = talk("08:00", "09:00", "birch", per_hour=90.0), talk("11:00", "12:00", "cargo", per_hour=99.0)
    assert [(line.slot.start, line.status.rank) for line in as_ranked([first, second, poor, rich])] == [
        (at("08:00"), 4),
        (at("09:00"), 2),
        (at("10:00"), 1),
        (at("11:00"), 3),
    ]
    assert [line.status.rank for line in as_ranked([poor])] == [1]


def test_a_page_read_from_the_diary_was_made_when_its_last_line_was() -> None:
    early, late = talk("09:00", "10:00", made=at("07:00")), talk("10:00", "11:00", "birch", made=at("08:30"))
    by_hand = talk("11:00", "12:00", "acme")
    for rows in ((early, late), (late, early), (early, by_hand, late)):
        page = page_as_kept(inputs(BOOK, at="09:15"), DiaryDay(date=TODAY, planned=rows)).page
        assert page.made == at("08:30")
        assert page.minutes_planned == 60 * len(rows)
    nothing = page_as_kept(inputs(BOOK, at="09:15"), DiaryDay(date=TODAY, planned=(by_hand,))).page
    assert nothing.made == at("09:15")


@pytest.mark.parametrize(("planned", "open_"), [(30, 20), (40, 20), (50, 10), (60, 0), (90, 0)])
def test_minutes_left_open_are_never_those_of_lines(planned: int, open_: int) -> None:
    """An hour of which twenty minutes were to stay free."""
    page = plan_day(inputs(BOOK)).page
    page = replace(page, minutes_available=60, minutes_planned=planned, open=(OpenTime(start=at("09:00"), minutes=20),))
    assert page.minutes_open == open_


def test_what_left_what_moved_and_what_came_on_a_new_page() -> None:
    kept, moved, left = talk("09:00", "10:00"), talk("10:00", "11:00", "birch"), talk("11:00", "12:00", "cargo")
    old = DiaryDay(date=TODAY, planned=(kept, moved, left))
    later = talk("13:00", "14:00", "birch")
    new = talk("14:00", "15:00", "dairy")
    done = talk("08:00", "09:00", "early", state="done")
    page = replace(plan_day(inputs(BOOK)).page, items=(done, kept, later, new))
    found = [(each.code, each.before, each.start) for each in changes_between(old, page, BOOK)]
    assert found == [
        ("off", at("11:00"), None),
        ("moved", at("10:00"), at("13:00")),
        ("new", None, at("14:00")),
    ]


def of_the_day(*items: Line) -> Page:
    return replace(plan_day(inputs(BOOK)).page, items=items)


def test_the_state_of_the_day_counts_what_is_done_and_what_it_moved() -> None:
    page = of_the_day(talk("08:00", "09:00", makes=120.0, state="done"), talk("10:00", "11:00", "birch", makes=80.0))
    row = worked_line(
        item="acme/talk", record="acme", does="advance", play="talk", title="Talk", outcome="stayed",
        v_before=100_000, v_after=112_300, v_won=0, **times("08:00", "09:00"),
    )  # fmt: skip
    day = DiaryDay(date=TODAY, planned=page.items, worked=(row,))
    status = status_of(page, day, at("09:30"), None, "EUR")
    assert (status.made, status.done, status.planned) == (120.0, 1, 2)
    assert status.moved == pytest.approx(123.0)  # money, of cents
    assert status.won == 0
    assert status.coming is not None and status.coming.what.item == "birch/talk"
    assert status_of(page, None, at("09:30"), None, "EUR").moved is None


@pytest.mark.parametrize(("text", "minute"), [("09:30 Team", 570), ("9:05 Team", 545), ("00:30 Team", 30)])
def test_a_freed_meeting_is_read_back_with_its_minute(text: str, minute: int) -> None:
    assert freed_read(text)[0] == minute


def test_a_step_that_is_not_before_a_moment_has_the_rest_of_its_windows() -> None:
    context = today(BOOK)
    step = next(each for each in book_steps(context, {}) if each.item == "acme/talk")
    early = step._replace(earliest=at("11:00"))
    day = LocalDay(TODAY, BERLIN)

    def windows(of: Any) -> list[tuple[int, int]] | None:
        found = candidate(of, day, context, {}).windows
        return None if found is None else [(each.start, each.end) for each in found]

    morning, afternoon = (9 * 60, 12 * 60), (14 * 60, 16 * 60)
    ranges = tuple(type(BOOK.hours.week[0][0])(*each) for each in (morning, afternoon))
    assert windows(step._replace(windows=ranges)) == [morning, afternoon]
    assert windows(early._replace(windows=ranges)) == [(11 * 60, 12 * 60), afternoon]
    assert windows(early._replace(windows=ranges[1:])) == [afternoon]
    assert windows(early._replace(windows=(), earliest=at("13:00"))) == [(13 * 60, 24 * 60)]
    assert windows(early._replace(windows=ranges, earliest=at("12:00"))) == [afternoon]
