"""The pictures of the documents show what the program and its code are now.

`UPDATE_SCREENS=1 pytest tests/house/test_pictures_are_current.py` draws them again.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"


def words(drawing: str) -> list[str]:
    """The words of a drawing in their order; how they are drawn may change from one version of Rich to the next."""
    return unescape(" ".join(re.findall(r"<text[^>]*>(.*?)</text>", drawing, re.DOTALL))).split()


def drawn(script: str, picture: str, folder: Path) -> str:
    """The picture as its script draws it now."""
    target = PICTURES / picture if os.environ.get("UPDATE_SCREENS") else folder / picture
    subprocess.run([sys.executable, ROOT / "docs" / script, target], check=True, cwd=folder)
    return target.read_text(encoding="utf-8")


def test_the_page_in_the_readme(tmp_path: Path) -> None:
    now = drawn("make_readme_picture.py", "today.svg", tmp_path)
    assert words((PICTURES / "today.svg").read_text(encoding="utf-8")) == words(now)


def test_the_packages_and_their_imports(tmp_path: Path) -> None:
    now = drawn("make_architecture.py", "architecture.svg", tmp_path)
    assert (PICTURES / "architecture.svg").read_text(encoding="utf-8") == now
