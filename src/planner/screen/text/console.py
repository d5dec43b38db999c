"""Color, width and spelling of the output, decided in one place; and the Rich console."""

from __future__ import annotations

import codecs
import os
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console as Console
    from rich.text import Text

UNBOUNDED = 100_000  # columns: nothing that goes to a file or a pipe is wrapped
SPELLED = {
    "◆": "*", "▪": "#", "·": "-", "✓": "+", "▸": ">", "○": "o", "×": "x", "…": "~", "–": "-", "—": "-", "−": "-",
    "→": "->", "≤": "<=", "≥": ">=", "’": "'", "‘": "'", "“": '"', "”": '"', "€": "EUR ", "£": "GBP ",
    "¥": "JPY ", "₹": "INR ", "ß": "ss", "\u00a0": " ", "\u202f": " ",
    "Ł": "L", "ł": "l", "Ø": "O", "ø": "o", "Đ": "D", "đ": "d", "ı": "i", "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe",
    "Ð": "D", "ð": "d", "Þ": "Th", "þ": "th",
}  # fmt: skip


def colour(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """True if `stream` gets colors.

    A terminal that can gets them unless NO_COLOR is set; FORCE_COLOR is for anything else.
    """
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return is_terminal(stream) and environ.get("TERM", "").lower() not in ("dumb", "unknown")


def is_terminal(stream: TextIO | None) -> bool:
    """True if a person sees (or types into) `stream`."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def columns(stream: TextIO, environ: Mapping[str, str]) -> int | None:
    """The columns of a line; None where nothing limits it (a pipe, a file)."""
    setting = environ.get("COLUMNS", "")
    if not is_terminal(stream):
        return None
    if setting.isascii() and setting.isdigit() and int(setting) > 0:
        return int(setting)
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def console(stream: TextIO, environ: Mapping[str, str]) -> Console:
    """A Rich console on `stream` that interprets nothing in names.

    No markup, no emoji codes, no highlighting.
    """
    from rich.console import Console

    coloured = colour(stream, environ)
    return Console(
        file=stream,
        width=columns(stream, environ) or UNBOUNDED,
        force_terminal=coloured,
        color_system="auto" if coloured else None,
        no_color=not coloured,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=not is_terminal(stream),
        legacy_windows=False if coloured else None,
    )


def styled_text() -> Text:
    """An empty Rich text whose lines are printed as they are: nothing is wrapped."""
    from rich.text import Text

    return Text(no_wrap=True, overflow="ignore", end="")


def cells_of(text: str) -> int:
    """The columns of a terminal that `text` takes; a wide character counts two."""
    return len(text) if text.isascii() and text.isprintable() else int(_rich_cells().cell_len(text))


def first_cells(text: str, count: int) -> str:
    """The first `count` columns of `text`, filled with blanks; a wide character is never halved."""
    return str(_rich_cells().set_cell_size(text, count))


@cache
def _rich_cells() -> ModuleType:
    from rich import cells

    return cells


def tame(stream: TextIO | None) -> None:
    """Let `stream` spell what its encoding lacks (`◆` as `*`, `ü` as `u`) instead of failing."""
    codecs.register_error("planner.spelled", _spell)
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="planner.spelled")


def _spell(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(plain(sign) for sign in error.object[error.start : error.end]), error.end


def plain(sign: str) -> str:
    """The spelling of `sign` in ASCII, `?` at worst."""
    if sign in SPELLED:
        return SPELLED[sign]
    letters = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
    return letters if letters else "" if unicodedata.combining(sign) else "?"
