"""Reads a TOML document for the places of its keys; see `source` for what is made of them."""

from __future__ import annotations

from planner.book.toml.source import KeyEntry, Source, Table
from planner.book.toml.tokens import (
    KeyPath,
    NotTomlError,
    TextSpan,
    bare_end,
    line_end,
    read_key,
    skip_blank,
    skip_indent,
    string_end,
)


def scan(text: str) -> Source:
    """The places of all keys of a document that tomllib accepts.

    NotTomlError (a ValueError) where it can't be followed; its `offset` is where the unfinished statement begins.
    """
    source = Source(text, "\r\n" if "\r\n" in text else "\n")
    top = _Open((), TextSpan(0, 0), 0, 1 if text.startswith("\ufeff") else 0)
    tables, counts = [top], dict[KeyPath, int]()
    at = skip_blank(text, 0)
    while at < len(text):
        start = at
        try:
            if text[at] == "[":
                path, at = _header(text, at, counts)
                above = tables[-1].keys_end
                tables.append(_Open(path, TextSpan(start, at), _comments_above(text, start, above), line_end(text, at)))
            else:
                at = _statement(source, at, tables[-1])
        except NotTomlError as no:
            raise NotTomlError(start) from no
        at = skip_blank(text, at)
    _close(source, tables)
    return source


class _Open:
    """A table that is being read."""

    __slots__ = ("header", "indent", "keys_end", "path", "start")

    def __init__(self, path: KeyPath, header: TextSpan, start: int, keys_end: int) -> None:
        self.path, self.header, self.start, self.keys_end, self.indent = path, header, start, keys_end, ""


def _header(text: str, at: int, counts: dict[KeyPath, int]) -> tuple[KeyPath, int]:
    """The path that `[a.b]` or `[[a.b]]` opens, and the offset after its brackets."""
    brackets = 2 if text.startswith("[[", at) else 1
    parts, end = read_key(text, at + brackets)
    end = skip_indent(text, end)
    if not text.startswith("]" * brackets, end):
        raise NotTomlError(end)
    path: KeyPath = ()
    for _, name in parts[:-1]:
        path = (*path, name)
        if path in counts:
            path = (*path, counts[path] - 1)
    path = (*path, parts[-1][1])
    if brackets == 2:
        counts[path] = counts.get(path, 0) + 1
        path = (*path, counts[path] - 1)
    return path, end + brackets


def _statement(source: Source, at: int, table: _Open) -> int:
    """Reads `key = value` on its own line into the source."""
    text = source.text
    key, path, value_at = _key(source, at, table.path)
    end = _value(source, path, value_at)
    line = text.rfind("\n", 0, at) + 1
    if line == 0 and text.startswith("\ufeff"):
        line = 1
    whole = TextSpan(line, line_end(text, end))
    _enter(source, KeyEntry(path, key, TextSpan(value_at, end), whole, table.path, statement=True))
    table.keys_end, table.indent = whole.end, text[line:at]
    return end


def _key(source: Source, at: int, holder: KeyPath) -> tuple[TextSpan, KeyPath, int]:
    """The key at `at`: its span, the path it names below `holder`, and where its value begins."""
    parts, end = read_key(source.text, at)
    equals = skip_indent(source.text, end)
    if not source.text.startswith("=", equals):
        raise NotTomlError(equals)
    return TextSpan(at, end), (*holder, *(name for _, name in parts)), skip_indent(source.text, equals + 1)


def _enter(source: Source, entry: KeyEntry) -> None:
    source.entries[entry.path] = entry
    for depth in range(len(entry.holder) + 1, len(entry.path)):
        source.implied[entry.path[:depth]] = entry.path


def _value(source: Source, path: KeyPath, at: int) -> int:
    """Reads the value at `at`, what is in it too, and gives the offset after it."""
    opening = source.text[at : at + 1]
    if opening in ('"', "'"):
        return string_end(source.text, at)
    if opening == "[":
        return _array(source, path, at + 1)
    if opening == "{":
        return _inline_table(source, path, at + 1)
    return bare_end(source.text, at)


def _array(source: Source, path: KeyPath, at: int) -> int:
    text, members = source.text, source.members.setdefault(path, [])
    while not text.startswith("]", at := skip_blank(text, at)):
        member = (*path, len(members))
        end = _value(source, member, at)
        members.append(member)
        value = TextSpan(at, end)
        source.entries[member] = KeyEntry(member, TextSpan(at, at), value, value, path, statement=False)
        at = _comma(text, end, "]")
    return at + 1


def _inline_table(source: Source, path: KeyPath, at: int) -> int:
    text, members = source.text, source.members.setdefault(path, [])
    while not text.startswith("}", at := skip_blank(text, at)):
        key, member, value_at = _key(source, at, path)
        end = _value(source, member, value_at)
        members.append(member)
        _enter(source, KeyEntry(member, key, TextSpan(value_at, end), TextSpan(at, end), path, statement=False))
        at = _comma(text, end, "}")
    return at + 1


def _comma(text: str, at: int, closing: str) -> int:
    """The offset after a comma, or of the closing bracket."""
    at = skip_blank(text, at)
    if text.startswith(",", at):
        return at + 1
    if text.startswith(closing, at):
        return at
    raise NotTomlError(at)


def _comments_above(text: str, header: int, limit: int) -> int:
    """The start of the comment lines directly above a header, not before `limit`.

    Without any, the start of its own line.
    """
    start = text.rfind("\n", 0, header) + 1
    while start > limit:
        above = text.rfind("\n", 0, start - 1) + 1
        if above < limit or not text.startswith("#", skip_indent(text, above)):
            break
        start = above
    return max(start, limit)


def _close(source: Source, tables: list[_Open]) -> None:
    """Enters the tables into the source, now that it is known where each one ends."""
    text = source.text
    for table, following in zip(tables, [*tables[1:], None], strict=True):
        end = following.start if following else len(text)
        keys_end = table.keys_end
        if not table.path and not any(e.statement and e.holder == () for e in source.entries.values()):
            keys_end = end
        source.tables[table.path] = Table(table.path, table.header, table.start, keys_end, end, table.indent)
