"""Colour only where a person sees it; nothing in a pipe is wrapped; no encoding makes a command fail."""

import io
import os
import sys
from pathlib import Path

import pytest
from rich.table import Table
from rich.text import Text

from planner.screen.text.console import colour, columns, console
from tests.conftest import Plan


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environ", "coloured"),
    [
        (Terminal(), {"TERM": "xterm"}, True),
        (Terminal(), {}, True),
        (Terminal(), {"TERM": "dumb"}, False),
        (Terminal(), {"TERM": "xterm", "NO_COLOR": "1"}, False),
        (Terminal(), {"TERM": "xterm", "NO_COLOR": ""}, True),
        (io.StringIO(), {"TERM": "xterm"}, False),
        (io.StringIO(), {"FORCE_COLOR": "1"}, True),
        (io.StringIO(), {"FORCE_COLOR": "0"}, False),
        (io.StringIO(), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour(stream: io.StringIO, environ: dict[str, str], coloured: bool) -> None:
    assert colour(stream, environ) is coloured
    console(stream, environ).print(Text("Acme", style="bold red"))
    assert ("\x1b[" in stream.getvalue()) is coloured


@pytest.mark.parametrize(
    ("stream", "environ", "wide"),
    [
        (io.StringIO(), {}, None),
        (io.StringIO(), {"COLUMNS": "60"}, None),
        (Terminal(), {"COLUMNS": "60"}, 60),
        (Terminal(), {"COLUMNS": "wide"}, 80),
        (Terminal(), {}, 80),
    ],
)
def test_width(stream: io.StringIO, environ: dict[str, str], wide: int | None) -> None:
    assert columns(stream, environ) == wide


def test_a_pipe_gets_long_lines_whole() -> None:
    pipe = io.StringIO()
    table = Table.grid()
    table.add_row("x" * 300, "y" * 300)
    console(pipe, {}).print("word " * 100)
    console(pipe, {}).print(table)
    assert [len(line) for line in pipe.getvalue().splitlines()] == [500, 600]


def test_a_name_is_no_markup() -> None:
    pipe = io.StringIO()
    console(pipe, {"FORCE_COLOR": "1"}).print("[red]Acme[/red] :moneybag: 42 [/] https://acme.example")
    assert pipe.getvalue() == "[red]Acme[/red] :moneybag: 42 [/] https://acme.example\n"


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", 'error: no command "◆ŁZürich 星€"\n'),
        ("latin-1", 'error: no command "*LZürich ?EUR "\n'),
        ("ascii", 'error: no command "*LZurich ?EUR "\n'),
    ],
)
def test_symbols_that_an_encoding_lacks_are_spelled(plan: Plan, encoding: str, said: str, home: Path) -> None:
    import subprocess

    ran = subprocess.run(
        [sys.executable, "-m", "planner", "◆ŁZürich 星€"],
        env={"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONIOENCODING": encoding, "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
    )
    assert ran.stderr.decode(encoding).splitlines(keepends=True)[0] == said


def test_json_in_ascii_is_the_same_document(plan: Plan, tmp_path: Path) -> None:
    wide, plain = tmp_path / "Zürich 星", {"PYTHONIOENCODING": "ascii"}
    assert f'"book": "{wide}"' in plan("demo", "--json", str(wide)).out
    assert '"book": "' + str(tmp_path / "Z\\u00fcrich \\u661f2") in plan("demo", "--json", f"{wide}2", **plain).out
