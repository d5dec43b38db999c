"""Messages and questions on stderr, answers and JSON on stdout."""

from __future__ import annotations

import json
import sys
from contextlib import suppress

from planner.app.settings import Settings
from planner.errors import UsageError
from planner.screen.text.safe_text import escaped, safe


def tell(settings: Settings, message: str) -> None:
    """Print a message on stderr, unless `--quiet`."""
    if not settings.quiet:
        _write(message + "\n")


def show(text: str) -> None:
    """Print lines of plain text on stdout, as the answer."""
    sys.stdout.write("\n".join(safe(line) for line in text.split("\n")) + "\n")


def show_json(document: object) -> None:
    """Print one JSON document on stdout.

    Nothing in a name acts on a terminal; no encoding loses anything.
    """
    sys.stdout.write(json_text(document))


def json_text(document: object) -> str:
    """The document as `show_json` writes it."""
    utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    text = json.dumps(document, ensure_ascii=not utf8, indent=1, allow_nan=False)
    return "\n".join(escaped(line) for line in text.split("\n")) + "\n"


def confirm(settings: Settings, question: str) -> bool:
    """Ask for a yes; `--yes` gives it. Raises UsageError without a terminal."""
    if settings.yes:
        return True
    if not settings.is_terminal:
        raise UsageError(f"can't ask without a terminal: {question}", "add --yes")
    return _answer(f"{question} [y/N] ").lower() in ("y", "yes")


def prompt(text: str) -> None:
    """Print part of a question; the next output continues its line."""
    _write(text)


def ask_for(question: str) -> str:
    """Ask for a value that has no default; "" if nothing is typed. For a terminal only."""
    return _answer(f"{question}: ")


def _answer(prompt: str) -> str:
    _write(prompt)
    line = sys.stdin.readline()
    if not line:  # the end of the input
        _write("\n")
        raise KeyboardInterrupt
    return line.strip()


def _write(text: str) -> None:
    with suppress(BrokenPipeError):  # nobody reads it: the command goes on, or it would end well with nothing done
        sys.stderr.write("\n".join(safe(line) for line in text.split("\n")))
        sys.stderr.flush()
