"""A command has a line in `plan --help`, help of its own with an example, and stands in the README."""

import re
from pathlib import Path
from typing import Any

import pytest

from planner.cli.help import command_help, program_help
from planner.cli.program import command_line
from planner.commands import COMMANDS, HEADINGS

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("**/*.md"))]


@pytest.fixture(scope="module")
def group() -> Any:
    return command_line()


@pytest.mark.parametrize("name", COMMANDS)
def test_its_help_has_an_example(group: Any, name: str) -> None:
    said = command_help(group.get_command(None, name), ())
    assert re.search(rf"\n      plan {name}\b", said), "the docstring's example is an indented line: plan NAME …"
    assert max(map(len, said.splitlines())) <= 110


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_names_it(name: str) -> None:
    assert re.search(rf"\bplan {name}\b", (ROOT / "README.md").read_text(encoding="utf-8"))


def test_the_help_has_one_line_for_each(group: Any) -> None:
    said = program_help(group.params)
    rows = [row for rows in HEADINGS.values() for row in rows]
    assert len(rows) == len(COMMANDS), "two commands of one name"
    for row in rows:
        assert said.count(f"\n  {row.name} ") == 1
        assert row.help
        assert not row.help.endswith(".")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_no_document_names_a_command_that_is_not_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = set(re.findall(r"`plan ([a-z][a-z-]*)|^plan ([a-z][a-z-]*)", text, re.MULTILINE))
    words = {word for pair in named for word in pair if word}
    assert words - COMMANDS.keys() == set()
