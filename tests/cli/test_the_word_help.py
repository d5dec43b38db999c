"""`plan help` is `plan --help`, `plan help COMMAND` is `plan COMMAND --help`."""

from __future__ import annotations

import pytest

from tests.conftest import Plan


@pytest.mark.parametrize("words", [[], ["today"], ["next"]])
def test_it_is_the_same_help(plan: Plan, words: list[str]) -> None:
    asked = plan("help", *words)
    assert (asked.code, asked.err) == (0, "")
    assert asked.out == plan(*words, "--help").out
    assert asked.out.startswith("Usage: plan" if words else "plan: ")


def test_help_on_what_is_no_command(plan: Plan) -> None:
    ran = plan("help", "todai")
    assert (ran.code, ran.err) == (2, 'error: no command "todai"\n  fix: plan today\n')
