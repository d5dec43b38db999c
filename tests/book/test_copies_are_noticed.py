"""A copy that a sync program or a person left next to a file of the book is named, by check and on the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.book.files import original_of, read_files
from tests.conftest import Plan, home, plan

__all__ = ["home", "plan"]

PLAN = '[rep]\nname = "D"\ncurrency = "USD"\n[hours]\nmon = ["08:00-12:00"]\n'


@pytest.mark.parametrize(
    ("name", "original"),
    [
        ("prospects.sync-conflict-20261123-081500-ABCDEFG.toml", "prospects.toml"),
        ("prospects (Dana's conflicted copy 2026-11-23).toml", "prospects.toml"),
        ("prospects (conflicted copy 2026-11-23 081500).toml", "prospects.toml"),
        ("prospects (1).toml", "prospects.toml"),
        ("prospects - Copy.toml", "prospects.toml"),
        ("prospects – Kopie.toml", "prospects.toml"),
        ("prospects-LAPTOP-7.toml", "prospects.toml"),
        ("tasks_conf(LAPTOP).toml", "tasks.toml"),
        ("plan 2.toml", "plan.toml"),
        ("playbook 2.toml", "playbook.toml"),
        ("2026-11-23 (1).toml", "2026-11-23.toml"),
        ("2026-11-23.sync-conflict-1.toml", "2026-11-23.toml"),
        ("planning.toml", None),
        ("tasks.toml", None),
        ("2026-11-23.toml", None),
        ("prospects (1).txt", None),
        ("notes.toml", None),
    ],
)
def test_by_its_name(name: str, original: str | None) -> None:
    assert original_of(name) == original


def test_it_is_named_by_check_and_on_the_page(tmp_path: Path, plan: Plan) -> None:
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "tasks (1).toml").write_text("", encoding="utf-8")
    (tmp_path / "diary").mkdir()
    (tmp_path / "diary" / "2026-11-20 (1).toml").write_text("", encoding="utf-8")
    warnings = read_files(tmp_path).warnings
    assert [warning.split(" is not read")[0] for warning in warnings] == ["tasks (1).toml", "diary/2026-11-20 (1).toml"]
    assert "warning: tasks (1).toml is not read: it looks like" in plan("check", PLAN_BOOK=str(tmp_path)).out
    assert "tasks (1).toml is not read" in plan("today", PLAN_BOOK=str(tmp_path)).out
    (tmp_path / "plan (1).toml").write_text("", encoding="utf-8")  # came while the page was known
    assert "plan (1).toml is not read" in plan("check", PLAN_BOOK=str(tmp_path)).out
