"""Lines of key paths.

What was found at a path, said with its file, its line and the line itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from planner.book.read.findings import FileFinding, Spot
from planner.book.read.record_pieces import borders_of
from planner.book.toml.scan import scan
from planner.book.toml.source import Source
from planner.errors import FileError


class Places:
    """The lines of spots in the book's files.

    A file is scanned when its first spot is looked up.
    """

    def __init__(self, contents: Mapping[str, bytes], *, by_pieces: bool = False) -> None:
        """With `by_pieces`, every record is one piece of its file, which is scanned alone."""
        self._contents = contents
        self._by_pieces = by_pieces
        self._sources: dict[str, Source | None] = {}
        self._borders: dict[str, list[int]] = {}

    def line_of(self, spot: Spot) -> int | None:
        """The line, from 1; None for a file as a whole."""
        if self._by_pieces:
            return self._line_in_piece(spot)
        source = self._source(spot.file)
        return source.line_of(spot.path) if source and spot.path else None

    def _line_in_piece(self, spot: Spot) -> int | None:
        key, place, *steps = spot.path
        content = self._contents[spot.file]
        borders = self._borders.get(spot.file) or borders_of(content)
        self._borders[spot.file] = borders
        start, end = borders[int(place)], borders[int(place) + 1]
        line = scan(content[start:end].decode()).line_of((key, 0, *steps))
        return None if line is None else line + content.count(b"\n", 0, start)

    def error(self, found: FileFinding) -> FileError:
        """The finding with its line and the line itself."""
        line = self.line_of(found.spot)
        source = self._source(found.spot.file)
        excerpt = source.line_text(line) if source and line else ""
        what = found.what
        if found.other:
            at = self.line_of(found.other)
            what += f" ({found.other.file}, line {at})" if at else f" ({found.other.file})"
        return FileError(found.spot.file, line, what, found.fix, excerpt, found.spot.path)

    def warning(self, found: FileFinding) -> str:
        line = self.line_of(found.spot)
        return f"{found.spot.file}, line {line}: {found.what}" if line else f"{found.spot.file}: {found.what}"

    def _source(self, file: str) -> Source | None:
        if file not in self._sources:
            self._sources[file] = self._scanned(file)
        return self._sources[file]

    def _scanned(self, file: str) -> Source | None:
        content = self._contents.get(file)
        try:
            return None if content is None else scan(content.decode("utf-8"))
        except (ValueError, RecursionError):
            return None
