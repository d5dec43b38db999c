"""A file of records cut into pieces.

Each from a line that begins with `[[` up to the next such line.

Where every piece is exactly one table of the file's kind, and what precedes the first holds no key, the file says
what its pieces say one after the other: a piece is a complete document that opens a new element of the list.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Any, NamedTuple

from planner.book.shared_bytes import same_end, same_start
from planner.book.toml.parse import parse_toml

_MARK = b"\xef\xbb\xbf"
_CUT = b"\n[["


class Pieces(NamedTuple):
    """A text, or a part of one from a border on. `head` is what precedes the first piece."""

    head: bytes
    bodies: list[bytes]


class Window(NamedTuple):
    """The part of an older text that `new` replaces, from border to border of pieces."""

    first: int  # the first piece that is replaced
    last: int  # after the last one
    old: bytes
    new: bytes


def cut(text: bytes) -> Pieces:
    """The pieces of a text; joined they are the text again."""
    begin = _begin(text)
    if begin is None:
        at = text.find(_CUT)
        if at < 0:
            return Pieces(text, [])
        begin = at + 1
    bodies = text[begin:].split(_CUT)
    whole = [body + b"\n" for body in bodies[:-1]] + bodies[-1:]
    return Pieces(text[:begin], [whole[0], *(b"[[" + body for body in whole[1:])])


def borders_of(text: bytes) -> list[int]:
    """The offset of each piece, and at last of the text's end."""
    head, bodies = cut(text)
    return list(accumulate(map(len, bodies), initial=len(head)))


def changed_window(old: bytes, new: bytes) -> Window:
    """The smallest window that holds every difference of two texts."""
    same = same_start(old, new)
    start = old.rfind(_CUT, 0, same) + 1
    tail = same_end(old, new, min(len(old), len(new)) - same)
    border = old.find(_CUT, len(old) - tail)
    end = len(old) if border < 0 else border + 1
    before = _count(old, 0, start) if start else 0
    return Window(before, before + _count(old, start, end), old[start:end], new[start : len(new) - (len(old) - end)])


def table_of(piece: bytes, kind: str) -> dict[str, Any] | None:
    """The values of a piece that is one table `[[kind]]` and nothing else; None for any other."""
    try:
        tables = parse_toml(piece.decode())
    except (ValueError, RecursionError):
        return None
    rows = tables.get(kind)
    return rows[0] if len(tables) == 1 and isinstance(rows, list) and len(rows) == 1 else None


def holds_no_key(head: bytes) -> bool:
    """True if the text before the first piece is only comments and blank lines."""
    try:
        return not head or not parse_toml(head.decode())
    except (ValueError, RecursionError):
        return False


def _begin(text: bytes) -> int | None:
    """The offset of the first piece, if the text begins with it."""
    if text.startswith(b"[["):
        return 0
    return len(_MARK) if text.startswith(_MARK + b"[[") else None


def _count(text: bytes, start: int, end: int) -> int:
    """The number of pieces that begin in this part, which begins at a border or with the text."""
    first = text.startswith(b"[[", start) or (start == 0 and _begin(text) is not None)
    return first + text.count(_CUT, start, end)
