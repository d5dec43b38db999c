"""Figures and amounts as people write them: $42,000, 48.000, 48k, 1,25 M, 8%."""

from __future__ import annotations

import math
import re

from planner.locales.currencies import currency_of
from planner.locales.locale import Locale, decimals_of
from planner.locales.words import Meaning, NoReadingError, TwoReadingsError, fold
from planner.locales.writing import write_figure

LONGEST = 500  # characters of a figure; a longer text is none
_BLANK = "_"  # stands for a blank or an apostrophe between digits
_BLANKS = re.compile("(?<=[0-9])[\u00a0\u202f\u2009 '’_](?=[0-9])")
_AROUND = re.compile(r"([^0-9]*?)([0-9](?:[0-9.,_]*[0-9])?|\.[0-9]+)([^0-9]*)")
_LARGE = re.compile(r"\s*([^\W\d_]+\.?|%)(.*)", re.DOTALL)
_TIMES = {
    "%": 0.01, "k": 1e3, "tsd": 1e3, "lac": 1e5, "lacs": 1e5, "lakhs": 1e5, "crores": 1e7,
    "m": 1e6, "mm": 1e6, "mn": 1e6, "mio": 1e6, "mln": 1e6, "bn": 1e9, "mrd": 1e9,
}  # fmt: skip


_ENGLISH_TIMES = {"grand": 1e3, "mil": 1e6, "mill": 1e6}  # mil is a thousand in Spanish


class OtherCurrencyError(NoReadingError):
    """An amount in a currency that is not the book's."""

    def __init__(self, currency: str) -> None:
        super().__init__(currency)
        self.currency = currency


def read_money(text: str, locale: Locale) -> float:
    """An amount in the book's currency: $42,000, 48.000, 48k, 1,25 M.

    Raises NoReadingError if it is none, TwoReadingsError where 48.000 may be 48 or 48,000, OtherCurrencyError for
    another currency than the book's, OverflowError if it is too large.
    """
    if "%" in text:
        raise NoReadingError(text)
    figure, factor, unit = _parts(text, locale)
    if unit:
        found = currency_of(unit, locale.currency)
        if not found:
            raise NoReadingError(text)
        if locale.currency and found != locale.currency:
            raise OtherCurrencyError(found)
    values = [_finite(text, value * factor) for value in _values(figure, locale)]
    if len(values) > 1 and decimals_of(locale.currency) < 3:  # money has no three decimals, but in Kuwait
        raise TwoReadingsError(text, *(_meaning(value, locale) for value in values[:2]))
    return values[0]


def read_figure(text: str, locale: Locale) -> float:
    """A number that is not money, such as a share: 0.5, 0,5, 50%.

    Before three digits, too, a point is a decimal one, as in the files. Raises NoReadingError if it is none,
    OverflowError if it is too large.
    """
    figure, factor, unit = _parts(text, locale)
    if unit:
        raise NoReadingError(text)
    value = float(figure) if re.fullmatch(r"-?[0-9]*\.[0-9]+", figure) else _values(figure, locale)[0]
    return _finite(text, value * factor)


def _parts(text: str, locale: Locale) -> tuple[str, float, str]:
    """The digits with marks and sign, the factor of a word such as k or Mio., and the unit."""
    packed = _BLANKS.sub(_BLANK, text.strip().replace("−", "-"))
    match = _AROUND.fullmatch(packed) if len(packed) <= LONGEST else None
    if match is None:
        raise NoReadingError(text)
    before, figure, after = match.groups()
    minus = before.startswith("-") or before.endswith("-")
    factor, rest = 1.0, after
    if large := _LARGE.fullmatch(after):
        found = _factor(fold(large[1]).rstrip("."), locale)
        if found is not None:
            factor, rest = found, large[2]
    return "-" * minus + figure, factor, f"{before.strip('- ')} {rest.strip()}".strip()


def _factor(word: str, locale: Locale) -> float | None:
    """The number of a word such as k, Mio. or lakh. Raises NoReadingError if it may be two."""
    own, english = locale.words.times.get(word), locale.english.times
    general = _TIMES.get(word) or (english.get(word) if len(word) > 1 or word == "b" else None)
    if locale.words is locale.english:
        general = general or _ENGLISH_TIMES.get(word)
    if own and general and own != general and word not in _TIMES:
        raise NoReadingError(f'"{word}" may be {own:,} or {general:,}')
    return general if word in _TIMES else own or general


def _values(figure: str, locale: Locale) -> list[float]:
    """The numbers that digits with marks may mean, the locale's own reading first.

    One, where the locale's mark of thousands is where it belongs. Raises NoReadingError if there is none.
    """
    own = (locale.group if locale.group in ",." else _BLANK, locale.decimal)
    values: list[float] = []
    for group, decimal in (own, (",", "."), (".", ","), (_BLANK, "."), (_BLANK, ",")):
        thousands = f"{re.escape(group)}[0-9]"
        pairs = f"[1-9][0-9]?(?:{thousands}{{2}})+{thousands}{{3}}"  # as in India
        whole = f"-?(?:[0-9]*|[1-9][0-9]{{0,2}}(?:{thousands}{{3}})+|{pairs})"
        if re.fullmatch(f"{whole}(?:{re.escape(decimal)}[0-9]+)?", figure):
            value = float(figure.replace(group, "").replace(decimal, "."))
            if (group, decimal) == own and group in figure:
                return [value]
            values += [value] if value not in values else []
    if not values:
        raise NoReadingError(figure)
    return values


def _meaning(value: float, locale: Locale) -> Meaning:
    decimals = 0 if value.is_integer() else 2
    return Meaning(f"{value:.{decimals}f}", write_figure(value, locale, decimals))


def _finite(text: str, value: float) -> float:
    value = round(value, 9)
    if not math.isfinite(value):
        raise OverflowError(text)
    return value
