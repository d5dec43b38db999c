"""The cache gives the same book back, and is passed over whenever anything is off."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.book.cached.cached_book import restored, stored
from planner.book.load import load_book
from planner.cache.cache import Cache
from planner.errors import BookErrors
from tests.book.books import write_book

PROSPECTS = """
[[prospect]]
name = "Acme rollout"
amount = 48_000
stage = "talk"
since = 2026-10-02
at = 2026-10-25T02:30
came = 2026-10-25T02:30+01:00
windows = ["09:00-11:30"]
contacts = ["Lena Vgot"]
answers = { need = "yes" }

[[prospect]]
name = "Birch"
amount = 0.5
stage = "lost"
"""
TASKS = (
    '[[task]]\ntitle = "Deck"\nminutes = 5\nby = 2026-11-27\n[[task]]\ntitle = "Talk"\nminutes = 5\nafter = ["deck"]\n'
)
PEOPLE = '[[contact]]\nname = "Lena Vogt"\n'


@pytest.fixture
def book(tmp_path):
    folder = tmp_path / "book"
    folder.mkdir()
    return write_book(folder, prospects=PROSPECTS, tasks=TASKS, contacts=PEOPLE)


def test_the_same_book_comes_back(book, tmp_path):
    first = load_book(book, Cache(None), "UTC")
    cache = Cache(tmp_path / "cache")
    assert load_book(book, cache, "UTC") == load_book(book, cache, "UTC") == first
    again = load_book(book, cache, "UTC").book
    assert [p.at and p.at.isoformat() for p in again.deals] == ["2026-10-25T02:30:00+02:00", None]
    assert again.deals[0].came.isoformat() == "2026-10-25T02:30:00+01:00"
    assert first.warnings == (
        'prospects.toml, line 10: the contact "Lena Vgot" is not listed: did you mean "lena-vogt"?',
    )


def test_neither_toml_nor_types_are_looked_at_again(book, tmp_path):
    load_book(book, Cache(tmp_path / "cache"), "UTC")
    program = (
        "import sys; from pathlib import Path;"
        "from planner.cache.cache import Cache; from planner.book.load import load_book;"
        f"load_book(Path({str(book)!r}), Cache(Path({str(tmp_path / 'cache')!r})), 'UTC');"
        "print(sorted({'pydantic', 'tomllib', 'difflib', 'holidays'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_changed_book_is_read(book, tmp_path):
    cache = Cache(tmp_path / "cache")
    load_book(book, cache, "UTC")
    write_book(book, prospects=PROSPECTS.replace("48_000", "50_000"))
    assert load_book(book, cache, "UTC").book.deals[0].amount == 50_000
    write_book(book, prospects=PROSPECTS.replace("48_000", "-1"))
    with pytest.raises(BookErrors):
        load_book(book, cache, "UTC")


def test_a_calendar_that_is_gone_stops_no_reading(book, tmp_path):
    write_book(book, colleagues='[[colleague]]\nname = "Sam Ito"\nbusy = ["sam.ics"]\n')
    for _ in range(2):
        assert load_book(book, Cache(tmp_path / "cache"), "UTC").book.calendar_names == ("sam.ics",)


def test_a_misnamed_file_is_reported_each_time(book, tmp_path):
    cache = Cache(tmp_path / "cache")
    load_book(book, cache, "UTC")
    (book / "task.toml").touch()
    assert load_book(book, cache, "UTC").warnings[0] == "task.toml is not read: did you mean tasks.toml?"


class Planted:
    """A cache that holds the same content whatever is asked for."""

    def __init__(self, content):
        self.content = content

    def get(self, kind, key):
        return self.content

    def put(self, kind, key, content):
        self.content = content


@pytest.mark.parametrize(
    "content",
    [b"", b"null", b"[]", b"[{}, []]", b"\xff", b'[{"rep": {"timezone": "Nowhere"}}, []]', b"[" * 100_000, b"[1, 2]"],
)
def test_content_that_is_off_is_passed_over(book, content):
    assert load_book(book, Planted(content), "UTC") == load_book(book, Cache(None), "UTC")


@given(st.data())
def test_no_damage_to_the_content_does_worse_than_be_passed_over(tmp_path_factory, data):
    folder = write_book(tmp_path_factory.mktemp("book"), prospects=PROSPECTS, tasks=TASKS, contacts=PEOPLE)
    reading = load_book(folder, Cache(None), "UTC")
    content = stored(reading.book, reading.warnings)
    at = data.draw(st.integers(0, len(content) - 1))
    damaged = content[:at] + data.draw(st.binary(max_size=3)) + content[at + data.draw(st.integers(0, 5)) :]
    assert restored(content) == (reading.book, reading.warnings)
    restored(damaged)
