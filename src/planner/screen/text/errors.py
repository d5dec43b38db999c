"""Errors and warnings in plain text for a terminal.

What happened, where, the line itself, how to fix it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from planner.errors import FileError, one_line
from planner.screen.text.safe_text import escaped, safe
from planner.screen.text.wording import counted

_LONGEST = 200  # characters shown of a line
_EACH = 6  # errors of one kind that are shown one by one; of more only the places are
_PLACES = 10  # that are shown of one kind
_VARIES = re.compile(r'"[^"]*"|[0-9]+')


def error_text(what: str, fix: str = "", note: str = "", details: Sequence[str] = ()) -> str:
    """One error: the message, its details, a `fix:`, a note."""
    lines = [f"error: {visible(one_line(what))}", *map(visible, details)]
    lines += [f"  fix: {visible(one_line(fix))}"] if fix else []
    return "\n".join([*lines, note] if note else lines)


def errors_text(errors: Sequence[FileError], note: str = "", label: str = "error") -> str:
    """All errors in order, their number, and `note`, what happened to the data.

    Many of one kind are shown together, in at most 20 lines. Whatever a name or a line contains is shown, never acted
    on. `label` is "error" or "warning".
    """
    lines = error_lines(errors, label)
    if note or len(errors) > 1:
        lines.append(f"{counted(len(errors), label)}. {note}".rstrip())
    return "\n".join(lines)


def error_lines(errors: Sequence[FileError], label: str = "error") -> list[str]:
    """As `errors_text`, without their number."""
    lines: list[str] = []
    for alike in _by_kind(errors):
        if len(alike) > _EACH:
            lines += _together(alike, label)
        else:
            lines += [line for error in alike for line in _lines(error, label)]
    return lines


def warning_lines(warnings: Sequence[str]) -> list[str]:
    """A line for each warning, whatever the names of files in it contain.

    Of many that differ only in a name or a number, the first ones and how many more.
    """
    seen = Counter[str]()
    lines: list[str] = []
    for warning in map(safe, warnings):
        kind = _VARIES.sub("#", warning)
        seen[kind] += 1
        if seen[kind] <= _PLACES:
            lines.append(f"warning: {warning}")
        elif seen[kind] == _PLACES + 1:
            lines.append(kind)
    more = {kind: f"  the same in {count - _PLACES:,} more" for kind, count in seen.items() if count > _PLACES}
    return [more.get(line, line) for line in lines]


def _by_kind(errors: Sequence[FileError]) -> list[list[FileError]]:
    """Errors of one file that differ only in a name or number together, in the first's place."""
    kinds: dict[tuple[str, str, str], list[FileError]] = {}
    keys = [(error.file, _VARIES.sub("#", error.what), _VARIES.sub("#", error.fix)) for error in errors]
    for key, error in zip(keys, errors, strict=True):
        kinds.setdefault(key, []).append(error)
    many = {key for key, alike in kinds.items() if len(alike) > _EACH}
    found = []
    for key, error in zip(keys, errors, strict=True):
        if key not in many:
            found.append([error])
        elif key in kinds:
            found.append(kinds.pop(key))
    return found


def _together(alike: Sequence[FileError], label: str) -> list[str]:
    what, first, *fix = _lines(alike[0], label)
    places = [line for error in alike[1:_PLACES] for line in _lines(error, label)[1:2]]
    rest = len(alike) - _PLACES
    return [what, first, *places, *fix, *([f"  the same in {rest:,} more"] if rest > 0 else [])]


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
    """One line of text, with characters that could act on a terminal spelled as `\\uXXXX`."""
    return escaped(text).replace("\n", "\\u000a")


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
