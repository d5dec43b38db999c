"""The end of a run: its exit code, all that it wrote, and what was registered for the end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PLAN = [sys.executable, "-m", "planner"]
AT_THE_END = """
import atexit, sys
from planner.__main__ import main
atexit.register(sys.stdout.write, "over")
sys.argv = ["plan", "--version"]
main()
"""


def test_what_is_registered_for_the_end_still_runs() -> None:
    done = subprocess.run([sys.executable, "-c", AT_THE_END], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("plan ")
    assert done.stdout.endswith("over")


@pytest.mark.parametrize(("words", "code"), [(["--version"], 0), (["--help"], 0), (["no such command"], 2)])
def test_the_exit_code_is_that_of_the_run(words: list[str], code: int) -> None:
    assert subprocess.run([*PLAN, *words], capture_output=True, check=False).returncode == code


def test_a_file_has_all_that_was_written(tmp_path: Path) -> None:
    file = tmp_path / "help.txt"
    with file.open("w", encoding="utf-8") as written:
        subprocess.run([*PLAN, "--help"], stdout=written, check=True)
    seen = subprocess.run([*PLAN, "--help"], capture_output=True, check=True).stdout
    assert file.read_bytes() == seen


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@pytest.mark.parametrize("words", ["--version", "__complete bash to"])
def test_a_closed_output_is_no_error(words: str) -> None:
    shell = f'"{sys.executable}" -m planner {words} >&- 2>&-'
    assert subprocess.run(["sh", "-c", shell], env={**os.environ}, check=False).returncode == 0
