"""What can go wrong for a person: each says what, where, how to fix it, and the exit code."""

from __future__ import annotations

from dataclasses import dataclass

DONE, UNUSABLE, USAGE, FOUND, INTERRUPTED = 0, 1, 2, 3, 130


@dataclass(frozen=True, slots=True)
class FileError:
    """One bad entry of a file. `line` counts from 1 (None: the file as a whole); `excerpt` is that line."""

    file: str
    line: int | None
    what: str
    fix: str = ""
    excerpt: str = ""


class PlanError(Exception):
    """Ends the run with one message and an exit code; caught in one place, the command line's edge."""

    exit_code = UNUSABLE

    def __init__(self, what: str, fix: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.fix = fix


class UsageError(PlanError):
    """The command line is wrong: an unknown name, a bad option value."""

    exit_code = USAGE


class BookErrors(PlanError):
    """The book, a calendar or an import can't be used; all its errors at once."""

    def __init__(self, errors: list[FileError]) -> None:
        super().__init__(f"{len(errors)} error{'s' if len(errors) != 1 else ''}")
        self.errors = errors
