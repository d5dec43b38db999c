"""A rep reads the page as the book's locale writes; files and other programs never notice."""

import re
import shutil
from pathlib import Path

import pytest

from planner.locales.locale import locale_names
from tests.conftest import Plan

DEMO = Path(__file__).parents[3] / "examples" / "demo"
INPUTS = re.compile(r'^inputs = "\w+"$', re.MULTILINE)  # the mark of the files that a page was planned from


def book_in(folder: Path, locale: str) -> Path:
    """The demo in a locale; "" leaves it as it is."""
    book = folder / (locale or "plain")
    shutil.copytree(DEMO, book)
    if locale:
        plan = book / "plan.toml"
        plan.write_text(plan.read_text().replace("[rep]\n", f'[rep]\nlocale = "{locale}"\n'))
    return book


def test_the_page_in_america_and_in_germany(plan: Plan, tmp_path: Path) -> None:
    american = plan("today", cwd=book_in(tmp_path, "en-US")).out
    assert american.splitlines()[1].startswith(" Mon Nov 23, 2026 ")
    assert " 10:15am   50   4 " in american
    assert "  8:30am   25   1 ! Papadaki" in american
    assert not re.search(r"\b(?:0\d|1[3-9]):\d\d\b", american)
    german = plan("today", cwd=book_in(tmp_path, "de-DE")).out
    assert "Makes 6.995\xa0€ if it goes as planned" in german
    assert " 08:30   25   1 ! Papadaki" in german


def test_commands_take_what_the_screens_show(plan: Plan, tmp_path: Path) -> None:
    book = book_in(tmp_path, "en-US")
    assert plan("block", "1:15pm-2:00pm", cwd=book).out.startswith("Blocked 1:15pm-2:00pm.\n")
    said = plan("set", "hale", "at=Mon Nov 30, 2026 2:30pm", cwd=book).out
    assert said.startswith("hale: at Nov 23 2:00pm -> Nov 30 2:30pm\n")
    assert "amount 128,000 -> 12,500" in plan("set", "nordwind", "amount=€12,500", cwd=book).out
    assert plan("today", "--pin", "lumenthal-renewal@9:05am", "--dry-run", cwd=book).code == 0
    assert "nothing is planned at 11:50pm" in plan("free", "11:50pm", cwd=book).err


@pytest.mark.parametrize(("name", "cells"), [("", 5), ("en-US", 7), ("fr-FR", 5), ("en-IN", 7)])
def test_the_times_of_a_page_are_in_one_column(name: str, cells: int, plan: Plan, tmp_path: Path) -> None:
    page = plan("today", cwd=book_in(tmp_path, name)).out
    times = re.findall(r"^ ([ 0-9]+:[0-9]{2}(?:[ap]m)?) +[0-9]+ +[0-9]+ [ !◆·×]", page, re.MULTILINE)
    assert len(times) == 11
    assert {len(each) for each in times} == {cells}
    titles = {line.index("Papadaki") for line in page.splitlines()[4:8] if "First call" in line}
    assert titles == {cells + 13}


@pytest.mark.parametrize("name", ["en-US", "de-DE", "ja-JP"])
def test_what_others_read_is_the_same_in_every_locale(name: str, plan: Plan, tmp_path: Path) -> None:
    plain, local = book_in(tmp_path, ""), book_in(tmp_path, name)
    for words in (
        ("today",),
        ("today", "--json"),
        ("next", "--json"),
        ("why", "1", "--json"),
        ("show", "hale", "--json"),
        ("forgotten", "--csv"),
        ("list", "--csv"),
        ("set", "nordwind", "amount=50000", "--json"),
        ("done", "3", "--json", "--yes"),
        ("export", "-"),
    ):
        first, second = plan(*words, cwd=plain), plan(*words, cwd=local)
        if words != ("today",):
            assert first.out == second.out, words
    pages = [(book / "diary" / "2026-11-23.toml").read_text() for book in (plain, local)]
    assert INPUTS.sub("", pages[0]) == INPUTS.sub("", pages[1])


@pytest.mark.parametrize(("name", "currency"), [("en-IN", "INR"), ("de-DE", "HUF"), ("fr-CH", "CHF")])
def test_large_amounts_are_never_cut(name: str, currency: str, plan: Plan, tmp_path: Path) -> None:
    book = book_in(tmp_path, name)
    for file in ("plan.toml", "prospects.toml", "accounts.toml"):
        text = (book / file).read_text().replace('currency = "EUR"', f'currency = "{currency}"')
        text = re.sub(r"(?m)^(amount|revenue|potential|income_goal) = ([0-9_]+)", r"\1 = \g<2>00", text)
        (book / file).write_text(text)
    for words in ("today", "list", "year", "forecast", "territory", "price"):
        ran = plan(words, cwd=book)
        assert (ran.code, ran.err) == (0, ""), words
        assert not re.search("[0-9]…|[0-9%][₹€$]", ran.out), words


def test_every_locale_can_be_used(plan: Plan, tmp_path: Path) -> None:
    book = book_in(tmp_path, "en-GB")
    text = (book / "plan.toml").read_text()
    for name in locale_names():
        (book / "plan.toml").write_text(text.replace('"en-GB"', f'"{name}"'))
        ran = plan("status", cwd=book)
        assert (ran.code, ran.err) == (0, ""), name


def test_a_locale_that_is_unknown_is_reported_by_the_command(plan: Plan, tmp_path: Path) -> None:
    ran = plan("today", cwd=book_in(tmp_path, "xx-XX"))
    assert ran.code == 1
    assert 'no locale "xx-XX"' in ran.err
