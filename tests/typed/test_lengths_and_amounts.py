"""Lengths, amounts, counts and shares as they are typed."""

from collections.abc import Callable

import pytest

from planner.errors import TwoReadings, UsageError
from planner.locales.locale import locale_of
from planner.screen.text.wording import length
from planner.typed.amounts import field_amount, field_count, field_money, option_money
from planner.typed.lengths import option_hours, option_minutes

US = locale_of("en-US", "USD")


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("3", 3),
        ("3.5", 3.5),
        ("1:30", 1.5),
        ("2h", 2),
        ("90m", 1.5),
        ("2h30", 2.5),
        ("1h15m", 1.25),
        ("0", 0),
        (" 2 h ", 2),
    ],
)
def test_hours(text: str, hours: float) -> None:
    assert option_hours("--hours", text) == hours


@pytest.mark.parametrize("minutes", [0, 5, 50, 60, 140, 605, 1440])
def test_lengths_on_screen_are_read_back(minutes: int) -> None:
    assert round(60 * option_hours("--hours", length(minutes))) == minutes


@pytest.mark.parametrize(
    ("text", "amount"),
    [("48000", 48000), ("48k", 48000), ("48_000", 48000), ("1.2M", 1_200_000), ("50%", 0.5), ("0.5", 0.5), ("-5", -5)],
)
def test_amounts(text: str, amount: float) -> None:
    assert field_amount("amount", text) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("$9,800/yr", 9800),
        ("9,800 per year", 9800),
        ("$30K?", 30_000),
        ("~$30k", 30_000),
        ("about 30k", 30_000),
        ("40k ARR", 40_000),
        ("ARR 40k", 40_000),
        ("40k a year?", 40_000),
        ("25 x $600", 15_000),
        ("25x600", 15_000),
        ("25 seats x $600", 15_000),
        ("25 @ 1.2k", 30_000),
    ],
)
def test_amounts_with_the_words_that_reps_put_around_them(text: str, amount: float) -> None:
    assert field_money("amount", text, US) == amount


@pytest.mark.parametrize(
    ("text", "what", "fix"),
    [
        ("120-150k", '"120-150k" is a range', "type one amount, the one you expect"),
        ("$120k to $150k", '"$120k to $150k" is a range', "type one amount, the one you expect"),
        ("$800/mo", '"$800/mo" is an amount a month', 'type that of the deal: amount="12 x 800"'),
        ("€48k", '"€48k" is in EUR, and your book is in USD', "type it in USD"),
        ("25 x many", 'can\'t read "25 x many" as an amount', "amount=48000 or amount=48k"),
        ("?", 'can\'t read "?" as an amount', "amount=48000 or amount=48k"),
    ],
)
def test_amounts_that_are_none(text: str, what: str, fix: str) -> None:
    with pytest.raises(UsageError) as refused:
        field_money("amount", text, US)
    assert (refused.value.what, refused.value.fix) == (what, fix)


def test_a_price_of_a_piece_with_two_readings() -> None:
    with pytest.raises(TwoReadings) as two:
        field_money("amount", "25 x 48.000")
    assert (two.value.typed, [text for text, _ in two.value.choices]) == ("25 x 48.000", ["25 x 48", "25 x 48000"])


def test_whole_numbers() -> None:
    assert field_count("minutes", "30") == 30
    assert isinstance(field_count("minutes", "1k"), int)
    assert option_minutes("--minutes", "30") == 30
    assert option_minutes("--minutes", None) is None


@pytest.mark.parametrize(
    ("read", "what", "fix"),
    [
        (
            lambda: field_money("amount", "48.000.1"),
            'can\'t read "48.000.1" as an amount',
            "amount=48000 or amount=48k",
        ),
        (lambda: field_money("amount", "9" * 400), "amount is too large", "amount=48000"),
        (lambda: field_count("attempts", "1.5"), "attempts=1.5 is not a whole number", "attempts=2"),
        (lambda: field_count("attempts", "few"), 'can\'t read "few" as a whole number', "attempts=30"),
        (
            lambda: option_hours("--hours", "few"),
            '--hours: can\'t read "few" as hours',
            "--hours 3.5, --hours 1:30 or --hours 90m",
        ),
        (lambda: option_hours("--hours", "25"), "--hours must be between 0 and 24, not 25", "--hours 3.5"),
        (
            lambda: option_minutes("--minutes", "-5"),
            "--minutes must be between 0 and 1440, not -5",
            "--minutes 30",
        ),
    ],
)
def test_what_is_wrong(read: Callable[[], object], what: str, fix: str) -> None:
    with pytest.raises(UsageError) as refused:
        read()
    assert (refused.value.what, refused.value.fix) == (what, fix)


@pytest.mark.parametrize(
    ("text", "locale", "amount"),
    [("1.2 mil", "en-AU", 1_200_000), ("55 grand", "en-GB", 55_000), ("$1.2 mill", "en-US", 1_200_000)],
)
def test_a_mil_is_a_million_in_english(text: str, locale: str, amount: float) -> None:
    assert option_money("", text, locale_of(locale)) == amount


def test_a_mil_is_a_thousand_in_spanish() -> None:
    assert option_money("", "48 mil", locale_of("es-ES")) == 48_000
