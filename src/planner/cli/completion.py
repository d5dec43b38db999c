"""Tab completion: the words that `plan __complete SHELL WORD…` offers for the last word.

Each answer is a line: the word, a tab, its help. Nothing is printed on stderr, and a book that can't be read offers no
names. The names of commands, typed most often, need only the command table; `candidates` has all the others.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
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
    shell, words = arguments[0] if arguments else "", list(arguments[1:]) or [""]
    unread = words[-1:] if shell == "fish" else words  # fish has read the others already
    words[-len(unread) :] = map(_unquoted, unread)
    head = words[-1][: words[-1].find("=") + 1] if words[-1].startswith("--") and shell != "bash" else ""
    try:
        words = without_equals(words)
        typed, split = with_fields(words) if shell == "bash" else (words, 0)
        found = [_replacing(head, split, each) for each in _candidates(typed, find)]
        lines = [_line(candidate, head + words[-1], shell) for candidate in found]
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        sys.stdout.write("".join(lines))
        sys.stdout.flush()
    except Exception:
        return 0
    return 0


def _replacing(head: str, split: int, found: CompletionWord) -> CompletionWord:
    """The candidate as it replaces what the shell takes for the word.

    That is with `head` before it (`--option=`), or from `split` on.
    """
    return found if found.word.startswith(":") else found._replace(word=head + found.word[split:])


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


def with_fields(words: Sequence[str]) -> tuple[list[str], int]:
    """The words with FIELD=VALUE as one each, which bash has split at the `=`.

    With it the length of what bash has before the part of the last word that it replaces.
    """
    joined: list[str] = []
    split = 0
    for at, word in enumerate(words):
        before = words[at - 1] if at else ""
        if joined and "=" in word and not word.strip("=") and not joined[-1].startswith("-"):
            joined[-1] += word
            split = len(joined[-1])
        elif joined and before and not before.strip("=") and joined[-1].endswith("="):
            split = len(joined[-1])
            joined[-1] += word
        else:
            joined.append(word)
            split = 0
    return joined, split


def _unquoted(word: str) -> str:
    """The word as a shell reads it; a quote may still be open."""
    for close in ("", '"', "'"):
        with suppress(ValueError):
            return " ".join(shlex.split(word + close))
    return word.lstrip("\"'").replace("\\", "")


def _line(candidate: CompletionWord, typed: str, shell: str) -> str:
    word, help_ = safe(candidate.word), safe(candidate.help)
    if shell == "fish" and not word.startswith(":") and not word.casefold().startswith(typed.casefold()):
        head = word[: word.rfind("=") + 1]
        word, help_ = head + help_, word  # fish keeps only what starts as typed: here, the name
    return f"{word}\t{help_}\n" if help_ else f"{word}\n"
