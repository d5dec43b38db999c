from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import home, plan  # noqa: F401 - fixtures

PLAN = """
[rep]
name = "Dana Reyes"
currency = "EUR"
timezone = "Europe/Berlin"

[hours]
mon = ["08:30-12:30"]
tue = ["08:30-12:30"]

[care]
share = 0.0
find = 0.0
"""
PLAYBOOK = """
prospecting = { minutes = 90, amount = 0 }  # nothing fills the gaps

[[play]]
id = "discovery-call"
prepare = 0
follow_up = 0
bring = ["Their annual report; marked", "A pen"]
"""
TASKS = """
[[task]]
id = "deck"
title = "Deck for Bolt"
minutes = 60
makes = 300
at = 2026-11-23T09:00

[[task]]
id = "tender"
title = "Tender papers"
minutes = 30
makes = 100
at = 2026-11-23T11:00

[[task]]
id = "forecast"
title = "Forecast"
minutes = 30
makes = 50
at = 2026-11-24T10:00
"""


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A book with known pages: two lines on Monday 23 November 2026, one on Tuesday."""
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "plan.toml").write_text(PLAN, encoding="utf-8")
    (folder / "playbook.toml").write_text(PLAYBOOK, encoding="utf-8")
    (folder / "tasks.toml").write_text(TASKS, encoding="utf-8")
    return folder
