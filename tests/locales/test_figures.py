"""Amounts and other figures in several locales."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.locales.currencies import currency_of
from planner.locales.figures import OtherCurrencyError, read_figure, read_money
from planner.locales.locale import PLAIN, Locale, locale_names, locale_of
from planner.locales.words import NoReadingError, TwoReadingsError
from planner.locales.writing import write_figure

US, GERMANY, FRANCE = locale_of("en-US", "USD"), locale_of("de-DE", "EUR"), locale_of("fr-FR", "EUR")
INDIA, SWISS = locale_of("en-IN", "INR"), locale_of("de-CH", "CHF")


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("48000", PLAIN, 48_000),
        ("48_000", PLAIN, 48_000),
        ("48k", PLAIN, 48_000),
        ("48K", PLAIN, 48_000),
        ("1.2M", PLAIN, 1_200_000),
        ("1,25 M", PLAIN, 1_250_000),
        ("48,000", PLAIN, 48_000),
        ("$42,000", US, 42_000),
        ("$42,000.50", US, 42_000.5),
        ("USD 42k", US, 42_000),
        ("42 dollars", US, 42),
        ("-$500", US, -500),
        ("1.234,50", US, 1234.5),  # only one reading, wherever it is typed
        ("48.000", GERMANY, 48_000),
        ("1.250", GERMANY, 1_250),
        ("1.25", GERMANY, 1.25),
        ("1,25", GERMANY, 1.25),
        ("1,25 Mio. €", GERMANY, 1_250_000),
        ("42 k€", GERMANY, 42_000),
        ("1.000.000", GERMANY, 1_000_000),
        ("48 000", FRANCE, 48_000),
        ("48\u202f000,50 €", FRANCE, 48_000.5),
        ("12,34,567", INDIA, 1_234_567),
        ("₹12,34,567", INDIA, 1_234_567),
        ("Rs. 5 lakh", INDIA, 500_000),
        ("1.5 cr", INDIA, 15_000_000),
        ("CHF 1'234.50", SWISS, 1234.5),
        ("1.250", locale_of("en-US", "KWD"), 1.25),  # 1,000 fils are a dinar
    ],
)
def test_an_amount(text: str, locale: Locale, value: float) -> None:
    assert read_money(text, locale) == value


@pytest.mark.parametrize(
    ("text", "locale", "typed"),
    [
        ("48.000", PLAIN, ["48", "48000"]),
        ("1.250", US, ["1.25", "1250"]),
        ("1.250k", US, ["1250", "1250000"]),
        ("48,000", GERMANY, ["48", "48000"]),
        ("48.000", FRANCE, ["48", "48000"]),
    ],
)
def test_two_readings(text: str, locale: Locale, typed: list[str]) -> None:
    with pytest.raises(TwoReadingsError) as two:
        read_money(text, locale)
    assert [each.text for each in two.value.meanings] == typed
    assert [read_money(each.text, locale) for each in two.value.meanings] == [float(each) for each in typed]


@pytest.mark.parametrize(
    "text", ["", "abc", "48.000.1", "1,2,3", "12.345.67", "1e5", "12.", "m", "½", "1-2", "$", "5 xyz", "5 k k", "50%€"]
)
@pytest.mark.parametrize("locale", [PLAIN, US, GERMANY], ids=["plain", "us", "germany"])
def test_no_amount(text: str, locale: Locale) -> None:
    with pytest.raises(NoReadingError):
        read_money(text, locale)


def test_another_currency() -> None:
    with pytest.raises(OtherCurrencyError) as other:
        read_money("€42,000", US)
    assert other.value.currency == "EUR"


def test_a_word_with_two_values_is_refused() -> None:
    assert read_money("5 billion", US) == 5e9
    with pytest.raises(NoReadingError):
        read_money("5 billion", GERMANY)  # 10^12 in German


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("0.5", PLAIN, 0.5),
        ("50%", PLAIN, 0.5),
        ("8,5 %", GERMANY, 0.085),
        ("1.125", GERMANY, 1.125),
        (".5", PLAIN, 0.5),
    ],
)
def test_a_figure_that_is_not_money(text: str, locale: Locale, value: float) -> None:
    assert read_figure(text, locale) == value


LOCALES = [locale_of(name, "USD") for name in locale_names()]


@given(st.sampled_from(LOCALES), st.integers(-(10**12), 10**12))
def test_a_whole_amount_on_a_screen_is_read_back(locale: Locale, amount: int) -> None:
    assert read_money(write_figure(amount, locale), locale) == amount
    assert read_money(f"${write_figure(amount, locale)}", locale) == amount


@given(st.sampled_from(LOCALES), st.integers(-(10**9), 10**9))
def test_an_amount_with_cents_is_read_back(locale: Locale, cents: int) -> None:
    assert read_money(write_figure(cents / 100, locale, 2), locale) == cents / 100


@given(st.text(max_size=30), st.sampled_from(LOCALES))
def test_any_text_is_an_amount_or_refused(text: str, locale: Locale) -> None:
    with contextlib.suppress(ValueError, OverflowError):
        assert isinstance(read_money(text, locale), float)


@pytest.mark.parametrize(
    ("text", "own", "code"),
    [
        ("dollars", "", "USD"),
        ("$", "CAD", "CAD"),
        ("US$", "CAD", "USD"),
        ("Euro", "", "EUR"),
        ("kr", "", ""),
        ("kr", "NOK", "NOK"),
        ("pounds", "", "GBP"),
        ("sterling", "", "GBP"),
        ("Rs.", "", "INR"),
        ("chf", "", "CHF"),
        ("Swiss francs", "", "CHF"),
        ("gold", "", ""),
    ],
)
def test_a_currency(text: str, own: str, code: str) -> None:
    assert currency_of(text, own) == code
