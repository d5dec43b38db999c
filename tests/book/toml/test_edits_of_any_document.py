"""Whatever a document looks like: an edit says what was meant, and every line it need not touch is the same bytes."""

from __future__ import annotations

import copy
import difflib
import tomllib
from datetime import date
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from planner.book.toml.edit import REMOVE, add_table, remove_table, set_values
from tests.book.toml.written_toml import written_documents

thorough = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

VALUES = st.one_of(
    st.text("aé\"'\\\n#\t\x00\u2028", max_size=5),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False).filter(lambda x: not x.is_integer()),
    st.booleans(),
    st.dates(),
    st.lists(st.text("ab, ]", max_size=3), max_size=3),
)
KEYS = st.sampled_from(["a", "b", "name", "new", "why now", "#"])


def tables(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths of all tables in a document."""
    found = [path] if isinstance(value, dict) else []
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        found += tables(inner, (*path, step))
    return found


@thorough
@given(written_documents(), st.data())
def test_the_document_says_what_was_meant(written: tuple[str, dict[str, Any]], data: st.DataObject) -> None:
    text, document = written
    path = data.draw(st.sampled_from(tables(document)))
    changes = data.draw(st.dictionaries(KEYS, st.none() | VALUES, min_size=1, max_size=3))
    meant = copy.deepcopy(document)
    table: Any = meant
    for step in path:
        table = table[step]
    assume(not any(isinstance(table.get(key), (dict, list)) for key in changes))
    for key, value in changes.items():
        if value is None:
            table.pop(key, None)
        else:
            table[key] = value

    assert tomllib.loads(set_values(text.encode(), path, changes).decode()) == meant


@thorough
@given(written_documents(), st.dictionaries(KEYS, VALUES, max_size=3))
def test_an_added_table_is_the_last(written: tuple[str, dict[str, Any]], values: dict[str, Any]) -> None:
    text, document = written
    assume("record" not in document)
    once = add_table(text.encode(), "record", values)
    twice = add_table(once, "record", {})
    assert tomllib.loads(twice.decode()) == document | {"record": [values, {}]}
    assert once.startswith(text.encode())
    assert tomllib.loads(remove_table(twice, "record", 0).decode()) == document | {"record": [{}]}


LINES = {
    "id": ['id = "x"', "id='x' # mine", '"id" = "x"'],
    "amount": ["amount = 48_000   # a year", "amount=1", "  amount = 2.5"],
    "contacts": ['contacts = ["a"] # one', 'contacts = [\n  "a", # one\n  "b",\n]'],
    "next": ['next = """\n[[prospect]]\n# no comment"""', "next = 'call'"],
    "since": ["since = 2026-10-02", "since = 2026-10-02  # Friday"],
    "answers": ['answers = { need = "no" }', 'answers.need = "no"', '\n[prospect.answers]\nneed = "no"  # hm'],
}
BETWEEN = ["", "# a comment", "#[[prospect]]", "\t"]


@st.composite
def books(draw: st.DrawFn) -> tuple[str, int]:
    """A file of prospects in a hand's layout, and how many there are."""
    count = draw(st.integers(1, 4))
    out: list[str] = draw(st.lists(st.sampled_from(BETWEEN), max_size=2))
    for _ in range(count):
        out.append(draw(st.sampled_from(["[[prospect]]", "[[ prospect ]] # new", " [[prospect]]"])))
        keys = draw(st.permutations([key for key in LINES if key != "answers"]))
        for key in keys[: draw(st.integers(0, 5))]:
            out.append(draw(st.sampled_from(LINES[key])))
            out += draw(st.lists(st.sampled_from(BETWEEN), max_size=1))
        out += draw(st.lists(st.sampled_from(LINES["answers"]), max_size=1))
        out += draw(st.lists(st.sampled_from(BETWEEN), max_size=2))
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    text = draw(st.sampled_from(["", "\ufeff"])) + newline.join("\n".join(out).split("\n"))
    return text + draw(st.sampled_from(["", newline])), count


@thorough
@given(books(), st.data())
def test_only_the_lines_of_the_keys_that_change_differ(book: tuple[str, int], data: st.DataObject) -> None:
    text, count = book
    place = data.draw(st.integers(0, count - 1))
    key, value, most = data.draw(
        st.sampled_from(
            [
                ("amount", 7, 1),
                ("amount", REMOVE, 1),
                ("since", date(2026, 11, 23), 1),
                ("next", "now", 3),
                ("contacts", ["a", "b", "c"], 2),
                ("answers", {"need": "yes"}, 1),
                ("unheard_of", True, 1),
            ]
        )
    )
    before = text.encode()
    after = set_values(before, ("prospect", place), {key: value})

    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    changes = [op for op in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if op[0] != "equal"]
    unended = bool(old) and not old[-1].endswith(b"\n")  # a last line without an end gets one when more follows
    assert sum(b - a for _, a, b, _, _ in changes) <= most + unended, (before, after)
    assert sum(b - a for _, _, _, a, b in changes) <= max(1, most) + unended, (before, after)
