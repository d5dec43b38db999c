"""Nothing in the core touches the world, and nothing but the commands reads the clock."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "planner"
CORE = sorted([*(PACKAGE / "core").glob("**/*.py"), *(PACKAGE / "schedule").glob("**/*.py")])
REST = sorted(set(PACKAGE.glob("**/*.py")) - set(CORE) - {PACKAGE / "app/settings.py"})
ALLOWED = """
__future__ array bisect calendar collections dataclasses datetime difflib enum fractions functools hashlib heapq
itertools json math operator random re statistics string struct typing unicodedata zoneinfo dateutil
"""
DOES = {"open", "print", "input", "exec", "eval", "breakpoint", "__import__"}
CLOCK = {
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
}


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def calls(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def clock_reads(tree: ast.AST) -> list[str]:
    return [call for call in calls(tree) if ".".join(call.split(".")[-2:]) in CLOCK]


@pytest.mark.parametrize("path", CORE, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_of_the_core(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    own = ("planner.core", "planner.schedule", "planner.errors", "planner.frozen_class")
    foreign = [name for name in imports(tree) if not name.startswith(own) and name.split(".")[0] not in ALLOWED.split()]
    assert foreign == [], (
        "the core may import only itself, errors.py, frozen_class.py, and what neither reads nor writes"
    )
    assert [call for call in calls(tree) if call in DOES] == []
    assert clock_reads(tree) == [], "the clock is an argument"


@pytest.mark.parametrize("path", REST, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_beside_the_core_reads_no_clock(path: Path) -> None:
    assert clock_reads(ast.parse(path.read_text(encoding="utf-8"))) == []


def test_one_module_reads_it() -> None:
    assert clock_reads(ast.parse((PACKAGE / "app/settings.py").read_text(encoding="utf-8"))) != []


@pytest.mark.parametrize(
    ("code", "read"),
    [
        ("datetime.now(UTC)", ["datetime.now"]),
        ("datetime.datetime.now()", ["datetime.datetime.now"]),
        ("date.today()", ["date.today"]),
        ("time.time()", ["time.time"]),
        ("settings.now(zone)", []),
        ("time.monotonic()", []),
    ],
)
def test_what_counts_as_reading_the_clock(code: str, read: list[str]) -> None:
    assert clock_reads(ast.parse(code)) == read
