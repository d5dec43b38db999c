"""What is wrong with the book, in plain text for a terminal: what, where, the line itself, how to fix it."""

from __future__ import annotations

from collections.abc import Sequence

from planner.errors import FileError
from planner.screen.text.safe_text import escaped

_LONGEST = 200  # characters shown of a line


def explain(errors: Sequence[FileError], then: str = "nothing was written") -> str:
    """All errors, in the order given, and what is done about them. Whatever a name or a line contains is shown, never
    acted on."""
    return "\n".join(["\n".join(_lines(error)) for error in errors] + [_sum(len(errors), then)])


def _lines(error: FileError) -> list[str]:
    file = visible(error.file)
    lines = [f"{file}:{error.line}: {visible(error.what)}" if error.line else f"{file}: {visible(error.what)}"]
    if error.excerpt.strip():
        gutter = f"{error.line or ''}"
        lines.append(f"  {gutter} | {_short(visible(error.excerpt.replace(chr(9), '  ')))}")
    if error.fix:
        lines.append(f"  -> {visible(error.fix)}")
    return [*lines, ""]


def _sum(count: int, then: str) -> str:
    return f"{count} fault{'' if count == 1 else 's'}; {then}"


def visible(text: str) -> str:
    """One line of text with every character that could act on a terminal spelled out as `\\uXXXX`."""
    return escaped(text).replace("\n", "\\u000a")


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
