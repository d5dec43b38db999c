"""TOML text to plain values.

A text that the parser would choke on is refused in one linear look before.

A text of 100 kB can otherwise cost minutes and gigabytes: a key of 50,000 parts, for instance, is 50,000 tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, AnyStr

LARGEST = 64_000_000  # characters; a book of 10,000 deals has four million
MOST_PARTS = 16  # of one key: a.b.c has three
MOST_MARKS = 800_000  # signs that begin a value, a key or a table, each up to a kilobyte; 10,000 deals have 170,000
MARKS = "[{,=."

_PART = r"""(?:[A-Za-z0-9_-]++|"(?:\\[^\n]|[^"\\\n])*+"|'[^'\n]*+')"""
# A text without a closing quote goes on to the end: else each quote in it would be followed to there again.
LONG_TEXT = (
    r'"""(?:[^"\\]++|\\.|"(?!""))*+(?:"{3,5}|\\?\Z)'
    r"|'''(?:[^']++|'(?!''))*+(?:'{3,5}|\Z)"
)
SHORT_TEXT = r""""(?:[^"\\\n]++|\\[^\n])*+"?|'[^'\n]*+'?"""
_SKIPPED_OR_KEY = re.compile(
    rf"{LONG_TEXT}|#[^\n]*+|(?P<key>{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+)|{SHORT_TEXT}",
    re.DOTALL,
)
_PART_OF_KEY = re.compile(_PART)
_MANY_FIGURES = re.compile(r"[0-9A-Fa-f_]{16}")
_NUMBER = re.compile(r"(?<![\w\"'.])(?:0[xob][0-9A-Fa-f_]{16,}|[0-9][0-9_]{17,})")
_LARGEST_NUMBER = 2**63
# The book's times are written without seconds, which TOML has allowed since 1.1; tomllib reads 1.0.
_SHORT_TIME = re.compile(r"[0-9][Tt ][0-9]{2}:[0-9]{2}(?![0-9:])")
_STRING_COMMENT_OR_SHORT_TIME = re.compile(
    rf"{LONG_TEXT}|{SHORT_TEXT}|#[^\n]*+"
    r"|(?<![\w.+-])([0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2})(?![0-9:])",
    re.DOTALL,
)


class OutOfBoundsError(ValueError):
    """A text that is not given to the parser.

    `what` is wrong with it, and from which character on.
    """

    def __init__(self, what: str, offset: int) -> None:
        super().__init__(what)
        self.what = what
        self.offset = offset


def parse_toml(text: str) -> dict[str, Any]:
    """The tables of a TOML text: a byte order mark is passed over, times may be without seconds.

    ValueError (TOMLDecodeError for most) or RecursionError where it is no TOML, or out of bounds.
    """
    check_bounds(text)
    text = text.removeprefix("\ufeff")
    if _SHORT_TIME.search(text):
        text = _STRING_COMMENT_OR_SHORT_TIME.sub(lambda m: f"{m[0]}:00" if m[1] else m[0], text)
    import tomllib  # here: most looks at the page parse nothing

    return tomllib.loads(text)


def has_many_marks(text: AnyStr, marks: Iterable[AnyStr], most: int) -> bool:
    """True for a text, or its bytes, in which these signs are more than `most`."""
    return len(text) > most and sum(map(text.count, marks)) > most


def refuse_long_numbers(text: str, document: object) -> None:
    """Raise OutOfBoundsError for a whole number larger than TOML promises to hold.

    No float holds it, and it may be too long to be printed.
    """
    if _MANY_FIGURES.search(text) and not _all_small(document):
        found = _NUMBER.search(text)
        raise OutOfBoundsError("this number has too many digits", found.start() if found else 0)


def _all_small(value: object) -> bool:
    """True if every whole number in a document is one that TOML promises to hold."""
    if isinstance(value, dict):
        return all(map(_all_small, value.values()))
    if isinstance(value, list):
        return all(map(_all_small, value))
    return not isinstance(value, int) or -_LARGEST_NUMBER <= value < _LARGEST_NUMBER


def check_bounds(text: str) -> None:
    """Raise OutOfBoundsError for a text that would take the parser too long.

    One too large, with a NUL byte, too many values or a key of too many parts.
    """
    if len(text) > LARGEST:
        raise OutOfBoundsError(f"this file is larger than {LARGEST // 1_000_000} MB", 0)
    if (at := text.find("\0")) >= 0:
        raise OutOfBoundsError("a NUL byte: this is not text, or damaged", at)
    if has_many_marks(text, MARKS, MOST_MARKS):
        raise OutOfBoundsError(f"this file has more than {MOST_MARKS:,} values", 0)
    if not any(line.count(".") >= MOST_PARTS for line in text.split("\n")):
        return  # a key can't be longer than its line
    for found in _SKIPPED_OR_KEY.finditer(text):
        key = found["key"]
        if key is not None and key.count(".") >= MOST_PARTS and len(_PART_OF_KEY.findall(key)) > MOST_PARTS:
            raise OutOfBoundsError(f"a key of more than {MOST_PARTS} parts", found.start())
