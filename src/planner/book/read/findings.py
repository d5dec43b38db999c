"""Errors and warnings by the key path at which they were found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from planner.book.toml.tokens import KeyPath
from planner.locales.locale import PLAIN, Locale

_MOST_COMPARED = 400_000  # letters: a slip in a key takes some 500


class Spot(NamedTuple):
    """A key path in one of the book's files."""

    file: str
    path: KeyPath = ()

    def at(self, *steps: str | int) -> Spot:
        """The spot of something inside this one."""
        return Spot(self.file, (*self.path, *steps))


class FileFinding(NamedTuple):
    """An error, or a warning (without a fix).

    `code` says what kind of error, where that matters.
    """

    spot: Spot
    what: str
    fix: str
    other: Spot | None = None  # a second place that has to do with it; its line is shown too
    code: Literal["", "unknown name"] = ""


@dataclass(slots=True)
class Findings:
    """The errors and warnings found so far.

    With an error the book can't be used; a warning marks what may not be meant.
    """

    errors: list[FileFinding] = field(default_factory=list)
    warnings: list[FileFinding] = field(default_factory=list)
    locale: Locale = PLAIN  # of the book that is read
    _bad: set[Spot] = field(default_factory=set)
    _compared: int = 0

    def error(self, spot: Spot, what: str, fix: str, other: Spot | None = None) -> None:
        """Report an error; a second one at the very same spot would only repeat the first."""
        if spot not in self._bad:
            self._bad.add(spot)
            self.errors.append(FileFinding(spot, what, fix, other))

    def unknown(self, spot: Spot, what: str, fix: str) -> None:
        """Report a word that names nothing in the book.

        It may name something in a file that can't be read.
        """
        if spot not in self._bad:
            self._bad.add(spot)
            self.errors.append(FileFinding(spot, what, fix, code="unknown name"))

    def is_misspelled(self, spot: Spot) -> None:
        """Report nothing more at the spot of a key: it is there, under a misspelled name."""
        self._bad.add(spot)

    def warn(self, spot: Spot, what: str) -> None:
        """Report something that may not be as it was meant."""
        self.warnings.append(FileFinding(spot, what, ""))

    def may_compare(self, word: str, others: int) -> bool:
        """Take the time to look for what a word was meant to be among others.

        False if a file with very many wrong words has used it up.
        """
        self._compared += len(word) * others
        return self._compared <= _MOST_COMPARED

    def is_bad(self, spot: Spot) -> bool:
        """True if an error was found at the spot or at something that contains it."""
        return any(Spot(spot.file, spot.path[:depth]) in self._bad for depth in range(len(spot.path) + 1))
