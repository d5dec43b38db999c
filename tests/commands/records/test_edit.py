"""`plan edit` lets the rep's editor at a copy, and keeps it only where the book can be read with it."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.app.programs.editor import command_for
from tests.commands.records.conftest import Talk, contents
from tests.conftest import Plan

Lines = Callable[[], list[str]]
DOCK = '\n[[prospect]]\nid = "dock"\nname = "Dock"\namount = 1\nstage = "discovery"\n'


@pytest.fixture
def editor(tmp_path: Path) -> Callable[[str, str], str]:
    """An editor that replaces one text by another, the nth time the nth pair; it notes how it was called."""

    def make(*pairs: str) -> str:
        script = tmp_path / "vi"
        script.write_text(
            f"#!{sys.executable}\n"
            "import pathlib, sys\n"
            f"pairs, notes = {pairs!r}, pathlib.Path({str(tmp_path / 'calls')!r})\n"
            "calls = notes.read_text().splitlines() if notes.exists() else []\n"
            "notes.write_text('\\n'.join([*calls, ' '.join(sys.argv[1:])]))\n"
            "old, new = pairs[2 * len(calls) : 2 * len(calls) + 2]\n"
            "path = pathlib.Path(sys.argv[-1])\n"
            "path.write_text(path.read_text().replace(old, new), encoding='utf-8')\n",
            encoding="utf-8",
        )
        script.chmod(0o755)
        return str(script)

    return make


def test_it_opens_at_the_record_and_keeps_what_is_right(
    at_book: Plan, editor: Callable[..., str], changed: Lines, tmp_path: Path
) -> None:
    ran = at_book("edit", "birch", EDITOR=editor("amount = 20_000", "amount = 25_000 # more"))
    assert ran == (0, "prospects.toml: saved · 1 changed\n", "")
    assert changed() == ["-amount = 20_000", "+amount = 25_000 # more"]
    called = (tmp_path / "calls").read_text(encoding="utf-8")
    assert re.fullmatch(r"\+14 /.*/plan-edit-\w+/prospects\.toml", called)
    assert not Path(called.split(" ")[1]).exists()


def test_what_is_wrong_is_reported_with_its_line_and_the_copy_stays(
    at_book: Plan, editor: Callable[..., str], changed: Lines
) -> None:
    ran = at_book("edit", "prospects", EDITOR=editor("amount = 20_000", "amuont = 20_000"))
    assert (ran.code, ran.out, changed()) == (1, "", [])
    assert "is missing" not in ran.err  # one slip, one error
    assert 'error: no key "amuont" in [prospect]\n  prospects.toml:16 | ' in ran.err
    copy = re.search(r"Nothing was changed\. Your edit is in (\S+)", ran.err)
    assert copy is not None
    assert "amuont = 20_000" in Path(copy[1]).read_text(encoding="utf-8")


def test_at_a_terminal_one_may_edit_again(
    at_terminal: Talk, editor: Callable[..., str], changed: Lines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = editor("amount = 20_000", "amuont = 20_000", "amuont = 20_000", "amount = 21_000")
    ran = at_terminal("edit", "acme", answers=(("Edit again? [y/N] ", "y\n"),), EDITOR=path)
    assert ran.code == 0
    assert "no key" in ran.out
    assert changed() == ["-amount = 20_000", "+amount = 21_000"]
    assert [line.split(" ")[0] for line in (tmp_path / "calls").read_text().splitlines()] == ["+2", "+16"]


def test_a_file_that_is_not_there_is_made(at_book: Plan, tmp_path: Path, book: Path) -> None:
    script = tmp_path / "write"
    script.write_text('#!/bin/sh\nprintf \'[[task]]\\ntitle = "Deck"\\nminutes = 60\\n\' > "$1"\n', encoding="utf-8")
    script.chmod(0o755)
    assert at_book("edit", "tasks", EDITOR=str(script)).out == "tasks.toml: saved · 1 new\n"
    assert contents(book)["tasks.toml"] == '[[task]]\ntitle = "Deck"\nminutes = 60\n'


def test_a_broken_book_can_be_mended(at_book: Plan, editor: Callable[..., str], book: Path, tmp_path: Path) -> None:
    for name in ("prospects.toml", "contacts.toml"):
        text = contents(book)[name]
        (book / name).write_text(text.replace('name = "', 'nmae = "', 1), encoding="utf-8")
    assert at_book("edit", "acme", EDITOR="true").code == 1  # no record can be found in it
    assert at_book("edit", "contacts", EDITOR=editor("nmae", "name")).out == "contacts.toml: saved · 1 changed\n"
    assert (tmp_path / "calls").read_text(encoding="utf-8").startswith("+3 ")
    assert at_book("check").code == 3


@pytest.mark.parametrize(
    ("editor", "code", "out", "err"),
    [
        ("true", 0, "prospects.toml: nothing changed\n", ""),
        ("false", 1, "", "error: false ended with 1\nNothing was changed.\n"),
        ("no-such-editor", 1, "", "error: the editor can't be started: no-such-editor: No such file or directory\n"),
        ('"', 1, "", "error: can't read $VISUAL or $EDITOR: \"\n"),
    ],
)
def test_nothing_changes(at_book: Plan, changed: Lines, editor: str, code: int, out: str, err: str) -> None:
    ran = at_book("edit", EDITOR=editor)
    assert (ran.code, ran.out, changed()) == (code, out, [])
    assert ran.err.startswith(err)


def test_saved_by_another_program_meanwhile(at_book: Plan, tmp_path: Path, book: Path) -> None:
    script = tmp_path / "slow"
    script.write_text(f'#!/bin/sh\necho "# theirs" >> {book}/prospects.toml\necho "# mine" >> "$1"\n', encoding="utf-8")
    script.chmod(0o755)
    ran = at_book("edit", EDITOR=str(script))
    assert ran.code == 1
    assert "prospects.toml was saved by another program" in ran.err
    assert "Nothing was changed. Your edit is in /" in ran.err
    assert contents(book)["prospects.toml"].endswith("# theirs\n")


@pytest.mark.parametrize(
    ("words", "called"),
    [
        (["vi"], ["vi", "+7", "f.toml"]),
        (["/usr/bin/nano", "-w"], ["/usr/bin/nano", "-w", "+7", "f.toml"]),
        (["emacs"], ["emacs", "+7", "f.toml"]),
        (["emacsclient", "-t"], ["emacsclient", "-t", "+7", "f.toml"]),
        (["code"], ["code", "--wait", "--goto", "f.toml:7"]),
        (["code", "--wait"], ["code", "--wait", "--goto", "f.toml:7"]),
        (["C:\\Code\\Code.exe"], ["C:\\Code\\Code.exe", "--wait", "--goto", "f.toml:7"]),
        (["subl", "-w"], ["subl", "-w", "f.toml:7"]),
        (["hx"], ["hx", "f.toml:7"]),
        (["my-own"], ["my-own", "f.toml"]),
    ],
)
def test_how_an_editor_is_told_the_line(words: list[str], called: list[str]) -> None:
    assert command_for(words, Path("f.toml"), 7) == called


def emptied(tmp_path: Path) -> str:
    """An editor that fails to write: the file is empty."""
    script = tmp_path / "empties"
    script.write_text('#!/bin/sh\n: > "$1"\n', encoding="utf-8")
    script.chmod(0o755)
    return str(script)


def test_records_that_are_gone_are_refused_where_nobody_can_be_asked(
    at_book: Plan, changed: Lines, tmp_path: Path, book: Path
) -> None:
    ran = at_book("edit", "acme", EDITOR=emptied(tmp_path))
    assert (ran.code, ran.out, changed()) == (1, "", [])
    assert re.fullmatch(
        r"error: 2 deals are gone from prospects\.toml\n"
        r"  fix: add --yes if you mean it\n"
        r"Nothing was changed\. Your edit is in /\S+\n",
        ran.err,
    )
    assert at_book("edit", "acme", "--yes", EDITOR=emptied(tmp_path)).out == "prospects.toml: saved · 2 gone\n"
    assert contents(book)["prospects.toml"] == ""


@pytest.mark.parametrize(
    ("answer", "code", "left", "said"),
    [("n\n", 1, 1, "prospects.toml was not saved"), ("y\n", 0, 0, "prospects.toml: saved · 1 gone")],
)
def test_at_a_terminal_it_is_asked(
    at_terminal: Talk, editor: Callable[..., str], book: Path, answer: str, code: int, left: int, said: str
) -> None:
    text = contents(book)["prospects.toml"]
    birch = text[text.index("[[prospect]]\nname") :]
    question = "1 deal is gone from prospects.toml. Save anyway? [y/N] "
    ran = at_terminal("edit", "acme", answers=((question, answer),), EDITOR=editor(birch, ""))
    assert ran.code == code
    assert said in ran.out
    assert contents(book)["prospects.toml"].count("Birch line") == left


@pytest.mark.parametrize(
    ("file", "old", "new", "shown"),
    [
        ("prospects", "# came by mail", "# came by post", "comments and layout only"),
        ("prospects", "\n# came", DOCK + "\n# came", "1 new"),
        ("prospects", '"discovery"', '"proposal"', "2 changed"),
        ("plan", 'mon = ["08:00-12:00", "13:00-17:00"]\n', "", "1 gone"),
    ],
)
def test_what_was_changed_is_named(
    at_book: Plan, editor: Callable[..., str], file: str, old: str, new: str, shown: str
) -> None:
    assert at_book("edit", file, EDITOR=editor(old, new)).out == f"{file}.toml: saved · {shown}\n"
