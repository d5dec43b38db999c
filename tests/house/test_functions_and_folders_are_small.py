"""A function has at most five parameters, a folder at most twelve modules, and the tests have the source's folders."""

import ast
from collections import Counter
from pathlib import Path

import pytest

from tests.house.source import PACKAGE, ROOT, functions, modules

TESTS = ROOT / "tests"
MOST_PARAMETERS, MOST_MODULES = 5, 12
KNOWN_LONG, KNOWN_FULL = 1, 0  # these may only shrink


def parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    names = [each.arg for each in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]]
    return names[1:] if names[:1] in (["self"], ["cls"]) else names


def is_command(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return "typer." in ast.unparse(node.args)


def test_a_function_has_at_most_five_parameters() -> None:
    long = [where for where, node in functions() if len(parameters(node)) > MOST_PARAMETERS and not is_command(node)]
    assert len(long) <= KNOWN_LONG, long


def test_a_folder_has_at_most_twelve_modules() -> None:
    counts = Counter(str(Path(each.name).parent) for each in modules() if not each.name.endswith("__init__.py"))
    full = {folder: count for folder, count in counts.items() if count > MOST_MODULES}
    assert len(full) <= KNOWN_FULL, full


CATALOGS = {Path("house"), Path("book/errors")}  # tests of the whole, and a folder of files for each bad book
FOLDERS = sorted({path.parent.relative_to(TESTS) for path in TESTS.glob("**/test_*.py")} - CATALOGS)


@pytest.mark.parametrize("folder", FOLDERS, ids=str)
def test_a_folder_of_tests_is_a_folder_of_the_source(folder: Path) -> None:
    assert (PACKAGE / folder).is_dir()


@pytest.mark.parametrize("folder", sorted(each.name for each in PACKAGE.iterdir() if (each / "__init__.py").exists()))
def test_a_folder_of_the_source_has_tests(folder: str) -> None:
    assert list((TESTS / folder).glob("**/test_*.py"))
