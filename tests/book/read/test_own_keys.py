"""A rep's own tags and fields: whatever is in them, the book is read, and so by both readers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.book.cached.cached_book import restored, stored
from planner.book.files import read_files
from planner.book.read import findings as findings_module
from planner.book.read import values
from planner.book.read.findings import Findings, Spot
from planner.book.read.read_book import read_book
from planner.book.read.read_by_pieces import read_pieces
from planner.book.toml.edit import set_values
from planner.book.toml.value_text import value_text
from tests.book.books import a_book, write_book

HEAD = '[[contact]]\nid = "lena"\nname = "Lena"\n'
VALUES = st.recursive(
    st.text(max_size=8) | st.integers() | st.floats() | st.booleans() | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)


@pytest.mark.parametrize(
    ("written", "tags", "own"),
    [
        ('tags = ["vip", "q4"]', ("vip", "q4"), {}),
        ('tags = "vip, q4"', ("vip", "q4"), {}),
        ('tags = ["vip", "", "vip", 3]', ("vip", "3"), {}),
        ('x = { region = "north", seats = 40, open = true }', (), {"region": "north", "seats": 40, "open": True}),
        ("x = { on = 2026-11-23, at = 2026-11-23T09:00:00 }", (), {"on": "2026-11-23", "at": "2026-11-23T09:00:00"}),
        ('[contact.x]\nlist = ["a", 1]\n[contact.x.deep]\nkey = 1.5', (), {"list": "a, 1", "deep.key": 1.5}),
        ("x = nan", (), {"x": "nan"}),
        ("x = { y = inf, z = 99999999999999999999 }", (), {"y": "inf", "z": "99999999999999999999"}),
    ],
)
def test_they_are_kept(tmp_path: Path, written: str, tags: tuple[str, ...], own: dict[str, object]) -> None:
    contact = a_book(tmp_path, contacts=HEAD + written + "\n").book.contacts[0]
    assert (contact.tags, dict(contact.x)) == (tags, own)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.text(max_size=6), VALUES, max_size=3), VALUES)
def test_nothing_in_them_is_an_error(tmp_path: Path, own: dict[str, object], tags: object) -> None:
    try:
        text = f"{HEAD}tags = {value_text(tags)}\nx = {value_text(own)}\n"
        text.encode()
    except (UnicodeEncodeError, ValueError):
        return
    write_book(tmp_path)
    (tmp_path / "contacts.toml").write_bytes(text.encode())
    files = read_files(tmp_path)
    whole = read_book(files, "Europe/Berlin").book
    by_pieces = read_pieces(files, "Europe/Berlin", None, lambda _: None)
    assert by_pieces is None or by_pieces.reading.book == whole
    known = restored(stored(whole, ()))
    assert known is not None
    assert known[0] == whole


LINES = ("# mine", "note = 1", "'odd key' = [1,2]", "when = 2026-01-01", "a.b = 1")


@given(st.lists(st.sampled_from(LINES), unique=True))
def test_an_edit_of_one_leaves_the_others_to_the_byte(lines: list[str]) -> None:
    own = "\n".join(lines)
    before = f'{HEAD}\n[contact.x]\nregion = "north"   # theirs\n{own}\n\n[[contact]]\nname = "Max"\n'.encode()
    after = set_values(before, ("contact", 0), {"x": {"region": "south"}})
    assert after == before.replace(b'"north"', b'"south"')


def test_only_the_first_unknown_keys_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    monkeypatch.setattr(findings_module, "_MOST_COMPARED", 50 * 4 * 2)  # letters, each with two names
    monkeypatch.setattr(values, "nearest", lambda key, _: compared.append(key))
    findings = Findings()
    keys = [f"k{n:03}" for n in range(300)]
    values.unknown_keys(findings, Spot("tasks.toml"), dict.fromkeys(keys, 1), frozenset(["name"]))
    assert len(findings.errors) == 300
    assert compared == keys[:50]
