"""Where on a diary page a fault stands. Loaded only when there is one."""

from __future__ import annotations

from collections.abc import Sequence

from planner.book.diary.page_rows import Bad
from planner.book.toml.scan import scan
from planner.book.toml.tokens import KeyPath
from planner.errors import Fault


def located(file: str, text: bytes, bad: Sequence[tuple[KeyPath, Bad]]) -> list[Fault]:
    """The faults with their lines, in the order of the page."""
    source = scan(text.decode())
    faults = []
    for path, (key, what, mend) in bad:
        line = source.line_of((*path, key) if key else path) if path else None  # () is the page as a whole
        faults.append(Fault(file, line, what, mend, source.line_text(line) if line else ""))
    return sorted(faults, key=lambda fault: fault.line or 0)
