"""The source as the house tests read it: modules with their trees, identifiers and the parts of these."""

from __future__ import annotations

import ast
import io
import keyword
import re
import tokenize
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "planner"
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Module(NamedTuple):
    """A file of the package: its path in the package, its text and its syntax tree."""

    name: str
    text: str
    tree: ast.Module


@cache
def modules() -> tuple[Module, ...]:
    return tuple(
        Module(path.relative_to(PACKAGE).as_posix(), text, ast.parse(text))
        for path in sorted(PACKAGE.glob("**/*.py"))
        for text in [path.read_text(encoding="utf-8")]
    )


def functions() -> Iterator[tuple[str, Function]]:
    """Every function and method with where it is: `file:line name`."""
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, Function):
                yield f"{module.name}:{node.lineno} {node.name}", node


def classes() -> Iterator[tuple[str, ast.ClassDef]]:
    """Every class with where it is: `file:line name`."""
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef):
                yield f"{module.name}:{node.lineno} {node.name}", node


def parts(identifier: str) -> list[str]:
    """The words of an identifier in lower case: `DeadEnd`, `dead_end` and `DEAD_END` are dead, end."""
    return [part.lower() for part in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", identifier)]


@cache
def part_counts() -> Counter[str]:
    """How often each part of an identifier occurs in the package; soft keywords are left out."""
    counts: Counter[str] = Counter()
    for module in modules():
        for token in tokenize.generate_tokens(io.StringIO(module.text).readline):
            if token.type != tokenize.NAME or keyword.iskeyword(token.string) or keyword.issoftkeyword(token.string):
                continue
            counts.update(parts(token.string))
    return counts
