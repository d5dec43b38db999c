"""What the screens print in a locale, the same book reads back."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.locales.clock import read_clock
from planner.locales.days import read_day
from planner.locales.figures import read_figure, read_money
from planner.locales.lengths import read_minutes
from planner.locales.locale import PLAIN, Locale, decimals_of, locale_in_use, locale_names, locale_of, use_locale
from planner.screen.text.sums import trimmed_percent
from planner.screen.text.wording import (
    clock,
    clock_cells,
    counted,
    day,
    figure,
    full_day,
    length,
    money,
    own_figure,
    signed_figure,
)

CURRENCIES = ("USD", "EUR", "GBP", "CHF", "JPY", "INR", "SEK", "PLN", "CZK", "CAD", "HUF", "ZAR", "BRL", "MXN")
HOMES = {name: locale_of(name).home for name in locale_names()}
LOCALES = st.one_of(
    st.just(PLAIN),
    st.sampled_from([locale_of(name, home) for name, home in HOMES.items()]),
    st.builds(locale_of, st.sampled_from(locale_names()), st.sampled_from(CURRENCIES)),
)
DAYS = st.dates(date(1990, 1, 1), date(2089, 12, 31))


@given(LOCALES, st.datetimes())
def test_a_time_is_read_back(locale: Locale, at: datetime) -> None:
    with use_locale(locale):
        shown = clock(at)
    assert read_clock(shown, locale) == at.hour * 60 + at.minute


@given(LOCALES, DAYS, DAYS)
def test_a_day_is_read_back(locale: Locale, on: date, today: date) -> None:
    with use_locale(locale):
        with_year, named = day(on), full_day(on)
        later = day(max(on, today), min(on, today))
    assert read_day(with_year, today, locale) == read_day(named, today, locale) == on
    assert read_day(later, min(on, today), locale) == max(on, today)
    assert read_day(later, max(on, today), locale, past=True) == max(on, today)


@given(LOCALES, st.integers(-(10**12), 10**12))
def test_a_whole_amount_is_read_back(locale: Locale, amount: float) -> None:
    with use_locale(locale):
        shown = money(amount, locale.currency or "USD")
    assert read_money(shown, locale) == amount


@given(LOCALES, st.integers(-(10**9), 10**9))
def test_cents_are_read_back(locale: Locale, cents: int) -> None:
    currency = locale.currency or "USD"
    with use_locale(locale):
        shown = money(cents / 100, currency, decimals=2)
    has_cents = decimals_of(currency) == 2 or not locale.name
    assert read_money(shown, locale) == pytest.approx(cents / 100 if has_cents else round(cents / 100))


@given(LOCALES, st.floats(-1e12, 1e12))
def test_a_short_amount_is_read_back(locale: Locale, amount: float) -> None:
    with use_locale(locale):
        shown = money(amount, locale.currency or "USD", short=True)
    assert read_money(shown, locale) == pytest.approx(amount, rel=0.06, abs=0.5)


@given(LOCALES, st.integers(-(10**8), 10**8), st.integers(0, 3))
def test_other_figures_are_read_back(locale: Locale, digits: int, decimals: int) -> None:
    value = digits / 10**decimals
    with use_locale(locale):
        assert read_figure(figure(value, decimals), locale) == pytest.approx(value)
        assert read_figure(trimmed_percent(abs(value) / 100, decimals), locale) == pytest.approx(abs(value) / 100)
        grouped = (own_figure(value), signed_figure(value, decimals).removeprefix("+")) if decimals < 3 else ()
    for shown in grouped:
        assert read_money(shown, locale) == pytest.approx(value)


@given(LOCALES, st.integers(0, 10**4))
def test_a_length_is_read_back(locale: Locale, minutes: int) -> None:
    with use_locale(locale):
        assert read_minutes(length(minutes), locale) == minutes


@pytest.mark.parametrize(
    ("name", "currency", "shown"),
    [
        ("", "USD", "$1,234,567 -$12.50 $128k $12.4M CHF"),
        ("en-US", "USD", "$1,234,567 -$12.50 $128k $12.4M CHF"),
        ("en-IN", "INR", "₹12,34,567 -₹12.50 ₹1.3L ₹1.2Cr CHF"),
        ("de-DE", "EUR", "1.234.567\xa0€ -12,50\xa0€ 128k\xa0€ 12,4M\xa0€ CHF"),
        ("de-CH", "CHF", "CHF\xa01'234'567 -CHF\xa012.50 CHF\xa0128k CHF\xa012.4M CHF"),
        ("fr-FR", "EUR", "1\u202f234\u202f567\xa0€ -12,50\xa0€ 128k\xa0€ 12,4M\xa0€ CHF"),
        ("nl-NL", "EUR", "€\xa01.234.567 -€\xa012,50 €\xa0128k €\xa012,4M CHF"),
        ("sv-SE", "SEK", "1\xa0234\xa0567\xa0kr -12,50\xa0kr 128k\xa0kr 12,4M\xa0kr CHF"),
        ("en-CA", "CAD", "$1,234,567 -$12.50 $128k $12.4M CHF"),
        ("en-CA", "SEK", "SEK 1,234,567 -SEK 12.50 SEK 128k SEK 12.4M CHF"),
        ("ja-JP", "JPY", "¥1,234,567 -¥12 ¥128k ¥12.4M CHF"),
    ],
)
def test_amounts(name: str, currency: str, shown: str) -> None:
    with use_locale(locale_of(name) if name else PLAIN):
        whole, small = money(1_234_567, currency), money(-12.5, currency, decimals=2)
        assert (
            f"{whole} {small} {money(127_600, currency, short=True)} {money(12.4e6, currency, short=True)} CHF" == shown
        )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("", "Thu 24 Dec 2026 09:05 14:00 2.5 days"),
        ("en-US", "Thu Dec 24, 2026 9:05am 2:00pm 2.5 days"),
        ("en-GB", "Thu 24 Dec 2026 09:05 14:00 2.5 days"),
        ("en-AU", "Thu 24 Dec 2026 9:05am 2:00pm 2.5 days"),
        ("de-DE", "Thu 24 Dec 2026 09:05 14:00 2,5 days"),
    ],
)
def test_days_and_times(name: str, shown: str) -> None:
    at = datetime(2026, 12, 24, 9, 5)
    with use_locale(locale_of(name) if name else PLAIN):
        words = f"{full_day(at)} {clock(at)} {clock(at.replace(hour=14, minute=0))} {counted(2.5, 'day')}"
        assert all(len(clock(at.replace(hour=hour))) <= clock_cells() for hour in range(24))
    assert words == shown


def test_the_locale_ends_with_its_block() -> None:
    german = locale_of("de-DE")
    with pytest.raises(ZeroDivisionError), use_locale(german):
        assert locale_in_use() is german
        _ = 1 / 0
    assert locale_in_use() is PLAIN
