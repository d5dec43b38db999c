"""`plan merge-copy`: records by key, rows of the diary by item and start; what both have otherwise is asked."""

from __future__ import annotations

import json
import os
import shutil
import tomllib
from pathlib import Path

import pytest

from tests.conftest import Plan

PLAN = '[rep]\nname = "D"\ncurrency = "USD"\ntimezone = "UTC"\n[hours]\nmon = ["08:00-12:00"]\n'
OURS = """# mine
[[prospect]]
id = "acme"
name = "Acme"
amount = 900  # a guess
stage = "parked"
[prospect.answers]
need = "compelling"

[[prospect]]
name = "Bolt"
amount = 5
stage = "parked"
"""
THEIRS = """
[[prospect]]
id = "acme"
name = "Acme"
amount = 1000
stage = "parked"
next = "Call Lena"
[prospect.answers]
power = "met"

[[prospect]]
name = "Bolt"
amount = 5
stage = "parked"

[[prospect]]
id = "cargo"
name = "Cargo"
amount = 7
stage = "parked"
"""
PAGE = "[page]\nformat = 1\n"
ROW = '\n[[worked]]\nitem = "{0}"\ndoes = "task"\ntitle = "{0}"\nstart = 2026-11-23T{1}:00Z\nend = 2026-11-23T{1}:09Z\nminutes = {2}\noutcome = "done"\n'  # noqa: E501


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    (folder / "diary").mkdir(parents=True)
    (folder / "plan.toml").write_text(PLAN, encoding="utf-8")
    (folder / "prospects.toml").write_text(OURS, encoding="utf-8")
    (folder / "prospects (1).toml").write_text(THEIRS, encoding="utf-8")
    return folder


def deals(book: Path) -> dict[str, dict[str, object]]:
    return {
        each["name"]: each for each in tomllib.loads((book / "prospects.toml").read_text(encoding="utf-8"))["prospect"]
    }


def test_records_are_merged_by_key_and_taken_back(book: Path, plan: Plan) -> None:
    shown = {"PLAN_BOOK": str(book)}
    refused = plan("merge-copy", "prospects (1).toml", **shown)
    assert refused.code == 2
    assert "acme.amount is 900 in the book and 1,000 in the copy" in refused.err
    assert (book / "prospects.toml").read_text(encoding="utf-8") == OURS
    ran = plan("merge-copy", "prospects (1).toml", "--yes", **shown)
    assert (ran.code, ran.out.split("\n")[0]) == (0, "Merged prospects (1).toml into prospects.toml: 1 new, 3 changed.")
    assert deals(book)["Acme"] == {
        "id": "acme",
        "name": "Acme",
        "amount": 1000,
        "stage": "parked",
        "next": "Call Lena",
        "answers": {"need": "compelling", "power": "met"},
    }
    assert deals(book)["Cargo"]["amount"] == 7
    assert "# a guess" in (book / "prospects.toml").read_text(encoding="utf-8")
    assert "already has everything" in plan("merge-copy", "prospects (1).toml", **shown).out
    assert plan("undo", **shown).code == 0
    assert (book / "prospects.toml").read_text(encoding="utf-8") == OURS


def test_rows_of_a_page_are_merged(book: Path, plan: Plan) -> None:
    shown = {"PLAN_BOOK": str(book)}
    page, copy = book / "diary" / "2026-11-23.toml", book / "diary" / "2026-11-23.sync-conflict-1.toml"
    page.write_text(PAGE + ROW.format("a", "09:00", 9) + ROW.format("c", "11:00", 9), encoding="utf-8")
    copy.write_text(PAGE + ROW.format("a", "09:00", 9) + ROW.format("b", "10:00", 9), encoding="utf-8")
    before = page.read_bytes()
    ran = plan("merge-copy", copy.name, **shown)
    assert (ran.code, ran.out.split("\n")[0].split(": ")[1]) == (0, "1 new, 0 changed."), ran
    rows = tomllib.loads(page.read_text(encoding="utf-8"))["worked"]
    assert sorted(row["item"] for row in rows) == ["a", "b", "c"]
    assert plan("undo", **shown).code == 0
    assert page.read_bytes() == before


def test_settings_are_merged_by_hand_and_the_keys_that_differ_are_named(book: Path, plan: Plan) -> None:
    copy = book / "plan (1).toml"
    copy.write_text(PLAN.replace('"D"', '"Dana"') + 'tue = ["09:00-10:00"]\n', encoding="utf-8")
    ran = plan("merge-copy", copy.name, "--yes", PLAN_BOOK=str(book))
    assert (ran.code, ran.out) == (2, "")
    assert "plan (1).toml and plan.toml differ in rep.name, hours.tue" in ran.err
    assert "with `plan edit plan`, then delete the copy" in ran.err
    assert (book / "plan.toml").read_text(encoding="utf-8") == PLAN
    copy.write_text("# saved by the other machine\n" + PLAN, encoding="utf-8")
    assert "plan.toml already has everything" in plan("merge-copy", copy.name, PLAN_BOOK=str(book)).out


@pytest.mark.parametrize("how", ["too large", "a pipe"])
def test_a_copy_that_is_no_file_of_a_book_is_refused(book: Path, plan: Plan, how: str) -> None:
    copy = book / "prospects (1).toml"
    if how == "too large":
        os.truncate(copy, 300 * 2**20)
    else:
        copy.unlink()
        os.mkfifo(copy)
    ran = plan("merge-copy", copy.name, PLAN_BOOK=str(book))
    assert (ran.code, ran.out) == ((1, "") if how == "too large" else (2, ""))


@pytest.mark.skipif(os.name != "posix", reason="Windows is not checked, as the docs say")
def test_what_a_private_copy_goes_into_becomes_private(book: Path, plan: Plan) -> None:
    (book / "prospects (1).toml").chmod(0o600)
    assert plan("merge-copy", "prospects (1).toml", "--yes", PLAN_BOOK=str(book)).code == 0
    assert (book / "prospects.toml").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["notes.toml", "plan (1).toml", "nothing (1).toml"])
def test_what_is_no_copy_of_records_is_refused(book: Path, plan: Plan, name: str) -> None:
    if name != "nothing (1).toml":
        (book / name).write_text("", encoding="utf-8")
    assert plan("merge-copy", name, PLAN_BOOK=str(book)).code == 2


@pytest.mark.parametrize("bad", ["id = []", "id = {}", "amount = inf", "amount = nan", "answers = { need = [inf] }"])
def test_a_value_no_book_can_hold_is_named_with_its_line(book: Path, plan: Plan, bad: str) -> None:
    copy = book / "prospects (1).toml"
    copy.write_text(f'[[prospect]]\nname = "Bolt"\n{bad}\n', encoding="utf-8")
    ran = plan("merge-copy", copy.name, "--yes", PLAN_BOOK=str(book))
    assert (ran.code, ran.out) == (1, "")
    assert f"{copy.name}:3" in ran.err
    assert (book / "prospects.toml").read_text(encoding="utf-8") == OURS


def test_a_copy_of_a_page_needs_a_day(book: Path, plan: Plan) -> None:
    (book / "diary" / "2026-13-45 (1).toml").write_text(PAGE, encoding="utf-8")
    ran = plan("merge-copy", "2026-13-45 (1).toml", PLAN_BOOK=str(book))
    assert (ran.code, "no day 2026-13-45" in ran.err) == (1, True)


@pytest.mark.skipif(os.name != "posix", reason="Windows is not checked, as the docs say")
def test_what_a_private_copy_makes_is_private(book: Path, plan: Plan) -> None:
    copies = [book / "tasks (1).toml", book / "diary" / "2026-11-23 (1).toml"]
    copies[0].write_text('[[task]]\ntitle = "Call"\nminutes = 30\n', encoding="utf-8")
    copies[1].write_text(PAGE + ROW.format("a", "09:00", 9), encoding="utf-8")
    for copy in copies:
        copy.chmod(0o600)
        ran = plan("merge-copy", str(copy), PLAN_BOOK=str(book))
        assert ran.code == 0, ran.err
    made = [book / "tasks.toml", book / "diary" / "2026-11-23.toml"]
    assert [path.stat().st_mode & 0o077 for path in made] == [0, 0]


@pytest.mark.parametrize("records_first", [False, True])
def test_work_of_another_machine_moves_the_pipeline_once(tmp_path: Path, plan: Plan, records_first: bool) -> None:
    """It logs before it has a page; the page here was made without that work, or with the records merged already."""
    here, other = tmp_path / "here", tmp_path / "other"
    week = (
        '[rep]\nname = "D"\ncurrency = "USD"\ntimezone = "UTC"\n[hours]\nmon = ["08:00-12:00"]\ntue = ["08:00-12:00"]\n'
    )
    deal = '[[prospect]]\nid = "acme"\nname = "Acme"\namount = 90000\nstage = "proposal"\nlast_touch = 2026-11-02\n'
    here.mkdir()
    for name, text in (("plan.toml", week + 'wed = ["08:00-12:00"]\n'), ("prospects.toml", deal)):
        (here / name).write_text(text, encoding="utf-8")

    def at(folder: Path, moment: str, *words: str) -> str:
        ran = plan(*words, "--book", str(folder), PLAN_NOW=moment)
        assert ran.code == 0, ran.err
        return ran.out

    def merged(name: str) -> None:
        copy = name.replace(".toml", " (1).toml")
        shutil.copyfile(other / name, here / copy)
        at(here, "2026-11-24T06:40", "merge-copy", copy, "--yes")
        (here / copy).unlink()

    at(here, "2026-11-23T07:00", "today")
    shutil.copytree(here, other)
    at(other, "2026-11-24T06:20", "done", "acme", "-o", "stayed", "--minutes", "10")
    page = "diary/2026-11-24.toml"
    if records_first:
        merged("prospects.toml")
    at(here, "2026-11-24T06:30", "today")
    for name in (page,) if records_first else ("prospects.toml", page):
        merged(name)
    at(here, "2026-11-25T07:00", "today")
    for day in ("2026-11-23", "2026-11-24"):
        bridge = json.loads(at(here, "2026-11-25T07:01", "review", day, "--json"))["bridge"]
        assert bridge["not_explained"] == 0, day


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_a_copy_that_leads_out_of_the_book_is_not_merged(plan: Plan, tmp_path: Path) -> None:
    book, mine, name = tmp_path / "book", tmp_path / "mine", "prospects (1).toml"
    for folder, text in ((book, OURS), (mine, THEIRS)):
        folder.mkdir()
        (folder / "prospects.toml").write_text(text, encoding="utf-8")
    (book / "plan.toml").write_text(PLAN, encoding="utf-8")
    (book / name).symlink_to(mine / "prospects.toml")
    (book / "sub").symlink_to(mine)
    for typed in (name, str(book / name), str(book / "sub" / "prospects.toml")):
        ran = plan("merge-copy", typed, "--book", str(book), "--yes")
        assert (ran.code, "points outside the book" in ran.err) == (1, True), ran
    assert (book / "prospects.toml").read_text(encoding="utf-8") == OURS
    (mine / name).write_text(THEIRS, encoding="utf-8")
    assert plan("merge-copy", str(mine / name), "--book", str(book), "--yes").code == 0


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_check_names_each_link_that_leads_out(plan: Plan, tmp_path: Path) -> None:
    book = tmp_path / "book"
    book.mkdir()
    (book / "plan.toml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "mine.toml").write_text(OURS, encoding="utf-8")
    (book / "prospects.toml").symlink_to(tmp_path / "mine.toml")
    said = "prospects.toml is a link that leads out of the book: it is read, never written"
    assert said in plan("check", "--book", str(book)).out
    assert plan("trust", str(book)).code == 0
    assert said not in plan("check", "--book", str(book)).out
