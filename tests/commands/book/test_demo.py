"""`plan demo` writes a filled book of the next working morning, over nothing that is there."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from planner.app.setup.demo import next_morning
from tests.conftest import Plan


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2026-11-23T06:00", "2026-11-23T07:00"),  # a Monday, before work
        ("2026-11-23T08:30", "2026-11-23T07:00"),
        ("2026-11-23T08:31", "2026-11-24T07:00"),
        ("2026-11-27T17:00", "2026-11-30T07:00"),  # Friday evening
        ("2026-11-28T07:00", "2026-11-30T07:00"),
        ("2026-12-31T23:59", "2027-01-01T07:00"),
        ("2028-02-28T12:00", "2028-02-29T07:00"),
        ("2026-03-27T12:00", "2026-03-30T07:00"),  # over the change to summer time
    ],
)
def test_the_next_morning(now: str, morning: str) -> None:
    zone = ZoneInfo("Europe/Berlin")
    found = next_morning(datetime.fromisoformat(now).replace(tzinfo=zone))
    assert found == datetime.fromisoformat(morning).replace(tzinfo=zone)


def test_a_holiday_is_no_working_morning() -> None:
    epiphany = datetime(2027, 1, 6, 6, tzinfo=ZoneInfo("Europe/Berlin"))
    assert next_morning(epiphany, {epiphany.date()}).day == 7


def test_the_page_of_that_morning_is_shown(plan: Plan, tmp_path: Path) -> None:
    ran = plan("demo", str(tmp_path / "book"), PLAN_NOW="2027-01-05T20:00")  # the eve of a holiday there
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("\n Thu 7 Jan 2027 ")
    assert "\n 08:30 " in ran.out
    assert "\n An hour is worth " in ran.out
    assert f"  export PLAN_BOOK={tmp_path / 'book'} PLAN_NOW=2027-01-07T07:00\n  plan next\n" in ran.out


def test_the_book_is_sound_and_named(plan: Plan, tmp_path: Path) -> None:
    ran = plan("demo", str(tmp_path / "book"))
    assert (ran.code, ran.err) == (0, "")
    assert str(tmp_path / "book") in ran.out
    assert plan("check", "--book", str(tmp_path / "book")).code == 0


def test_without_a_folder_it_is_a_temporary_one(plan: Plan, tmp_path: Path) -> None:
    first, second = (json.loads(plan("demo", "--json", TMPDIR=str(tmp_path)).out)["book"] for _ in range(2))
    assert first != second
    assert {Path(first).parent, Path(second).parent} == {tmp_path}
    assert plan("check", "--book", first).code == 0


def test_nothing_is_overwritten(plan: Plan, tmp_path: Path) -> None:
    assert plan("demo", str(tmp_path / "book")).code == 0
    before = {path: path.read_bytes() for path in (tmp_path / "book").rglob("*") if path.is_file()}
    ran = plan("demo", str(tmp_path / "book"))
    assert ran.code == 1
    assert "already exists" in ran.err
    assert {path: path.read_bytes() for path in before} == before
