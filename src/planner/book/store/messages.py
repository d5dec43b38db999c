"""Messages to the rep about changed files and about what an undo did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from planner.book.store.entry import Change, JournalEntry, change_of
from planner.book.store.last_written import remembered
from planner.book.undo.line_changes import hunks
from planner.errors import NOTHING_CHANGED, PlanError
from planner.locales.locale import locale_in_use
from planner.locales.writing import WEEKDAYS, write_clock, write_day

_MOST_LINES = 40  # of one diff


def saved_meanwhile(path: str, before: bytes | None, now: bytes | None) -> PlanError:
    """Another program saved a file between reading and writing."""
    if now is None:
        what = f"{path} was removed while plan was running"
    elif before is None:
        what = f"{path} was created by another program while plan was running"
    else:
        line = _first_difference(before, now)
        what = f"{path} was saved by another program while plan was running (line {line} differs)"
    return PlanError(what, "run the command again", NOTHING_CHANGED)


def taken_back(done: JournalEntry, kept: Mapping[str, Sequence[tuple[int, int]]]) -> str:
    """The report of an undo: the change in words, and its effect on each file.

    `kept` has the lines (from 1, first and last) of the files that were edited by hand since, and stay so.
    """
    lines = [f"Undid: {done.what} ({_when(done.at)})"]
    for change in done.changes:
        lines.append(f"  {change.path}: {_extent(change)}")
        if change.path in kept:
            lines.append(f"    kept your edits since then: {_places(kept[change.path])}")
    return "\n".join(lines)


def _places(spans: Sequence[tuple[int, int]]) -> str:
    places = [str(first) if first == last else f"{first}-{last}" for first, last in spans]
    one = len(places) == 1 and places[0].isdigit()
    return ("line " if one else "lines ") + ", ".join(places)


def edited_since(
    book: Path, done: JournalEntry, touched: Sequence[Change], now: Mapping[str, bytes | None], *, needed: bool = False
) -> PlanError:
    """An undo is refused, since it would overwrite what was edited by hand.

    Both as unified diffs.

    `needed`: it would not, but with what was edited the book can't be read without the change.
    """
    names = ", ".join(change.path for change in touched)
    what = f"{names} was edited after this change: {done.what} ({_when(done.at)})"
    parts: list[str] = []
    for change in touched:
        parts += [f"undo would change {change.path}:", *_diff(change.new, change.old)]
        last = remembered(book, change.path, change.after)
        if last is not None:
            hand = change_of(change.path, last, now[change.path])
            line = last[: hand.head].count(b"\n") + 1
            parts += [f"and you edited this since then, from line {line}:", *_diff(hand.old, hand.new)]
    if needed:
        parts.append("your edit depends on it: the book could no longer be read")
    return PlanError(what, "revert your edit, or make the change by hand", NOTHING_CHANGED, parts)


def _first_difference(before: bytes, now: bytes) -> int:
    a, b = before.splitlines(), now.splitlines()
    same = (n for n, (x, y) in enumerate(zip(a, b, strict=False), start=1) if x != y)
    return next(same, min(len(a), len(b)) + 1)


def _when(at: str) -> str:
    then, locale = datetime.fromisoformat(at), locale_in_use()
    minute = write_clock(then.hour * 60 + then.minute, locale)
    return f"{WEEKDAYS[then.weekday()][:3]} {write_day(then.date(), locale)} {minute}"


def _extent(change: Change) -> str:
    if change.before is None:
        return "removed"
    if change.after is None:
        return "restored"
    old, new = Counter(change.old.splitlines()), Counter(change.new.splitlines())
    put, out = (old - new).total(), (new - old).total()
    counts = {"restored": put, "removed": max(out - put, 0)}
    return ", ".join(f"{_lines(count)} {what}" for what, count in counts.items() if count) or "order restored"


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"


def _diff(old: bytes, new: bytes) -> list[str]:
    """The lines of a unified diff, without file names and numbers.

    What lies between two places is `…`.
    """
    a, rows, shown = old.splitlines(), list[tuple[str, bytes]](), 0
    for hunk in hunks(a, new.splitlines()):
        if rows and hunk.start - 1 > shown:
            rows.append(("…", b""))
        rows += [(" ", line) for line in a[max(shown, hunk.start - 1) : hunk.start]]
        rows += [("-", line) for line in a[hunk.start : hunk.end]] + [("+", line) for line in hunk.new]
        rows += [(" ", line) for line in a[hunk.end : hunk.end + 1]]
        shown = hunk.end + 1
    rest = len(rows) - _MOST_LINES
    lines = [f"  {sign}{_text(line)}" for sign, line in rows[:_MOST_LINES]]
    return [*lines, f"  … {_lines(rest)} more"] if rest > 0 else lines


def _text(line: bytes) -> str:
    """A line fit for a terminal: what can't be printed is shown as a question mark."""
    return "".join(x if x.isprintable() or x == "\t" else "?" for x in line.decode("utf-8", "replace"))
