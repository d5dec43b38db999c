"""The clipboard, by the program that the system has for it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping

from planner.app.programs.find_program import program, runnable
from planner.errors import PlanError
from planner.screen.text.safe_text import safe

SECONDS = 5  # after which a clipboard that does not answer is left alone


def copy_text(text: str, environ: Mapping[str, str]) -> None:
    """Put a text on the clipboard. Raises PlanError where there is none, or it does not answer."""
    command = next((each for each in _commands(environ) if program(each[0], environ)), None)
    if command is None:
        raise PlanError("no clipboard here", "leave --copy out: the message is printed")
    plain = "\n".join(map(safe, text.split("\n")))  # it may be pasted into a terminal
    try:
        done = subprocess.run(
            runnable(command, environ),
            input=plain.encode("utf-16-le" if command[0] == "clip.exe" else "utf-8"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PlanError(f"{command[0]} can't be reached", "leave --copy out: the message is printed") from error
    if done.returncode != 0:
        raise PlanError(f"{command[0]} ended with {done.returncode}", "leave --copy out: the message is printed")


def _commands(environ: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """The programs that may hold the clipboard, the likeliest first."""
    if sys.platform == "darwin":
        yield ("pbcopy",)
    if environ.get("WAYLAND_DISPLAY"):
        yield ("wl-copy",)
    if environ.get("DISPLAY"):
        yield ("xclip", "-selection", "clipboard")
        yield ("xsel", "--input", "--clipboard")
    if environ.get("TMUX"):
        yield ("tmux", "load-buffer", "-w", "-")
    yield ("clip.exe",)  # Windows, also from its Linux
