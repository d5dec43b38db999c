"""A small book, a folder for exports, and `plan import` in it on a Monday morning."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.records.conftest import at_terminal
from tests.conftest import Plan, Ran, home, plan

__all__ = ["at_terminal", "home", "plan"]

PLAN = """\
[rep]
name = "Dana Reyes"
currency = "USD"
timezone = "Europe/Berlin"

[hours]
mon = ["08:00-12:00", "13:00-17:00"]
"""
PROSPECTS = """\
# the one that matters
[[prospect]]
name = "Acme rollout"
company = "Acme GmbH"
amount = 48_000   # they said 50 at first
stage = "discovery"
since = 2026-11-02
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "plan.toml").write_text(PLAN, encoding="utf-8")
    return folder


@pytest.fixture
def import_(plan: Plan, book: Path, tmp_path: Path) -> Callable[..., Ran]:
    """`import_(text or bytes, *options)`: as a file called export.csv."""

    def run(content: str | bytes, *options: str, **more: str) -> Ran:
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / "export.csv").write_bytes(data)
        return plan("import", "export.csv", *options, cwd=tmp_path, PLAN_BOOK=str(book), **more)

    return run


def contents(book: Path) -> dict[str, str]:
    """Every file of the book except its journal."""
    files = (path for path in sorted(book.rglob("*")) if path.is_file() and ".plan" not in path.parts)
    return {str(path.relative_to(book)): path.read_bytes().decode() for path in files}
