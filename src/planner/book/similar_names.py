"""The nearest known word to one that is not known."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

_LONG = 80  # what is longer was not meant to be a name, and comparing it would take its time


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like `word`, however far it is.

    None only where nothing is known.

    For a few words: keys, stages, answers. See `Names` for many.
    """
    from difflib import SequenceMatcher

    best, best_ratio = None, -1.0
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(_plain(word[:_LONG]))
    for other in known:
        matcher.set_seq1(_plain(other[:_LONG]))
        if matcher.real_quick_ratio() > best_ratio and (ratio := matcher.ratio()) > best_ratio:
            best, best_ratio = other, ratio
    return best


def close(word: str, known: Iterable[str], alike: float = 0.7) -> str | None:
    """The known word that `word` is most likely a slip of.

    None where none is that near (`alike`, 0..1).
    """
    from difflib import get_close_matches

    plain = {_plain(other[:_LONG]): other for other in known}
    found = get_close_matches(_plain(word[:_LONG]), plain, n=1, cutoff=alike)
    return plain[found[0]] if found else None


class Names:
    """Many names (of all contacts, say) to be asked for near misses.

    One slip of a letter, or of case and marks.

    Two names whose figures differ ("Plant 1", "Plant 2") are two names and no slip.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        """`names`: every way to write a record, and the way to write it that errors name."""
        self._written = dict(names)
        self._by_slip: dict[str, str] | None = None  # made when the first unlisted name is met

    def __contains__(self, name: str) -> bool:
        return name in self._written

    def near_miss(self, name: str) -> str | None:
        """The listed name that an unlisted one nearly is.

        None where it is near to none, or listed itself.
        """
        if name in self._written or len(name) > _LONG:
            return None
        if self._by_slip is None:
            self._by_slip = {}
            for listed, spelled in self._written.items():
                for slip in _slips(_plain(listed)):
                    self._by_slip.setdefault(slip, spelled)
        known = self._by_slip
        return next((known[slip] for slip in _slips(_plain(name)) if slip in known), None)


def _plain(name: str) -> str:
    """Without case, accents and marks between words: "Lena-Vogt " and "lena vogt" are the same."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in decomposed if c.isalnum()) or name


def _slips(plain: str) -> Iterator[str]:
    """The word and, if it is long enough, the word with any one letter (no digit) left out.

    Two words that differ by one letter changed, added or dropped, or by two that changed places, share one of these.
    """
    yield plain
    if 5 <= len(plain) <= _LONG:
        for i, letter in enumerate(plain):
            if not letter.isdigit():
                yield plain[:i] + plain[i + 1 :]
