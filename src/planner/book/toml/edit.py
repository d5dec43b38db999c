"""The smallest edits of hand-written TOML.

Only the values that change are spliced in: comments, order, layout and line ends stay. The result is parsed again and
compared with exactly what was meant, its comments with those that were there; where they differ nothing is returned,
so that nothing wrong can be written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from planner.book.toml.comments import kept
from planner.book.toml.parse import parse_toml
from planner.book.toml.part import Part, headers, part_of, whole
from planner.book.toml.scan import scan
from planner.book.toml.source import Source
from planner.book.toml.splice import Splice, insertion, removal, removal_with_comments, replacement
from planner.book.toml.tokens import KeyPath
from planner.book.toml.value_text import as_written, is_plain, key_text, line_text
from planner.core.book import Trial
from planner.errors import NOTHING_CHANGED, PlanError

REMOVE: Final = None  # as a value: the key goes
ALL_CHECKED = 500  # rows added at once; of more, those are read back whose text could be read in another way


def set_values(text: bytes, table: KeyPath, values: Mapping[Any, Any]) -> bytes:
    """The document with these keys of `table`, such as ("prospect", 3), set or removed.

    `table` may be a list too, such as ("prospect", 3, "contacts"), its keys being places in it.
    A mapping as a value is merged into the table of that name, or becomes it where there is none. A key that is there
    already keeps its place, its comment and its style; a new one comes after the table's last. Whole figures are
    written without `.0`.
    Raises PlanError if the document can't be changed so, KeyError if there is no such table.
    """
    return set_tables(text, [(table, values)])


def set_tables(text: bytes, changes: Sequence[tuple[KeyPath, Mapping[Any, Any]]]) -> bytes:
    """As `set_values`, for several tables at once."""
    if not changes:
        return text
    document = text.decode()
    part = part_of(document, changes[0][0]) if len(changes) == 1 else whole(document)
    steps: list[tuple[KeyPath, Any]] = []
    for table, values in changes:
        path = part.table or table
        wanted, record = _tidy(values), _reach(part.values, path)
        steps += _steps(path, record, wanted)
        _change(record, wanted)
    return _with_part(document, part, _with_values(document[part.start : part.end], steps), changes[0][0])


def add_table(text: bytes, kind: str, values: Mapping[str, Any]) -> bytes:
    """The document with one more `[[kind]]` at its end. Raises PlanError if it can't be added."""
    return add_tables(text, kind, [values])


def add_tables(text: bytes, kind: str, rows: Sequence[Mapping[str, Any]]) -> bytes:
    """As `add_table`, for several at once."""
    if not rows:
        return text
    document, wanted = text.decode(), [_present(_tidy(values)) for values in rows]
    newline = "\r\n" if "\r\n" in document else "\n"
    added = _gap(document, newline) + newline.join(_table_text(kind, values, newline) for values in wanted)
    values = {} if headers(document, kind) else whole(document).values
    if not values:  # what is there is not touched, and the new ones are a document too
        doubtful = [row for place, row in enumerate(wanted) if place < ALL_CHECKED or not is_plain(row)]
        if doubtful:
            _checked(newline.join(_table_text(kind, row, newline) for row in doubtful), {kind: doubtful}, (kind,))
        return document.encode() + added.encode()
    listed = values.setdefault(kind, [])
    if not isinstance(listed, list):
        raise PlanError(f"{kind} is not a list of tables", f"write each one below a line [[{kind}]]")
    edited = document + added
    if (kind,) in scan(document).entries:  # `prospect = [{ … }]`
        edited = document
        for place, row in enumerate(wanted, start=len(listed)):
            edited = _spliced(edited, insertion(scan(edited), (kind, place), row))
    listed += wanted
    return _checked(edited, values, (kind, len(listed) - 1))


def remove_table(text: bytes, kind: str, place: int) -> bytes:
    """The document without one `[[kind]]`, counted from 0, and the comments directly above it.

    Raises PlanError if it can't be taken out, KeyError if there is no such table.
    """
    before = text.decode()
    meant = whole(before).values
    _reach(meant, (kind, place))
    del meant[kind][place]
    source = scan(before)
    path: KeyPath = (kind, place)
    if not meant[kind]:
        del meant[kind]
        path = (kind,)
    return _checked(_spliced(before, removal_with_comments(source, path)), meant, (kind, place))


def write_id(text: bytes, table: KeyPath, id: str) -> bytes:
    """The document with the id of a record written into its table, as its first key.

    Raises as `set_values`.
    """
    document = text.decode()
    part = part_of(document, table)
    record = _reach(part.values, part.table)
    if "id" in record:
        return text
    record["id"] = id
    before = document[part.start : part.end]
    after = _spliced(before, insertion(scan(before), (*part.table, "id"), id, first=True))
    return _with_part(document, part, after, table)


def book_time(instant: datetime, zone: ZoneInfo) -> datetime:
    """A moment as a book's file has it.

    Local time without offset, unless a clock change leaves that in doubt.
    """
    local = instant.astimezone(zone)
    bare = local.replace(tzinfo=None, fold=0)
    return bare if bare.replace(tzinfo=zone).astimezone(UTC) == instant.astimezone(UTC) else local


def book_values(values: Mapping[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    """Values of a record as its file has them: moments as `book_time`, a trial as a table."""

    def written(value: Any) -> Any:
        if isinstance(value, Trial):
            return {"until": value.until, "checks": REMOVE} | as_written(value)  # old check-ins go
        return book_time(value, zone) if isinstance(value, datetime) else value

    return {key: written(value) for key, value in values.items()}


def _with_values(text: str, wanted: list[tuple[KeyPath, Any]]) -> str:
    """The text with each key set or removed.

    Those that would get into each other's way, one scan after the other.
    """
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


def _table_text(kind: str, values: Mapping[str, Any], newline: str) -> str:
    lines = (line_text(key, value, newline) for key, value in values.items())
    return f"[[{key_text(kind)}]]{newline}" + "".join(lines)


def _spliced(text: str, splices: list[Splice]) -> str:
    """The text with all splices made; those at one place in the order in which they are given."""
    parts, at = [], 0
    for splice in sorted(splices, key=lambda splice: splice.start):
        parts += [text[at : splice.start], splice.new]
        at = splice.end
    return "".join([*parts, text[at:]])


def _steps(path: KeyPath, table: Mapping[str, Any], values: Mapping[str, Any]) -> Iterator[tuple[KeyPath, Any]]:
    """Each key to set or remove, with its whole path.

    Below a table that is there, else that table as a whole.
    """
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
    """Make the change that is meant in the parsed document."""
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
    kind = type(values)
    if kind is int or kind is date or (kind is str and values.isascii()):
        return values
    if isinstance(values, Mapping):
        return {key: _tidy(value) for key, value in values.items()}
    if isinstance(values, (list, tuple)):
        return [_tidy(value) for value in values]
    if isinstance(values, float) and values.is_integer() and abs(values) < 1e15:
        return int(values)
    if isinstance(values, str):
        return values.encode("utf-8", "replace").decode()
    return values


def _with_part(document: str, part: Part, edited: str, table: KeyPath) -> bytes:
    """The document with a part edited, after a check of its values and comments."""
    before, after = document[: part.start], document[part.end :]
    ended = not after or edited.endswith("\n")
    if not ended or not kept(document[part.start : part.end], edited):
        raise _unchangeable(table)
    return before.encode() + _checked(edited, part.values, table) + after.encode()


def _checked(edited: str, meant: dict[str, Any], table: KeyPath) -> bytes:
    """The edited text, if it says exactly what was meant."""
    try:
        right = _same(parse_toml(edited), meant)
    except ValueError:
        right = False
    if not right:
        raise _unchangeable(table)
    return edited.encode()


def _unchangeable(table: KeyPath) -> PlanError:
    where = " ".join(str(step + 1 if isinstance(step, int) else step) for step in table)
    return PlanError(
        f"{where or 'the file'} is written in a way that plan can't change without touching more than it should",
        "change it by hand: plan edit",
        NOTHING_CHANGED,
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


def _gap(text: str, newline: str) -> str:
    """The text between the end of a file and a new table: an empty line."""
    if not text.strip("\ufeff"):
        return ""
    if not text.endswith("\n"):
        return newline * 2
    return "" if text.endswith(("\n\n", "\n\r\n")) else newline
