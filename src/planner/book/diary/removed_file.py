"""The file `diary/removed.toml`: the name of each record that the rep removed, by its id."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from planner.book.files import content_of
from planner.book.store.transaction import FileChange
from planner.book.toml.syntax import read_tables
from planner.book.toml.value_text import key_text, value_text
from planner.errors import FileError

REMOVED = "diary/removed.toml"
_HEAD = b"# the records that you removed, by id; kept by plan, for older pages\n"


def removed_names(folder: Path) -> dict[str, str]:
    """The names of removed records by id; none from a file that can't be read."""
    content = content_of(folder, REMOVED)
    table = read_tables(REMOVED, content) if content is not None else {}
    if isinstance(table, FileError):
        return {}
    return {id: name for id, name in table.items() if isinstance(name, str)}


def with_removed(folder: Path, names: Mapping[str, str]) -> FileChange:
    """The file with more removed records."""
    before = content_of(folder, REMOVED)
    known = removed_names(folder)
    text = before if before is not None else _HEAD
    text += b"" if text.endswith(b"\n") else b"\n"
    rows = [f"{key_text(id)} = {value_text(name)}\n" for id, name in names.items() if id not in known]
    return FileChange(REMOVED, before, text + "".join(rows).encode())
