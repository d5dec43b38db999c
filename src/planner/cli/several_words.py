"""Names of several words on the command line, without quotes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from planner.errors import UsageError


def refuse_scattered(item: Sequence[str], typed: Sequence[str]) -> None:
    """Raise UsageError if the words of an item do not follow each other.

    Those after an option are meant for it, as in --next Send the contract, and need quotes.
    """
    words = list(typed)
    if any(words[at : at + len(item)] == list(item) for at in range(len(words))):
        return
    first = words.index(item[0])
    pairs = zip(words[first:], item, strict=False)
    together = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    stray = words.index(item[together], first + together)
    options = [at for at in range(first, stray) if words[at].startswith("-")]
    value = list(takewhile(lambda word: not word.startswith("-"), words[options[-1] + 1 :])) if options else []
    fix = f'{words[options[-1]]} "{" ".join(value)}"' if options else f'"{" ".join(item)}"'
    raise UsageError(f'can\'t tell where "{words[stray]}" belongs', f"quote words that belong together: {fix}")
