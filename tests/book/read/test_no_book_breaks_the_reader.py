"""Whatever is done to a good book, reading gives a book or its errors, soon: never another error."""

import re
import time
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import planner
from planner.book.files import NAMES, BookFiles
from planner.book.read.read_book import read_book
from planner.errors import BookErrors
from planner.screen.text.errors import errors_text

GOOD = Path(planner.__file__).parent / "demo" / "book"
CONTENTS = {name: (GOOD / name).read_bytes() for name in NAMES if (GOOD / name).exists()}
OTHER_VALUES = [
    b"nan", b"-1", b"1e999", b"true", b"99999999999999999999999999", b"0x" + b"f" * 4000,
    b'""', b'"\\u001b[2J"', b'"Europe"', b"'''\n'''", b'"\xf0\x9f\x9a\x80"',
    b"[]", b"[[]]", b'["a", 1]', b'["24:00-24:00"]', b"{}", b"{ a = 1 }",
    b"2026-02-28", b"07:00:00", b"0001-01-01T00:00:00", b"9999-12-31T23:59:59-23:59",
]  # fmt: skip
PIECES = [
    b"[",
    b"]",
    b'"',
    b"'",
    b"=",
    b"#",
    b"\n",
    b"\r",
    b"\x00",
    b"\xff",
    b".",
    b",",
    b"{",
    b"}",
    b"[[x]]\n",
    b"\xef\xbb\xbf",
]


@st.composite
def mutated(draw):
    """A good book with up to three mutations in one of its files."""
    name = draw(st.sampled_from(sorted(CONTENTS)))
    content = CONTENTS[name]
    for _ in range(draw(st.integers(1, 3))):
        lines = content.split(b"\n")
        i, j = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        match draw(
            st.sampled_from(["value", "value", "value", "drop", "double", "swap", "byte", "piece", "key", "cut"])
        ):
            case "value":
                lines[i] = re.sub(rb"= .*", lambda _: b"= " + draw(st.sampled_from(OTHER_VALUES)), lines[i])
            case "drop":
                del lines[i]
            case "double":
                lines.insert(j, lines[i])
            case "swap":
                lines[i], lines[j] = lines[j], lines[i]
            case "key":
                lines[i] = re.sub(
                    rb"^\w+", lambda _: draw(st.sampled_from([b"id", b"name", b"after", b"nme", b'"a b"'])), lines[i]
                )
            case "cut":
                lines = lines[:i]
            case "byte":
                at = draw(st.integers(0, max(len(lines[i]) - 1, 0)))
                lines[i] = lines[i][:at] + draw(st.binary(min_size=1, max_size=1)) + lines[i][at + 1 :]
            case "piece":
                at = draw(st.integers(0, len(lines[i])))
                lines[i] = lines[i][:at] + draw(st.sampled_from(PIECES)) + lines[i][at:]
        content = b"\n".join(lines)
    return name, content


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(mutated())
def test_a_mutated_book_is_read_or_refused(mutation):
    name, content = mutation
    begun = time.process_time()
    try:
        read_book(BookFiles(GOOD, CONTENTS | {name: content}, ""), "UTC")
    except BookErrors as refused:
        assert refused.errors
        for error in refused.errors:
            assert error.what and error.fix
        assert all(line.isprintable() for line in errors_text(refused.errors).split("\n"))
    assert time.process_time() - begun < 5
