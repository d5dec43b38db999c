"""The places of the keys of a TOML file; the parser gives their values without places.

`scan.scan(text)` maps every key path of a valid TOML document, such as ("prospect", 3, "answers", "need"),
to its spans. It is run only when an error has to be shown with its line, or when a file is changed in place.
Offsets are in characters of the text as it was given: a byte order mark and CRLF are left in, so that
`text[: span.start] + new + text[span.end :]` keeps every other byte of the file.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from planner.book.toml.tokens import KeyPath, TextSpan, line_starts, read_key, skip_blank
from planner.frozen_class import frozen

_LONGEST_LINE = 1_000  # characters of a line that is shown


@frozen
class KeyEntry:
    """One `key = value`, or one element of an array (then `key` is empty, at the value's start)."""

    path: KeyPath
    key: TextSpan  # as it is written, with its dots: `answers.need`
    value: TextSpan
    whole: TextSpan  # of a statement: its lines with indent, comment and line end; else the key to the value's end
    holder: KeyPath  # the table, inline table or array that it is written in
    statement: bool  # it stands on its own lines, below a header or at the top of the file


@frozen
class Table:
    """A `[header]` or an element of `[[header]]` with its own statements.

    The file's top has the path ().
    """

    path: KeyPath
    header: TextSpan  # the brackets; empty for the file's top
    start: int  # of the comment lines that stand directly above the header, else of the header's line
    keys_end: int  # after the last statement's line (or the header's): where the next key goes
    end: int  # where the next table starts: with the blank lines between
    indent: str  # of its last statement


class KeyPlace(NamedTuple):
    """The place of a new key: put `before` + key + " = " + value + `after` at `offset`."""

    offset: int
    before: str
    after: str


@dataclass(slots=True)
class Source:
    """The places of one document. Made by `scan`; not changed afterwards."""

    text: str
    newline: str
    entries: dict[KeyPath, KeyEntry] = field(default_factory=dict)
    tables: dict[KeyPath, Table] = field(default_factory=dict)  # in the order of the file, () first
    members: dict[KeyPath, list[KeyPath]] = field(default_factory=dict)  # of inline tables and arrays, in order
    implied: dict[KeyPath, KeyPath] = field(default_factory=dict)  # a.b of `a.b.c = 1` -> its last statement
    _line_starts: list[int] = field(default_factory=list)
    _first_below: dict[KeyPath, int] = field(default_factory=dict)  # ("prospect",) -> where the first header of it is

    def line_at(self, offset: int) -> int:
        """The line, counted from 1, that the offset is on."""
        if not self._line_starts:
            self._line_starts.extend(line_starts(self.text))
        return bisect_right(self._line_starts, offset)

    def line_text(self, line: int) -> str:
        """The text of a line (from 1), its first 1,000 characters, without its line end.

        "" beyond the last one.
        """
        self.line_at(0)
        if not 1 <= line <= len(self._line_starts):
            return ""
        start = self._line_starts[line - 1]
        end = self._line_starts[line] if line < len(self._line_starts) else len(self.text)
        return self.text[start : min(end, start + _LONGEST_LINE)].rstrip("\r\n").removeprefix("\ufeff")

    def line_of(self, path: KeyPath) -> int | None:
        """The line where the path stands: its key, its header, or else what it would stand in.

        None: nowhere.
        """
        while True:
            if (offset := self._offset_of(path)) is not None:
                return self.line_at(offset)
            if not path:
                return None
            path = path[:-1]

    def _offset_of(self, path: KeyPath) -> int | None:
        if path in self.entries:
            return self.entries[path].key.start
        if path in self.tables and path:
            return self.tables[path].header.start
        if path in self.implied:
            return self.entries[self.implied[path]].key.start
        # A path that is only the beginning of others: `["prospect"]`, or `[a]` where the file has `[a.b]` alone.
        if not self._first_below:
            for known, table in self.tables.items():
                for depth in range(1, len(known)):
                    self._first_below.setdefault(known[:depth], table.header.start)
        return self._first_below.get(path)

    def pieces(self, path: KeyPath) -> tuple[TextSpan, ...]:
        """All lines of a table written with a header.

        Itself and every table below it, comments above included.
        """
        spans = [TextSpan(t.start, t.end) for known, t in self.tables.items() if path and known[: len(path)] == path]
        return tuple(_joined(spans))

    def removal(self, path: KeyPath) -> TextSpan:
        """The span to cut so that only this entry is gone: its lines, or its part of a list.

        KeyError if the path is not an entry.
        """
        entry = self.entries[path]
        if entry.statement:
            return entry.whole
        siblings = self.members[entry.holder]
        i = siblings.index(path)
        if i + 1 < len(siblings):
            return TextSpan(entry.whole.start, self.entries[siblings[i + 1]].whole.start)
        if i > 0:
            return TextSpan(self.entries[siblings[i - 1]].whole.end, entry.whole.end)
        return TextSpan(entry.whole.start, self._after_comma(entry))

    def _after_comma(self, entry: KeyEntry) -> int:
        """The end of an only element, its trailing comma included (a bare one would be no TOML)."""
        end = skip_blank(self.text, entry.whole.end)
        return end + 1 if self.text.startswith(",", end) else entry.whole.end

    def place_for_key(self, table: KeyPath) -> KeyPlace | None:
        """The place of a new key of this table, after its last one; None for a table not written.

        The table may be the file's top (), have a header, be an inline table, or be implied by dotted keys.
        """
        if table in self.tables:
            return self._place_in_table(self.tables[table])
        if table in self.entries and self.text.startswith("{", self.entries[table].value.start):
            return self._place_inline(table)
        if table in self.implied:
            last = self.entries[self.implied[table]]
            dotted = self._dots(last, table)
            if last.statement:
                before = self._line_indent(last) + dotted
                return self._on_own_line(last.whole.end, before)
            return KeyPlace(last.whole.end, ", " + dotted, "")
        return None

    def _dots(self, entry: KeyEntry, table: KeyPath) -> str:
        """The part of a dotted key that names the table it implies: `answers.` of `answers.need`."""
        keys, _ = read_key(self.text, entry.key.start)
        depth = len(table) - (len(entry.path) - len(keys))
        return self.text[entry.key.start : keys[depth][0].start]

    def _line_indent(self, entry: KeyEntry) -> str:
        return self.text[entry.whole.start : entry.key.start].removeprefix("\ufeff")

    def _on_own_line(self, offset: int, before: str) -> KeyPlace:
        if offset and self.text[offset - 1] not in "\n\ufeff":  # the last line of the file has no end
            return KeyPlace(offset, self.newline + before, "")
        return KeyPlace(offset, before, self.newline)

    def _place_in_table(self, table: Table) -> KeyPlace:
        place = self._on_own_line(table.keys_end, table.indent)
        at_top = not table.path and table.end < len(self.text)
        if at_top and not any(entry.statement and entry.holder == () for entry in self.entries.values()):
            return place._replace(after=self.newline * 2)  # the first key goes right above a header
        return place

    def _place_inline(self, table: KeyPath) -> KeyPlace:
        value = self.entries[table].value
        members = self.members[table]
        if members:
            return KeyPlace(self.entries[members[-1]].whole.end, ", ", "")
        return KeyPlace(value.start + 1, " ", " " if value.end - value.start == 2 else "")


def _joined(spans: list[TextSpan]) -> list[TextSpan]:
    """The same lines with spans that touch made one."""
    joined: list[TextSpan] = []
    for span in spans:
        if joined and joined[-1].end == span.start:
            joined[-1] = TextSpan(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined
