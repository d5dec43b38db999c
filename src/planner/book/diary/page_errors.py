"""The place of an error on a diary page. Loaded only when there is one."""

from __future__ import annotations

from collections.abc import Sequence

from planner.book.diary.page_rows import Bad
from planner.book.toml.scan import scan
from planner.book.toml.tokens import KeyPath
from planner.errors import FileError


def located(file: str, text: bytes, bad: Sequence[tuple[KeyPath, Bad]]) -> list[FileError]:
    """The errors with their lines, in the order of the page."""
    source = scan(text.decode())
    errors = []
    for path, (key, what, fix) in bad:
        line = source.line_of((*path, key) if key else path) if path else None  # () is the page as a whole
        errors.append(FileError(file, line, what, fix, source.line_text(line) if line else ""))
    return sorted(errors, key=lambda error: error.line or 0)
