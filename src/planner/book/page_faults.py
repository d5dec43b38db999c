"""Where on a diary page a fault stands. Loaded only when there is one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planner.book.page_rows import Bad
from planner.book.scan import scan
from planner.book.tokens import KeyPath
from planner.errors import Fault


def unreadable(file: str, text: bytes, error: Exception) -> Fault:
    """The fault of a page that is no TOML, or no text."""
    line: int | None = None
    if isinstance(error, UnicodeDecodeError):
        line, what = text.count(b"\n", 0, error.start) + 1, "this is not UTF-8 text"
    elif isinstance(error, RecursionError):
        what = "lists or tables are nested too deeply"
    else:
        message = str(error)
        place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", message)
        what = message[: place.start()] if place else message
        if place:
            line = int(place[1]) if place[1] else text.rstrip().count(b"\n") + 1
    return Fault(file, line, what, "mend the line, or move the page away", _line(text, line))


def located(file: str, text: bytes, bad: Sequence[tuple[KeyPath, Bad]]) -> list[Fault]:
    """The faults with their lines, in the order of the page."""
    source = scan(text.decode())
    faults = []
    for path, (key, what, mend) in bad:
        line = source.line_of((*path, key) if key else path)
        faults.append(Fault(file, line, what, mend, _line(text, line)))
    return sorted(faults, key=lambda fault: fault.line or 0)


def _line(text: bytes, line: int | None) -> str:
    lines = text.decode("utf-8", "replace").split("\n")
    return lines[line - 1].rstrip("\r").removeprefix("\ufeff") if line and line <= len(lines) else ""
