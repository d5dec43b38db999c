"""Real shells at a pseudo-terminal: what a line becomes by TAB, and all that a shell offers for it."""

from __future__ import annotations

import os
import pty
import select
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

PATIENCE = 60.0  # seconds for an answer: a machine may be busy

BASH = """
PS1=; bind 'set bell-style none'; bind 'set enable-bracketed-paste off'
__seen() { printf '%s' "$READLINE_LINE" > seen.new; mv seen.new seen; READLINE_LINE=; READLINE_POINT=0; }
bind -x '"\\C-x\\C-l": __seen'
bind '"\\C-x\\C-a": insert-completions'
. ./script; touch ready
"""
ZSH = """
PS1=; unsetopt beep zle_bracketed_paste; autoload -U compinit; compinit -D -u
__seen() { print -rn -- "$BUFFER" > seen.new; mv seen.new seen; BUFFER= }
zle -N __seen; bindkey '^X^L' __seen
zle -C all-matches complete-word _generic; bindkey '^X^A' all-matches
zstyle ':completion:all-matches::::' completer _all_matches _complete
zstyle ':completion:all-matches:*' insert yes
. ./script; touch ready
"""


def missing(shell: str) -> str:
    """Why a shell can't be tested here; empty if it can."""
    return "" if shutil.which(shell) else f"{shell} is not installed here"


class LineShell:
    """An interactive bash or zsh."""

    def __init__(self, shell: str, folder: Path, environ: Mapping[str, str]) -> None:
        self.folder = folder
        flags = {"bash": ["--norc", "--noprofile", "-i"], "zsh": ["-f", "-i"]}[shell]
        (folder / "init").write_text({"bash": BASH, "zsh": ZSH}[shell], encoding="utf-8")
        self.terminal, inner = pty.openpty()
        self.process = subprocess.Popen(
            [shell, *flags], stdin=inner, stdout=inner, stderr=inner, cwd=folder,
            env={**environ, "TERM": "dumb", "INPUTRC": "/dev/null"}, start_new_session=True,
        )  # fmt: skip
        os.close(inner)
        self._type(". ./init\n")
        self._wait_for("ready")

    def after_tab(self, line: str) -> str:
        """The line once TAB was pressed at its end."""
        return self._seen(line + "\t")

    def offered(self, before: str, word: str) -> list[str]:
        """All that may take the place of a word behind the words before it; of FIELD=VALUE the value."""
        whole = self._seen(f"{before} {word}\x18\x01")
        return [_value(each) for each in shlex.split(whole)[len(shlex.split(before)) :]]

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.terminal)

    def _seen(self, keys: str) -> str:
        self._type(keys + "\x18\x0c")
        seen = self._wait_for("seen")
        text = seen.read_text("utf-8")
        seen.unlink()
        return text

    def _type(self, keys: str) -> None:
        os.write(self.terminal, keys.encode())

    def _wait_for(self, name: str) -> Path:
        path, until = self.folder / name, time.monotonic() + PATIENCE
        while not path.exists():
            if select.select([self.terminal], [], [], 0.02)[0]:
                os.read(self.terminal, 65536)  # a full terminal would stop the shell
            assert time.monotonic() < until, f"no {name}"
        return path


class Fish:
    """A fish that is asked with `complete -C`."""

    def __init__(self, folder: Path, environ: Mapping[str, str]) -> None:
        self.folder, self.environ = folder, environ

    def offered(self, before: str, word: str) -> list[str]:
        """All that may take the place of a word behind the words before it; of FIELD=VALUE the value."""
        ran = subprocess.run(
            ["fish", "--no-config", "-c", "source ./script; complete -C $argv[1]", f"{before} {word}"],
            capture_output=True, text=True, check=True, cwd=self.folder, env=dict(self.environ), timeout=PATIENCE,
        )  # fmt: skip
        return [_value(row.split("\t")[0]) for row in ran.stdout.splitlines()]


def _value(word: str) -> str:
    return word.rpartition("=")[2] or word


def install(folder: Path, script: str) -> dict[str, str]:
    """Put `plan` and its script into a folder; returns the environment with `plan` on the path."""
    (folder / "bin").mkdir(parents=True)
    plan = folder / "bin" / "plan"
    plan.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m planner "$@"\n', encoding="utf-8")
    plan.chmod(0o755)
    (folder / "script").write_text(script, encoding="utf-8")
    environ = {key: value for key, value in os.environ.items() if not key.startswith(("PLAN_", "XDG_"))}
    return environ | {"PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}", "HOME": str(folder)}
