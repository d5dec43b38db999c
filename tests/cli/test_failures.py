"""Every way to fail is one message on stderr and an exit code; never a traceback."""

import errno
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer

from planner.cli import program as cli
from planner.commands import CommandRow
from planner.errors import BookErrors, FileError, PlanError, UsageError


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Any:
    """Run a command that raises what it is given: (exit code, stdout, stderr)."""
    monkeypatch.setenv("PLAN_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("PLAN_DEBUG", raising=False)

    def run(error: BaseException, *options: str) -> tuple[int, str, str]:
        def fail(ctx: typer.Context) -> None:
            raise error

        module = ModuleType("planner.commands.failing")
        module.fail = fail  # type: ignore[attr-defined]
        fail.__module__ = module.__name__
        fail.__annotations__ = {"ctx": typer.Context}
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setitem(cli.COMMANDS, "fail", CommandRow("fail", "failing:fail", "fails"))
        code = cli.run(["fail", *options])
        return code, *capsys.readouterr()

    return run


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (
            PlanError("the book is torn", "move it away", "Nothing was changed.", ["  by 2 lines"]),
            1,
            "error: the book is torn\n  by 2 lines\n  fix: move it away\nNothing was changed.\n",
        ),
        (
            UsageError("no record is called “x”"),
            2,
            "error: no record is called “x”\n",
        ),
        (
            OSError(errno.ENOSPC, "No space left on device", "/book/plan.toml"),
            1,
            "error: /book/plan.toml: No space left on device\n  fix: free some disk space, then run it again\n",
        ),
        (
            PermissionError(errno.EACCES, "Permission denied", "/book/plan.toml"),
            1,
            "error: /book/plan.toml: Permission denied\n  fix: check the permissions of the file and its folder\n",
        ),
        (KeyboardInterrupt(), 130, ""),
        (typer.Abort(), 130, ""),
        (typer.Exit(3), 3, ""),
    ],
)
def test_what_is_said(run: Any, error: BaseException, code: int, said: str) -> None:
    assert run(error) == (code, "", said)
    assert run(error, "--json") == (code, "", said)


def test_all_errors_of_the_book_with_file_and_line(run: Any) -> None:
    error = FileError("prospects.toml", 7, "amount is missing", "write what they would pay", 'name = "Acme"')
    code, out, err = run(BookErrors([error, FileError("plan.toml", 2, "no time zone “Berln”", "Europe/Berlin?")]))
    assert (code, out) == (1, "")
    assert (
        err
        == """\
error: amount is missing
  prospects.toml:7 | name = "Acme"
  fix: write what they would pay
error: no time zone “Berln”
  plan.toml:2
  fix: Europe/Berlin?
2 errors.
"""
    )


def test_an_unforeseen_failure_is_ours_and_its_traceback_lies_in_a_file(run: Any, tmp_path: Path) -> None:
    code, out, err = run(KeyError("stage"))
    kept = tmp_path / "cache" / "last-fault.txt"
    assert (code, out) == (1, "")
    what = "error: plan crashed: KeyError: 'stage' (a bug in plan; your command is fine)\n"
    assert err == what + f"  details: {kept}\n"
    assert "Traceback" in kept.read_text()


def test_an_unforeseen_failure_where_nothing_can_be_kept(run: Any, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, no folder")
    assert run(KeyError("stage"))[2].endswith("\n  details: run it again with PLAN_DEBUG=1\n")


@pytest.mark.skipif(os.name != "posix", reason="pipes of a POSIX shell")
@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("python -m planner --help | true", 0, ""),
        ("python -m planner --help >&-", 0, ""),
        (
            "python -m planner --help > /dev/full",
            1,
            "error: No space left on device\n  fix: free some disk space, then run it again\n",
        ),
    ],
)
def test_a_reader_that_leaves_and_a_full_disk(line: str, code: int, said: str) -> None:
    if "/dev/full" in line and not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    line = line.replace("python", sys.executable)
    for _ in range(3):  # a reader leaves before, while or after it is written to
        ran = subprocess.run(["bash", "-c", f"set -o pipefail; {line}"], capture_output=True, text=True, check=False)
        assert (ran.returncode, ran.stderr) == (code, said)
