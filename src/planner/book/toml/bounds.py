"""Bounds of a TOML text, checked in one linear look before the parser sees it.

A text of 100 kB can otherwise cost minutes and gigabytes: a key of 50,000 parts, for instance, is 50,000 tables.
"""

from __future__ import annotations

import re

LARGEST = 64_000_000  # characters; a book of 10,000 deals has four million
MOST_PARTS = 16  # of one key: a.b.c has three

_PART = r"""(?:[A-Za-z0-9_-]++|"(?:\\[^\n]|[^"\\\n])*+"|'[^'\n]*+')"""
_SKIPPED_OR_KEY = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}(?!")|\'\'\'.*?\'{3,5}(?!\')|#[^\n]*+'
    rf"|(?P<key>{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+)",
    re.DOTALL,
)
_PART_OF_KEY = re.compile(_PART)


class OutOfBoundsError(ValueError):
    """A text that is not given to the parser: `what` is wrong with it, and from which character on."""

    def __init__(self, what: str, offset: int) -> None:
        super().__init__(what)
        self.what = what
        self.offset = offset


def check_bounds(text: str) -> None:
    """Raise OutOfBoundsError for a text that is too large, has a NUL byte, or a key of too many parts."""
    if len(text) > LARGEST:
        raise OutOfBoundsError(f"this file is larger than {LARGEST // 1_000_000} MB", 0)
    if (at := text.find("\0")) >= 0:
        raise OutOfBoundsError("a NUL byte: this is not text, or damaged", at)
    if not any(line.count(".") >= MOST_PARTS for line in text.split("\n")):
        return  # a key can't be longer than its line
    for found in _SKIPPED_OR_KEY.finditer(text):
        key = found["key"]
        if key is not None and key.count(".") >= MOST_PARTS and len(_PART_OF_KEY.findall(key)) > MOST_PARTS:
            raise OutOfBoundsError(f"a key of more than {MOST_PARTS} parts", found.start())
