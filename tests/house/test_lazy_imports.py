"""Modules are imported at the top, except at three seams; a heavy library is imported in one module.

The seams are what keeps help, completion and a second look at the page fast:

1. the table of commands imports a command's module when it runs (`cli/program.py`);
2. a command imports its `run` from `planner.app`, in one statement, and calls it;
3. `app/day/day_page.py` imports what plans a page only if the page has to be planned.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from planner.commands import COMMANDS

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "planner"
MODULES = {str(path.relative_to(PACKAGE)): path for path in sorted(PACKAGE.glob("**/*.py"))}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}
SEAMS = {"__main__.py", "cli/program.py", "app/day/day_page.py"}
ADAPTERS = {
    "pydantic": "book/check/type_errors.py",
    "tomllib": "book/toml/parse.py",
    "holidays": "book/read/holidays.py",
    "platformdirs": "cache/user_folders.py",
    "icalendar": "calendars/libraries.py",
    "recurring_ical_events": "calendars/libraries.py",
    "dateutil": "calendars/libraries.py",
    "rich": "screen/text/console.py",
    "tomli_w": "screen/review/playbook.py",
    "python_calamine": "crm/table/workbook.py",
    "chardet": "crm/table/decode.py",
}
SECOND_LOOK = {"today": 46, "next": 58, "status": 67}  # modules of `planner` that are not empty

# A page that is planned while the calendars are unchanged loads nothing that reads calendars, and a look without
# words to read nothing that reads words. A book that did not change loads nothing that reads or checks one, a diary
# whose lesson is known nothing that learns, and logging what is on the page nothing that plans a page.
ELSEWHERE = {
    "app/earlier_days.py": ["planner.app.crm.past_deals", "planner.core.learn.learn_playbook"],
    "app/page/busy_times.py": ["planner.calendars.busy_times"],
    "app/day/today.py": ["planner.app.day.read_options"],
    "app/worklog/unplanned.py": ["planner.app.page.record_steps"],
    "book/load.py": ["planner.book.cached.changed_book"],
}


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def imports(tree: ast.AST) -> Iterator[str]:
    """The modules imported when the program runs, not only for the types."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif not is_type_checking(node):
            yield from imports(node)


def every_import(tree: ast.AST) -> Iterator[str]:
    """The modules imported anywhere, for the types too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def lazy_imports(tree: ast.AST) -> list[str]:
    """Own modules that are imported inside functions."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    names = {name for function in functions for name in imports(function)}
    return sorted(name for name in names if name.split(".")[0] == "planner")


def typer_functions(tree: ast.Module) -> list[ast.FunctionDef]:
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return [each for each in functions if each.args.args and each.args.args[0].arg == "ctx"]


def is_thin(function: ast.FunctionDef) -> bool:
    """A docstring, at most one import of `planner.app`, and one call."""
    _docstring, *imported, call = function.body
    own = [
        node for node in imported if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("planner.app")
    ]
    value = call.value if isinstance(call, ast.Expr | ast.Return) else None
    return len(imported) == len(own) <= 1 and isinstance(value, ast.Call)


def command_modules() -> dict[str, list[str]]:
    """The functions that are commands, by their module."""
    modules: dict[str, list[str]] = {}
    for row in COMMANDS.values():
        module, _, function = row.where.partition(":")
        modules.setdefault(f"commands/{module.replace('.', '/')}.py", []).append(function)
    return modules


@pytest.mark.parametrize("name", MODULES)
def test_own_modules_are_imported_at_the_top(name: str) -> None:
    if name in SEAMS:
        return
    tree = TREES[name]
    if name in command_modules():
        tree = ast.Module([node for node in tree.body if node not in typer_functions(tree)], [])
    assert lazy_imports(tree) == ELSEWHERE.get(name, [])


@pytest.mark.parametrize("name", command_modules())
def test_a_command_is_its_options_and_one_call(name: str) -> None:
    functions = typer_functions(TREES[name])
    assert [each.name for each in functions] == command_modules()[name]
    assert [each.name for each in functions if not is_thin(each)] == []
    others = [node for node in TREES[name].body if isinstance(node, ast.FunctionDef) and node not in functions]
    assert [each.name for each in others] == []


@pytest.mark.parametrize("library", ADAPTERS)
def test_a_heavy_library_is_imported_in_one_module(library: str) -> None:
    users = {name for name, tree in TREES.items() if library in {each.split(".")[0] for each in every_import(tree)}}
    assert users == {ADAPTERS[library]}


@pytest.mark.parametrize("command", SECOND_LOOK)
def test_a_second_look_loads_few_modules(command: str, tmp_path: Path) -> None:
    loaded = second_look(command, tmp_path)
    assert "planner.app.day.day_page" in loaded
    assert len(loaded) <= SECOND_LOOK[command], loaded


def test_logging_a_line_of_the_page_loads_nothing_that_plans_reads_or_learns(tmp_path: Path) -> None:
    loaded = second_look("next", tmp_path, ["done", "2", "-o", "stayed"])
    assert "planner.app.worklog.done" in loaded
    needless = ("planner.schedule", "planner.core.choice", "planner.book.check", "planner.core.learn.deals")
    assert [name for name in loaded if name.startswith(needless)] == []


def second_look(command: str, folder: Path, last: Sequence[str] = ()) -> list[str]:
    """The modules that the second of two runs loads, or a `last` one after them.

    Packages that hold only a docstring don't count.
    """
    shutil.copytree(ROOT / "examples" / "demo", folder / "book")
    code = (
        "import sys; from planner.cli.program import run; code = run(sys.argv[1:]); "
        "sys.stderr.write(' '.join(name for name in sys.modules if name.split('.')[0] == 'planner')); sys.exit(code)"
    )
    environ = {
        **{name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ},
        "HOME": str(folder),
        "PLAN_BOOK": str(folder / "book"),
        "PLAN_NOW": "2026-11-23T07:00",
        "PYTHONUTF8": "1",
    }
    for words in (["today", "-q"], [command, "-q"], last or [command, "-q"]):
        ran = subprocess.run(
            [sys.executable, "-c", code, *words], env=environ, capture_output=True, text=True, check=True
        )
    return sorted(name for name in ran.stderr.split("\n")[-1].split() if not is_empty(name))


def is_empty(module: str) -> bool:
    package = f"{module.removeprefix('planner').lstrip('.').replace('.', '/')}/__init__.py".lstrip("/")
    return package in TREES and len(TREES[package].body) <= 1
