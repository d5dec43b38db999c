"""Splices: the characters of a document to replace so that a key is set, added or gone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from planner.book.toml import splice_list as splice_array
from planner.book.toml.comments import texts
from planner.book.toml.source import Source
from planner.book.toml.tokens import KeyPath, TextSpan
from planner.book.toml.value_text import key_text, value_text

_COMMENT = re.compile(r"([ \t]*)#")


class Splice(NamedTuple):
    """`new` takes the place of the characters from `start` to `end`.

    `alone`: no other may be made from this scan.
    """

    start: int
    end: int
    new: str
    alone: bool = False


def removal(source: Source, path: KeyPath) -> list[Splice]:
    """The splices that take a key away, however it is written; none if it is not there.

    Comments in it and on its line are the rep's own: they stay where the key was, on lines of their own.
    """
    if path in source.entries:
        entry = source.entries[path]
        if isinstance(path[-1], int):
            return [Splice(*splice_array.removed(source, entry.holder, path[-1]), alone=True)]
        start, end = source.removal(path)
        if not entry.statement:
            return [*_kept_above(source, path), Splice(start, end, "", alone=True)]
        return [Splice(start, end, _as_lines(source, entry.whole, source.text[start : entry.key.start]))]
    dotted = [entry for known, entry in source.entries.items() if known[: len(path)] == path and entry.statement]
    spans = list(source.pieces(path))
    spans += [entry.whole for entry in dotted if not any(s.start <= entry.key.start < s.end for s in spans)]
    return [Splice(span.start, span.end, _as_lines(source, span), alone=True) for span in spans]


def removal_with_comments(source: Source, path: KeyPath) -> list[Splice]:
    """The splices that take a table away with its comments: a row that the program wrote."""
    if path in source.entries:
        return removal(source, path)
    return [Splice(start, end, "", alone=True) for start, end in source.pieces(path)]


def replacement(source: Source, path: KeyPath, value: Any) -> list[Splice]:
    """The splices that give a key another value, in the style of the one it had."""
    entry = source.entries[path]
    start, end = entry.value
    old = source.text[start:end]
    if old.startswith("[") and isinstance(value, list) and splice_array.says(source, path, value):
        return []
    if old.startswith("[") and isinstance(value, list) and ("#" in old or "\n" in old):
        return [Splice(*splice_array.replaced(source, path, value), alone=True)]
    new = _in_style(old, value)
    if above := _kept_above(source, path):
        return [*above, Splice(start, end, new, alone=True)]
    if not entry.statement:
        return [Splice(start, end, new)]
    if gap := _kept_column(source, end, len(new) - (end - start)):
        return [Splice(start, gap[0], new + gap[1])]
    return [Splice(start, end, new)]


def insertion(source: Source, path: KeyPath, value: Any, *, first: bool = False) -> list[Splice]:
    """The splices that add a key to its table, or an element to an inline array.

    A table that is missing becomes an inline one.
    """
    holder, key = path[:-1], path[-1]
    if isinstance(key, int):
        return [Splice(*splice_array.appended(source, holder, value), alone=True)]
    if first and holder in source.tables and holder:
        table = source.tables[holder]
        line = source.text.find("\n", table.header.end) + 1
        indent = table.indent
        if line:
            return [Splice(line, line, f"{indent}{key_text(key)} = {value_text(value)}{source.newline}")]
    place = source.place_for_key(holder)
    if place is None:
        if not holder:
            return []
        return insertion(source, holder, {key: value}) if isinstance(holder[-1], str) else []
    offset, before, after = place
    own_line = source.newline in before or source.newline in after
    new = f"{before}{key_text(key)} = {value_text(value)}{after}"
    return [Splice(offset, offset, new, alone=not own_line or isinstance(value, Mapping))]


def _as_lines(source: Source, lines: TextSpan, indent: str = "") -> str:
    """The comments of whole lines that go, as lines of their own."""
    rows = texts(source.text, lines.start, lines.end)
    ended = source.text[lines.start : lines.end].endswith("\n")
    text = source.newline.join(indent + row for row in rows)
    return text + source.newline if rows and ended else text


def _kept_above(source: Source, path: KeyPath) -> list[Splice]:
    """The comments inside a removed value, moved above its line or its array element."""
    start, end = source.entries[path].value
    rows = texts(source.text, start, end)
    entry = source.entries[path]
    while not entry.statement and not isinstance(entry.path[-1], int):  # an inline table has no room for a comment
        entry = source.entries[entry.holder]
    at = entry.key.start
    indent = source.text[source.text.rfind("\n", 0, at) + 1 : at] if entry.statement else ""
    return [Splice(at, at, "".join(f"{row}{source.newline}{indent}" for row in rows), alone=True)] if rows else []


def _in_style(old: str, value: Any) -> str:
    """The value with the quotes, the thousands underscores or the `.0` of the one it replaces."""
    if isinstance(value, str) and old[:1] == "'" and old[:3] != "'''" and value.isprintable() and "'" not in value:
        return f"'{value}'"
    if type(value) is int and re.fullmatch(r"[+-]?\d{1,3}(_\d{3})+", old):
        return f"{value:_}"
    if type(value) is int and re.fullmatch(r"[+-]?[\d_]+\.\d+", old):
        return f"{value}.0"
    return value_text(value)


def _kept_column(source: Source, end: int, longer: int) -> tuple[int, str] | None:
    """The offset of a comment in a column with its neighbors, and the blanks that keep it there."""
    match = _COMMENT.match(source.text, end)
    if match is None or not longer:
        return None
    start = match.end() - 1
    line = source.line_at(end)
    if "\n" in source.text[source.text.rfind("\n", 0, start) + 1 : start]:
        return None
    column = start - (source.text.rfind("\n", 0, start) + 1)
    lines_around = [source.line_text(near) for near in (line - 1, line + 1)]
    if not any(near[column : column + 1] == "#" for near in lines_around):
        return None
    return start, " " * max(1, len(match[1]) - longer)
