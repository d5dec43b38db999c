"""`plan --help` is plain, and loads neither a command nor what makes screens and checks files."""

import subprocess
import sys

from tests.conftest import Plan


def test_the_help_has_headings_commands_and_the_options_of_every_command(plan: Plan) -> None:
    ran = plan("--help")
    assert ran.code == 0
    assert ran.err == ""
    assert ran.out.startswith(
        "plan: the top sales performer's morning diary as a command\n\nUsage: plan COMMAND [OPTIONS]\n"
    )
    assert "\nYour book\n" in ran.out
    assert "\n  init          a first book to fill in\n" in ran.out
    assert "\n  --book DIR   " in ran.out
    assert max(len(line) for line in ran.out.splitlines()) <= 80
    assert "\x1b" not in ran.out


def test_no_command_is_a_request_for_help(plan: Plan) -> None:
    assert plan() == plan("--help") == plan("-h")


def test_a_commands_help_shows_its_docstring_as_written_its_options_and_those_of_all(plan: Plan) -> None:
    ran = plan("demo", "--help")
    assert ran.code == 0
    assert (
        ran.out
        == """\
Usage: plan demo [DIR] [OPTIONS]

  Write a filled book, moved to the next working morning, and show that morning's page.

      plan demo
      plan demo ~/plan-demo

Arguments
  DIR  where it goes; left out, a temporary folder, which is named

Options of every command, before or after its name
  --book DIR   the book's folder (or $PLAN_BOOK; else the nearest upwards)
  --now TIME   act as if it were then (or $PLAN_NOW); a date alone is 07:00
  --json       one JSON document on stdout
  --yes, -y    answer every question with yes
  --quiet, -q  no messages beside the answer
  --help, -h   this help
"""
    )


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
