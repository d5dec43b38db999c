"""The next run clears what killed exports and edits left; an edit that was changed is kept and named."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Plan

PLAN = '[rep]\nname = "D"\ncurrency = "USD"\n[hours]\nmon = ["08:00-12:00"]\n'


@pytest.fixture
def dead() -> int:
    """The number of a process that is no more."""
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    return done.pid


def test_of_exports(tmp_path: Path, plan: Plan, dead: int) -> None:
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    events = tmp_path / "events"
    events.mkdir()
    left = [tmp_path / f".day.ics.{dead}.new", events / f".a@hourworth.ics.{dead}.new"]
    running = [tmp_path / ".day.ics.1.new", tmp_path / f".other.{dead}.new", events / ".notes.new"]
    for path in (*left, *running):
        path.write_bytes(b"x")
    for target in (tmp_path / "day.ics", events):
        assert plan("export", str(target), PLAN_BOOK=str(tmp_path)).code == 0
    assert not any(path.exists() for path in left)
    assert all(path.exists() for path in running)


def test_of_edits(tmp_path: Path, plan: Plan, dead: int) -> None:
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    temporary = tmp_path / "tmp"
    same, changed = temporary / f"plan-edit-{dead}_a", temporary / f"plan-edit-{dead}_b"
    for folder, text in ((same, PLAN), (changed, PLAN + "# mine\n")):
        folder.mkdir(parents=True)
        (folder / "plan.toml").write_text(text, encoding="utf-8")
        (folder / ".original").write_text(PLAN, encoding="utf-8")
    ran = plan("edit", "plan", PLAN_BOOK=str(tmp_path), TMPDIR=str(temporary), EDITOR="true")
    assert ran.code == 0, ran.err
    assert f"an interrupted edit is in {changed / 'plan.toml'}" in ran.err
    assert [path.name for path in temporary.iterdir()] == [changed.name]


def test_a_folder_that_only_looks_like_an_edit_is_left_alone(tmp_path: Path, plan: Plan) -> None:
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    other = tmp_path / "tmp" / "plan-edit-²_x"
    other.mkdir(parents=True)
    ran = plan("edit", "plan", PLAN_BOOK=str(tmp_path), TMPDIR=str(other.parent), EDITOR="true")
    assert (ran.code, other.exists()) == (0, True), ran.err


@pytest.mark.skipif(os.name != "posix", reason="links and devices")
def test_nothing_that_a_leftover_leads_to_is_read(tmp_path: Path, plan: Plan, dead: int) -> None:
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    temporary = tmp_path / "tmp"
    for letter, names in (("a", ("plan.toml",)), ("b", (".original",)), ("c", ("plan.toml", ".original"))):
        folder = temporary / f"plan-edit-{dead}_{letter}"
        folder.mkdir(parents=True)
        for name in ("plan.toml", ".original"):
            if name in names:
                (folder / name).symlink_to("/dev/zero")
            else:
                (folder / name).write_text(PLAN, encoding="utf-8")
    os.mkfifo(temporary / f"plan-edit-{dead}_a" / "tasks.toml")
    ran = plan("edit", "plan", PLAN_BOOK=str(tmp_path), TMPDIR=str(temporary), EDITOR="true")
    assert ran.code == 0, ran.err
    assert f"an interrupted edit is in {temporary}/plan-edit-{dead}_a/" in ran.err
    assert len(list(temporary.iterdir())) == 3
