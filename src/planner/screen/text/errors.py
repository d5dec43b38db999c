"""Errors and warnings in plain text for a terminal: what happened, where, the line itself, how to fix it."""

from __future__ import annotations

from collections.abc import Sequence

from planner.errors import FileError
from planner.screen.text.safe_text import escaped
from planner.screen.text.wording import counted

_LONGEST = 200  # characters shown of a line


def error_text(what: str, fix: str = "", note: str = "") -> str:
    """One error: what happened (more lines are details), a `fix:` for every line of `fix`, then `note`."""
    lines = ["error: " + "\n".join(visible(line) for line in what.split("\n"))]
    lines += [f"  fix: {visible(line)}" for line in fix.split("\n") if line]
    return "\n".join([*lines, note] if note else lines)


def errors_text(errors: Sequence[FileError], note: str = "", label: str = "error") -> str:
    """All errors, in the order given, then their number and `note`, a sentence on what became of the data.

    Whatever a name or a line contains is shown, never acted on. `label` is "error" or "warning".
    """
    lines = [line for error in errors for line in _lines(error, label)]
    if note or len(errors) > 1:
        lines.append(f"{counted(len(errors), label)}. {note}".rstrip())
    return "\n".join(lines)


def _lines(error: FileError, label: str) -> list[str]:
    lines = [f"{label}: {visible(error.what)}"]
    if error.file:
        place = visible(error.file) + (f":{error.line}" if error.line else "")
        excerpt = _short(visible(error.excerpt.replace("\t", "  ")))
        lines.append(f"  {place} | {excerpt}" if excerpt.strip() else f"  {place}")
    if error.fix:
        lines.append(f"  fix: {visible(error.fix)}")
    return lines


def visible(text: str) -> str:
    """One line of text with every character that could act on a terminal spelled out as `\\uXXXX`."""
    return escaped(text).replace("\n", "\\u000a")


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
