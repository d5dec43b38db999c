"""`plan init` makes a first book that passes the check, and overwrites nothing."""

import os
import pty
import select
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import Plan

TOLD = ("--name", 'Dana "D" Reyes', "--currency", "eur", "--timezone", "America/Chicago")


def test_a_first_book(plan: Plan, tmp_path: Path) -> None:
    book = tmp_path / "sales" / "book"
    ran = plan("init", str(book), *TOLD)
    assert ran.code == 0
    assert ran.out == f"A first book is in {book}: plan.toml is your week, prospects.toml your deals.\n"
    assert ran.err == "Fill them in with any editor, then look at them with `plan check`.\n"
    assert tomllib.loads((book / "plan.toml").read_text(encoding="utf-8"))["rep"] == {
        "name": 'Dana "D" Reyes',
        "currency": "EUR",
        "timezone": "America/Chicago",
    }
    assert plan("check", "--book", str(book)) == (0, f"{book} is fine: no errors, no warnings.\n", "")


def test_what_is_commented_out_is_right_too(plan: Plan, tmp_path: Path) -> None:
    assert plan("init", str(tmp_path), *TOLD).code == 0
    for name in ("plan.toml", "prospects.toml"):
        path = tmp_path / name
        lines = path.read_text(encoding="utf-8").splitlines()
        bare = [line.removeprefix("# ") if "=" in line or line.startswith("# [") else line for line in lines]
        path.write_text("\n".join(bare), encoding="utf-8")
    (tmp_path / "work.ics").write_text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", encoding="utf-8")
    book = tomllib.loads((tmp_path / "plan.toml").read_text(encoding="utf-8"))
    assert book.keys() == {"format", "rep", "hours", "calendars", "care", "year", "quota"}
    ran = plan("check", "--book", str(tmp_path))
    assert (ran.code, ran.err) == (0, ""), ran.out


def test_nothing_is_overwritten(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "prospects.toml").write_text("# mine\n", encoding="utf-8")
    ran = plan("init", str(tmp_path), *TOLD)
    assert ran == (
        1,
        "",
        f"error: {tmp_path / 'prospects.toml'} is there already\n  fix: name another folder\nNothing was changed.\n",
    )
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["prospects.toml"]
    assert (tmp_path / "prospects.toml").read_text(encoding="utf-8") == "# mine\n"


def test_without_a_folder_it_is_the_users_own_book_and_found_there(plan: Plan, home: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert plan("init", "--yes", cwd=elsewhere).code == 0
    assert plan("check", cwd=elsewhere).code == 0
    [made] = home.glob("**/plan.toml")
    assert str(made) not in str(elsewhere)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--name", " "), "error: a name is a line of text\n  fix: write it as --name 'Dana Reyes'\n"),
        (("--name", "D\x1b[31m"), "error: a name is a line of text\n  fix: write it as --name 'Dana Reyes'\n"),
        (
            ("--name", "D", "--currency", "euros"),
            'error: can\'t read "euros" as a currency\n  fix: write its three letters, e.g. EUR, USD, GBP\n',
        ),
        (
            ("--name", "D", "--timezone", "Berln"),
            'error: no time zone "Berln"\n  fix: write it as Europe/Berlin or America/Chicago\n',
        ),
        (
            ("--name", "D", "--timezone", "../../etc/passwd"),
            'error: no time zone "../../etc/passwd"\n  fix: write it as Europe/Berlin or America/Chicago\n',
        ),
    ],
)
def test_a_wrong_answer_makes_nothing(plan: Plan, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    assert plan("init", str(tmp_path / "book"), *words) == (2, "", said)
    assert not (tmp_path / "book").exists()


def test_a_folder_that_can_not_be_made(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here", encoding="utf-8")
    ran = plan("init", str(tmp_path / "file" / "book"), *TOLD)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"error: {tmp_path / 'file' / 'book'}: Not a directory")


def on_a_terminal(typed: bytes, *words: str, home: Path, stop_at: bytes | None = None) -> tuple[int, str]:
    """Run `plan` on a terminal of its own where `typed` is typed: exit code, and what the terminal shows.

    Where it shows `stop_at` it is interrupted, as by Ctrl-C.
    """
    ours, theirs = pty.openpty()
    environ = {"PATH": os.environ["PATH"], "HOME": str(home), "TERM": "xterm", "TZ": "Europe/Berlin", "PYTHONUTF8": "1"}
    running = subprocess.Popen(
        [sys.executable, "-m", "planner", *words], stdin=theirs, stdout=theirs, stderr=theirs, env=environ
    )
    os.close(theirs)
    os.write(ours, typed)
    shown = b""
    while select.select([ours], [], [], 20)[0]:
        try:
            piece = os.read(ours, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece
        if stop_at is not None and stop_at in shown:
            running.send_signal(signal.SIGINT)
            stop_at = None
    os.close(ours)
    return running.wait(20), shown.decode().replace("\r\n", "\n")


def test_on_a_terminal_it_asks(home: Path, tmp_path: Path) -> None:
    code, shown = on_a_terminal(b"Dana Reyes\nchf\n\n", "init", str(tmp_path / "book"), home=home)
    assert code == 0
    assert "Your name [" in shown
    assert "Time zone [Europe/Berlin]: " in shown
    rep = tomllib.loads((tmp_path / "book" / "plan.toml").read_text(encoding="utf-8"))["rep"]
    assert rep == {"name": "Dana Reyes", "currency": "CHF", "timezone": "Europe/Berlin"}


@pytest.mark.parametrize(("typed", "stop_at"), [(b"Dana\n\x04", None), (b"Dana\n", b"Currency")])
def test_whoever_leaves_in_the_middle_has_no_book(
    home: Path, tmp_path: Path, typed: bytes, stop_at: bytes | None
) -> None:
    code, shown = on_a_terminal(typed, "init", str(tmp_path / "book"), home=home, stop_at=stop_at)
    assert code == 130
    assert "Traceback" not in shown
    assert not (tmp_path / "book").exists()


def test_an_error_is_red_on_a_terminal(home: Path) -> None:
    assert on_a_terminal(b"", "nonsense", home=home)[1].startswith("\x1b[1;31merror:\x1b[0m no command ")
