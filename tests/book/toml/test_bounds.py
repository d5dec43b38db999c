"""Malformed TOML costs no more than well-formed TOML: one linear look refuses what the parser would choke on."""

from __future__ import annotations

import gc
import re
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.book.files import read_files
from planner.book.read import read_by_pieces
from planner.book.read.read_book import read_book
from planner.book.read.read_by_pieces import read_pieces
from planner.book.toml import comments
from planner.book.toml import parse as bounds
from planner.book.toml.parse import OutOfBoundsError, check_bounds, parse_toml
from planner.book.toml.syntax import read_tables
from planner.errors import BookErrors
from tests.book.books import PLAN, write_book

DOTTED = ".".join("a" * 50_000)  # 100 kB; it took 9.8 GB


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f"{DOTTED} = 1", "a key of more than 16 parts"),
        (f"[{DOTTED}]", "a key of more than 16 parts"),
        (f"x = {{ {DOTTED} = 1 }}", "a key of more than 16 parts"),
        ('"b.c" . ' * 16 + "'d' = 1", "a key of more than 16 parts"),
        ("x = 1\ny = '\0'", "a NUL byte: this is not text, or damaged"),
    ],
)
def test_it_is_refused_before_it_is_parsed(text: str, what: str) -> None:
    start = time.perf_counter()
    found = read_tables("tasks.toml", text.encode())
    assert not isinstance(found, dict)
    assert found.what == what
    assert time.perf_counter() - start < 1


def test_a_large_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "LARGEST", 1_000)
    with pytest.raises(OutOfBoundsError, match="larger than 0 MB"):
        parse_toml("#" * 1_001)


@pytest.mark.parametrize("values", ["a = [%s]" % ("[]," * 60), "[a.b.c]\n" * 40, "a = {}\n" * 60])
def test_more_values_than_a_book_has_are_refused(monkeypatch: pytest.MonkeyPatch, values: str) -> None:
    monkeypatch.setattr(bounds, "MOST_MARKS", 100)
    found = read_tables("tasks.toml", values.encode())
    assert not isinstance(found, dict)
    assert found.what == "this file has more than 100 values"
    assert isinstance(read_tables("tasks.toml", b'a = ["' + b"x" * 200 + b'"]'), dict)


def test_pieces_have_no_more_values_than_the_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    files = read_files(write_book(tmp_path))
    assert read_pieces(files, "UTC", None, lambda _: ())
    monkeypatch.setattr(read_by_pieces, "MOST_MARKS", 10)
    assert read_pieces(files, "UTC", None, lambda _: ()) is None


@pytest.mark.parametrize(
    "text",
    [
        ".".join("a" * 16) + " = 1",
        f'x = "{DOTTED}"',
        f"x = '''\n{DOTTED}'''",
        f"# {DOTTED}\nx = 1",
        '"' + DOTTED + '" = 1',
        "x = 1." + "0" * 5_000,
    ],
)
def test_what_the_parser_can_bear_is_let_through(text: str) -> None:
    check_bounds(text)
    tomllib.loads(text)


PIECES = st.sampled_from(['"', "'", '"""', "'''", "\\", "#", "\n", "a.", " ", "=", "[", "]", "{", "}", "a.a.a.a.a."])


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_no_valid_text_with_short_keys_is_refused(text: str) -> None:
    try:
        tables = tomllib.loads(text)
    except (ValueError, RecursionError):
        return
    if depth(tables) <= bounds.MOST_PARTS:
        check_bounds(text)


def depth(value: object) -> int:
    if isinstance(value, list):
        return max(map(depth, value), default=0)
    return 1 + max(map(depth, value.values()), default=0) if isinstance(value, dict) else 0


def seconds(folder: Path, deals: str) -> float:
    (folder / "plan.toml").write_text(PLAN, encoding="utf-8")
    (folder / "prospects.toml").write_text(deals, encoding="utf-8")
    gc.collect()
    gc.disable()  # what other tests left in memory is none of the reader's cost
    start = time.process_time()
    try:
        with pytest.raises(BookErrors):
            read_book(read_files(folder), "Europe/Berlin")
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.mark.parametrize(
    "record",
    ["[[prospect]]\n", '[[prospect]]\nname = "x"\namount = 1\nstage = "nope"\n# why\n\n', '[x."%d"]\n'],
    ids=["empty tables", "one error each", "tables of no kind"],
)
def test_errors_are_found_in_linear_time(tmp_path: Path, record: str) -> None:
    few = "".join(record.replace("%d", str(n)) for n in range(1_000))
    many = "".join(record.replace("%d", str(n)) for n in range(4_000))
    seconds(tmp_path, few)  # imports
    assert seconds(tmp_path, many) < 12 * seconds(tmp_path, few)


def test_long_lines_are_not_kept_whole(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(PLAN.replace('["08:30-12:30"]', "[" + '"x",' * 9_000 + "]"), encoding="utf-8")
    with pytest.raises(BookErrors) as caught:
        read_book(read_files(tmp_path), "Europe/Berlin")
    assert len(caught.value.errors) >= 9_000
    assert max(len(error.excerpt) for error in caught.value.errors) <= 1_000


@pytest.mark.parametrize("end", ["x", "'x", "kx", "# " + "k" * 9])
def test_what_is_no_number_is_reported_in_linear_time(end: str) -> None:
    start = time.perf_counter()
    assert not isinstance(read_tables("plan.toml", f"a = 1{' ' * 100_000}{end}\nb\n".encode()), dict)
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("number", ["1" + "0" * 400, "0x" + "F" * 5_000, "-9223372036854775809", "0b" + "1" * 64])
def test_a_number_that_toml_does_not_promise_is_refused_with_its_line(number: str) -> None:
    found = read_tables("diary/2026-11-20.toml", f'id = "0123456789abcdef"\nx = [1, {{ a = {number} }}]\n'.encode())
    assert not isinstance(found, dict)
    assert (found.line, found.what) == (2, "this number has too many digits")
    assert isinstance(read_tables("diary/2026-11-20.toml", b"x = [9223372036854775807, -9223372036854775808]"), dict)


@pytest.mark.parametrize("opens", ['\\"""\n', '\\"', "\\'''\n", '"\\', "'", '"""\\'])
@pytest.mark.parametrize(
    "pattern", [bounds._SKIPPED_OR_KEY, bounds._STRING_COMMENT_OR_SHORT_TIME, comments._STRING_OR_COMMENT]
)
def test_a_text_without_an_end_is_followed_once(pattern: re.Pattern[str], opens: str) -> None:
    text = "# 2026-11-23T10:00\n" + opens * 501
    spans = [match.span() for match in pattern.finditer(text)]
    after = [end for _, end in spans] + [len(text)]
    quotes = [at for at in range(len(text)) if text[at] in "\"'"]
    # No quote that may open a text is left over: each would have been followed to the end for nothing.
    assert sum(not any(start <= at < end for start, end in spans) for at in quotes) == 0, after[:3]


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_a_comment_that_is_found_is_one(text: str) -> None:
    try:
        meant = tomllib.loads(text)
    except (ValueError, RecursionError):
        return
    for span in reversed(comments.comments(text)):
        text = text[: span.start] + text[span.end :]
    assert tomllib.loads(text) == meant
