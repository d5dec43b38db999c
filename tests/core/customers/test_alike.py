"""A name in another spelling is noticed, and short or other names are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core.customers.alike import SHORTEST, are_alike

words = st.text("abcdeklmnorstu", min_size=SHORTEST, max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ateliers Bévaux SA", "ateliers bevaux"),
        ("Wójcik Opakowania", "Wojcik Opakowania sp. z o.o."),
        ("Łukasz Szydło", "Lukasz Szydlo"),
        ("Zieglreuth & Söhne", "Zieglreuth und Soehne"),
        ("Zieglreuth & Söhne", "Zieglreuth Sohne"),
        ("Zieglreuth Soehne", "Zieglreuth Sohne"),
        ("Kestrel & Moor", "Kestrel and Moor"),
        ("Müller Maschinen", "Mueller Maschinen GmbH"),
        ("Tofteviken Båt AS", "Tofteviken Baat"),
        ("Bolt Antriebe", "Bolt Antreibe"),
        ("Nordwind", "Nord wind"),
        ("Lumenthal", "Lumental"),
        ("Lumenthal", "Lumenthall"),
        ("Lumenthal", "Lumemthal"),
        ("Großmann", "Grossmann"),
    ],
)
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    assert are_alike(one, other)
    assert are_alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bolt", "Bold"),
        ("Hale", "Haley"),
        ("Plant 1", "Plant 2"),
        ("Werk Nord", "Werk Süd"),
        ("Anna Meier", "Anne Maier"),
        ("Nordwind Filter", "Nordwind Pumpen"),
        ("星野森精機", "星野森工業"),
        ("Jo Park", "Jon Park"),
        ("Phase 202611", "Phase 202612"),
        ("Lumenthal", "Lumentahll"),
        ("Ltd", "GmbH"),
        ("", ""),
        ("&", "und"),
    ],
)
def test_other_names(one: str, other: str) -> None:
    assert not are_alike(one, other)
    assert not are_alike(other, one)


@given(words, st.data())
def test_any_one_slip_in_a_long_word_is_noticed(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    for slip in (word[:at] + "x" + word[at + 1 :], word[:at] + "x" + word[at:], swapped):
        assert are_alike(f"Werk {word} {1}", f"Werk {slip} {1}")
        assert not are_alike(f"Werk {word} 1", f"Halle {slip} 1")
