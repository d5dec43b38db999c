"""`plan --help` is plain, and loads neither a command nor what makes screens and checks files."""

import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from tests.conftest import Plan


def test_help_of_the_program(plan: Plan) -> None:
    ran = plan("--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (Path(__file__).parent / "help.txt").read_text(encoding="utf-8")
    assert max(len(line) for line in ran.out.splitlines()) <= 80


def test_plan_alone_prints_the_help(plan: Plan) -> None:
    assert plan() == plan("--help") == plan("-h")


def test_on_a_terminal_what_to_begin_with_is_the_whole_screen(tmp_path: Path) -> None:
    lines = first_screen(tmp_path)
    assert len(lines) <= 20
    assert max(map(len, lines)) <= 80
    for command in ("plan demo", "plan init", "plan import FILE", "plan --help"):
        assert any(line.startswith(f"  {command} ") for line in lines), command


def first_screen(home: Path) -> list[str]:
    """The lines of `plan` alone on a terminal where there is no book."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home), "TERM": "dumb"}
    environment.pop("PLAN_BOOK", None)
    words = [sys.executable, "-m", "planner"]
    ran = subprocess.run(words, stdout=theirs, stdin=theirs, cwd=home, env=environment, timeout=30, check=True)
    os.close(theirs)
    shown = b""
    with suppress(OSError):  # the end of a terminal
        while chunk := os.read(ours, 4096):
            shown += chunk
    os.close(ours)
    assert ran.returncode == 0
    return shown.decode().splitlines()


def test_help_of_a_command(plan: Plan) -> None:
    ran = plan("demo", "--help")
    assert ran.code == 0
    assert (
        ran.out
        == """\
Usage: plan demo [DIR] [OPTIONS]

  Try a sample book, dated to the next working morning, and see the page of that morning.

      plan demo
      plan demo ~/plan-demo

Arguments
  DIR  Where to put it (default: a temporary folder).

Options (before or after the command)
  --book DIR   the book to use (default: $PLAN_BOOK, then the nearest folder
               upward with a plan.toml, then your user data folder)
  --now TIME   pretend it is this time (default: $PLAN_NOW; a date means 07:00)
  --json       print one JSON document
  --yes, -y    answer yes to every question
  --quiet, -q  hide messages
  --help, -h   print this help
"""
    )


def test_the_help_of_done_tells_how_to_wait_and_what_was_agreed(plan: Plan) -> None:
    ran = plan("done", "--help")
    assert ran.code == 0
    assert 'plan done bolt -o waiting --who "their lawyer" --until thu\n' in ran.out
    said = " ".join(ran.out.split())
    for option in ("--next-by DAY", "--next-minutes N", "--who WHOM", "--until DAY"):
        assert option in said


def test_help_loads_nothing_heavy() -> None:
    look = (
        "import sys; from planner.cli.program import run; run(['--help']); "
        "print([name for name in ('rich', 'pydantic', 'tomllib', 'holidays', 'icalendar') if name in sys.modules], "
        "[name for name in sys.modules if name.startswith(('planner.commands.', 'planner.app.', 'planner.core'))])"
    )
    ran = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[] ['planner.app.settings']"


def test_no_command_loads_what_it_does_not_need_before_it_runs() -> None:
    look = (
        "import sys; from planner.cli.program import command_line; from planner.commands import COMMANDS; "
        "[command_line().get_command(None, name) for name in COMMANDS]; "
        "print([name for name in ('rich', 'pydantic', 'holidays', 'icalendar', 'dateutil') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
