"""The first line of a docstring is at most 90 characters long and does not open with a question word."""

import ast

from tests.house.source import classes, functions, modules

QUESTIONS = {"What", "Which", "Whether", "How", "Who", "Whose", "Whom", "Where", "When", "Why"}
LONGEST = 90
KNOWN = 0


def first_lines() -> list[tuple[str, str]]:
    nodes = [*((each.name, each.tree) for each in modules()), *classes(), *functions()]
    return [(where, text.split("\n")[0]) for where, node in nodes if (text := ast.get_docstring(node))]


def test_the_first_line_of_a_docstring() -> None:
    odd = [where for where, line in first_lines() if len(line) > LONGEST or line.split(" ")[0] in QUESTIONS]
    assert len(odd) <= KNOWN, odd


def test_a_module_says_what_it_is_for() -> None:
    assert [each.name for each in modules() if not ast.get_docstring(each.tree) and each.text.strip()] == []
