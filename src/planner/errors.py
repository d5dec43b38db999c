"""What can go wrong for a person: each says what, where, how to mend it, and the exit code."""

from __future__ import annotations

from dataclasses import dataclass

DONE, UNUSABLE, USAGE, FOUND, INTERRUPTED = 0, 1, 2, 3, 130


@dataclass(frozen=True, slots=True)
class Fault:
    """One bad entry of a file. `line` counts from 1 (None: the file as a whole); `excerpt` is that line."""

    file: str
    line: int | None
    what: str
    mend: str = ""
    excerpt: str = ""


class PlanError(Exception):
    """Ends the run with one message and an exit code; caught in one place, the command line's edge."""

    exit_code = UNUSABLE

    def __init__(self, what: str, mend: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend


class UsageError(PlanError):
    """The command line is wrong: an unknown name, a bad option value."""

    exit_code = USAGE


class BookFaults(PlanError):
    """The book, a calendar or an import can't be used; all its faults at once."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} fault{'s' if len(faults) != 1 else ''}")
        self.faults = faults
