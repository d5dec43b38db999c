"""Names from files made harmless: no character acts on a terminal."""

from __future__ import annotations

import re
import unicodedata

from planner.screen.text.console import cells_of, first_cells

JOINERS = "\u200c\u200d"  # join letters of Persian and Indic names, and emoji; they move nothing else
UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


# A joiner next to a plain letter or an end joins nothing, and would take the next cell of the line with it.
_LOOSE_JOINER = re.compile(r"(?:(?<=[\x00-\x7f])|^)\u200d|\u200d(?=[\x00-\x7f]|$)", re.MULTILINE)


def safe(text: str) -> str:
    """`text` on one line, without characters that act on a terminal or deceive the eye.

    Line ends and tabs become a blank, other control characters (so every escape sequence) and half characters a `�`;
    characters that change the reading direction or are invisible are dropped.
    """
    if text.isprintable():
        return text
    return "".join(_harmless(sign) for sign in _LOOSE_JOINER.sub("", text))


def _harmless(sign: str) -> str:
    category = unicodedata.category(sign)
    if category not in UNSAFE or sign in JOINERS:
        return sign
    if sign in "\t\n\r\v\f\x85" or category in ("Zl", "Zp"):
        return " "
    return "" if category == "Cf" else "�"


def fit(text: str, cells: int) -> str:
    """`text`, made safe, in at most `cells` columns of a terminal; a cut text ends in `…`.

    A wide character counts two and is never halved; an accent stays with its letter.
    """
    text = safe(text)
    if cells_of(text) <= cells:
        return text
    if cells < 1:
        return ""
    return first_cells(text, cells - 1).rstrip() + "…"


def escaped(text: str) -> str:
    r"""`text` with unsafe characters as \uXXXX, for JSON, which loses no information."""
    if text.isprintable():
        return text
    return "".join(sign if sign == "\n" else _spelled(sign) for sign in text)


def _spelled(sign: str) -> str:
    if unicodedata.category(sign) not in UNSAFE:
        return sign
    halves = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{int.from_bytes(halves[i : i + 2]):04x}" for i in range(0, len(halves), 2))
