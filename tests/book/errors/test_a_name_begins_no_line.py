"""A line end in a name from a file, or of a folder, begins no line of the program's own."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from planner.book.find import typed_path
from planner.errors import PlanError, one_line
from planner.screen.text.errors import error_text
from tests.conftest import Plan

FORGED = "\nerror: FORGED\n  fix: FORGED"
KEYS = ("name", "title", "next", "company", "role")
NOW = {"PLAN_NOW": "2026-11-23T07:00"}
DEMO = Path(__file__).parents[3] / "examples" / "demo"


def forged_lines(text: str) -> list[str]:
    """The lines that a planted name began."""
    return [line for line in text.splitlines() if line.strip().startswith(("FORGED", "error: FORGED", "fix: FORGED"))]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The sample book, each of its names with lines of another in it."""
    folder = tmp_path / "book"
    shutil.copytree(DEMO, folder)
    planted = FORGED.replace("\n", "\\n")
    for path in folder.glob("*.toml"):
        if path.name == "playbook.toml":
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        for place, line in enumerate(lines):
            if line.startswith(tuple(f'{key} = "' for key in KEYS)) and line.count('"') == 2:
                lines[place] = line[: line.rindex('"')] + planted + line[line.rindex('"') :]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "words",
    [
        "today",
        "next",
        "today --json",
        "show suedfracht",
        "list",
        "why 2",
        "why suedfracht",
        "done 2 -o foo",
        "done 2 -o advanced",
        "later 3 tomorrow",
        "park bolt",
        "find sued",
        "wrap",
        "check",
        "log",
        "start 2",
        "set bolt stage=foo",
        "remove bolt --yes",
    ],
)
def test_of_a_record(plan: Plan, book: Path, words: str) -> None:
    ran = plan(*words.split(), "--book", str(book), **NOW)
    assert "Traceback" not in ran.err
    assert forged_lines(ran.out + ran.err) == []


def test_check_names_the_line(plan: Plan, book: Path) -> None:
    assert "`next` has a line end in it, which is read as a blank" in plan("check", "--book", str(book), **NOW).out


def test_a_message_of_several_lines_stays_one(plan: Plan, book: Path) -> None:
    assert len(plan("message", "thank-you", "suedfracht", "--book", str(book), **NOW).out.splitlines()) == 2


@pytest.mark.skipif(os.name != "posix", reason="no such names there")
def test_of_a_folder(plan: Plan, tmp_path: Path) -> None:
    folder = tmp_path / f"x{FORGED}"
    folder.mkdir()
    for words in (["today", "--book", str(folder)], ["today", "--book", str(folder / "none")], ["trust", str(folder)]):
        assert forged_lines(plan(*words).err) == []
    (folder / "plan.toml").write_text("")
    folder.chmod(0o777)
    for ran in (plan("today", cwd=folder), plan("trust", str(folder))):
        assert (ran.code, forged_lines(ran.out + ran.err)) == (1, [])


def test_a_message_is_one_line_and_its_details() -> None:
    error = PlanError(f"x{FORGED}", f"do{FORGED}", details=[f"a{FORGED}"])
    assert error_text(error.what, error.fix, error.note, error.details).splitlines() == [
        "error: x error: FORGED   fix: FORGED",
        "a error: FORGED   fix: FORGED",
        "  fix: do error: FORGED   fix: FORGED",
    ]
    for end in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029":
        assert one_line(f"a{end}b") == "a b"


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
@pytest.mark.parametrize("name", ["/a\nb", "/a'\n\\ü$(touch x)`y`", "/\x1b[31m", "/plain it's"])
def test_a_path_is_typed_on_one_line(name: str) -> None:
    typed = typed_path(Path(name))
    assert typed.isprintable()
    assert subprocess.check_output(["bash", "-c", f"printf %s {typed}"]) == os.fsencode(name)
    if name.isprintable():
        assert shlex.split(typed) == [name]
