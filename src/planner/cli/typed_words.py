"""The words of a command line up to the one that is being completed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from planner.cli.completion import CompletionWord


class TypedWords(NamedTuple):
    """Options and arguments given so far, by their names, and the word being typed.

    `before` has the earlier words of an argument that takes several.
    """

    given: Mapping[str, str]
    before: tuple[str, ...] = ()
    word: str = ""


def starting(found: Iterable[CompletionWord], typed: str) -> list[CompletionWord]:
    """The candidates of which the word or the name starts as typed."""
    start = typed.casefold()
    return [
        each for each in found if each.word.startswith(":") or any(text.casefold().startswith(start) for text in each)
    ]
