"""The smallest edits of hand-written TOML.

Only the values that change are spliced in: comments, order, layout and line ends stay. The result is parsed again and
compared with exactly what was meant, its comments with those that were there; where they differ nothing is returned,
so that nothing wrong can be written.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from planner.book.toml.comments import kept
from planner.book.toml.parse import parse_toml
from planner.book.toml.scan import scan
from planner.book.toml.source import Source
from planner.book.toml.splice import Splice, insertion, removal, removal_with_comments, replacement
from planner.book.toml.tokens import KeyPath
from planner.book.toml.value_text import key_text, line_text
from planner.errors import PlanError

REMOVE: Final = None  # as a value: the key goes


def set_values(text: bytes, table: KeyPath, values: Mapping[str, Any]) -> bytes:
    """The document with these keys of the table `table`, such as ("prospect", 3), set or removed.

    A mapping as a value is merged into the table of that name, or becomes it where there is none. A key that is there
    already keeps its place, its comment and its style; a new one comes after the table's last. Whole figures are
    written without `.0`.
    Raises PlanError if the document can't be changed so, KeyError if there is no such table.
    """
    return set_tables(text, [(table, values)])


def set_tables(text: bytes, changes: Sequence[tuple[KeyPath, Mapping[str, Any]]]) -> bytes:
    """As `set_values`, for several tables at once."""
    if not changes:
        return text
    meant, whole = _parse(text), _decoded(text)
    start, end = 0, len(whole)
    steps: list[tuple[KeyPath, Any]] = []
    for table, values in changes:
        wanted, record, local = _tidy(values), _reach(meant, table), table
        if len(changes) == 1:
            start, end, local = _window(whole, table, meant)
        steps += _steps(local, record, wanted)
        _change(record, wanted)
    part = _with_values(whole[start:end], steps)
    if not kept(whole[start:end], part):
        raise _unchangeable(changes[0][0])
    return _checked(whole[:start] + part + whole[end:], meant, changes[0][0])


def add_table(text: bytes, kind: str, values: Mapping[str, Any]) -> bytes:
    """The document with one more `[[kind]]` at its end. Raises PlanError if it can't be added."""
    return add_tables(text, kind, [values])


def add_tables(text: bytes, kind: str, rows: Sequence[Mapping[str, Any]]) -> bytes:
    """As `add_table`, for several at once."""
    if not rows:
        return text
    wanted = [_present(_tidy(values)) for values in rows]
    meant, edited = _parse(text), _decoded(text)
    listed = meant.setdefault(kind, [])
    if not isinstance(listed, list):
        raise PlanError(f"{kind} is not a list of tables", f"write each one below a line [[{kind}]]")
    inline = not _headers(edited, kind) and (kind,) in scan(edited).entries  # `prospect = [{ … }]`
    newline = "\r\n" if "\r\n" in edited else "\n"
    for values in wanted:
        if inline:
            edited = _spliced(edited, insertion(scan(edited), (kind, len(listed)), values))
        else:
            lines = [line_text(key, value, newline) for key, value in values.items()]
            edited += _gap(edited, newline) + f"[[{key_text(kind)}]]{newline}" + "".join(lines)
        listed.append(values)
    return _checked(edited, meant, (kind, len(listed) - 1))


def remove_table(text: bytes, kind: str, place: int) -> bytes:
    """The document without one `[[kind]]`, counted from 0, and without the comment lines directly above it.

    Raises PlanError if it can't be taken out, KeyError if there is no such table.
    """
    meant = _parse(text)
    _reach(meant, (kind, place))
    del meant[kind][place]
    before = _decoded(text)
    source = scan(before)
    path: KeyPath = (kind, place)
    if not meant[kind]:
        del meant[kind]
        path = (kind,)
    return _checked(_spliced(before, removal_with_comments(source, path)), meant, (kind, place))


def write_id(text: bytes, table: KeyPath, id: str) -> bytes:
    """The document with the id of a record written into its table, as its first key. Raises as `set_values`."""
    meant = _parse(text)
    record = _reach(meant, table)
    if "id" in record:
        return text
    whole = _decoded(text)
    start, end, local = _window(whole, table, meant)
    record["id"] = id
    part = whole[start:end]
    part = _spliced(part, insertion(scan(part), (*local, "id"), id, first=True))
    return _checked(whole[:start] + part + whole[end:], meant, table)


def book_time(moment: datetime, zone: ZoneInfo) -> datetime:
    """A moment as a book's file has it: local time without offset, unless a clock change leaves that in doubt."""
    local = moment.astimezone(zone)
    bare = local.replace(tzinfo=None, fold=0)
    return bare if bare.replace(tzinfo=zone).astimezone(UTC) == moment.astimezone(UTC) else local


def book_values(values: Mapping[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    """Values of a record as its file has them: moments as `book_time`, the rest as they are."""
    return {key: book_time(value, zone) if isinstance(value, datetime) else value for key, value in values.items()}


def _with_values(text: str, wanted: list[tuple[KeyPath, Any]]) -> str:
    """The text with each key set or removed; those that would get into each other's way, one scan after the other."""
    while wanted:
        source, splices, later = scan(text), list[Splice](), list[tuple[KeyPath, Any]]()
        for path, value in wanted:
            new = _splices(source, path, value)
            if splices and any(splice.alone for splice in new):
                later.append((path, value))
            else:
                splices += new
                if any(splice.alone for splice in new):
                    later += wanted[wanted.index((path, value)) + 1 :]
                    break
        text, wanted = _spliced(text, splices), later
    return text


def _splices(source: Source, path: KeyPath, value: Any) -> list[Splice]:
    if value is None:
        return removal(source, path)
    if path in source.entries:
        return replacement(source, path, value)
    return insertion(source, path, value)


def _headers(text: str, kind: str) -> list[int]:
    """Where each `[[kind]]` line begins, as far as a look at the lines' beginnings can tell."""
    pattern = rf"^[ \t]*\[\[[ \t]*{re.escape(kind)}[ \t]*\]\]"
    return [match.start() for match in re.finditer(pattern, text, re.MULTILINE)]


def _window(text: str, table: KeyPath, document: dict[str, Any]) -> tuple[int, int, KeyPath]:
    """The part of a long document that holds one table of a list, and the table's path in it.

    Following every key of 10,000 deals takes a second, those of one nothing. The part is used only if it says by
    itself what the document says of that table; otherwise it is the whole document.
    """
    record = _reach(document, table)
    kind, place = table if len(table) == 2 else ("", 0)
    if isinstance(kind, str) and isinstance(place, int) and kind:
        starts = [*_headers(text, kind), len(text)]
        if len(starts) == len(document[kind]) + 1:
            start, end = starts[place], starts[place + 1]
            with contextlib.suppress(ValueError):
                if _same(parse_toml(text[start:end]), {kind: [record]}):
                    return start, end, (kind, 0)
    return 0, len(text), table


def _spliced(text: str, splices: list[Splice]) -> str:
    """The text with all splices made; those at one place in the order in which they are given."""
    parts, at = [], 0
    for splice in sorted(splices, key=lambda splice: splice.start):
        parts += [text[at : splice.start], splice.new]
        at = splice.end
    return "".join([*parts, text[at:]])


def _steps(path: KeyPath, table: Mapping[str, Any], values: Mapping[str, Any]) -> Iterator[tuple[KeyPath, Any]]:
    """Each key to set or remove, with its whole path: below a table that is there, else that table as a whole."""
    for key, value in values.items():
        if isinstance(value, Mapping) and isinstance(table.get(key), Mapping):
            yield from _steps((*path, key), table[key], value)
        elif isinstance(value, Mapping):
            if not value or _present(value):
                yield (*path, key), _present(value)
        elif value is not None or key in table:
            yield (*path, key), value


def _present(values: Mapping[str, Any]) -> dict[str, Any]:
    """A mapping without what is to be removed from it."""
    return {
        key: _present(value) if isinstance(value, Mapping) else value
        for key, value in values.items()
        if value is not None
    }


def _reach(document: Any, path: KeyPath) -> Any:
    for step in path:
        try:
            document = document[step]
        except (IndexError, TypeError) as error:
            raise KeyError(path) from error
    return document


def _change(table: dict[str, Any], values: Mapping[str, Any]) -> None:
    """What is meant, done to the parsed document."""
    for key, value in values.items():
        if value is None:
            table.pop(key, None)
        elif not isinstance(value, Mapping):
            table[key] = value
        elif isinstance(table.get(key), dict):
            _change(table[key], value)
        elif key in table:
            raise _unchangeable((key,))
        elif not value or _present(value):
            table[key] = _present(value)


def _tidy(values: Any) -> Any:
    """Values as TOML will give them back."""
    if isinstance(values, Mapping):
        return {key: _tidy(value) for key, value in values.items()}
    if isinstance(values, (list, tuple)):
        return [_tidy(value) for value in values]
    if isinstance(values, float) and values.is_integer() and abs(values) < 1e15:
        return int(values)
    if isinstance(values, str):
        return values.encode("utf-8", "replace").decode()
    return values


def _checked(edited: str, meant: dict[str, Any], table: KeyPath) -> bytes:
    """The edited document, if it says exactly what was meant."""
    done = edited.encode()
    try:
        right = _same(_parse(done), meant)
    except ValueError:
        right = False
    if not right:
        raise _unchangeable(table)
    return done


def _unchangeable(table: KeyPath) -> PlanError:
    where = " ".join(str(step + 1 if isinstance(step, int) else step) for step in table)
    return PlanError(
        f"{where or 'the file'} is written in a way that plan can't change without touching more than it should",
        "nothing was written; change it by hand: plan edit",
    )


def _same(a: Any, b: Any) -> bool:
    """Equal in value and type, but that a figure may be written with or without `.0`."""
    if type(a) is not type(b) and {type(a), type(b)} != {int, float}:
        return False
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(_same(a[key], b[key]) for key in a)
    if isinstance(a, list):
        return len(a) == len(b) and all(map(_same, a, b))
    if isinstance(a, datetime) and a.tzinfo and b.tzinfo:
        return bool(a.timestamp() == b.timestamp())  # `==` is never true of an hour that a clock change repeats
    return bool(a == b) or (a != a and b != b)


def _parse(text: bytes) -> dict[str, Any]:
    try:
        return parse_toml(_decoded(text))
    except UnicodeDecodeError as error:
        raise ValueError("not UTF-8") from error


def _decoded(text: bytes) -> str:
    return text.decode()


def _gap(text: str, newline: str) -> str:
    """What goes between the end of a file and a new table: an empty line."""
    if not text.strip("\ufeff"):
        return ""
    if not text.endswith("\n"):
        return newline * 2
    return "" if text.endswith(("\n\n", "\n\r\n")) else newline
