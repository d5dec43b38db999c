"""What a command says beside its answer: messages and questions on stderr, JSON on stdout."""

from __future__ import annotations

import json
import sys

from planner.app.settings import Settings
from planner.errors import UsageError
from planner.screen.text.safe_text import escaped, safe


def tell(settings: Settings, message: str) -> None:
    """A message to the person at the terminal; `--quiet` keeps it back."""
    if not settings.quiet:
        _write(message + "\n")


def show(text: str) -> None:
    """Lines of plain text as the answer, on stdout."""
    sys.stdout.write("\n".join(safe(line) for line in text.split("\n")) + "\n")


def show_json(document: object) -> None:
    """One JSON document on stdout. Nothing in a name acts on a terminal; nothing is lost in any encoding."""
    sys.stdout.write(json_text(document))


def json_text(document: object) -> str:
    """The document as `show_json` writes it."""
    utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    text = json.dumps(document, ensure_ascii=not utf8, indent=1, allow_nan=False)
    return "\n".join(escaped(line) for line in text.split("\n")) + "\n"


def confirm(settings: Settings, question: str) -> bool:
    """Ask for a yes; `--yes` gives it. A UsageError where nobody is there to be asked."""
    if settings.yes:
        return True
    if not settings.is_terminal:
        raise UsageError(f"can't ask without a terminal: {question}", "add --yes")
    return _answer(f"{question} [y/N] ").lower() in ("y", "yes")


def ask(settings: Settings, question: str, default: str) -> str:
    """Ask for a value; the default where `--yes` is given, nobody is there, or nothing is typed."""
    if settings.yes or not settings.is_terminal:
        return default
    return _answer(f"{question} [{default}]: ") or default


def prompt(text: str) -> None:
    """Part of a question, as it is: what comes after it stands on the same line."""
    _write(text)


def ask_for(question: str) -> str:
    """Ask for a value that has no default; "" where nothing is typed. For a terminal only."""
    return _answer(f"{question}: ")


def _answer(prompt: str) -> str:
    _write(prompt)
    line = sys.stdin.readline()
    if not line:  # the end of the input: they have left
        _write("\n")
        raise KeyboardInterrupt
    return line.strip()


def _write(text: str) -> None:
    sys.stderr.write("\n".join(safe(line) for line in text.split("\n")))
    sys.stderr.flush()
