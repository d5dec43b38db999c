"""Nothing in a name acts on a terminal; what is cut keeps its columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from planner.screen.text.safe_text import escaped, fit, safe


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Lena Vogt", "Lena Vogt"),
        ("Wójcik & 星野森精機", "Wójcik & 星野森精機"),
        ("Red\x1b[31m", "Red�[31m"),
        ("Title\x1b]0;gotcha\x07", "Title�]0;gotcha�"),
        ("C1\x9b31m", "C1�31m"),
        ("two\nlines\tand a tab\r", "two lines and a tab "),
        ("user\u202egnp.exe", "usergnp.exe"),  # turns the reading direction
        ("Ac\u200bme\ufeff", "Acme"),  # shows nothing
        ("می\u200cخواهم", "می\u200cخواهم"),  # joins letters, as it should
        ("👩\u200d💼", "👩\u200d💼"),
        ("\u200d: First call", ": First call"),
        ("Acme\u200d: \u200dcall\u200d", "Acme: call"),
        ("half \ud83d", "half �"),
    ],
)
def test_a_name_on_the_screen(name: str, shown: str) -> None:
    assert safe(name) == shown


@pytest.mark.parametrize(
    ("name", "cells", "shown"),
    [
        ("Acme rollout", 12, "Acme rollout"),
        ("Acme rollout", 8, "Acme ro…"),
        ("Acme rollout", 6, "Acme…"),
        ("星野森精機", 10, "星野森精機"),
        ("星野森精機", 8, "星野森…"),
        ("星野森精機", 7, "星野森…"),
        ("星野森精機", 6, "星野…"),  # a wide letter is not halved
        ("Zu\u0308rich office", 7, "Zu\u0308rich…"),  # an accent stays with its letter
        ("anything", 1, "…"),
        ("anything", 0, ""),
    ],
)
def test_a_name_in_a_column(name: str, cells: int, shown: str) -> None:
    assert fit(name, cells) == shown
    assert cell_len(shown) <= cells


@given(st.text(), st.integers(0, 20))
def test_any_text_is_printable_on_one_line_and_fits(text: str, cells: int) -> None:
    assert not set(safe(text)) & {chr(code) for code in (*range(32), *range(127, 160))}
    assert safe(safe(text)) == safe(text)
    assert cell_len(fit(text, cells)) <= cells


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("Zürich 星", "Zürich 星"),
        ("C1\x9b and \u202e", "C1\\u009b and \\u202e"),
        ("tag \U000e0041", "tag \\udb40\\udc41"),
    ],
)
def test_json_loses_nothing_and_acts_on_nothing(text: str, spelled: str) -> None:
    assert escaped(text) == spelled
