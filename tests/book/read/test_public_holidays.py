"""Public holidays by ISO 3166 code."""

from datetime import date

import pytest

from planner.book.read.holidays import days_off, wrong_with
from planner.errors import PlanError


@pytest.mark.parametrize(
    ("code", "day", "off"),
    [
        ("DE-BY", date(2026, 1, 6), True),  # Epiphany, in Bavaria
        ("DE-BE", date(2026, 1, 6), False),  # not in Berlin
        ("US", date(2026, 7, 4), True),
        ("US", date(2026, 11, 24), False),
        ("DE", date(2027, 10, 3), True),
    ],
)
def test_a_day(code, day, off):
    assert (day in days_off(code, [2026, 2027])) is off


@pytest.mark.parametrize(
    ("code", "fix"),
    [
        ("de-by", 'did you mean "DE-BY"?'),
        ("DE-XY", 'did you mean "DE-BY"?'),
        ("Atlantis", 'write an ISO 3166 code such as "DE" or "DE-BY"'),
    ],
)
def test_an_unknown_code(code, fix):
    assert wrong_with(code)[1] == fix
    with pytest.raises(PlanError):
        days_off(code, [2026])


def test_known_codes():
    assert [wrong_with(code) for code in ("DE", "DE-BY", "US-CA", "GB-ENG")] == [None] * 4
