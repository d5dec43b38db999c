"""An edit that reads only one record of a long list writes the bytes that an edit of the whole document writes."""

from __future__ import annotations

from datetime import date
from typing import Any
from unittest import mock

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.book.toml import edit, part
from planner.book.toml.edit import REMOVE, add_tables, set_values, write_id
from planner.book.toml.parse import parse_toml
from planner.errors import PlanError

thorough = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))

LINES = [
    'id = "x"',
    "amount = 48_000   # a year",
    'contacts = [\n  "a", # one\n  "b",\n]',
    'contacts = [\n[["a"]],\n]',
    'next = """\n[[prospect]]\n# no comment"""',
    "next = '''\n[[prospect]]\n'''",
    "next = 'call'",
    "note = \"don't '''\"",
    "since = 2026-10-02  # Friday",
    'answers = { need = "no" }',
    'answers.need = "no"',
    '[prospect.answers]\nneed = "no"  # hm',
    "[[prospect.more]]\na = 1",
    "# [[prospect]]",
    "# a comment",
    "[other]",
    "",
]
HEADERS = ["[[prospect]]"] * 8 + ["[[ prospect ]] # new", " [[prospect]]", '[["prospect"]]', "[[prospect]]  # second"]
CHANGES: list[dict[str, Any]] = [
    {"amount": 7},
    {"amount": REMOVE},
    {"since": date(2026, 11, 23), "next": 'two\nlines """'},
    {"contacts": ["a", "c"]},
    {"answers": {"need": "yes"}},
    {"answers": REMOVE, "id": "y"},
    {"heard_of": True},
]


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A file of prospects in a hand's layout, valid or not."""
    out = draw(st.lists(st.sampled_from(["", "# mine", "key = 1"]), max_size=2))
    for _ in range(draw(st.integers(0, 4))):
        out.append(draw(st.sampled_from(HEADERS)))
        out += draw(st.lists(st.sampled_from(LINES), max_size=4, unique=True))
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    text = draw(st.sampled_from(["", "", "\ufeff"])) + newline.join("\n".join(out).split("\n"))
    return text + draw(st.sampled_from(["", newline]))


def outcome(document: str, kind: str, place: int, values: dict[str, Any]) -> object:
    """The bytes that an edit writes, or the kind of error that it raises."""
    text = document.encode()
    try:
        if kind == "add":
            return add_tables(text, "prospect", [{k: v for k, v in values.items() if v is not None}, {"id": "new"}])
        if kind == "id":
            return write_id(text, ("prospect", place), "z")
        return set_values(text, ("prospect", place), values)
    except (PlanError, KeyError) as error:
        return type(error)


@thorough
@given(documents(), st.sampled_from(["set", "add", "id"]), st.integers(0, 4), st.sampled_from(CHANGES))
def test_the_same_bytes(document: str, kind: str, place: int, values: dict[str, Any]) -> None:
    try:
        parse_toml(document)
    except ValueError:
        return
    by_part = outcome(document, kind, place, values)
    with mock.patch.object(part, "headers", lambda *_: []), mock.patch.object(edit, "headers", lambda *_: []):
        assert outcome(document, kind, place, values) == by_part


def test_a_long_file_is_not_read_whole() -> None:
    text = "# deals\n" + "".join(f'[[prospect]]\nid = "d{i}"\nnext = """a\nb"""\n' for i in range(50))
    assert part.part_of(text, ("prospect", 20)).values == {"prospect": [{"id": "d20", "next": "a\nb"}]}
    assert len(part.headers(text, "prospect")) == 50
