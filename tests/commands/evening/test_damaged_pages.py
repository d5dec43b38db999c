"""What `plan review`, `plan check` and the morning say of a diary that somebody damaged."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Plan, home, plan  # noqa: F401 - fixtures
from tests.core.review.written_year import write_year

# ruff: noqa: F811

FRIDAY = {"PLAN_NOW": "2026-01-16T17:00"}
MONDAY = {"PLAN_NOW": "2026-01-19T07:00"}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("year") / "book"
    write_year(folder, days=10)
    return folder


@pytest.fixture
def book(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "book"))


def emptied(page: Path) -> None:
    page.write_text("# nothing left\n")


def a_folder(page: Path) -> None:
    page.unlink()
    page.mkdir()


def a_dangling_link(page: Path) -> None:
    page.unlink()
    page.symlink_to("nowhere.toml")


def newer(page: Path) -> None:
    page.write_text(page.read_text().replace("format = 1", "format = 9"))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (emptied, "diary/2026-01-14.toml: the page is empty"),
        (a_folder, "diary/2026-01-14.toml: this is a folder, not a page"),
        (a_dangling_link, "diary/2026-01-14.toml: this is a link to a file that is not there"),
        (newer, "diary/2026-01-14.toml:4: the page is from another version of plan"),
    ],
)
def test_a_page_is_reported_and_left_out(
    plan: Plan, sound: Path, book: Path, damage: Callable[[Path], None], said: str
) -> None:
    damage(book / "diary" / "2026-01-14.toml")
    ran = plan("review", "--book", str(book), "--json", **FRIDAY)
    shown = json.loads(ran.out)
    place, what = said.split(": ", 1)
    assert ran.code == 0
    assert f"warning: {what}" in ran.err
    assert f"\n  {place}" in ran.err
    assert "1 warning. Left out of the figures." in ran.err
    without = json.loads(plan("review", "--book", str(sound), "--json", **FRIDAY).out)
    gone = next(day["actual"] for day in without["days"] if day["date"] == "2026-01-14")
    assert shown["actual"] == without["actual"] - gone < without["actual"]
    checked = plan("check", "--book", str(book), **FRIDAY)
    assert (checked.code, f"error: {what}" in checked.out, f"\n  {place}" in checked.out) == (3, True, True)


def test_a_slip_in_an_outcome_is_reported_and_is_no_contact(plan: Plan, sound: Path, book: Path) -> None:
    page = book / "diary" / "2026-01-14.toml"
    page.write_text(page.read_text().replace('outcome = "stayed"', 'outcome = "staied"', 1))
    ran = plan("review", "--book", str(book), "--json", **FRIDAY)
    before = json.loads(plan("review", "--book", str(sound), "--json", **FRIDAY).out)
    assert "outcome is not a known word" in ran.err
    assert "fix: did you mean stayed?" in ran.err
    assert json.loads(ran.out)["actual"] < before["actual"]


def test_check_warns_of_what_may_not_be_meant(plan: Plan, book: Path) -> None:
    diary = book / "diary"
    page = diary / "2026-01-14.toml"
    text = page.read_text()
    rows = text.split("[[worked]]")
    page.write_text(f"{text}\n[[worked]]{rows[1]}")
    line = page.read_text().rstrip().count("\n") - rows[1].rstrip().count("\n") + 1
    for name in (
        "2026-09-31.toml",
        "2026-01-14 (conflicted copy).toml",
        "2026-W03-3.toml",
        "2026-01-13.toml~",
        "notes.toml",
    ):
        shutil.copy(page, diary / name)
    ran = plan("check", "--book", str(book), **FRIDAY)
    lines = [line.removeprefix("warning: ") for line in ran.out.splitlines() if line.startswith("warning: ")]
    warned = [line for line in lines if not line.startswith("overdue promise: ")]
    item = rows[1].split('item = "')[1].split('"')[0]
    assert ran.code == 0
    assert warned[:2] == [
        "diary/2026-01-14 (conflicted copy).toml is not read: it looks like another copy of 2026-01-14.toml; "
        "see plan merge-copy",
        "diary/2026-09-31.toml is not read: a page is called like 2026-11-23.toml",
    ]
    assert warned[2].startswith(f"diary/2026-01-14.toml:{line}: {item} at ")
    assert warned[2].endswith(" is there twice, and both count")
    assert len(warned) == 3


def test_the_morning_warns_once_until_it_is_mended(plan: Plan, book: Path) -> None:
    page = book / "diary" / "2026-01-13.toml"
    right = page.read_bytes()
    page.write_text("[page\n")
    (book / "diary" / "2026-01-16.toml").write_text("")

    def warnings() -> list[str]:
        ran = plan("today", "--book", str(book), "--json", **MONDAY)
        assert ran.code == 0, ran.err
        return [each for each in json.loads(ran.out)["warnings"] if "diary/" in each]

    first, again = warnings(), warnings()
    page.write_bytes(right)
    after = warnings()
    (book / "diary" / "2026-01-16.toml").unlink()
    assert len(first) == 1
    assert first[0].startswith("diary/2026-01-13.toml:1: ")
    assert first[0].endswith("; left out of what is learned (and 1 more: `plan check`)")
    assert again == first
    empty = "diary/2026-01-16.toml: the page is empty: it has no row and no figure; left out of what is learned"
    assert (after, warnings()) == ([empty], [])


def test_a_folder_for_yesterday_s_page_stops_no_morning(plan: Plan, book: Path) -> None:
    a_folder(book / "diary" / "2026-01-16.toml")
    ran = plan("today", "--book", str(book), **MONDAY)
    assert (ran.code, ran.err) == (0, "")
    assert "this is a folder, not a page" in " ".join(ran.out.split())


def test_a_damaged_row_of_today_says_which_line_to_mend(plan: Plan, book: Path) -> None:
    page = book / "diary" / "2026-01-16.toml"
    text = page.read_text()
    page.write_text(text[: text.rindex("minutes = ")] + "minutes = -5\n")
    ran = plan("today", "--book", str(book), **FRIDAY)
    line = page.read_text().count("\n")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: minutes is not a whole number, zero or more\n")
    assert f"\n  diary/2026-01-16.toml:{line} | " in ran.err
    assert "\n  fix: write it like 45, or take the row out" in ran.err


def test_a_damaged_page_stops_no_clock_but_its_own(plan: Plan, book: Path) -> None:
    a_folder(book / "diary" / "2026-01-15.toml")
    page = book / "diary" / "2026-01-16.toml"
    page.write_text(page.read_text().replace("minutes = ", "minutes = -", 1) + "# running late\n")
    assert plan("status", "--book", str(book), **MONDAY).code == 0
    runs = 'running = { since = 2026-01-16T16:00:00+01:00, item = "acme/talk", minutes = 30 }\n'
    page.write_text(page.read_text().replace("format = 1\n", f"format = 1\n{runs}"))
    ran = plan("stop", "--book", str(book), **MONDAY)
    assert (ran.code, "diary/2026-01-16.toml:" in ran.err) == (1, True)


@pytest.mark.skipif(os.name != "posix", reason="no such files there")
@pytest.mark.parametrize("name", ["2026-01-16.toml", "first-seen.toml"])
@pytest.mark.parametrize("command", ["today", "review"])
def test_what_is_no_ordinary_file_is_never_waited_for(plan: Plan, book: Path, name: str, command: str) -> None:
    path = book / "diary" / name
    for make in (os.mkfifo, lambda at: at.symlink_to("/dev/zero")):
        path.unlink(missing_ok=True)
        make(path)
        ran = plan(command, "--book", str(book), **FRIDAY)
        assert f"diary/{name}" in ran.out + ran.err
        assert "not an ordinary file" in " ".join((ran.out + ran.err).split())


@pytest.mark.skipif(sys.platform != "linux", reason="no such file names there")
def test_a_name_that_is_not_utf8_stops_no_morning(plan: Plan, book: Path) -> None:
    for name in (b"prospects (\xff).toml", b"diary/2026-01-15 (\xff).toml"):
        Path(os.fsdecode(os.fsencode(book) + b"/" + name)).touch()
    for _ in range(2):  # the second look is the cache's
        ran = plan("today", "--book", str(book), **FRIDAY)
        assert (ran.code, "crashed" in ran.err) == (0, False), ran.err
