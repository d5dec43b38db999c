"""Calendars of vdirsyncer, khal, Downloads and the book, and CRM exports, are found; nothing else is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from planner.app.setup.first_book.on_this_machine import (
    FoundCalendar,
    FoundExport,
    calendar_at,
    calendars_found,
    export_at,
    exports_found,
    usual_currency,
)

EVENT = "BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n"


def calendar(path: Path, events: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"BEGIN:VCALENDAR\r\n{EVENT * events}END:VCALENDAR\r\n", encoding="utf-8")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.chdir(folder)
    return folder


def found(home: Path, **environ: str) -> list[FoundCalendar]:
    return calendars_found({"HOME": str(home)} | environ, home / "book")


def test_calendars_of_other_programs(home: Path) -> None:
    calendar(home / ".calendars/work/a.ics", 1)
    calendar(home / ".calendars/work/b.ics", 1)
    calendar(home / ".calendars/plan/line.ics", 1)
    calendar(home / "khal/team/c.ics", 1)
    for name, text in {
        "vdirsyncer/config": '[storage meetings_here]\ntype = "filesystem"\npath = "~/.calendars/work/"\n'
        '[storage plan_here]\ntype = "filesystem"\npath = "~/.calendars/plan/"\n',
        "khal/config": "[calendars]\n[[team]]\npath = ~/khal/*\ntype = discover\n",
    }.items():
        path = home / ".config" / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    assert found(home) == [FoundCalendar("~/.calendars/work", 2), FoundCalendar("~/khal/team", 1)]


def test_a_calendar_in_downloads_but_no_invitation(home: Path) -> None:
    calendar(home / "Downloads/old.ics", 3)
    calendar(home / "Downloads/new.ics", 2)
    calendar(home / "Downloads/invite.ics", 1)
    os.utime(home / "Downloads/old.ics", (0, 0))
    assert found(home) == [FoundCalendar("~/Downloads/new.ics", 2), FoundCalendar("~/Downloads/old.ics", 3)]


def test_those_of_the_books_own_folder_by_their_names(home: Path) -> None:
    calendar(home / "book/work.ics", 1)
    assert found(home) == [FoundCalendar("work.ics", 1)]
    assert calendar_at("~/book/work.ics", home) == FoundCalendar("~/book/work.ics", 1)
    assert calendar_at("nowhere.ics", home) is None


@pytest.mark.parametrize("text", ["[storage", "path = \x00", "[[x]]\npath = ~/nowhere/*\n"])
def test_settings_that_can_not_be_read_find_nothing(home: Path, text: str) -> None:
    for name in ("vdirsyncer", "khal"):
        (home / ".config" / name).mkdir(parents=True)
        (home / ".config" / name / "config").write_text(text, encoding="utf-8")
    assert found(home) == []


def test_exports_of_a_crm_and_no_other_table(home: Path) -> None:
    (home / "Downloads").mkdir()
    (home / "Downloads/deals.csv").write_text("Deal name,Stage,Amount\nA,Demo,5\nB,Lead,6\n", encoding="utf-8")
    (home / "Downloads/bank.csv").write_text("Date,Text,Saldo\n1.1.2026,Rent,5\n", encoding="utf-8")
    (home / "Downloads/broken.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    assert exports_found({"HOME": str(home)}) == [FoundExport("~/Downloads/deals.csv", "prospect", 2)]
    assert export_at("~/Downloads/bank.csv") is None
    with pytest.raises(OSError, match="No such file"):
        export_at("nowhere.csv")


@pytest.mark.parametrize(
    ("environ", "zone", "currency"),
    [
        ({"LANG": "en_GB.UTF-8"}, "America/Chicago", "GBP"),
        ({"LANG": "en_US.UTF-8"}, "Europe/Berlin", "USD"),
        ({"LANG": "de_DE@euro"}, "UTC", "EUR"),
        ({"LANG": "ja_JP.UTF-8"}, "UTC", "JPY"),
        ({"LC_ALL": "C", "LC_MONETARY": "de_CH.UTF-8", "LANG": "en_US"}, "UTC", "CHF"),
        ({"LANG": "C.UTF-8"}, "Europe/London", "GBP"),
        ({}, "Europe/Paris", "EUR"),
        ({}, "UTC", "USD"),
    ],
)
def test_the_currency(environ: dict[str, str], zone: str, currency: str) -> None:
    assert usual_currency(environ, zone) == currency
