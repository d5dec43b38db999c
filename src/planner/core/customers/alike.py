"""Names that may be one name in two spellings: accents, "and" and "&", a slip of one letter."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from planner.core.customers.company_name import company_key

SHORTEST = 6  # letters of a word in which one letter may be a slip
_JOINS = frozenset(("and", "et", "og", "och", "u", "und", "y"))
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_IN_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


def are_alike(one: str, other: str) -> bool:
    """True if two names may be one, in two spellings or with a slip of one letter.

    >>> are_alike("Zieglreuth & Söhne", "Zieglreuth und Soehne"), are_alike("Bolt", "Bold")
    (True, False)
    """
    here, there = _spellings(one), _spellings(other)
    return not here.isdisjoint(there) or any(_off_by_one_letter(a, b) for a in here for b in there)


@lru_cache(maxsize=32_768)
def _spellings(name: str) -> frozenset[str]:
    """The ways to write a name in plain letters; none for one without words."""
    words = unicodedata.normalize("NFC", company_key(name)).split()
    kept = [word for at, word in enumerate(words) if word not in _JOINS or at in (0, len(words) - 1)]
    text = " ".join(kept)
    return frozenset(_plain(each) for each in (text, text.translate(_IN_TWO_LETTERS)) if each)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in letters if not unicodedata.combining(c))


def _off_by_one_letter(one: str, other: str) -> bool:
    """True if one long word of a name differs in one letter, or only the blanks do."""
    here, there = one.split(), other.split()
    if len(here) != len(there):
        return "".join(here) == "".join(there) and len("".join(here)) >= SHORTEST
    pairs = [(a, b) for a, b in zip(here, there, strict=True) if a != b]
    if len(pairs) != 1 or max(map(len, pairs[0])) < SHORTEST or not all(map(str.isalpha, pairs[0])):
        return False
    return _one_edit(*pairs[0])


def _one_edit(one: str, other: str) -> bool:
    """True if a letter was changed, left out, added, or swapped with the next one."""
    if len(one) > len(other):
        one, other = other, one
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return len(other) == len(one) + 1 and one[at:] == other[at + 1 :]
    return one[at + 1 :] == other[at + 1 :] or (
        one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    )
