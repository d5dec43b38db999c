"""Time zones, hours and shares are read as a rep would say them; what could be two is refused."""

from __future__ import annotations

from contextlib import suppress
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.book import ClockRange
from planner.errors import UsageError
from planner.locales.locale import PLAIN, Locale, locale_names, locale_of, use_locale
from planner.screen.text.sums import trimmed_percent
from planner.typed.rep.income import read_income
from planner.typed.rep.share import read_share
from planner.typed.rep.week_hours import read_week, week_text
from planner.typed.rep.zones import country_of, read_zone


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("eastern", "America/New_York"),
        ("Eastern Time", "America/New_York"),
        ("US Pacific", "America/Los_Angeles"),
        ("Etc/UTC", "UTC"),  # as many servers call their own
        ("Etc/GMT+5", "Etc/GMT+5"),
        ("EST", "America/New_York"),  # not the zone "EST", which has no summer time
        ("pacific time (us & canada)", "America/Los_Angeles"),
        ("new york", "America/New_York"),
        ("america/chicago", "America/Chicago"),
        ("Germany", "Europe/Berlin"),
        ("munich", "Europe/Berlin"),
        ("München", "Europe/Berlin"),
        ("Zürich", "Europe/Zurich"),
        ("CET", "Europe/Berlin"),
        ("india", "Asia/Kolkata"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone(typed: str, zone: str) -> None:
    assert read_zone(typed) == zone


def test_every_zone_that_a_machine_may_be_in() -> None:
    for name in available_timezones():
        assert ZoneInfo(read_zone(name))


@pytest.mark.parametrize(
    ("typed", "what", "fix"),
    [
        ("Berln", 'no time zone "Berln"', 'did you mean "Europe/Berlin"?'),
        ("ist", '"ist" has several time zones', "one of Asia/Kolkata, Europe/Dublin, Asia/Jerusalem"),
        ("spain", '"spain" has several time zones', "one of Europe/Madrid, Atlantic/Canary"),
        (
            "../../etc/passwd",
            'no time zone "../../etc/passwd"',
            "write a city or a zone: Chicago, eastern, Europe/Berlin",
        ),
    ],
)
def test_no_zone(typed: str, what: str, fix: str) -> None:
    with pytest.raises(UsageError) as wrong:
        read_zone(typed)
    assert (wrong.value.what, wrong.value.fix) == (what, fix)


def test_the_country_of_a_zone() -> None:
    assert [country_of(zone) for zone in ("Europe/Berlin", "America/Chicago", "UTC")] == ["DE", "US", None]


CUT_ON_FRIDAY = "mon-thu 08:00-12:00, 13:00-17:30; fri 08:00-12:00, 13:00-15:00"
STOPS_EARLY = "mon-thu 08:00-12:00, 12:45-16:30; fri 08:00-12:00, 12:45-13:00"
NOT_ON_FRIDAY = "mon-thu 08:00-12:00, 13:00-17:00"


@pytest.mark.parametrize(
    ("typed", "week"),
    [
        ("9-12, 1-5", "mon-fri 09:00-12:00, 13:00-17:00"),
        ("9-5", "mon-fri 09:00-17:00"),
        ("9 to 5", "mon-fri 09:00-17:00"),
        ("9am-5pm", "mon-fri 09:00-17:00"),
        ("9-5pm", "mon-fri 09:00-17:00"),
        ("1-5pm", "mon-fri 13:00-17:00"),
        ("12-1, 2-6", "mon-fri 12:00-13:00, 14:00-18:00"),
        ("22:00-02:00", "mon-fri 22:00-02:00"),
        ("mon-thu 22-2; sat 8pm-1am", "mon-thu 22:00-02:00; sat 20:00-01:00"),
        ("mon-sun 14-18, 20-2", "mon-sun 14:00-18:00, 20:00-02:00"),
        ("8h30-12h, 14h-18h", "mon-fri 08:30-12:00, 14:00-18:00"),
        ("0900-1700", "mon-fri 09:00-17:00"),
        ("mon-thu 9-12, 1-5; fri 9-1", "mon-thu 09:00-12:00, 13:00-17:00; fri 09:00-13:00"),
        ("weekdays 9-5; fri off", "mon-thu 09:00-17:00"),
        ("Mon, Wed and Fri 9-12", "mon 09:00-12:00; wed 09:00-12:00; fri 09:00-12:00"),
        ("sun-thu 9-5", "mon-thu 09:00-17:00; sun 09:00-17:00"),
        ("8.30 to 12.30 and 13.15 to 17.30", "mon-fri 08:30-12:30, 13:15-17:30"),
        ("8.30-12.30, 13.15-17.30", "mon-fri 08:30-12:30, 13:15-17:30"),
        ("8.30 to 12.30 & 1.15 to 5.30, Monday to Friday", "mon-fri 08:30-12:30, 13:15-17:30"),
        ("Mon-Thu 8 to 12 and 1 to 5:30, Fri until 3pm", CUT_ON_FRIDAY),
        ("mon-thu 8-12, 1-5:30; fri until 3pm", CUT_ON_FRIDAY),
        ("mon-thu 8-12, 1-5:30; fri only until 3", CUT_ON_FRIDAY),
        ("8-12, 1-5:30, Fridays until 15.00", CUT_ON_FRIDAY),
        ("mon-thu 9-5, fridays from 10", "mon-thu 09:00-17:00; fri 10:00-17:00"),
        ("9 to 5 with lunch 12-1", "mon-fri 09:00-12:00, 13:00-17:00"),
        ("8-5, lunch 12:30", "mon-fri 08:00-12:30, 13:30-17:00"),
        ("8-5 (lunch 1-2)", "mon-fri 08:00-13:00, 14:00-17:00"),
        ("8-5 without lunch", "mon-fri 08:00-17:00"),
        ("mon-thu 8-5, fri 8-3, lunch 12-1", "mon-thu 08:00-12:00, 13:00-17:00; fri 08:00-12:00, 13:00-15:00"),
        ("mon 8-5 lunch 12-1; fri 8-3, lunch 11 for 30m", "mon 08:00-12:00, 13:00-17:00; fri 08:00-11:00, 11:30-15:00"),
        ("9-5 mon-thu, 9-3 fri", "mon-thu 09:00-17:00; fri 09:00-15:00"),
        ("M-F between 9 and 5", "mon-fri 09:00-17:00"),
        ("9-5 mon-thu, fri 9-3", "mon-thu 09:00-17:00; fri 09:00-15:00"),
        ("9-5 mon, tue and fri 9-3", "mon-tue 09:00-17:00; fri 09:00-15:00"),
        (
            "7:30 to 12 and 13 to 16:30 Monday through Thursday, Fridays 7:30 to noon",
            "mon-thu 07:30-12:00, 13:00-16:30; fri 07:30-12:00",
        ),
        ("9-17; mon and fri 9-3", "mon 09:00-15:00; tue-thu 09:00-17:00; fri 09:00-15:00"),
        ("8 till 12 and 12.45 till 4.30, mon to fri, fridays I stop at 1", STOPS_EARLY),
        ("Working hours 8 till 12 and 12.45 till 4.30, Mondays to Fridays; Fridays I stop at 1.", STOPS_EARLY),
        ("8 till 12 and 12.45 till 4.30 mon to fri, i knock off at 1 on fridays", STOPS_EARLY),
        ("8-12, 12.45-4.30, fri till 1", STOPS_EARLY),
        ("9-5, I finish at 1 on Fridays", "mon-thu 09:00-17:00; fri 09:00-13:00"),
        ("mon-fri 9-5. Fridays I'm done at 3.", "mon-thu 09:00-17:00; fri 09:00-15:00"),
        ("mon-fri 9-5 but fri 9-3", "mon-thu 09:00-17:00; fri 09:00-15:00"),
        ("9-5, fri I start at 10", "mon-thu 09:00-17:00; fri 10:00-17:00"),
        ("8-12, 1-5, not on Fridays", NOT_ON_FRIDAY),
        ("8-12, 1-5, Fridays off", NOT_ON_FRIDAY),
        ("8-12, 1-5 but no Fridays", NOT_ON_FRIDAY),
        ("mon-fri 8-12, 1-5, never on a Friday", NOT_ON_FRIDAY),
        ("9-5 every day but Friday and Sunday", "mon-thu 09:00-17:00; sat 09:00-17:00"),
        ("M-Th 8-12, 1-5:30, F 8-3.", "mon-thu 08:00-12:00, 13:00-17:30; fri 08:00-15:00"),
        ("9 a.m.-5 p.m., F until 3 p.m.", "mon-thu 09:00-17:00; fri 09:00-15:00"),
        ("I work 9-5", "mon-fri 09:00-17:00"),
    ],
)
@pytest.mark.parametrize("name", ["", "en-US", "en-GB", "de-DE"])
def test_hours(typed: str, week: str, name: str) -> None:
    assert week_text(read_week("", typed, locale_of(name) if name else PLAIN)) == week


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("8-12 and 1 to x", 'can\'t read "1 to x" in "8-12 and 1 to x" as hours'),
        ("mon-thu 8-12; fri 9-noon-1", 'can\'t read "9-noon-1" in "fri 9-noon-1" as hours'),
        ("fri until 3pm", 'can\'t read "until 3pm" in "fri until 3pm" as hours'),
        ("mon-thu 8-12; fri until 7pm", 'can\'t read "until 7pm" in "fri until 7pm" as hours'),
        ("8-5, lunch 19-20", 'can\'t read "lunch 19-20" in "8-5, lunch 19-20" as hours'),
        ("8-12, Fridays I stop", 'can\'t read "i stop" in "fridays i stop" as hours'),
        ("9-5, no Wed afternoons", 'can\'t read "no" in "9-5, no" as hours'),
        ("9-5, never", 'can\'t read "never" in "9-5, never" as hours'),
        ("not fridays", "no day has any hours"),
        ("lunch 12-1", 'can\'t read "lunch 12-1" as hours'),
        ("", 'can\'t read "" as hours'),
    ],
)
def test_the_part_that_is_no_hours(typed: str, what: str) -> None:
    with pytest.raises(UsageError) as wrong:
        read_week("", typed)
    assert wrong.value.what == what
    assert wrong.value.fix == '9-12, 1-5 or "mon-thu 8-12, 1-5:30; fri until 3pm"'


@given(st.text("mon tuefri0123456789:.,;-lunch until not stop at M-Th", max_size=40))
def test_any_text_is_hours_or_is_refused(typed: str) -> None:
    with suppress(UsageError):
        assert week_text(read_week("", typed))


@pytest.mark.parametrize(
    "typed", ["", "9", "nonsense", "9-12, 11-3", "25-26", "9:70-12", "mon off", "9-12 maybe", "5pm-9am"]
)
def test_no_hours(typed: str) -> None:
    with pytest.raises(UsageError):
        read_week("", typed)


@pytest.mark.parametrize(
    ("typed", "night", "morning"),
    [
        ("daily 20-9, 9-12", "", ""),
        ("mon 22-6; tue 05:00-09:00", "mon", "tue"),
        ("sun 22-2; mon 1:00-9:00", "sun", "mon"),
    ],
)
def test_a_night_that_runs_into_the_next_hours(typed: str, night: str, morning: str) -> None:
    with pytest.raises(UsageError) as wrong:
        read_week("--hours", typed)
    if night:
        assert wrong.value.what == f"--hours: the night of {night} runs into the hours of {morning}"


@given(st.integers(0, 1439), st.integers(1, 720), st.sampled_from([PLAIN, locale_of("en-US"), locale_of("de-DE")]))
def test_a_night_is_read_back_as_it_is_shown(start: int, length: int, locale: Locale) -> None:
    week = ((ClockRange(start, start + length),), (), (), (), (), (), ())
    assert read_week("", week_text(week, locale), locale) == week


@settings(deadline=None)
@given(
    st.lists(
        st.lists(st.integers(0, 1440), max_size=6, unique=True).map(
            lambda minutes: tuple(map(ClockRange._make, zip(*[iter(sorted(minutes))] * 2, strict=False)))
        ),
        min_size=7,
        max_size=7,
    ).filter(any)
)
def test_hours_are_read_back_as_they_are_shown(days: list[tuple[ClockRange, ...]]) -> None:
    week = tuple(days)
    assert read_week("", week_text(week)) == week


@pytest.mark.parametrize(
    ("typed", "share"),
    [
        ("8%", 0.08),
        ("8", 0.08),
        ("0.08", 0.08),
        (".08", 0.08),
        ("12,5 %", 0.125),
        ("8 percent", 0.08),
        ("all", 1.0),
        ("100", 1.0),
        ("8% of everything", 0.08),
        ("commission 9 %", 0.09),
        ("9% commission on sales", 0.09),
        ("Keeps 6 % of an order", 0.06),
        ("about 8%", 0.08),
        ("I get 8% on all deals", 0.08),
    ],
)
def test_a_share(typed: str, share: float) -> None:
    assert read_share("", typed) == share
    assert read_share("", typed, locale_of("de-DE")) == share


@given(st.integers(1, 1000), st.sampled_from([PLAIN, *map(locale_of, locale_names())]))
def test_a_share_is_read_back_as_it_is_shown(permille: int, locale: Locale) -> None:
    with use_locale(locale):
        shown = trimmed_percent(permille / 1000, 1)
    assert read_share("", shown, locale) == permille / 1000


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "%",
        "x",
        "0",
        "-3",
        "101%",
        "1",
        "0.5",
        "1.5",
        "1,000",
        "8k",
        "8%%",
        "8% 9",
        "1e400",
        "9" * 400,
        "$8",
        "٨%",
        "8% of margin",
        "8% of new, 5% of the rest",
    ],
)
def test_no_share_or_two(typed: str) -> None:
    with pytest.raises(UsageError):
        read_share("--keeps", typed)


@pytest.mark.parametrize(
    ("typed", "money"),
    [
        ("$97k earned so far", 97_000),
        ("97k of 400k", 97_000),
        ("about 97k", 97_000),
        ("about $97k out of $400k", 97_000),
        ("has earned $118,000 so far", 118_000),
        ("I've made 97k ytd", 97_000),
        ("97,000 in commission to date", 97_000),
        ("61.4k is in", 61_400),
        ("about $121k of that is in", 121_000),
        ("nothing yet", 0),
    ],
)
def test_what_is_earned_in_the_words_of_a_rep(typed: str, money: int) -> None:
    assert read_income("", typed, locale_of("en-US"), is_part=True) == money


@pytest.mark.parametrize(
    ("typed", "money"),
    [
        ("make $150k a year", 150_000),
        ("$150,000 commission this year", 150_000),
        ("my goal is 150,000", 150_000),
        ("90k of commission by year end", 90_000),
        ("roughly 130k or so", 130_000),
    ],
)
def test_a_goal_in_the_words_of_a_rep(typed: str, money: int) -> None:
    assert read_income("", typed, locale_of("en-US")) == money


@pytest.mark.parametrize(
    "typed", ["", "ninety", "97-98k", "97k or 98k", "make money", "800 a month", "8%", "of", "97k 400k"]
)
def test_no_money_of_the_reps(typed: str) -> None:
    for is_part in (True, False):
        with pytest.raises(UsageError):
            read_income("", typed, locale_of("en-US"), is_part=is_part)


@given(
    st.integers(1, 10**9), st.sampled_from(["{} so far", "about {}", "earned {} this year", "{} of commission", "{}"])
)
def test_words_around_money_change_nothing(money: int, words: str) -> None:
    assert read_income("", words.format(money)) == money
