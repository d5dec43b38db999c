"""The tables of a file, or the one error that keeps it from being TOML."""

from __future__ import annotations

import re
from typing import Any

from planner.book.files import NAMES
from planner.book.toml.parse import OutOfBoundsError, parse_toml, refuse_long_numbers
from planner.book.toml.scan import scan
from planner.book.toml.tokens import NotTomlError
from planner.errors import FileError

_GIT_MARKER = re.compile(r"^(?:<<<<<<< |>>>>>>> |\|\|\|\|\|\|\| |=======\r?$)[^\r\n]{0,200}", re.MULTILINE)
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")
_TOO_MANY_FIGURES = "this number has too many digits"
_AT_END = " (at end of document)"

_NUMBER = re.compile(r"([+-]?[0-9][0-9.,' ]{0,20}?)\s*([kKmM]?)\s*(?:#.*)?")
_LONGEST_NUMBER = 80  # characters, with a comment; a longer one would take its time
_TIMES = {"k": 1_000, "m": 1_000_000}


def read_tables(file: str, content: bytes) -> dict[str, Any] | FileError:
    """The tables of a file, or why there are none."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(file, content, error.start)
    try:
        tables = parse_toml(text)
        if file not in NAMES:  # there each key has its own limit
            refuse_long_numbers(text, tables)
        return tables
    except RecursionError:
        return FileError(file, None, "lists or tables are nested too deeply", "no key of the book needs that")
    except OutOfBoundsError as error:
        line = text.count("\n", 0, error.offset) + 1
        return FileError(file, line, error.what, "no book needs that: take it out, or put back the file as it was")
    except ValueError as error:
        return _not_toml(file, text, error)


def _not_utf8(file: str, content: bytes, at: int) -> FileError:
    fix = "save it as UTF-8; in most editors that is a choice when saving"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return FileError(file, 1, "this file is UTF-16, not UTF-8", fix)
    line = content.count(b"\n", 0, at) + 1
    start = content.rfind(b"\n", 0, at) + 1
    excerpt = content[start:].split(b"\n", 1)[0].decode("utf-8", "replace").rstrip("\r")
    return FileError(file, line, f"this is not UTF-8 text (byte 0x{content[at]:02x})", fix, excerpt)


def _not_toml(file: str, text: str, error: ValueError) -> FileError:
    if marker := _GIT_MARKER.search(text):
        line = text.count("\n", 0, marker.start()) + 1
        fix = "keep one of the two sides and take the lines <<<<<<<, ======= and >>>>>>> out"
        return FileError(file, line, "this is a conflict marker of Git's: a merge was not finished", fix, marker[0])
    message = str(error)
    found = _AT_LINE.search(message)
    if found:
        line, what = int(found[1]), message[: found.start()]
    elif message.endswith(_AT_END):
        line, what = _unfinished_line(text), message.removesuffix(_AT_END)
    else:  # the interpreter's own limit on figures, which tells no place
        line, what = _longest_line(text), _TOO_MANY_FIGURES
    excerpt = (text.split("\n")[line - 1 : line] or [""])[0].rstrip("\r").removeprefix("\ufeff")
    what, fix = _in_words(what, excerpt)
    return FileError(file, line, what, fix, excerpt)


def _unfinished_line(text: str) -> int:
    """The line of the statement that never ends.

    What tomllib can only say of the document's end.
    """
    at = len(text.rstrip())
    try:
        scan(text)
    except NotTomlError as no:
        at = no.offset
    except RecursionError:
        pass
    return text.count("\n", 0, at) + 1


def _longest_line(text: str) -> int:
    lines = text.split("\n")
    return 1 + max(range(len(lines)), key=lambda i: len(lines[i]))


def _in_words(what: str, excerpt: str) -> tuple[str, str]:
    """tomllib's message and what a person can do about it."""
    value = excerpt.partition("=")[2].strip()
    if re.match(r"\d{4}-\d{1,2}-\d{1,2}", value) and what.startswith(("Invalid date", "Expected newline")):
        return "no such date or time", "write a date as 2026-11-23, a time as 2026-11-23T14:00"
    if what == "Invalid value" or what.startswith("Expected newline"):
        key, number = excerpt.partition("=")[0].strip(), _number(value)
        if key and number is not None:
            return f'can\'t read "{value.partition("#")[0].strip()}" as a number', f"{key} = {number}"
    if what == "Invalid value" and re.match(r"[^\W\d]", value):
        return "text needs quotes", 'write it in quotes: "..."'
    if what == _TOO_MANY_FIGURES:
        return what, "write a number that a person can read"
    if what == "Illegal character '\\n'" or what == "Unterminated string":
        return "this text has no closing quote", "add the quote at its end"
    if what in ("Invalid value", "Unclosed array") and excerpt.count("[") > excerpt.count("]"):
        return "this list has no end", "add the ] at its end"
    if what in ("Cannot overwrite a value", "Cannot mutate immutable namespace") or what.startswith("Cannot declare"):
        return "the same key or table is written twice", "keep one of the two"
    if what.startswith("Duplicate inline table key"):
        return "the same key is written twice", "keep one of the two"
    if what == "Expected '=' after a key in a key/value pair":
        return "this line is not `key = value`", "write key = value, or put a # before a comment"
    what = what[:1].lower() + what[1:]
    return f"this is not TOML: {what}", "fix the line: text goes in quotes, lists in brackets"


def _number(value: str) -> str | None:
    """A number as people write it (42,000, 1.500.000, 48k) in TOML; None for anything else."""
    found = _NUMBER.fullmatch(value) if len(value) <= _LONGEST_NUMBER else None
    if found is None:
        return None
    figure = found[1].strip()
    grouped = re.fullmatch(r"[+-]?[0-9]{1,3}(?:[.,' ][0-9]{3})+", figure)
    plain = re.sub(r"[.,' ]", "", figure) if grouped else figure.replace(",", ".")
    try:
        number = float(plain) * _TIMES.get(found[2].lower(), 1)
    except ValueError:
        return None
    return f"{int(number):_}" if number.is_integer() else repr(round(number, 6))
