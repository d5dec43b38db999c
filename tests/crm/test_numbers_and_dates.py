"""Values of a column's cells, read as a whole column."""

import time
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from planner.crm.cells.amounts import NoAmountError, amount_in, decimal_mark
from planner.crm.cells.dates import EitherOrderError, NoDateError, date_in, order_in
from planner.crm.cells.words import words_of

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("column", "values"),
    [
        (["48000", "1234.5", "0"], [48000, 1234.5, 0]),
        (["48,000", "1,234,567", "12"], [48000, 1234567, 12]),
        (["48.000", "1.234.567"], [48000, 1234567]),
        (["1.234,50", "48.000", "7"], [1234.5, 48000, 7]),
        (["1,234.50", "48,000", "7"], [1234.5, 48000, 7]),
        (["1 234,50 €", "48\u00a0000 €", "9\u202f000"], [1234.5, 48000, 9000]),
        (["1'234.50", "CHF 48’000"], [1234.5, 48000]),
        (["$22,700.00", "US$ 5", "-$3.10", "(1,000.00)"], [22700, 5, -3.1, -1000]),
        (["0.125", "12.500"], [0.125, 12500]),
        (["$1,000 monthly", "$12"], [1000, 12]),
        (["12,34,567.00"], [1234567]),
        (["12k", "1.2M", "€ 3K", "1,5 Mio. €", "2 tsd", "7"], [12000, 1.2e6, 3000, 1.5e6, 2000, 7]),
    ],
)
def test_a_column_of_amounts(column: list[str], values: list[float]) -> None:
    mark = decimal_mark(column)
    assert [amount_in(cell, mark, "USD").value for cell in column] == values


@pytest.mark.parametrize("cell", ["about 5", "5 or 6", "1.2E+05", "12,34", "abc", "€ $", "1.2.3,4.5", "--"])
def test_not_an_amount(cell: str) -> None:
    with pytest.raises(NoAmountError):
        amount_in(cell, ".", "USD")


@pytest.mark.parametrize(
    ("cell", "own", "currency"),
    [
        ("$5", "USD", "USD"),
        ("$5", "CAD", "CAD"),
        ("$5", "EUR", "USD"),
        ("A$5", "USD", "AUD"),
        ("5 €", "USD", "EUR"),
        ("5 chf", "USD", "CHF"),
        ("5", "USD", None),
        ("5 MYR", "USD", "MYR"),
        ("5 kr", "SEK", "SEK"),
        ("5 kr", "USD", ""),
        ("5 xyz", "USD", ""),
    ],
)
def test_the_currency_of_a_cell(cell: str, own: str, currency: str | None) -> None:
    assert amount_in(cell, ".", own).currency == currency


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-11-22", date(2026, 11, 22)),
        ("2026-11-22 23:30", date(2026, 11, 22)),
        ("2026-11-22T23:30:00Z", date(2026, 11, 23)),
        ("2026-11-22 23:30:00+0100", date(2026, 11, 22)),
        ("2024/2/29", date(2024, 2, 29)),
        ("22.11.2026", date(2026, 11, 22)),
        ("3.4.26", date(2026, 4, 3)),
        ("15 Apr, 2021 00:02:00", date(2021, 4, 15)),
        ("Sunday, November 22, 2026", date(2026, 11, 22)),
        ("22-Nov-26", date(2026, 11, 22)),
        ("5/5/2026", date(2026, 5, 5)),
        ("11/22/2026 9:30 PM", date(2026, 11, 22)),
        ("31. Dez 2026", date(2026, 12, 31)),
        ("31 de diciembre de 2026", date(2026, 12, 31)),
        ("1er févr. 2027", date(2027, 2, 1)),
        ("2026年12月31日", date(2026, 12, 31)),
        ("Dec 2026", date(2026, 12, 31)),
        ("02/2027", date(2027, 2, 28)),
        ("Q1 2027", date(2027, 3, 31)),
        ("46387", date(2026, 12, 31)),
        ("46387.5", date(2026, 12, 31)),
    ],
)
def test_a_day(cell: str, day: date) -> None:
    assert date_in(cell, None, BERLIN) == day


LONG = ["5" + " " * 30_000 + "x", "(" * 30_000 + "5", "5 / " + " " * 30_000 + "mo", "1," * 30_000]


@pytest.mark.parametrize("cell", LONG, ids=range(len(LONG)))
def test_a_cell_that_is_too_long_costs_nothing(cell: str) -> None:
    began = time.process_time()
    with pytest.raises(NoAmountError):
        amount_in(cell, decimal_mark([cell]), "USD")
    assert words_of("(a" * 30_000)
    assert time.process_time() - began < 0.5


def test_the_other_dates_decide() -> None:
    assert order_in(["3/4/2026", "", "25/4/2026"]) == "dmy"
    assert order_in(["3/4/2026", "4/25/2026"]) == "mdy"
    assert order_in(["3/4/2026", "5/6/2026"]) is None
    assert (date_in("3/4/2026", "dmy", BERLIN), date_in("3/4/2026", "mdy", BERLIN)) == (
        date(2026, 4, 3),
        date(2026, 3, 4),
    )
    with pytest.raises(EitherOrderError):
        date_in("3/4/2026", None, BERLIN)


@pytest.mark.parametrize("cell", ["31/4/2026", "2026-02-30", "4523", "TBD", "13/13/2026", "2026-13-01", "1 Foo 2026"])
def test_not_a_day(cell: str) -> None:
    with pytest.raises(NoDateError):
        date_in(cell, "dmy", BERLIN)
