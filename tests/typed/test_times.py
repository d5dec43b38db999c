"""Times as they are typed, on Monday, November 23, 2026, at noon in Berlin."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from planner.core.page.day_changes import Block
from planner.errors import UsageError
from planner.typed.names import option_pin
from planner.typed.times import (
    argument_block,
    argument_minute,
    field_time,
    option_clock,
    option_past_time,
    option_time,
)

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=BERLIN)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("9:20", at(23, 9, 20)),
        ("0920", at(23, 9, 20)),
        ("9", at(23, 9)),
        ("fri 14:00", at(27, 14)),
        ("fri@14:00", at(27, 14)),
        ("2026-11-26T14:00", at(26, 14)),
        ("2026-11-26T14:00Z", at(26, 15)),
        ("24:00", at(24, 0)),
    ],
)
def test_a_day_and_a_time(text: str, time: datetime) -> None:
    assert option_time("--at", text, TODAY, BERLIN) == time


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("9:20", at(23, 9, 20)),
        ("yesterday 17:00", at(22, 17)),
        ("fri 9:00", at(20, 9)),
        ("13:00", at(23, 13)),  # still to come: the command refuses it
    ],
)
def test_a_time_that_was(text: str, time: datetime) -> None:
    assert option_past_time("--at", text, NOW, BERLIN) == time


def test_late_last_evening() -> None:
    assert option_past_time("--at", "23:00", at(23, 1), BERLIN) == at(22, 23)


@pytest.mark.parametrize(
    ("text", "time"),
    [("now", NOW), ("14:00", at(23, 14)), ("fri 14:00", at(27, 14)), ("2026-11-26T14:00", at(26, 14))],
)
def test_a_time_of_a_field(text: str, time: datetime) -> None:
    assert field_time("at", text, NOW) == time


@pytest.mark.parametrize("text", ["", "soon", "25:00", "fri", "fri 25:00", "2026-11-26"])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        option_time("--at", text, TODAY, BERLIN)
    assert refused.value.what == f'--at: can\'t read "{text}" as a time'
    with pytest.raises(UsageError, match="as a day with a time"):
        field_time("at", text, NOW)


def test_a_time_that_the_clocks_skip() -> None:
    with pytest.raises(UsageError) as refused:
        option_clock("--from", "2:30", date(2026, 3, 29), BERLIN)
    assert (refused.value.what, refused.value.fix) == ("--from: the clocks skip 02:30 on 2026-03-29", "--from 03:30")


def test_arguments() -> None:
    assert argument_minute("10:00") == 600
    assert argument_block("14:00-14:45", "Forecast  call") == Block(840, 885, "Forecast call")
    assert option_pin("--pin", "hale@14:00") == ("hale", 840)


@pytest.mark.parametrize(
    ("read", "what"),
    [
        (lambda: argument_minute("25:00"), 'can\'t read "25:00" as a time'),
        (lambda: argument_block("14:45-14:00", ""), 'can\'t read "14:45-14:00" as a part of the day'),
        (lambda: option_pin("--pin", "hale"), "--pin needs a time"),
        (lambda: option_pin("--pin", "hale@"), "--pin needs a time"),
        (lambda: option_pin("--pin", "hale@25:00"), '--pin: can\'t read "25:00" as a time'),
    ],
)
def test_arguments_that_are_wrong(read: Callable[[], object], what: str) -> None:
    with pytest.raises(UsageError) as refused:
        read()
    assert refused.value.what == what
