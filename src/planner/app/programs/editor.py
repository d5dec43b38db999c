"""The user's editor: find it, open a file in it at a line."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path, PurePath

from planner.app.programs.find_program import program, runnable
from planner.errors import NOTHING_CHANGED, PlanError

BY_PLUS = (
    "vi", "vim", "nvim", "view", "gvim", "nano", "pico", "emacs", "emacsclient", "joe", "jed", "ne", "micro", "kak",
    "mg", "mcedit", "gedit", "vis", "ed", "nvi", "elvis",
)  # fmt: skip
BY_GOTO = ("code", "codium", "vscodium", "code-insiders", "cursor", "windsurf")  # --goto FILE:LINE
BY_COLON = ("subl", "sublime_text", "zed", "hx", "helix", "lapce")  # FILE:LINE
WAITS = dict.fromkeys((*BY_GOTO, "subl", "zed", "mate", "atom", "gedit"), "--wait")  # else they return at once
USUAL = ("nano", "vim", "vi", "notepad")  # where neither $VISUAL nor $EDITOR is set


def edit(path: Path, line: int | None, environ: Mapping[str, str]) -> None:
    """Open a file in the editor, at a line (from 1); returns when the editor is closed.

    Raises PlanError if there is no editor, it can't be started, or it ends with an error.
    """
    setting = environ.get("VISUAL") or environ.get("EDITOR") or ""
    words = _words(setting) or _usual(environ)
    if not words:
        raise PlanError("no editor found", "set one: export EDITOR=nano")
    command = command_for(words, path, line)
    try:
        done = subprocess.run(runnable(command, environ), check=False)
    except OSError as error:
        raise PlanError(
            f"the editor can't be started: {words[0]}: {error.strerror}", "check $VISUAL and $EDITOR"
        ) from None
    if done.returncode != 0:
        raise PlanError(f"{words[0]} ended with {done.returncode}", note=NOTHING_CHANGED)


def command_for(words: list[str], path: Path, line: int | None) -> list[str]:
    """The command that opens `path`, at the line if it is known how this editor takes one."""
    name = PurePath(words[0].replace("\\", "/")).name.casefold().removesuffix(".exe").removesuffix(".cmd")
    waits = WAITS.get(name)
    words = [*words, waits] if waits and waits not in words and "-w" not in words else words
    if line is None:
        return [*words, str(path)]
    if name in BY_PLUS:
        return [*words, f"+{line}", str(path)]
    if name in BY_GOTO:
        return [*words, "--goto", f"{path}:{line}"]
    if name in BY_COLON:
        return [*words, f"{path}:{line}"]
    if name == "mate":
        return [*words, "-l", str(line), str(path)]
    if name.startswith("notepad++"):
        return [*words, f"-n{line}", str(path)]
    return [*words, str(path)]


def _words(setting: str) -> list[str]:
    if os.name == "nt" and Path(setting.strip('"')).exists():  # C:\Program Files\…
        return [setting.strip('"')]
    try:
        return shlex.split(setting, posix=os.name != "nt")
    except ValueError:
        raise PlanError(f"can't read $VISUAL or $EDITOR: {setting}", "add the missing quotation mark") from None


def _usual(environ: Mapping[str, str]) -> list[str]:
    return next(([name] for name in USUAL if program(name, environ)), [])
