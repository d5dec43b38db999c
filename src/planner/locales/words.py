"""Words of a language for days, months, units and large numbers, from CLDR's data."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

DATA = Path(__file__).with_name("cldr.json")
SHORTEST = 3  # letters of a name's beginning
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+|\S")


class NoReadingError(ValueError):
    """A text that has no reading."""


class Meaning(NamedTuple):
    """One meaning of a text: how to type it without doubt, and how it is shown."""

    text: str
    words: str


class TwoReadingsError(ValueError):
    """A text with two meanings."""

    def __init__(self, text: str, first: Meaning, second: Meaning) -> None:
        super().__init__(f'"{text}" may be {first.words} or {second.words}')
        self.text = text
        self.meanings = (first, second)


class Words(NamedTuple):
    """The words of a language, each folded (lower case, no accents)."""

    months: Mapping[str, int]  # 1..12
    weekdays: Mapping[str, int]  # 0 is Monday
    phrases: Mapping[str, tuple[str, int]]  # "next week": ("week", 1); "next monday": ("0", 1)
    counts: tuple[tuple[str, str, str, int], ...]  # before and after a number, unit, 1 or -1: "in 3 days"
    hours: frozenset[str]
    minutes: frozenset[str]
    times: Mapping[str, int]  # "mio": a million
    halves: Mapping[str, int]  # am: 0, pm: 12


@cache
def data() -> dict[str, Any]:
    """The data file, as docs/make_locales.py writes it."""
    found: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    return found


@cache
def words_of(language: str) -> Words:
    """The words of a language, such as "de"."""
    raw = data()["languages"][language]
    return Words(
        months={name: number for number, names in enumerate(raw["months"], 1) for name in names},
        weekdays={name: number for number, names in enumerate(raw["weekdays"]) for name in names},
        phrases={phrase: (unit, count) for phrase, (unit, count) in raw["phrases"].items()},
        counts=tuple((before, after, unit, sign) for before, after, unit, sign in raw["counts"]),
        hours=frozenset(raw["hours"]),
        minutes=frozenset(raw["minutes"]),
        times=raw["times"],
        halves=raw["halves"],
    )


def fold(text: str) -> str:
    """`text` in lower case, without accents, with single blanks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(letters.replace("ł", "l").replace("ø", "o").replace("ı", "i").replace("’", "'").split())


def tokens_of(folded: str) -> list[str]:
    """Numbers, words and signs of a text in their order."""
    return _TOKEN.findall(folded)


def number_named(word: str, own: Mapping[str, int], english: Mapping[str, int]) -> int | None:
    """The number of a month or weekday by its name or the beginning of one.

    A name of the locale counts first, then an English one: the screens have those. None if there is none. Raises
    NoReadingError for the beginning of several.
    """
    if word in own or word in english:
        return own.get(word, english.get(word))
    if len(word) < SHORTEST:
        return None
    found = {number for names in (own, english) for name, number in names.items() if name.startswith(word)}
    if len(found) > 1:
        raise NoReadingError(f'"{word}" may be several names')
    return found.pop() if found else None
