"""Errors and warnings by the key path at which they were found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from planner.book.toml.tokens import KeyPath


class Spot(NamedTuple):
    """A key path in one of the book's files."""

    file: str
    path: KeyPath = ()

    def at(self, *steps: str | int) -> Spot:
        """The spot of something in it."""
        return Spot(self.file, (*self.path, *steps))


class Finding(NamedTuple):
    spot: Spot
    what: str
    fix: str
    other: Spot | None = None  # a second place that has to do with it; its line is told too


@dataclass(slots=True)
class Findings:
    """Collects errors (the book can't be used) and warnings (it can, but perhaps is not what was meant)."""

    errors: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    _bad: set[Spot] = field(default_factory=set)

    def error(self, spot: Spot, what: str, fix: str, other: Spot | None = None) -> None:
        """Takes an error down; a second one at the very same spot would only repeat the first."""
        if spot not in self._bad:
            self._bad.add(spot)
            self.errors.append(Finding(spot, what, fix, other))

    def warn(self, spot: Spot, what: str) -> None:
        self.warnings.append(Finding(spot, what, ""))

    def is_bad(self, spot: Spot) -> bool:
        """Whether an error was found at the spot or at something that it is in."""
        return any(Spot(spot.file, spot.path[:depth]) in self._bad for depth in range(len(spot.path) + 1))
