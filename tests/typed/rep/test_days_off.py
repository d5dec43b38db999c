"""Days off are read with the words that name them; words that change which days are meant are refused."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import UsageError
from planner.locales.locale import Locale, locale_of
from planner.typed.rep.days_off import read_days_off

TODAY = date(2026, 12, 1)
GB, US = locale_of("en-GB", "GBP"), locale_of("en-US", "USD")
CHRISTMAS = ["2026-12-24..2027-01-02"]


@pytest.mark.parametrize(
    "text",
    [
        "24 Dec to 2 Jan",
        "Christmas, 24 Dec to 2 Jan",
        "Christmas off, 24 Dec to 2 Jan.",
        "24 Dec - 2 Jan Christmas",
        "24 Dec - 2 Jan, Christmas",
        "24 Dec to 2 Jan (Christmas)",
        "Christmas and New Year: 24 Dec to 2 Jan",
        "24 Dec to 2 Jan is off",
        "Xmas 24/12-2/1",
    ],
)
def test_a_name_next_to_the_days(text: str) -> None:
    assert [str(each) for each in read_days_off("", text, TODAY, GB)] == CHRISTMAS


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Off 12/25 and 1/1.", ["2026-12-25..2026-12-25", "2027-01-01..2027-01-01"]),
        ("12/25 and 1/1 off", ["2026-12-25..2026-12-25", "2027-01-01..2027-01-01"]),
        ("Christmas Day (12/25) and New Year's Day (1/1)", ["2026-12-25..2026-12-25", "2027-01-01..2027-01-01"]),
        ("Christmas: Dec 24 to Jan 2; Easter Apr 2 - Apr 5", [*CHRISTMAS, "2027-04-02..2027-04-05"]),
        ("ski week Feb 8-12", ["2027-02-08..2027-02-12"]),
        ("Good Friday 3/26", ["2027-03-26..2027-03-26"]),
    ],
)
def test_several_days_with_their_names(text: str, days: list[str]) -> None:
    assert [str(each) for each in read_days_off("", text, TODAY, US)] == days


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Christmas", "Christmas"),
        ("24 Dec, Easter, Whitsun", "Whitsun"),
        ("24 Dec to Christmas", "24 Dec to Christmas"),
        ("half day 24 Dec", "half day 24 Dec"),
        ("not 24 Dec", "not 24 Dec"),
        ("week of 8 Feb", "week of 8 Feb"),
        ("back 4 Jan", "back 4 Jan"),
        ("off until 4 Jan", "until 4 Jan"),
        ("Fridays, 24 Dec", "Fridays"),
        ("every Friday", "every Friday"),
        ("2 weeks from 24 Dec", "2 weeks from 24 Dec"),
    ],
)
def test_words_that_say_other_days_are_refused(text: str, wrong: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_days_off("", text, TODAY, GB)
    assert refused.value.what == f'can\'t read "{wrong}" as days off'


@given(st.text("Christmas 24 Dec-2Jan,(off) 12/25", max_size=40))
def test_any_text_is_days_off_or_refused(text: str) -> None:
    with suppress(UsageError):
        found = read_days_off("", text, TODAY, GB)
        assert found == tuple(sorted(found)) != ()


@pytest.mark.parametrize(
    ("text", "locale", "days"),
    [
        ("Dec 24 and 25", US, ["2026-12-24", "2026-12-25"]),
        ("Dec 24, 25 and Jan 1", US, ["2026-12-24", "2026-12-25", "2027-01-01"]),
        ("24, 25 and 26 Dec", GB, ["2026-12-24", "2026-12-25", "2026-12-26"]),
        ("24th and 25th Dec, 2 Jan", GB, ["2026-12-24", "2026-12-25", "2027-01-02"]),
        ("24 Dec and 25", GB, ["2026-12-24", "2026-12-25"]),
    ],
)
def test_a_bare_day_is_in_the_month_next_to_it(text: str, locale: Locale, days: list[str]) -> None:
    assert [str(each.first) for each in read_days_off("", text, TODAY, locale)] == days


@pytest.mark.parametrize("text", ["Dec 24 thru Jan 2", "12/24 thru 1/2"])
def test_thru_is_through(text: str) -> None:
    assert [str(each) for each in read_days_off("", text, TODAY, US)] == CHRISTMAS


def test_a_bare_day_alone_is_none() -> None:
    with pytest.raises(UsageError):
        read_days_off("", "24 and 25", TODAY, GB)
