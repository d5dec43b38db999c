"""The data file of the locales."""

import runpy
from pathlib import Path

import pytest

from planner.locales.locale import decimals_of, locale_names, locale_of
from planner.locales.words import DATA

SCRIPT = Path(__file__).parents[2] / "docs" / "make_locales.py"


def test_every_locale_has_a_language_and_its_marks() -> None:
    for name in locale_names():
        locale = locale_of(name)
        assert set(locale.words.months.values()) == set(range(1, 13))
        assert set(locale.words.weekdays.values()) == set(range(7))
        assert locale.decimal != locale.group


@pytest.mark.parametrize("name", ["de-DE", "de_DE", "de_DE.UTF-8", "DE-de", " de-DE "])
def test_the_names_of_a_locale(name: str) -> None:
    assert locale_of(name).name == "de-DE"


@pytest.mark.parametrize("name", ["", "C", "de", "xx-XX", "POSIX"])
def test_an_unknown_locale(name: str) -> None:
    with pytest.raises(LookupError):
        locale_of(name)


def test_decimals() -> None:
    assert [decimals_of(code) for code in ("USD", "JPY", "KWD", "???")] == [2, 0, 3, 2]


def test_the_file_is_what_the_script_writes(tmp_path: Path) -> None:
    pytest.importorskip("babel", "2.17")
    made = tmp_path / "cldr.json"
    runpy.run_path(str(SCRIPT))["main"](made)
    assert made.read_text(encoding="utf-8") == DATA.read_text(encoding="utf-8")
