"""What is wrong with the book, in plain text for a terminal: what, where, the line itself, how to mend it."""

from __future__ import annotations

from collections.abc import Sequence

from planner.errors import Fault
from planner.screen.text.safe_text import escaped

_LONGEST = 200  # characters shown of a line


def explain(faults: Sequence[Fault], then: str = "nothing was written") -> str:
    """All faults, in the order given, and what is done about them. Whatever a name or a line contains is shown, never
    acted on."""
    return "\n".join(["\n".join(_lines(fault)) for fault in faults] + [_sum(len(faults), then)])


def _lines(fault: Fault) -> list[str]:
    file = visible(fault.file)
    lines = [f"{file}:{fault.line}: {visible(fault.what)}" if fault.line else f"{file}: {visible(fault.what)}"]
    if fault.excerpt.strip():
        gutter = f"{fault.line or ''}"
        lines.append(f"  {gutter} | {_short(visible(fault.excerpt.replace(chr(9), '  ')))}")
    if fault.mend:
        lines.append(f"  -> {visible(fault.mend)}")
    return [*lines, ""]


def _sum(count: int, then: str) -> str:
    return f"{count} fault{'' if count == 1 else 's'}; {then}"


def visible(text: str) -> str:
    """One line of text with every character that could act on a terminal spelled out as `\\uXXXX`."""
    return escaped(text).replace("\n", "\\u000a")


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
