"""What is found wrong while the book is read: first by key path, at the end with file, line and the line itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from planner.book.toml.source import Source
from planner.book.toml.tokens import KeyPath
from planner.errors import FileError


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


class Places:
    """The lines of spots in the book's files; a file is scanned when it is first asked for."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self._contents = contents
        self._sources: dict[str, Source | None] = {}

    def line_of(self, spot: Spot) -> int | None:
        """The line, from 1; None for a file as a whole."""
        source = self._source(spot.file)
        return source.line_of(spot.path) if source and spot.path else None

    def error(self, found: Finding) -> FileError:
        """The finding as a person is told of it."""
        line = self.line_of(found.spot)
        source = self._source(found.spot.file)
        excerpt = source.line_text(line) if source and line else ""
        what = found.what
        if found.other:
            at = self.line_of(found.other)
            what += f" ({found.other.file}, line {at})" if at else f" ({found.other.file})"
        return FileError(found.spot.file, line, what, found.fix, excerpt)

    def warning(self, found: Finding) -> str:
        line = self.line_of(found.spot)
        return f"{found.spot.file}, line {line}: {found.what}" if line else f"{found.spot.file}: {found.what}"

    def _source(self, file: str) -> Source | None:
        if file not in self._sources:
            self._sources[file] = self._scanned(file)
        return self._sources[file]

    def _scanned(self, file: str) -> Source | None:
        from planner.book.toml.scan import scan

        content = self._contents.get(file)
        try:
            return None if content is None else scan(content.decode("utf-8"))
        except (ValueError, RecursionError):
            return None
