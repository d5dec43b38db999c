"""The data of the locales that a book can have, from CLDR by way of Babel: python docs/make_locales.py [FILE]

Writes src/planner/locales/cldr.json, or FILE. Babel is a tool of development; the program reads the file alone.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_global
from babel.numbers import get_territory_currencies

from planner.locales.currencies import currency_of
from planner.locales.words import DATA, fold, tokens_of

LOCALES = tuple(
    f"{language}-{territory}"
    for language, territories in (
        ("en", "US GB IE CA AU NZ IN SG ZA"), ("de", "DE AT CH"), ("fr", "FR BE CA CH"), ("es", "ES MX"),
        ("it", "IT"), ("nl", "NL BE"), ("pt", "BR PT"), ("pl", "PL"), ("cs", "CZ"), ("sv", "SE"), ("da", "DK"),
        ("nb", "NO"), ("fi", "FI"), ("tr", "TR"), ("ja", "JP"),
    )
    for territory in territories.split()
)  # fmt: skip
FORMS = ("wide", "abbreviated")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def main(path: Path) -> None:
    """Write the data file, one line for each locale and each part of a language."""
    locales = {name: Locale.parse(name, sep="-") for name in LOCALES}
    languages = {each.language: Locale.parse(each.language) for each in locales.values()}
    parts = {
        "currencies": _decimals(),
        "locales": {name: _locale(locale) for name, locale in locales.items()},
        "languages": {name: _language(locale) for name, locale in sorted(languages.items())},
    }
    # Indian words for large amounts are used in all English of India, whose words are otherwise those of English.
    parts["languages"]["en"]["times"] |= _times(locales["en-IN"], longest=2)
    blocks = []
    for part, entries in parts.items():
        rows = ",\n".join(
            f"  {json.dumps(key)}: {json.dumps(each, ensure_ascii=False)}" for key, each in entries.items()
        )
        blocks.append(f' "{part}": {{\n{rows}\n }}')
    path.write_text("{\n" + ",\n".join(blocks) + "\n}\n", encoding="utf-8")


def _decimals() -> dict[str, int]:
    """The decimals of the currencies that have not two."""
    found = get_global("currency_fractions")
    return {code: digits[0] for code, digits in sorted(found.items()) if digits[0] != 2 and code != "DEFAULT"}


def _locale(locale: Locale) -> dict[str, Any]:
    symbols = locale.number_symbols["latn"]
    figures, words = (_order(str(locale.datetime_skeletons[key])) for key in ("Md", "MMMd"))
    short = str(locale.date_formats["short"].pattern)
    year_first = "y" if short.startswith("y") and figures == "md" else ""
    home = get_territory_currencies(locale.territory)[-1]
    sign = locale.currency_symbols.get(home, home)
    return {
        "language": locale.language,
        "decimal": symbols["decimal"],
        "group": symbols["group"],
        "lakh": "#,##,##" in locale.decimal_formats[None].pattern,
        "first_weekday": locale.first_week_day,
        "twelve_hours": "h" in re.sub(r"'[^']*'", "", locale.time_formats["short"].pattern),
        # Where figures have another order than words, as in Canada, 3/4 may be either.
        "figures": year_first + figures + ("" if year_first else "y") if figures == words else "",
        "month_first": words == "md",
        "dots": "." in short,
        "money": re.sub(r"[#0.,]+", "#", str(locale.currency_formats["standard"].pattern).partition(";")[0]),
        "home": home,
        "sign": sign if currency_of(sign, home) == home else home,  # what is shown can be read
    }


def _order(pattern: str) -> str:
    """The order of day, month and year in a pattern: "dmy"."""
    return "".join(dict.fromkeys(sign.lower() for sign in re.sub(r"'[^']*'", "", pattern) if sign in "dMyL")).replace(
        "l", "m"
    )


def _language(locale: Locale) -> dict[str, Any]:
    periods = [locale.day_periods[use][form] for use in locale.day_periods for form in ("abbreviated", "wide")]
    return {
        "months": [_names(locale.months, number) for number in range(1, 13)],
        "weekdays": [_names(locale.days, number) for number in range(7)],
        "phrases": _phrases(locale),
        "counts": _counts(locale),
        "hours": _units(locale, "duration-hour"),
        "minutes": _units(locale, "duration-minute"),
        "times": _times(locale),
        "halves": {
            _word(each[half]): number for half, number in (("am", 0), ("pm", 12)) for each in periods if half in each
        },
    }


def _word(text: str) -> str:
    """A word as `tokens_of` leaves it: folded, without dots."""
    return " ".join(token for token in tokens_of(fold(text)) if token != ".")


def _unique(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(map(_word, texts)) if text]


def _names(table: Mapping[str, Any], number: int) -> list[str]:
    return _unique(table[use][form][number] for use in table for form in FORMS if form in table[use])


def _plain(value: Any) -> Any:
    return {key: _plain(each) for key, each in value.items()} if hasattr(value, "items") else value


def _phrases(locale: Locale) -> dict[str, tuple[str, int]]:
    fields = _plain(locale._data["date_fields"])
    found: dict[str, tuple[str, int]] = {}
    for unit in ("year", "quarter", "month", "week", "day"):
        found |= {_word(text): (unit, count) for count, text in fields[unit].get("relative", {}).items()}
    for number, name in enumerate(WEEKDAYS):
        found |= {_word(text): (str(number), count) for count, text in fields[name]["relative"].items()}
    return found


def _counts(locale: Locale) -> list[tuple[str, str, str, int]]:
    """The words before and after a number: ("in", "days", "day", 1)."""
    fields = _plain(locale._data["date_fields"])
    found = []
    for unit in ("day", "week", "month"):
        for form in ("", "-short"):
            for direction, sign in (("future", 1), ("past", -1)):
                for pattern in fields[unit + form].get(direction, {}).values():
                    before, _, after = pattern.partition("{0}")
                    found.append((_word(before), _word(after), unit, sign))
    return list(dict.fromkeys(found))


def _units(locale: Locale, unit: str) -> list[str]:
    patterns = _plain(locale._data["unit_patterns"])[unit]
    texts = [text.replace("{0}", "") for form in patterns.values() for key, text in form.items() if key != "per"]
    return _unique(texts)


def _times(locale: Locale, longest: int = 1) -> dict[str, int]:
    """The words for thousands, millions and billions, with their number."""
    found: dict[str, int] = {}
    formats = locale._data["compact_decimal_formats"]
    for style in formats:
        for plural in formats[style].values():
            for power, pattern in _plain(plural).items():
                digits = pattern.pattern.count("0")
                word = _word(pattern.pattern.replace("0", "").replace("'", ""))
                if digits and word and len(word.split()) <= longest and 3 <= len(power) - 1 <= 12:
                    found.setdefault(word, int(power) // 10 ** (digits - 1))
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
