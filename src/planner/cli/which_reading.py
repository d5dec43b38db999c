"""The question for a value that may mean two, and the command line with the answer."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from planner.app.dialogue.one_key import one_key
from planner.app.messages import prompt
from planner.errors import TwoReadings
from planner.screen.text.console import is_terminal

_BEFORE = ("", "=", "@", " ")  # may stand before the value in its argument


def with_meaning(arguments: Sequence[str], two: TwoReadings) -> list[str] | None:
    """The arguments with the meaning that a key chose for the value.

    None without a terminal, for another key, and for a value that is not of the command line.
    """
    at = next((n for n, each in enumerate(arguments) if _has(each, two.typed)), None)
    if at is None or not (is_terminal(sys.stdin) and is_terminal(sys.stderr)):
        return None
    first, second = two.choices
    key = one_key(sys.stdin, lambda: prompt(f'"{two.typed}" may be: 1 {first[1]}, 2 {second[1]}. Which one? '))
    prompt(f"{key}\n")
    if key not in ("1", "2"):
        return None
    before = arguments[at][: len(arguments[at]) - len(two.typed)]
    return [*arguments[:at], before + (first, second)[key == "2"][0], *arguments[at + 1 :]]


def _has(argument: str, value: str) -> bool:
    before = argument[: len(argument) - len(value)]
    return argument.endswith(value) and before[-1:] in _BEFORE
