"""Every screen that the README shows is what the program prints, line by line.

A screen is a `text` block below a comment that names the command and the book. `UPDATE_SCREENS=1 pytest
tests/house/test_screens_in_the_readme.py` writes them again.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.house.terminal import on_terminal

ROOT = Path(__file__).parents[2]
SCREEN = re.compile(
    r"<!-- screen: (?P<command>plan [^\n]*?) of (?P<book>examples/\S+) -->\n\n```text\n(?P<shown>.*?)```\n", re.DOTALL
)


def screens() -> list[tuple[str, str, str]]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return [match.group("command", "book", "shown") for match in SCREEN.finditer(text)]


def printed(command: str, book: str, folder: Path) -> str:
    copy, home = folder / "book", folder / "home"
    shutil.copytree(ROOT / book, copy)
    home.mkdir()
    lines = on_terminal(shlex.split(command)[1:], 80, home, copy).strip("\n").split("\n")
    return "".join(f"{line.rstrip()}\n" for line in lines)


def test_the_readme_shows_screens() -> None:
    assert len(screens()) >= 2


@pytest.mark.parametrize(("command", "book", "shown"), screens(), ids=lambda text: text[:40].split("\n")[0])
def test_a_screen(command: str, book: str, shown: str, tmp_path: Path) -> None:
    now = printed(command, book, tmp_path)
    if os.environ.get("UPDATE_SCREENS"):
        readme, head = ROOT / "README.md", f"<!-- screen: {command} of {book} -->\n\n```text\n"
        readme.write_text(readme.read_text(encoding="utf-8").replace(head + shown, head + now), encoding="utf-8")
        return
    assert now == shown
