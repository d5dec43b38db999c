"""Ids: what one may look like, and the one that a record without an id gets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence

LONGEST_SLUG = 48
FIX = "use letters, digits and hyphens"
# The program prints commands to paste, with ids in them. The curly quotes are quotes in PowerShell.
_ACTS_IN_A_SHELL = '`$;&|<>!()[]{}*?~#^%="\\' + "'‘’‚‛“”„‟"
_DROPPED, _NO_LETTERS = re.compile(r"['.]"), re.compile(r"[^a-z0-9]+")  # of a name in ASCII
_LATIN = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def bad_in_id(id: str) -> str | None:
    """The defect of an id in words, such as "has a blank"; None for a good one."""
    if not id:
        return "is empty"
    if id.startswith("-"):
        return "begins with a hyphen"
    for sign in id:
        if sign in "/@" or sign in _ACTS_IN_A_SHELL:
            return f"has a {sign}"
        if sign.isspace():
            return "has a blank"
        if not sign.isprintable():
            return "has a control character"
    return None


def fix_of_id(id: str) -> str:
    """The way to another id for a record, which can keep the old one as `aka`."""
    if '"' in id or "\\" in id or not id.isprintable() or set(id).isdisjoint(_ACTS_IN_A_SHELL):
        return FIX
    return f'{FIX}, and keep the old one with aka = ["{id}"]'


def slug(name: str, kind: str) -> str:
    """A short id made of a name, `kind` where nothing of the name can be typed.

    "Café Zürich 2" -> "cafe-zurich-2".

    Letters beyond the Latin ones stay as they are: "北京分公司" is an id a person there can type.
    """
    if name.isascii():
        words = _NO_LETTERS.sub(" ", _DROPPED.sub("", name.lower())).split()
    else:
        letters = unicodedata.normalize("NFKC", name).casefold().translate(_LATIN)
        words = "".join(map(_typed, letters)).split()
    made = ""
    for word in words:
        longer = f"{made}-{word}" if made else word[:LONGEST_SLUG]
        if len(longer) > LONGEST_SLUG:
            break
        made = longer
    return made or kind


def _typed(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    if base.isascii():
        letter = base
    if letter.isalnum() or unicodedata.category(letter) in ("Mn", "Mc"):
        return letter
    return "" if letter in "'’.\u00ad" else " "


def ids_for(records: Sequence[tuple[str | None, str, str]], earlier: Collection[str] = ()) -> Iterator[str]:
    """An id for each (id as written or None, name, kind).

    The written one, else a slug that no other record has, nor had (`earlier`).

    Written ids come first, then names in the order given: a name that is taken gets -2, -3 ...
    """
    taken = {*earlier, *(written for written, _, _ in records if written is not None)}
    free = numbered((slug(name, kind) for written, name, kind in records if written is None), taken)
    for written, _, _ in records:
        yield next(free) if written is None else written


def numbered(slugs: Iterable[str], taken: Collection[str]) -> Iterator[str]:
    """Each slug, with -2, -3 ... where it is taken already, by one of `taken` or an earlier one."""
    used = set(taken)
    last: dict[str, int] = {}
    for base in slugs:
        id = base
        while id in used:
            last[base] = last.get(base, 1) + 1
            id = f"{base}-{last[base]}"
        used.add(id)
        yield id
