"""A book that leaves its zone to the machine is warned about once, and again when the machine has traveled."""

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Plan

DEMO = Path(__file__).parents[3] / "examples" / "demo"
WARNING = "plan.toml names no time zone: times are in this machine's, {}, and appointments move if it travels."
FIX = 'Add timezone = "{}" under [rep]'


@pytest.fixture
def book(tmp_path: Path) -> Path:
    book = tmp_path / "book"
    shutil.copytree(DEMO, book)
    file = book / "plan.toml"
    file.write_text(file.read_text().replace('timezone = "Europe/Berlin"\n', ""))
    return book


def warned(plan: Plan, book: Path, now: str, zone: str = "Europe/Berlin") -> bool:
    ran = plan("--now", now, "today", "--json", cwd=book, TZ=zone)
    assert ran.code == 0
    texts = [each for each in json.loads(ran.out)["warnings"] if "names no time zone" in each]
    assert texts in ([], [f"{WARNING} {FIX}".format(zone, zone)])
    return bool(texts)


def test_the_page_says_it_once(book: Path, plan: Plan) -> None:
    assert warned(plan, book, "2026-11-23T07:00")
    assert not warned(plan, book, "2026-11-24T07:00")
    assert not warned(plan, book, "2026-11-25T07:00", "Europe/Madrid")  # the same hours
    assert warned(plan, book, "2026-11-26T07:00", "America/New_York")
    assert not warned(plan, book, "2026-11-27T07:00", "America/New_York")


def test_summer_time_is_no_journey(book: Path, plan: Plan) -> None:
    assert warned(plan, book, "2026-10-23T07:00")
    assert not warned(plan, book, "2026-10-26T07:00")


def test_the_check_says_it_as_long_as_it_lasts(book: Path, plan: Plan) -> None:
    for _ in range(2):
        ran = plan("check", cwd=book)
        assert ran.code == 0
        assert "warning: " + WARNING.format("Europe/Berlin") in ran.out
        assert FIX.format("Europe/Berlin") in ran.out
    file = book / "plan.toml"
    file.write_text(file.read_text().replace("[rep]\n", '[rep]\ntimezone = "Europe/Berlin"\n'))
    assert "no warnings" in plan("check", cwd=book).out


def test_a_book_with_a_zone_is_never_warned_about(plan: Plan, tmp_path: Path) -> None:
    shutil.copytree(DEMO, tmp_path / "demo")
    assert not warned(plan, tmp_path / "demo", "2026-11-23T07:00", "America/New_York")
    assert "no warnings" in plan("check", cwd=tmp_path / "demo", TZ="America/New_York").out


def test_another_key_of_that_name_is_no_zone(book: Path, plan: Plan) -> None:
    file = book / "plan.toml"
    file.write_text(file.read_text() + '# timezone = "Europe/Berlin"\n')
    assert "names no time zone" in plan("check", cwd=book).out
