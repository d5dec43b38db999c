"""Texts of records with a line end in them, which are read as one line."""

from __future__ import annotations

from planner.book.files import BookFiles
from planner.book.read.findings import FileFinding, Findings
from planner.book.read.places import Places
from planner.book.read.records import tables_of
from planner.book.record_files import FILES
from planner.book.toml.syntax import read_tables
from planner.errors import FileError, one_line


def line_end_warnings(files: BookFiles) -> list[str]:
    """A warning with its line for each text of a record that has several lines."""
    places = Places(files.contents)
    found: list[str] = []
    for file, about in FILES.items():
        tables = read_tables(file, files.contents.get(file, b""))
        if isinstance(tables, FileError):
            continue
        for spot, table in tables_of(Findings(), file, about.key, tables):
            for key, value in table.items():
                if isinstance(value, str) and one_line(value.strip()) != value.strip():
                    what = f"`{key}` has a line end in it, which is read as a blank"
                    found.append(places.warning(FileFinding(spot.at(key), what, "")))
    return found
