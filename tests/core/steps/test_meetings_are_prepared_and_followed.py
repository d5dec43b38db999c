"""Around a meeting: nobody goes unprepared, and what is owed afterwards stays on offer until it is done."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from benchmarks.lived.world import SimulatedDeal, book_of, record_of, short_sale

from planner.core.book import Care, Deal
from planner.core.choice.day_choice import day_choice
from planner.core.diary import DiaryDay
from planner.core.history import read_history
from planner.core.line import Line
from planner.core.page.inputs import Inputs
from planner.core.steps.step import Step
from planner.core.value.deal_index import build_table
from tests.lines import worked_line

MONDAY = date(2026, 1, 12)
ZONE = ZoneInfo("Europe/Berlin")
PLAYBOOK = short_sale()
TABLE = build_table(PLAYBOOK)
DEAL = replace(record_of(SimulatedDeal("acme", 10_000.0, True, 0), PLAYBOOK, date(2026, 1, 5)), stage="meet")


def at(clock: str, day: date = MONDAY) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZONE)


def offered(record: Deal, *worked: Line, day: date = MONDAY) -> dict[str, Step]:
    diary = [DiaryDay(date=row.slot.start.date(), worked=(row,)) for row in worked]
    book = book_of(PLAYBOOK, Care(share=0.0, find=0.0), deals=(record,))
    now = at("12:00", day) if worked else at("07:00", day)
    choice = day_choice(Inputs(book=book, day=day, now=now, table=TABLE, history=read_history(diary, day)))
    return {step.item: step for step in choice.steps}


def met(outcome: str, play: str = "meet") -> Line:
    return worked_line(
        item=f"acme/{play}", record="acme", does="advance", play=play, title="", start=at("10:00"),
        end=at("11:00"), minutes=60, outcome=outcome,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("meeting", "prepared"),
    [
        (at("14:00"), True),  # today: whatever the deal is worth
        (at("09:20", MONDAY + timedelta(days=1)), True),  # tomorrow, before there is half an hour to prepare it
        (at("14:00", MONDAY + timedelta(days=1)), False),  # tomorrow afternoon: if it pays
    ],
)
def test_its_preparation_has_to_be_on_the_page(meeting: datetime, prepared: bool) -> None:
    assert offered(replace(DEAL, at=meeting))["acme/meet-prepare"].must is prepared


@pytest.mark.parametrize(
    ("outcome", "play", "day", "owed"),
    [
        ("advanced", "meet", MONDAY, True),
        ("stayed", "meet", MONDAY + timedelta(days=1), True),
        ("lost", "meet", MONDAY, False),
        ("advanced", "hello", MONDAY, False),  # a call: its follow-up is done with it
    ],
)
def test_a_follow_up_is_owed_until_it_is_done(outcome: str, play: str, day: date, owed: bool) -> None:
    after = replace(DEAL, stage="offer" if outcome == "advanced" else "meet")
    assert (f"acme/{play}-follow-up" in offered(after, met(outcome, play), day=day)) is owed
