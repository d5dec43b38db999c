from __future__ import annotations

import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
KINDS = ("prospect", "account", "contact", "colleague", "task")


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def ids(folder: Path) -> list[str]:
    books = [tomllib.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.toml")]
    return [record["id"] for book in books for kind in KINDS for record in book.get(kind, [])]


def make_large(deals: int, folder: Path) -> dict[str, bytes]:
    subprocess.run([sys.executable, EXAMPLES / "make_large.py", str(deals), folder], check=True)
    return written(folder)


def test_the_large_book_is_what_its_program_writes(tmp_path: Path) -> None:
    assert make_large(300, tmp_path) == written(EXAMPLES / "large")


@pytest.mark.parametrize("deals", [1, 300, 10_000])
def test_a_book_of_any_size_has_that_many_deals_and_no_id_twice(tmp_path: Path, deals: int) -> None:
    make_large(deals, tmp_path)
    found = ids(tmp_path)
    assert Counter(name[0] for name in found)["d"] == deals
    assert len(found) == len(set(found))


@pytest.mark.parametrize("book", ["five-deals", "demo", "large"])
def test_no_id_is_used_twice(book: str) -> None:
    found = ids(EXAMPLES / book)
    assert len(found) == len(set(found)) >= 5
