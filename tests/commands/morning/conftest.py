"""A small book whose page can be followed by eye, and the command line to read it with."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Plan, home, plan

__all__ = ["home", "plan"]

PLAN = """\
format = 1

[rep]
name = "Dana Reyes"
currency = "USD"
timezone = "Europe/Berlin"
keeps = 0.08

[hours]
mon = ["08:30-12:30", "13:15-17:30"]
tue = ["08:30-12:30"]
between = 5
"""
PROSPECTS = """\
# the two that matter this month
[[prospect]]
id = "acme"
name = "Acme rollout"
amount = 48_000
stage = "proposal"
since = 2026-11-20
last_touch = 2026-11-20

[[prospect]]
id = "birch"
name = "Birch line"
amount = 20_000   # they said 25 at first
stage = "discovery"
since = 2026-11-19
last_touch = 2026-11-19
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "plan.toml").write_text(PLAN, encoding="utf-8")
    (folder / "prospects.toml").write_text(PROSPECTS, encoding="utf-8")
    return folder


Page = Callable[..., dict[str, Any]]


@pytest.fixture
def page(plan: Plan, book: Path) -> Page:
    """`plan today --json` of the book, with further words."""

    def run(*words: str, **environ: str) -> dict[str, Any]:
        ran = plan("today", "--json", "--book", str(book), *words, **environ)
        assert (ran.code, ran.err) == (0, ""), ran.err
        document: dict[str, Any] = json.loads(ran.out)
        return document

    return run
