"""kill -9 at any moment: what was acknowledged is there, no file is half written, files agree with each other."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from planner.book.store.transaction import recover
from planner.book.undo.undo import undo
from tests.book.store import a_writer

WRITER = [sys.executable, a_writer.__file__]


def acknowledged(out: bytes) -> int:
    """The last number that the writer printed whole."""
    return max((int(line) for line in out.split(b"\n")[:-1]), default=0)


def check(book: Path, shown: int) -> None:
    """The book is in the state after the last acknowledged change, or after the one that was under way."""
    recover(book)
    assert a_writer.counted(book) in (shown, shown + 1)
    assert [path.name for path in book.rglob(".*") if path.is_file() and ".plan" not in path.parts] == []
    assert recover(book) is None


def test_at_fifty_random_moments(book: Path) -> None:
    rng = random.Random(7)
    a_writer.begin(book)
    seen = set()
    for _ in range(50):
        writer = subprocess.Popen([*WRITER, str(book), "1000000"], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        first = writer.stdout.readline()
        time.sleep(rng.random() * 0.01)
        writer.kill()
        shown = acknowledged(first + writer.communicate()[0])
        seen.add(shown)
        check(book, shown)
    assert len(seen) == 50  # every one of them wrote, and none lost what the ones before it did


@pytest.mark.parametrize("first", [True, False], ids=["a first page", "one more row"])
def test_before_and_after_every_single_call_to_the_disk(tmp_path: Path, first: bool) -> None:
    ends = set()
    for moment in range(1, 400):
        book = tmp_path / str(moment)
        book.mkdir()
        a_writer.begin(book)
        shown = 0 if first else a_writer.add_one(book)
        before = a_writer.counted(book)
        done = subprocess.run([*WRITER, str(book), "1", str(moment)], capture_output=True, check=False)
        shown = max(shown, acknowledged(done.stdout))
        check(book, shown)
        ends.add(a_writer.counted(book) - before)
        if done.returncode == 0:
            break
    assert done.returncode == 0
    assert moment > 40  # it was killed at that many places
    assert ends == {0, 1}  # early ones are taken back, late ones finished


def test_undo_is_killed_before_and_after_every_call(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.book.store.a_writer import kill_at\n"
        "from planner.book.undo.undo import undo\n"
        "kill_at(int(sys.argv[2])); undo(Path(sys.argv[1]))"
    )
    ends = set()
    for moment in range(1, 400):
        book = tmp_path / str(moment)
        book.mkdir()
        a_writer.begin(book)
        for _ in range(3):
            a_writer.add_one(book)
        command = [sys.executable, "-c", program, str(book), str(moment)]
        done = subprocess.run(command, capture_output=True, check=False, cwd=Path(__file__).parents[3])
        recover(book)
        left = a_writer.counted(book)
        ends.add(left)
        for _ in range(left):
            undo(book)
        assert a_writer.counted(book) == 0
        if done.returncode == 0:
            break
    assert done.returncode == 0, done.stderr
    assert ends == {2, 3}


def test_a_logged_line_is_there_when_the_command_is_killed_as_it_says_so(tmp_path: Path) -> None:
    tasks = [f"call-{n}" for n in range(6)]
    (tmp_path / "plan.toml").write_text(
        '[rep]\nname = "D"\ncurrency = "USD"\n[hours]\nmon = ["08:00-12:00"]\n', encoding="utf-8"
    )
    (tmp_path / "tasks.toml").write_text(
        "".join(f'[[task]]\nid = "{id}"\ntitle = "{id}"\nminutes = 5\n' for id in tasks), encoding="utf-8"
    )
    environ = os.environ | {"PLAN_BOOK": str(tmp_path), "PLAN_NOW": "2026-11-23T12:00", "PYTHONUNBUFFERED": "1"}
    for number, id in enumerate(tasks, start=1):
        words = ["done", id, "-o", "done", "--from", f"11:{number:02}", "--to", f"11:{number + 1:02}"]
        command = subprocess.Popen(
            [sys.executable, "-m", "planner", *words], env=environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert command.stdout is not None
        said = command.stdout.read(1)
        command.kill()
        command.communicate()
        assert said
        page = tomllib.loads((tmp_path / "diary" / "2026-11-23.toml").read_text(encoding="utf-8"))
        assert [row["item"] for row in page["worked"]] == tasks[:number]
        assert recover(tmp_path) is None
