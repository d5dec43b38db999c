"""The smallest parts of a TOML text.

Blanks, keys, strings and bare values, by their offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from planner.book.toml.parse import parse_toml

KeyPath = tuple[str | int, ...]


class TextSpan(NamedTuple):
    """Part of a text, `start` to `end`, in characters."""

    start: int
    end: int


class NotTomlError(ValueError):
    """The text can't be followed beyond `offset`."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"no TOML at character {offset}")
        self.offset = offset


_BLANK = re.compile(r"(?:[ \t\r\n\ufeff]|#[^\n]*)*")
_INDENT = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}'
    r"|'''(?:[^']++|'(?!''))*+'{3,5}"
    r'|"(?!"")(?:[^"\\\n]++|\\[^\n])*+"'
    r"|'(?!'')[^'\n]*'",
    re.DOTALL,
)
_BARE_VALUE = re.compile(r"[^,\]}#\r\n]+")


def skip_blank(text: str, at: int) -> int:
    """The first offset from `at` that is no blank, line end or comment."""
    found = _BLANK.match(text, at)
    return found.end() if found else at


def skip_indent(text: str, at: int) -> int:
    """The first offset from `at` that is no space or tab."""
    found = _INDENT.match(text, at)
    return found.end() if found else at


def line_end(text: str, at: int) -> int:
    """The offset after the line end that follows `at`."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def line_starts(text: str) -> Iterator[int]:
    """The offset of every line's first character."""
    at = 0
    while True:
        yield at
        at = text.find("\n", at) + 1
        if not at:
            return


def string_end(text: str, at: int) -> int:
    """The offset after the string, of any of the four kinds, that begins at `at`.

    NotTomlError: it has no end.
    """
    found = _STRING.match(text, at)
    if not found:
        raise NotTomlError(at)
    return found.end()


def bare_end(text: str, at: int) -> int:
    """The offset after a number, truth value or date that begins at `at`."""
    found = _BARE_VALUE.match(text, at)
    if not found or not (length := len(found.group().rstrip(" \t"))):
        raise NotTomlError(at)
    return at + length


def read_key(text: str, at: int) -> tuple[list[tuple[TextSpan, str]], int]:
    """The parts of a dotted key from `at`, each with its place and name, and the end's offset."""
    parts: list[tuple[TextSpan, str]] = []
    while True:
        at = skip_indent(text, at)
        if text[at : at + 1] in ("'", '"'):
            end = string_end(text, at)
            name = _unquoted(text[at:end])
        elif bare := _BARE_KEY.match(text, at):
            end, name = bare.end(), bare.group()
        else:
            raise NotTomlError(at)
        parts.append((TextSpan(at, end), name))
        at = skip_indent(text, end)
        if not text.startswith(".", at):
            return parts, end
        at += 1


def _unquoted(key: str) -> str:
    if key.startswith("'") or "\\" not in key:
        return key[1:-1]
    return str(parse_toml(f"key = {key}")["key"])
