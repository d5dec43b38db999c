"""The commands of books that the user allowed to run, for passwords and secret addresses."""

from __future__ import annotations

import hashlib
import json
import os
import shlex
import subprocess
from pathlib import Path

from planner.app.messages import confirm
from planner.app.programs.find_program import runnable
from planner.app.settings import Settings
from planner.book.store.user_list import add_to_user_list
from planner.cache.user_folders import user_list
from planner.core.book import Secret
from planner.errors import PlanError

_TIMEOUT = 60  # seconds: a password manager may ask for its own password
_LIST = "allowed-commands"


def secret_text(settings: Settings, secret: Secret) -> str:
    """The text of a secret; of a command the first line that it prints.

    A book may come from anywhere: a command runs only after the user allowed it once for this book. PlanError where it
    was not allowed, fails or prints nothing; UsageError without a terminal to ask on.
    """
    if not secret.command:
        return secret.text
    shown = shlex.join(secret.command)
    mark = _mark(settings.book, secret.command)
    if mark not in user_list(_LIST):
        if not confirm(settings, f"plan.toml wants to run `{shown}`. Allow it for this book?"):
            raise PlanError(f"`{shown}` was not allowed to run", "run plan calendars sync again to allow it")
        add_to_user_list(_LIST, mark)
    try:
        command = runnable(secret.command, settings.environ)
        done = subprocess.run(command, stdout=subprocess.PIPE, timeout=_TIMEOUT, check=False, cwd=Path.home())
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PlanError(f"`{shown}` can't be run: {error}", "check the command under [calendars]") from None
    lines = done.stdout.decode(errors="replace").splitlines()
    if done.returncode or not lines or not lines[0].strip():
        what = f"ended with code {done.returncode}" if done.returncode else "printed nothing"
        raise PlanError(f"`{shown}` {what}", "run it yourself to see why")
    return lines[0].strip()


def _mark(book: Path, command: tuple[str, ...]) -> str:
    words = json.dumps([os.path.realpath(book), *command])
    return hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest()
