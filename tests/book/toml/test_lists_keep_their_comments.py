"""A list with other elements: those that stay keep their comments, those that go leave theirs where they were."""

from __future__ import annotations

import tomllib
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.book.toml.comments import texts
from planner.book.toml.edit import REMOVE, set_values

BOLT = """\
[[account]]
id = "bolt"
contacts = [
  # people first
  "sam",   # the first
  "jo",    # the second
  # nobody else
]   # after
"""


INSIDE = {
    "sam": """\
  # people first
  "sam",   # the first
  # the second
  # nobody else
""",
    "jo": """\
  # people first
  # the first
  "jo",    # the second
  # nobody else
""",
    "": """\
  # people first
  # the first
  # the second
  # nobody else
""",
    "al": """\
  # people first
  # the first
  # the second
  "al",
  # nobody else
""",
    "al sam li jo bo": """\
  "al",
  # people first
  "sam",   # the first
  "li",
  "jo",    # the second
  "bo",
  # nobody else
""",
    "jo sam": """\
  "jo",  # the second
  # people first
  "sam",   # the first
  # nobody else
""",
}


@pytest.mark.parametrize("contacts", INSIDE)
def test_each_comment_stays_at_its_element(contacts: str) -> None:
    edited = set_values(BOLT.encode(), ("account", 0), {"contacts": contacts.split()}).decode()
    assert edited == '[[account]]\nid = "bolt"\ncontacts = [\n' + INSIDE[contacts] + "]   # after\n"


def test_a_list_that_goes_leaves_all_its_comments() -> None:
    expected = '[[account]]\nid = "bolt"\n# people first\n# the first\n# the second\n# nobody else\n# after\n'
    assert set_values(BOLT.encode(), ("account", 0), {"contacts": REMOVE}).decode() == expected


@pytest.mark.parametrize(
    ("before", "values", "after"),
    [
        ('["a", # early\n  "b"] # late', ["a"], '["a", # early\n] # late'),
        ('["a", "b"]  # both', ["b"], '["b"]  # both'),
        ('["a", "b"]  # both', ["a"], '["a"]  # both'),
        ("[\n  # nobody yet\n]", ["a"], '[\n  # nobody yet\n  "a",\n]'),
        ('[\n    "a"\n  , "b" # second\n]', ["b"], '[\n    "b" # second\n]'),
        ('[\n    "a" # first\n  , "b"\n]', ["b"], '[\n    # first\n    "b"\n]'),
        ('[ # who\n  "a", "b"]', ["b", "c"], '[ # who\n  "b",\n  "c"]'),
        ('[\r\n  "a", # one\r\n  "b"\r\n]', ["b"], '[\r\n  # one\r\n  "b"\r\n]'),
        ('["#a", "b"]', "text", '"text"'),
        ('[ # who\n  "a"]', "text", '"text"'),
    ],
)
def test_however_the_list_is_laid_out(before: str, values: Any, after: str) -> None:
    edited = set_values(f"x = {before}\n".encode(), (), {"x": values}).decode()
    above = "# who\n" if values == "text" and "# who" in before else ""
    assert edited == f"{above}x = {after}\n"


ELEMENTS = ["a", "b", "c", "a # b", "d"]
COMMENT = st.integers(0, 9).map(lambda n: f"# {n} \"[',")
BREAK = st.one_of(st.just(""), st.just(" "), st.just("\n  "), COMMENT.map(lambda text: f" {text}\n"))


@st.composite
def lists(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A list in any layout that a hand may give it, with comments wherever TOML allows one."""
    values = draw(st.lists(st.sampled_from(ELEMENTS), max_size=4))
    text = "[" + draw(BREAK)
    for place, value in enumerate(values):
        last = place == len(values) - 1
        text += draw(st.sampled_from(['"%s"', "'%s'"])) % value + draw(BREAK)
        text += "," * (not last or draw(st.booleans())) + draw(BREAK) + draw(BREAK)
    return text + "]", values


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    lists(),
    st.none() | st.just(7) | st.lists(st.sampled_from([*ELEMENTS, "new"]), max_size=5),
    st.sampled_from(["", " # on its line"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["[[account]]\n# top\n  x = %s%s\n# below\ny = 1\n", "account = [ # all\n{ x = %s }, %s\n]\n"]),
)
def test_no_comment_is_ever_lost(drawn: tuple[str, list[str]], wanted: Any, note: str, newline: str, at: str) -> None:
    before = (at % (drawn[0], note)).replace("\n", newline)
    after = set_values(before.encode(), ("account", 0), {"x": wanted}).decode()

    [record] = tomllib.loads(after)["account"]
    assert record.get("x") == wanted
    assert Counter(texts(after)) == Counter(texts(before))
    assert after.count("#") - after.count("a # b") == before.count("#") - before.count("a # b")
    if wanted == drawn[1]:
        assert after == before
