"""Days in several locales, on Monday, November 23, 2026."""

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.locales.dates import Around
from planner.locales.day_time import read_day_and_minute
from planner.locales.days import read_day
from planner.locales.locale import PLAIN, Locale, locale_names, locale_of
from planner.locales.words import NoReadingError, TwoReadingsError
from planner.locales.writing import WEEKDAYS, write_day

TODAY = date(2026, 11, 23)
US, BRITAIN, GERMANY = locale_of("en-US"), locale_of("en-GB"), locale_of("de-DE")
FRANCE, SPAIN, FINLAND, JAPAN = (locale_of(name) for name in ("fr-FR", "es-ES", "fi-FI", "ja-JP"))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("day after tomorrow", "2026-11-25"),
        ("thurs", "2026-11-26"),
        ("next fri", "2026-12-04"),
        ("this fri", "2026-11-27"),
        ("fri next week", "2026-12-04"),
        ("last fri", "2026-11-20"),
        ("+2w", "2026-12-07"),
        ("2w", "2026-12-07"),
        ("in 2 weeks", "2026-12-07"),
        ("in two weeks", "2026-12-07"),
        ("a week ago", "2026-11-16"),
        ("in a month", "2026-12-23"),
        ("next week", "2026-11-30"),
        ("next month", "2026-12-01"),
        ("end of month", "2026-11-30"),
        ("eoy", "2026-12-31"),
        ("2026-W50", "2026-12-07"),
        ("W50", "2026-12-07"),
        ("KW 3", "2027-01-18"),
        ("24 Dec", "2026-12-24"),
        ("Dec 24", "2026-12-24"),
        ("December 24th, 2026", "2026-12-24"),
        ("Thu, Dec 24", "2026-12-24"),
        ("24-Dec-26", "2026-12-24"),
        ("29 feb", "2028-02-29"),
        ("the 24th", "2026-11-24"),
        ("13th", "2026-12-13"),
        ("12/31", "2026-12-31"),  # 31 is no month, so there is one reading
        ("31/12", "2026-12-31"),
        ("12/12", "2026-12-12"),
        ("12/31/26", "2026-12-31"),
        ("31.12.", "2026-12-31"),
        ("31.12.2026", "2026-12-31"),
        ("2026/12/31", "2026-12-31"),
    ],
)
def test_a_day_in_any_locale(text: str, day: str) -> None:
    assert {read_day(text, TODAY, locale) for locale in (PLAIN, US, BRITAIN, GERMANY)} == {date.fromisoformat(day)}


@pytest.mark.parametrize(
    ("text", "locale", "day"),
    [
        ("12/11", US, "2026-12-11"),
        ("1/12", BRITAIN, "2026-12-01"),
        ("1/12", US, "2027-01-12"),
        ("1.12.", GERMANY, "2026-12-01"),
        ("1.12", GERMANY, "2026-12-01"),
        ("24. Dezember", GERMANY, "2026-12-24"),
        ("Do 24. Dez.", GERMANY, "2026-12-24"),
        ("übermorgen", GERMANY, "2026-11-25"),
        ("nächste Woche", GERMANY, "2026-11-30"),
        ("nächsten Freitag", GERMANY, "2026-12-04"),
        ("in 3 Tagen", GERMANY, "2026-11-26"),
        ("vor 2 Wochen", GERMANY, "2026-11-09"),
        ("fr", GERMANY, "2026-11-27"),
        ("demain", FRANCE, "2026-11-24"),
        ("mar", FRANCE, "2026-11-24"),  # mardi
        ("mar 24", FRANCE, "2027-03-24"),  # of March
        ("mardi 24 novembre", FRANCE, "2026-11-24"),
        ("24 de diciembre de 2026", SPAIN, "2026-12-24"),
        ("pasado mañana", SPAIN, "2026-11-25"),
        ("12月24日", JAPAN, "2026-12-24"),
        ("2027年1月2日", JAPAN, "2027-01-02"),
    ],
)
def test_a_day_of_a_locale(text: str, locale: Locale, day: str) -> None:
    assert read_day(text, TODAY, locale) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("fri", "2026-11-20"),
        ("mon", "2026-11-23"),
        ("12 Nov", "2026-11-12"),
        ("24 Dec", "2025-12-24"),
        ("W48", "2026-11-23"),
        ("31st", "2026-10-31"),
    ],
)
def test_a_day_that_was(text: str, day: str) -> None:
    assert read_day(text, TODAY, US, past=True) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "locale", "days"),
    [
        ("12/11", PLAIN, ["2027-11-12", "2026-12-11"]),
        ("3/4/2027", PLAIN, ["2027-04-03", "2027-03-04"]),
        ("12/11", locale_of("en-CA"), ["2027-11-12", "2026-12-11"]),
        ("12 Nov", US, ["2026-11-12", "2027-11-12"]),  # just passed: a slip, or next year
    ],
)
def test_two_readings(text: str, locale: Locale, days: list[str]) -> None:
    with pytest.raises(TwoReadingsError) as two:
        read_day(text, TODAY, locale)
    assert [each.text for each in two.value.meanings] == days


@pytest.mark.parametrize(
    "text",
    [
        *("", "5", "1.5", "mar", "m", "30 feb", "Fri 24 Dec", "0915", "24 Dec 10", "W54", "W0", "+2m", "13/13", "0/1"),
        *("1/12/3", "+99999999999999999999", "9999-12-31", "next", "next soon", "a", "24", "1 1 1", "day", "32nd"),
    ],
)
@pytest.mark.parametrize("locale", [PLAIN, US, BRITAIN], ids=["plain", "us", "britain"])
def test_no_day(text: str, locale: Locale) -> None:
    with pytest.raises(NoReadingError):
        read_day(text, TODAY, locale)


LOCALES = [PLAIN, *(locale_of(name) for name in locale_names())]
DAYS = st.dates(date(1950, 1, 1), date(2900, 12, 31))


@given(st.sampled_from(LOCALES), DAYS, DAYS)
def test_a_day_on_a_screen_is_read_back(locale: Locale, day: date, today: date) -> None:
    assert read_day(write_day(day, locale), today, locale) == day
    assert read_day(f"{WEEKDAYS[day.weekday()][:3]} {write_day(day, locale)}", today, locale) == day


@given(st.sampled_from(LOCALES), DAYS, st.integers(0, 365))
def test_a_day_without_its_year_is_read_back(locale: Locale, today: date, later: int) -> None:
    """As on the screens, a day is without its year only in the year of today."""
    day = today + timedelta(days=later)
    if day.year == today.year:
        assert read_day(write_day(day, locale, year=False), today, locale) == day
        assert read_day(write_day(today, locale, year=False), day, locale, past=True) == today


@given(st.text(max_size=24), st.sampled_from(LOCALES), DAYS)
def test_any_text_is_a_day_or_refused(text: str, locale: Locale, today: date) -> None:
    with contextlib.suppress(NoReadingError, TwoReadingsError):
        assert isinstance(read_day(text, today, locale), date)


def test_a_long_text_is_not_cut_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    monkeypatch.setattr("planner.locales.day_time.read_day", lambda text, *_, **__: tried.append(text))
    with pytest.raises(NoReadingError):
        read_day_and_minute("1 " * 100, Around(TODAY, US))
    assert tried == []
