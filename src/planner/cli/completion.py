"""Tab completion: the words that `plan __complete SHELL WORD…` offers for the last word.

Each answer is a line: the word, a tab, its help. Nothing is printed on stderr, and a book that can't be read offers no
names. The names of commands, typed most often, need only the command table; `candidates` has all the others.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

from planner.commands import COMMANDS
from planner.screen.text.safe_text import safe


class CompletionWord(NamedTuple):
    """A word that may be meant, and its help or name."""

    word: str
    help: str = ""


Find = Callable[[list[str]], list[CompletionWord]]


def complete(arguments: Sequence[str], find: Find) -> int:
    """Print the candidates for the last WORD, as SHELL needs them.

    `find` has those of options and values. Returns 0 even on errors: nobody would see them.
    """
    shell, words = arguments[0] if arguments else "", [_unquoted(word) for word in arguments[1:]] or [""]
    try:
        lines = [_line(candidate, words[-1], shell) for candidate in _candidates(without_equals(words), find)]
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        sys.stdout.write("".join(lines))
        sys.stdout.flush()
    except Exception:
        return 0
    return 0


def _candidates(words: list[str], find: Find) -> list[CompletionWord]:
    if len(words) > 1 or words[0].startswith("-"):
        return find(words)
    return [CompletionWord(row.name, row.help) for row in COMMANDS.values() if row.name.startswith(words[0])]


def without_equals(words: Sequence[str]) -> list[str]:
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
