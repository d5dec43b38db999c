"""Texts in files: amounts, days, lengths and hours as a rep writes them; night hours and ranges of days off."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from planner.book.files import read_files
from planner.book.read.read_book import read_book
from planner.core.book import Book, ClockRange
from planner.errors import BookErrors

BERLIN = ZoneInfo("Europe/Berlin")
Write = Callable[..., Book]


@pytest.fixture
def book_of(tmp_path: Path) -> Write:
    """The book of a locale with these keys of its one deal, and of its hours."""

    def write(deal: str = "", hours: str = 'mon = ["09:00-17:00"]', locale: str = "", task: str = "") -> Book:
        rep = '[rep]\nname = "Dana"\ncurrency = "EUR"\ntimezone = "Europe/Berlin"\n'
        rep += f'locale = "{locale}"\n' if locale else ""
        (tmp_path / "plan.toml").write_text(f"{rep}[hours]\n{hours}\n")
        amount = "" if "amount" in deal else "amount = 1000\n"
        (tmp_path / "prospects.toml").write_text(f'[[prospect]]\nname = "Acme"\nstage = "lead"\n{amount}{deal}\n')
        if task:
            (tmp_path / "tasks.toml").write_text(f'[[task]]\ntitle = "Report"\n{task}\n')
        return read_book(read_files(tmp_path), "UTC").book

    return write


@pytest.mark.parametrize(
    ("line", "locale", "value"),
    [
        ('amount = "48k"', "", 48_000),
        ('amount = "€42,000"', "", 42_000),
        ('amount = "48.000"', "de-DE", 48_000),
        ('amount = "1,25 Mio. €"', "de-DE", 1_250_000),
        ('chance = "80%"', "", 0.8),
        ('next_minutes = "1h30"', "", 90),
        ('decide_by = "24 Dec 2026"', "", date(2026, 12, 24)),
        ('decide_by = "12/11/2026"', "en-US", date(2026, 12, 11)),
        ('decide_by = "11.12.2026"', "", date(2026, 12, 11)),
        ('at = "24 Dec 2026 2pm"', "", datetime(2026, 12, 24, 14, tzinfo=BERLIN)),
        ('windows = ["9-11:30", "2-4pm"]', "", (ClockRange(540, 690), ClockRange(840, 960))),
        ('windows = ["22:00-02:00"]', "", (ClockRange(0, 120), ClockRange(1320, 1440))),
    ],
)
def test_a_value(book_of: Write, line: str, locale: str, value: object) -> None:
    assert getattr(book_of(line, locale=locale).deals[0], line.partition(" ")[0]) == value


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('amount = "48.000"', '"48.000" may be 48 or 48,000'),
        ('amount = "$48k"', '"$48k" is in USD, and your book is in EUR'),
        ('amount = "lots"', '`amount` must be a number, not the text "lots"'),
        ('amount = "-5"', "`amount` must be an amount of money, 0 or more, not -5"),
        ('decide_by = "fri"', '`decide_by` must be a date, not the text "fri"'),  # on another day it would be another
        ('decide_by = "24 Dec"', '`decide_by` must be a date, not the text "24 Dec"'),
        ('decide_by = "12/11/2026"', '"12/11/2026" may be 12 Nov 2026 or 11 Dec 2026'),
        ('windows = ["1-5"]', '"1-5" may be 01:00-05:00 or 13:00-17:00'),
        ('windows = ["9-x"]', '"9-x" is not a time range'),
    ],
)
def test_what_is_refused(book_of: Write, line: str, what: str) -> None:
    with pytest.raises(BookErrors) as refused:
        book_of(line)
    assert [error.what for error in refused.value.errors] == [what]


def test_lengths_of_tasks(book_of: Write) -> None:
    assert book_of(task='minutes = "1 h 30"\nby = "24 Dec 2026"').tasks[0].minutes == 90


def test_hours_past_midnight_belong_to_the_next_day(book_of: Write) -> None:
    week = book_of(hours='fri = ["22:00-02:00"]\nsat = ["09:00-12:00"]\nsun = ["20:00-24:00"]').hours.week
    assert week[4] == (ClockRange(1320, 1440),)
    assert week[5] == (ClockRange(0, 120), ClockRange(540, 720))
    assert week[6] == (ClockRange(1200, 1440),)
    assert book_of(hours='sun = ["22:00-02:00"]').hours.week[0] == (ClockRange(0, 120),)


def test_a_night_that_runs_into_the_morning(book_of: Write) -> None:
    with pytest.raises(BookErrors) as refused:
        book_of(hours='fri = ["22:00-02:00"]\nsat = ["01:00-12:00"]')
    assert [error.what for error in refused.value.errors] == ["the evening before runs into the hours of `sat`"]


def test_ranges_of_days_off(book_of: Write) -> None:
    hours = (
        'mon = ["9-17"]\ndays_off = [2026-11-27, "2026-12-30..2027-01-01", "24 Dec 2026 to 25 Dec 2026", "6 Jan 2027"]'
    )
    assert book_of(hours=hours).hours.days_off == (
        date(2026, 11, 27),
        *(date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1)),
        *(date(2026, 12, 24), date(2026, 12, 25)),
        date(2027, 1, 6),
    )


@pytest.mark.parametrize("text", ["24 Dec", "2026-12-30..2026-12-01", "2020-01-01..2029-01-01", "leave", ""])
def test_days_off_that_are_none(book_of: Write, text: str) -> None:
    with pytest.raises(BookErrors):
        book_of(hours=f'mon = ["9-17"]\ndays_off = ["{text}"]')


@pytest.mark.parametrize("name", ["xx-XX", "english", ""])
def test_an_unknown_locale(book_of: Write, name: str) -> None:
    if name:
        with pytest.raises(BookErrors, match="no locale"):
            book_of(locale=name)
    else:
        assert book_of(locale=name).rep.locale is None


def test_a_locale_is_kept_by_its_name(book_of: Write) -> None:
    assert book_of(locale="de_de.UTF-8").rep.locale == "de-DE"


@pytest.mark.parametrize(
    ("deal", "warned"),
    [
        ('windows = ["18:00-20:00"]', True),
        ('windows = ["16:00-20:00"]', False),
        ('windows = ["18:00-20:00"]\ntimezone = "Asia/Tokyo"', True),  # the morning in Berlin
        ('windows = ["09:00-11:00"]\ntimezone = "America/New_York"', False),  # 15:00 in Berlin
    ],
)
def test_windows_that_never_meet_the_hours(tmp_path: Path, deal: str, warned: bool) -> None:
    plan = '[rep]\nname = "Dana"\ncurrency = "EUR"\ntimezone = "Europe/Berlin"\n[hours]\nmon = ["14:00-17:00"]\n'
    (tmp_path / "plan.toml").write_text(plan)
    record = f'[[prospect]]\nid = "acme"\nname = "Acme"\nstage = "lead"\namount = 1000\n{deal}\n'
    (tmp_path / "prospects.toml").write_text(record)
    warnings = read_book(read_files(tmp_path), "UTC").warnings
    assert any('the `windows` of "acme" are all outside your hours' in each for each in warnings) is warned
