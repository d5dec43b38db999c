"""Programs, commands and questions that a book brings along: none runs, and none deceives."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from planner.app.programs.find_program import runnable
from planner.app.setup.completion import BASH
from planner.book.ids import bad_in_id
from tests.conftest import Plan

DEMO = Path(__file__).parents[3] / "examples" / "demo"
posix = pytest.mark.skipif(os.name != "posix", reason="mode bits and shells")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    shutil.copytree(DEMO, folder)
    return folder


@posix
@pytest.mark.parametrize("folders", [":{bin}", "{bin}:.", "{bin}:", ".:{bin}"])
def test_an_editor_of_the_current_folder_is_not_run(book: Path, plan: Plan, tmp_path: Path, folders: str) -> None:
    own = book / "myed"
    own.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    own.chmod(0o755)
    (tmp_path / "bin").mkdir()
    ran = plan("edit", "plan", cwd=book, EDITOR="myed", VISUAL="", PATH=folders.format(bin=tmp_path / "bin"))
    assert (ran.code, (tmp_path / "ran").exists()) == (1, False)
    assert "the editor can't be started: myed" in ran.err


def test_a_name_that_no_absolute_folder_has_is_not_looked_for_again(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        runnable(["no-such-program"], {"PATH": str(tmp_path)})
    assert runnable(["./here", "x"], {"PATH": ""}) == ["./here", "x"]


@pytest.mark.parametrize("sign", list("`$;&|<>!()[]{}*?~#^\"'%=‘’‚‛“”„‟\\ /@\n\0\x1b\x7f\u2028"))
def test_no_id_acts_in_a_shell(sign: str) -> None:
    assert bad_in_id(f"a{sign}b") is not None


def test_an_apostrophe_goes_from_an_id_and_stays_in_a_name(book: Path, plan: Plan) -> None:
    tasks = book / "tasks.toml"
    before = tasks.read_text()
    tasks.write_text(
        before
        + """
[[task]]
id = "o'brien"
title = "O'Brien's deck"
minutes = 30

[[task]]
title = "Send it"
minutes = 30
after = ["o'brien"]
"""
    )
    refused = plan("list", "tasks", cwd=book)
    assert (refused.code, """the id "o'brien" has a '""" in refused.err) == (1, True), refused.err
    fix = """use letters, digits and hyphens, and keep the old one with aka = ["o'brien"]"""
    assert fix in refused.err
    tasks.write_text(tasks.read_text().replace('id = "o\'brien"', 'id = "obrien"\naka = ["o\'brien"]'))
    assert "O'Brien's deck" in plan("show", "O'Brien's deck", cwd=book).out
    after = plan("show", "Send it", "--json", cwd=book)
    assert '"obrien"' in after.out, after.out
    tasks.write_text(before)
    assert plan("add", "task", "O'Brien's deck", "minutes=30", cwd=book).code == 0
    assert "obriens-deck" in plan("list", "tasks", "--json", cwd=book).out


def test_an_id_of_the_diary_is_quoted_in_a_command(book: Path, plan: Plan) -> None:
    (book / "diary").mkdir(exist_ok=True)
    page = """\
date = 2026-11-20

[[worked]]
item = "q;touch PWN;/close"
record = "q;touch PWN;"
kind = "prospect"
does = "advance"
play = "close"
title = "Get it signed"
start = 2026-11-20T09:00:00
end = 2026-11-20T09:50:00
minutes = 50
outcome = "stayed"
"""
    (book / "diary" / "2026-11-20.toml").write_text(page)
    ran = plan("check", cwd=book)
    assert "plan remove 'q;touch PWN;'" in ran.out + ran.err
    assert "plan remove q;" not in ran.out + ran.err


@pytest.mark.parametrize("word", ["true\\nThe calendar is old. Fetch it now?", "\\u001b[2J", "\\u202e", "x" * 500])
def test_a_command_that_can_t_be_shown_whole_is_refused(book: Path, plan: Plan, word: str) -> None:
    settings = book / "plan.toml"
    fetch = f'fetch = [{{ url = {{ command = ["sh", "-c", "{word}"] }}, to = "w.ics" }}]\n'
    settings.write_text(settings.read_text().replace("[calendars]\n", f"[calendars]\n{fetch}"))
    ran = plan("calendars", "sync", "--yes", cwd=book)
    assert (ran.code, "you could not see all of this command" in ran.err) == (1, True), ran.err


def test_calendar_settings_are_not_written_out_of_a_book_by_their_whole_path(book: Path, plan: Plan) -> None:
    (book.parent / "out").mkdir()
    (book / "conf").symlink_to("../out")
    for file in ("conf/vd.conf", "conf/new/vd.conf"):
        ran = plan("calendars", "setup", "icloud", "--user", "dana", "--file", str(book / file), cwd=book.parent)
        assert ran.code == 2, ran.err
    assert list((book.parent / "out").iterdir()) == []


@posix
def test_a_file_made_anew_is_as_private_as_the_book(book: Path, plan: Plan) -> None:
    for file in book.iterdir():
        if file.is_file():
            file.chmod(0o600)
    for name in ("prospects.toml", "tasks.toml"):
        (book / name).unlink()
    for words in (("add", "deal", "Nova", "amount=5k", "stage=lead"), ("add", "task", "Call the bank", "minutes=15")):
        assert plan(*words, "--yes", cwd=book).code == 0
    assert {(book / name).stat().st_mode & 0o777 for name in ("prospects.toml", "tasks.toml")} == {0o600}


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_no_candidate_between_double_quotes_reaches_into_the_history(tmp_path: Path) -> None:
    own = tmp_path / "plan"
    own.write_text("#!/bin/sh\nprintf 'x !rm\\nx fine\\n'\n")
    own.chmod(0o755)
    words = f"COMP_WORDS=({own} done '\"x'); COMP_CWORD=2; _plan {own} x"
    script = f"{BASH}\n{words}; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    ran = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert ran.stdout.splitlines() == ["x fine"], ran.stderr
