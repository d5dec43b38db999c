"""Many rows added at once: the document says them all, though the plain ones are not read back."""

from __future__ import annotations

import string
import tomllib
from datetime import date, datetime
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.book.ids import _typed, slug
from planner.book.toml import edit
from planner.book.toml.edit import add_tables
from planner.book.toml.value_text import is_plain, value_text
from planner.errors import PlanError

VALUES = st.recursive(
    st.text(max_size=6)
    | st.integers()
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.floats(allow_nan=False, allow_infinity=False).filter(lambda value: not value.is_integer()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, min_size=1, max_size=2),
    max_leaves=4,
)
KEYS = st.sampled_from(["id", "name", "why now", "ä", "#"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.dictionaries(KEYS, VALUES, min_size=1, max_size=3), min_size=1, max_size=4), st.integers(0, 2))
def test_the_rows_are_read_as_they_were_meant(rows: list[dict[str, Any]], checked: int) -> None:
    for before in ("", "# mine\n", "# mine", '[[prospect]]\nid = "a"\n', "[rep]\nname = 'x'\n"):
        with patch.object(edit, "ALL_CHECKED", checked):
            after = add_tables(before.encode(), "prospect", rows).decode()
        assert after.startswith(before)
        assert tomllib.loads(after)["prospect"][-len(rows) :] == rows


@settings(max_examples=300, deadline=None)
@given(VALUES)
def test_what_is_plain_is_read_back(value: Any) -> None:
    if is_plain(value):
        assert tomllib.loads(f"key = {value_text(value)}")["key"] == value


def test_words_numbers_and_days_are_plain() -> None:
    assert all(map(is_plain, ("Acme GmbH", "o'ne", "ä", 5, True, date(2026, 11, 23), ["a", 2], {"power": "named"})))
    assert not any(map(is_plain, ('a "b"', "\n", "\\", 0.5, datetime(2026, 11, 23, 9), ["a", "\t"], {"why now": "x"})))


def test_a_row_that_would_be_read_in_another_way_is_refused() -> None:
    rows = [{"name": "plain"}, {"name": 'a "quote"'}]
    with (
        patch.object(edit, "ALL_CHECKED", 0),
        patch.object(edit, "line_text", lambda key, value, newline: f'{key} = "{value}"{newline}'),
        pytest.raises(PlanError),
    ):
        add_tables(b"", "prospect", rows)


@settings(max_examples=300, deadline=None)
@given(st.text(string.printable, max_size=60))
def test_the_id_of_a_name_in_ascii_is_as_that_of_any(name: str) -> None:
    """Both ways of making an id agree; a letter beyond ASCII at the end takes the longer one."""
    words = "".join(map(_typed, name.casefold())).split()
    assert slug(name, "x").split("-") == slug(" ".join(words), "x").split("-")
    assert slug(f"{name} ß", "x") in (slug(f"{name} ss", "x"), slug(name, "x"))


@pytest.mark.parametrize("sign", [*map(chr, range(0x7F, 0xA0)), "\u202e", "\u2066", "\u2028", "\u200f", "\x1b"])
def test_no_text_that_is_written_acts_on_a_terminal(sign: str) -> None:
    text = value_text(f"Acme{sign}31m")
    assert sign not in text
    assert tomllib.loads(f"key = {text}")["key"] == f"Acme{sign}31m"
