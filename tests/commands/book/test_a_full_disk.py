"""A disk that takes no more: a message, exit code 1, and every file as it was before."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

resource = pytest.importorskip("resource")

PLAN = '[rep]\nname = "D"\ncurrency = "USD"\n[hours]\nmon = ["08:00-12:00"]\n'
DEAL = '[[prospect]]\nid = "acme"\nname = "Acme"\namount = 900\nstage = "proposal"\n'
TASK = '[[task]]\nid = "call"\ntitle = "Call"\nminutes = 30\nmakes = 90\n'
CSV = "Deal Name,Deal Stage,Record ID,Amount\n" + "".join(f"Deal {n},Proposal,{n},5000\n" for n in range(20))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    folder.mkdir()
    for name, text in (("plan.toml", PLAN), ("prospects.toml", DEAL), ("tasks.toml", TASK)):
        (folder / name).write_text(text, encoding="utf-8")
    (tmp_path / "deals.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "prospects (1).toml").write_text(DEAL.replace("acme", "bolt").replace("Acme", "Bolt"), encoding="utf-8")
    return folder


def run(book: Path, words: list[str], largest: int) -> subprocess.CompletedProcess[str]:
    """`plan` where no file can become larger than so many bytes."""
    return subprocess.run(
        [sys.executable, "-m", "planner", *words],
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(book.parent),
            "PLAN_BOOK": str(book),
            "PLAN_NOW": "2026-11-23T09:00",
        },
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest)),
        cwd=book.parent,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def files(folder: Path) -> dict[str, bytes]:
    """All files but the cache and `.plan/`."""
    kept = (path for path in folder.rglob("*") if path.is_file() and not {".plan", ".cache"} & set(path.parts))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in kept}


@pytest.mark.parametrize(
    "words",
    [
        ["today"],
        ["done", "call", "-o", "done"],
        ["add", "task", "Write to them", "minutes=5"],
        ["import", "deals.csv", "--stage", "Proposal=proposal", "--yes"],
        ["merge-copy", "prospects (1).toml"],
        ["review", "--html", "review.html"],
        ["export", "day.ics"],
        ["export", "events/"],
        ["undo"],
    ],
    ids=lambda words: " ".join(words[:2]),
)
@pytest.mark.parametrize("largest", [0, 100])
def test_nothing_is_lost(book: Path, words: list[str], largest: int) -> None:
    if words[0] in ("export", "undo"):
        assert run(book, ["today"], 10**9).returncode == 0
    before = files(book.parent)
    ran = run(book, words, largest)
    assert ran.returncode == 1, (ran.stdout, ran.stderr)
    assert "the disk is full" in ran.stderr or "File too large" in ran.stderr
    assert files(book.parent) == before
    again = run(book, words, 10**9)
    assert again.returncode == 0, again.stderr
    assert "cut short" not in again.stderr
