"""A number written for people is named as one, with the line to write instead."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.book.toml.syntax import read_tables
from planner.errors import FileError


@pytest.mark.parametrize(
    ("value", "fix"),
    [
        ("42,000", "amount = 42_000"),
        ("1.500.000", "amount = 1_500_000"),
        ("1'500'000", "amount = 1_500_000"),
        ("42 000", "amount = 42_000"),
        ("42,5", "amount = 42.5"),
        ("48k", "amount = 48_000"),
        ("1.2M # a year", "amount = 1_200_000"),
    ],
)
def test_the_fix_can_be_typed(value: str, fix: str) -> None:
    error = read_tables("prospects.toml", f"[[prospect]]\namount = {value}\n".encode())
    assert isinstance(error, FileError)
    assert (error.line, error.fix) == (2, fix)
    assert error.what == f'can\'t read "{value.partition(" #")[0]}" as a number'


@pytest.mark.parametrize("value", ["48.000.1", "2026-13-01", "12 apples", "k"])
def test_what_is_not_a_number_is_not_called_one(value: str) -> None:
    error = read_tables("prospects.toml", f"amount = {value}\n".encode())
    assert isinstance(error, FileError)
    assert "as a number" not in error.what


@given(st.integers(1_000, 10**9), st.sampled_from(",.' "))
def test_the_fix_is_the_number(number: int, mark: str) -> None:
    text = f"{number:,}".replace(",", mark)
    error = read_tables("a.toml", f"x = {text}\n".encode())
    if isinstance(error, FileError):  # 1.500 alone is a number of TOML
        assert tomllib.loads(error.fix) == {"x": number}
