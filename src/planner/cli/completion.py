"""Tab completion: the words that `plan __complete SHELL WORD…` offers for the last word.

Each answer is a line: the word, a tab, its help. Nothing is printed on stderr, and a book that can't be read offers no
names. The names of commands need only the command table; all else is in `candidates`, imported when it is needed.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NamedTuple

from planner.commands import COMMANDS
from planner.screen.text.safe_text import safe


class CompletionWord(NamedTuple):
    """A word that may be meant, and its help or name."""

    word: str
    help: str = ""


def complete(arguments: Sequence[str]) -> int:
    """Print the candidates for the last WORD, as SHELL needs them.

    Returns 0 even on errors: nobody would see them.
    """
    shell, words = arguments[0] if arguments else "", [_unquoted(word) for word in arguments[1:]] or [""]
    try:
        lines = [_line(candidate, words[-1], shell) for candidate in candidates(words)]
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        sys.stdout.write("".join(lines))
        sys.stdout.flush()
    except Exception:
        return 0
    return 0


def candidates(words: Sequence[str]) -> list[CompletionWord]:
    """The candidates for the last of `words` (those after `plan`)."""
    words = _without_equals(words)
    if len(words) == 1 and not words[0].startswith("-"):  # most often; needs nothing but the table
        return [CompletionWord(row.name, row.help) for row in COMMANDS.values() if row.name.startswith(words[0])]
    from planner.cli.candidates import candidates_for

    return candidates_for(words)


def records(given: dict[str, str]) -> list[CompletionWord]:
    """The ids and names of the book's records."""
    from planner.cli import book_names

    return book_names.records(given)


def lines(given: dict[str, str]) -> list[CompletionWord]:
    """The lines of today's page, then the book's records."""
    from planner.cli import book_names

    return book_names.lines(given)


def _without_equals(words: Sequence[str]) -> list[str]:
    """`--book=DIR` as two words, whether the shell gave it as one, two or three."""
    parts: list[str] = []
    for word in words:
        if word == "=" and parts and parts[-1].startswith("--"):
            parts.append("")
            continue
        if parts and parts[-1] == "":
            parts.pop()
        if word.startswith("--") and "=" in word:
            parts += word.split("=", 1)
        else:
            parts.append(word)
    return parts


def _unquoted(word: str) -> str:
    return word.lstrip("\"'").replace("\\", "")


def _line(candidate: CompletionWord, typed: str, shell: str) -> str:
    word, help_ = safe(candidate.word), safe(candidate.help)
    if shell == "fish" and not word.startswith(":") and not word.casefold().startswith(typed.casefold()):
        word, help_ = help_, word  # fish keeps only what starts as typed: here, the name
    return f"{word}\t{help_}\n" if help_ else f"{word}\n"


__all__ = ["CompletionWord", "candidates", "complete"]
