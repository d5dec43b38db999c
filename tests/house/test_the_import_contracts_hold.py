"""The layers of pyproject.toml: `commands -> screen | book | calendars -> core`, every module with a place."""

import contextlib
import io
import os
import tomllib
from pathlib import Path

import planner

ROOT = Path(__file__).parents[2]


def test_the_contracts() -> None:
    from importlinter.cli import lint_imports

    said = io.StringIO()
    here = Path.cwd()
    os.chdir(ROOT)
    try:
        with contextlib.redirect_stdout(said):
            failed = lint_imports(no_cache=True)
    finally:
        os.chdir(here)
    assert failed == 0, said.getvalue()


def test_the_version_is_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == planner.__version__
