"""The sheet of a screen: its width, its encoding, and lines with aligned columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from planner.frozen_class import frozen
from planner.screen.text.console import UNBOUNDED, cells_of, first_cells, plain, styled_text
from planner.screen.text.safe_text import fit, safe

if TYPE_CHECKING:
    from planner.screen.text.console import Console

NARROWEST = 8  # cells that a text is given, however narrow the terminal
WIDEST = 120  # a line of text that is longer is hard to follow


class Piece(NamedTuple):
    """Some text of a line in one style (a style of Rich's: "bold", "dim", "green")."""

    text: str
    style: str = ""


TextLine = list[Piece]


@frozen
class Sheet:
    """A target for lines: `width` cells, or unlimited (None, for a pipe or a file)."""

    width: int | None
    encoding: str = "utf-8"

    @property
    def wide(self) -> bool:
        return self.width is None or self.width >= 112

    def say(self, text: str) -> str:
        """`text` in the sheet's encoding, without characters that act on a terminal."""
        text = safe(text)
        if text.isascii() or self.encoding.replace("-", "").lower() == "utf8":
            return text
        return "".join(self._spell(sign) for sign in text)

    def _spell(self, sign: str) -> str:
        try:
            sign.encode(self.encoding)
        except (UnicodeEncodeError, LookupError):
            return plain(sign)
        return sign

    def cut(self, text: str, cells: int) -> str:
        """`text` in at most `cells` cells; a cut text ends in an ellipsis."""
        return self.say(fit(self.say(text), cells))

    def cut_words(self, text: str, cells: int) -> str:
        """Like `cut`, but between two words where that costs little room."""
        text, cut = self.say(text), self.cut(text, cells)
        kept = cut[:-1]
        if cut == text or text[len(kept) : len(kept) + 1] == " ":
            return cut
        head = kept.rpartition(" ")[0].rstrip(" ,.;:")
        return head + self.say("…") if cells_of(head) * 4 >= cells * 3 else cut

    def left(self, text: str, cells: int) -> str:
        """`text` in exactly `cells` cells, left-aligned."""
        text = self.cut(text, cells)
        return text + " " * (cells - cells_of(text))

    def right(self, text: str, cells: int) -> str:
        """`text` in exactly `cells` cells, right-aligned."""
        text = self.cut(text, cells)
        return " " * (cells - cells_of(text)) + text

    def cells(self, text: str) -> int:
        return cells_of(self.say(text))

    def column(self, texts: Iterable[str], least: int) -> int:
        """The cells of a column of figures, which are never cut.

        `least`, or what the longest and a blank need.
        """
        longest = max(map(self.cells, texts), default=0)
        return least if longest < least else longest + 1

    def fill(self, words: Iterable[str], between: str, room: int) -> list[str]:
        """Pack `words` into rows of at most `room` cells, with `between` two; cut a longer one."""
        return [self.cut(row, max(room, NARROWEST)) for row in self.pack(words, between, room)]

    def pack(self, words: Iterable[str], between: str, room: int) -> list[str]:
        """Pack `words` into rows of `room` cells, with `between` two; a longer one stays whole."""
        rows: list[str] = []
        room = max(room, NARROWEST)
        for word in map(self.say, words):
            joined = rows[-1] + self.say(between) + word if rows else word
            if rows and cells_of(joined) <= room:
                rows[-1] = joined
            else:
                rows.append(word)
        return rows

    def wrap(self, text: str, room: int) -> list[str]:
        """`text` broken between words into rows of at most `room` cells."""
        if self.width is None:
            return [self.say(text)]
        room = max(room, NARROWEST)
        words = [part for word in _words(self.say(text)) for part in _broken(word, room)]
        return self.fill(words, " ", room) or [""]


def sheet_of(console: Console) -> Sheet:
    """The sheet of a console: a terminal's width up to `WIDEST`; a pipe's lines stay unwrapped."""
    width = min(console.width, WIDEST) if console.width < UNBOUNDED else None
    return Sheet(width, console.encoding or "utf-8")


def _words(text: str) -> list[str]:
    """The words of a text; a blank that may not be broken, as in 1 870 €, stays in its word."""
    return [word for word in text.split(" ") if word]


def _broken(word: str, room: int) -> list[str]:
    """A word too long for a row, in pieces that fit."""
    pieces = []
    while cells_of(word) > room:
        head = first_cells(word, room).rstrip() or word[0]
        pieces.append(head)
        word = word[len(head) :]
    return [*pieces, word] if word else pieces


def line_cells(line: TextLine) -> int:
    return sum(cells_of(piece.text) for piece in line)


def spread(sheet: Sheet, start: TextLine, end: TextLine, width: int) -> TextLine:
    """One line of `width` cells, `start` on the left and `end` on the right; `start` gives way."""
    end = [Piece(sheet.say(piece.text), piece.style) for piece in end]
    room = width - line_cells(end) - 2
    pieces: TextLine = []
    for piece in start:
        text = sheet.cut(piece.text, room)
        room -= cells_of(text)
        pieces.append(Piece(text, piece.style))
    return [*pieces, Piece(" " * max(room + 2, 2)), *end]


def labelled(label: str, text: str | Piece, sheet: Sheet, width: int, indent: int) -> list[TextLine]:
    """`label` in the first `indent` cells, the last one blank, then the text in rows of `width`."""
    words, style = text if isinstance(text, Piece) else Piece(text)
    rows = sheet.wrap(words, width - indent - 1)
    labels = [label] + [""] * (len(rows) - 1)
    return [
        [Piece(" " + sheet.left(sheet.cut(word, indent - 2), indent - 1), "dim"), Piece(row, style)]
        for word, row in zip(labels, rows, strict=True)
    ]


def write(console: Console, lines: Iterable[TextLine]) -> None:
    """Print `lines` as they are: no wrapping, no markup, no trailing blanks."""
    sheet = sheet_of(console)
    if sheet.width is None and console.color_system is None:  # as Rich would write it, in a tenth of the time
        rows = ("".join(sheet.say(piece.text) for piece in line).rstrip() for line in lines)
        console.out("".join(f"{row}\n" for row in rows), highlight=False, end="")
        return
    page = styled_text()
    for line in lines:
        row = styled_text()
        for piece in line:
            row.append(sheet.say(piece.text), piece.style or None)
        row.rstrip()
        if sheet.width is not None:
            row.truncate(sheet.width, overflow="ellipsis")
        page.append(row).append("\n")
    console.print(page, soft_wrap=True, markup=False, highlight=False, end="")
