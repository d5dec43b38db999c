"""An array rewritten element by element: the rest stays, and no comment swallows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from planner.book.toml.comments import comments, texts

_LINE_ENDS = re.compile(r"[ \t]*\r?\n")


class ListElement(NamedTuple):
    """One element of an array with what stands before and behind it."""

    before: str
    value: str
    comma: bool
    behind: str  # with the comma, if there is one, and the comments up to it or on its line


class Rewritten:
    """An array on its way: `keep`, `leave` and `add` in the order of the result, then `closed`."""

    def __init__(self, old: str, pieces: Sequence[ListElement], margin: str, newline: str) -> None:
        """`old` is the array's text and `pieces` its elements.

        `margin` indents the line that it begins on.
        """
        own_line = [piece.before for piece in pieces if "\n" in piece.before]
        self._pieces, self._margin, self._newline = pieces, margin, newline
        self._by_lines = bool(own_line) or (not pieces and "\n" in old)
        self._indent = own_line[0].rpartition("\n")[2] if own_line else margin + "  "
        self._ends_with_comma = pieces[-1].comma if pieces else self._by_lines
        self._parts = ["["]
        self._comma = 0  # the part that becomes a comma where another element follows; 0: none
        self._in_comment = False

    def keep(self, piece: ListElement) -> None:
        """An element that stays, as it is."""
        before = piece.before
        if len(self._parts) == 1 and not before.strip(" \t"):
            before = self._opening()
        elif self._in_comment and not _LINE_ENDS.match(before):
            before = self._newline + self._indent + before.lstrip(" \t")
        elif not before and self._parts[-1] != "[":
            before = self._newline + self._indent if self._by_lines else " "
        self._element(before, piece.value)
        bare = piece.behind == "," and not self._ends_with_comma  # as in `["a", "b"]`: none is left without "b"
        if not bare:
            self._parts.append(piece.behind)
            self._comma = 0 if piece.comma else self._comma
        self._in_comment = bool(comments(piece.behind.rpartition("\n")[2]))

    def leave(self, piece: ListElement) -> None:
        """An element that goes: its comments stay, those on its line on lines of their own."""
        above = comments(piece.before)
        if above:
            before = piece.before[: above[-1].end]
            if self._in_comment and not _LINE_ENDS.match(before):
                before = self._newline + self._indent + before.lstrip(" \t")
            self._parts.append(before)
            self._in_comment = True
        for comment in [*texts(piece.value), *texts(piece.behind)]:
            self._parts.append(self._newline + self._indent + comment)
            self._in_comment = True

    def add(self, value: str, own_comments: Sequence[str] = ()) -> None:
        """A new element, with comments for its line and below it."""
        if self._by_lines or self._in_comment or own_comments:
            before = self._newline + self._indent
        else:
            before = self._opening() if len(self._parts) == 1 else " "
        self._element(before, value)
        for place, comment in enumerate(own_comments):
            self._parts.append(("  " if place == 0 else self._newline + self._indent) + comment)
        self._in_comment = bool(own_comments)

    def closed(self, rest: str) -> str:
        """The whole text; `rest` is what stood behind the last element, with the closing bracket."""
        if self._comma and self._ends_with_comma:
            self._parts[self._comma] = ","
        if self._pieces and len(self._parts) == 1 and not comments(rest):
            return "[]"
        if self._in_comment and not _LINE_ENDS.match(rest):
            rest = self._newline + self._margin + rest.lstrip(" \t")
        return "".join([*self._parts, rest])

    def _element(self, before: str, value: str) -> None:
        if self._comma:
            self._parts[self._comma] = ","
        self._parts += [before, value, ""]
        self._comma = len(self._parts) - 1
        self._in_comment = False

    def _opening(self) -> str:
        """The text between the bracket and the first element."""
        first = self._pieces[0].before if self._pieces else ""
        if "\n" in first or (self._by_lines and not self._pieces):
            return self._newline + self._indent
        return first if not first.strip(" \t") else ""
