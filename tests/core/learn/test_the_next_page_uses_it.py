"""Logs up to yesterday shape today's page; logs of today wait for tomorrow."""

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from planner.app.session import Session
from planner.app.settings import settings_from
from planner.book.diary.page_files import page_name
from planner.book.diary.write_page import write_day
from planner.core.line import Line
from tests.conftest import Plan, home, plan  # noqa: F401 - fixtures
from tests.core.learn.random_diaries import pages, row

BERLIN = ZoneInfo("Europe/Berlin")
PLAN = """
format = 1
[rep]
name = "Dana Reyes"
currency = "USD"
timezone = "Europe/Berlin"
[hours]
mon = ["09:00-12:00"]
tue = ["09:00-12:00"]
"""
PLAYBOOK = """
[[stage]]
name = "talk"
play = "talk"
real = { advance = 0.6, lost = 0.1 }
dead_end = { advance = 0.1, lost = 0.3 }
[[play]]
id = "talk"
title = "Talk"
how = "call"
minutes = 30
[[question]]
id = "need"
real = { yes = 0.5, no = 0.5 }
dead_end = { yes = 0.5, no = 0.5 }
"""
PROSPECTS = """
[[prospect]]
id = "acme"
name = "Acme"
amount = 20_000
stage = "talk"
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    folder.mkdir()
    for name, text in (("plan", PLAN), ("playbook", PLAYBOOK), ("prospects", PROSPECTS)):
        (folder / f"{name}.toml").write_text(text)
    return folder


def keep(book: Path, rows: Sequence[Line]) -> None:
    (book / "diary").mkdir(exist_ok=True)
    for day in pages(rows):
        (book / page_name(day.date)).write_bytes(write_day(day))


def talks(first: date, days: int) -> list[Line]:
    """A talk of an hour on each of so many days; two of three advance."""
    nine = datetime(first.year, first.month, first.day, 9, tzinfo=BERLIN)
    return [
        row(f"deal-{n}/talk", 60, "stayed" if n % 3 else "advanced", stage="talk", start=nine + timedelta(days=n))
        for n in range(days)
    ]


def minutes_of_acme(plan: Plan, book: Path) -> int:  # noqa: F811
    ran = plan("today", "--dry-run", "--book", str(book), "--json")
    assert (ran.code, ran.err) == (0, "")
    items = {item["item"]: item for item in json.loads(ran.out)["items"]}
    return int(items["acme/talk"]["minutes"])


def test_the_page_has_the_learned_minutes(plan: Plan, book: Path) -> None:  # noqa: F811
    assert minutes_of_acme(plan, book) == 30
    keep(book, talks(date(2026, 10, 1), 50))
    assert minutes_of_acme(plan, book) == 56  # 30 × exp(ln 2 × 50 ÷ 55)


def test_todays_logs_wait_for_tomorrow(plan: Plan, book: Path) -> None:  # noqa: F811
    keep(book, talks(date(2026, 11, 23), 1))
    assert minutes_of_acme(plan, book) == 30
    keep(book, talks(date(2026, 11, 22), 1))
    assert minutes_of_acme(plan, book) == 34  # 30 × exp(ln 2 ÷ 6)


def test_a_damaged_row_teaches_nothing(plan: Plan, book: Path) -> None:  # noqa: F811
    keep(book, talks(date(2026, 10, 1), 50))
    page = book / "diary" / "2026-10-02.toml"
    page.write_text(page.read_text().replace("minutes = 60", 'minutes = "an hour"'))
    assert minutes_of_acme(plan, book) == 56  # 49 logs: 30 × exp(ln 2 × 49 ÷ 54)


def test_a_morning_after_a_day_without_a_log_learns_nothing_new(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(book, talks(date(2026, 10, 1), 20))
    monkeypatch.setenv("PLAN_CACHE", str(tmp_path / "cache"))

    def learned(now: str) -> object:
        session = Session(settings_from({"book": str(book), "now": now}))
        return session.learned(session.today)

    first = learned("2026-11-23T07:00")
    monkeypatch.setattr("planner.core.learn.learn_playbook.learned_playbook", None)  # calling it would fail
    assert learned("2026-11-24T07:00") == first
    keep(book, talks(date(2026, 11, 24), 1))
    with pytest.raises(TypeError):
        learned("2026-11-25T07:00")
