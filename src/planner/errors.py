"""Errors that a person can do something about.

What happened, where, how to fix it, and the exit code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field

from planner.frozen_class import frozen

DONE, UNUSABLE, USAGE, FOUND, INTERRUPTED = 0, 1, 2, 3, 130
NOTHING_CHANGED = "Nothing was changed."
_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


@frozen
class FileError:
    """One bad entry: of a file or, where `file` is "", of the command line.

    `line` counts from 1 (None: the file as a whole); `excerpt` is that line. `path` is the entry's key path, such as
    ("prospect", 3, "amount"), where it is known.
    """

    file: str
    line: int | None
    what: str
    fix: str = ""
    excerpt: str = ""
    path: tuple[str | int, ...] = field(default=(), compare=False)


def one_line(text: str) -> str:
    """The text with a blank for each sign that ends a line."""
    return text if text.isprintable() else _LINE_ENDS.sub(" ", text)


class PlanError(Exception):
    """Ends the run with one message and an exit code.

    Caught in one place, the edge of the command line.

    `note` is a sentence on what became of the data, the last line of the message; `details` are lines below `what`.
    """

    exit_code = UNUSABLE

    def __init__(self, what: str, fix: str = "", note: str = "", details: Sequence[str] = ()) -> None:
        super().__init__(what)
        self.what = one_line(what)
        self.fix = one_line(fix)
        self.note = note
        self.details = tuple(map(one_line, details))


class UsageError(PlanError):
    """The command line is wrong: an unknown name, a bad option value."""

    exit_code = USAGE


class TwoReadings(UsageError):
    """A value that may mean two: a terminal asks which, anything else is refused.

    `typed` is the value as it was typed; `choices` are the two ways to type it without doubt, and how they are shown.
    """

    def __init__(self, what: str, fix: str, typed: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(what, fix)
        self.typed = typed
        self.choices = tuple(choices)


class FieldErrors(UsageError):
    """Values typed for fields of a record that the book can't hold, all at once.

    Nothing was changed.
    """

    def __init__(self, errors: Sequence[FileError]) -> None:
        super().__init__("; ".join(error.what for error in errors), "", NOTHING_CHANGED)
        self.errors = list(errors)


class BookErrors(PlanError):
    """The book, a calendar or an import can't be used; all its errors at once."""

    def __init__(self, errors: Sequence[FileError], fix: str = "", note: str = "") -> None:
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        super().__init__(errors[0].what + more if errors else "", fix, note)
        self.errors = list(errors)
