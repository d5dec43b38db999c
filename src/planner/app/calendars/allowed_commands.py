"""Commands and calendar servers that a book names, and that the user allowed for it."""

from __future__ import annotations

import hashlib
import json
import os
import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path

from planner.app.messages import confirm
from planner.app.programs.find_program import runnable
from planner.app.settings import Settings
from planner.book.store.user_list import add_to_user_list
from planner.cache.user_folders import user_list
from planner.calendars.fetch import server_of
from planner.core.book import Secret
from planner.errors import PlanError

_TIMEOUT = 60  # seconds: a password manager may ask for its own password
_LIST = "allowed-commands"
_AGAIN = "run plan calendars sync again to allow it"


def secret_text(settings: Settings, secret: Secret, server: str = "") -> str:
    """The text of a secret; of a command the first line that it prints.

    A book may come from anywhere: a command runs only after the user allowed it once for this book, and for the
    `server` that gets what it prints ("": none, it prints the address). PlanError where it
    was not allowed, fails or prints nothing; UsageError without a terminal to ask on.
    """
    if not secret.command:
        return secret.text
    shown = shlex.join(secret.command)
    allowed: list[str | dict[str, str]] = [*secret.command, *([{"for": server}] if server else [])]
    goes = f" and send what it prints to {server}" if server else ""
    if not _is_allowed(settings, allowed, f"plan.toml wants to run `{shown}`{goes}"):
        raise PlanError(f"`{shown}` was not allowed to run", _AGAIN)
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


def check_server(settings: Settings, url: str) -> None:
    """Let a book's address be fetched only after the user allowed its server once for this book.

    A request tells the server that the book is read, and where. PlanError where it was not allowed, or is no address;
    UsageError without a terminal to ask on.
    """
    server = server_of(url)
    if not _is_allowed(settings, [{"fetch": server}], f"plan.toml wants to fetch a calendar from {server}"):
        raise PlanError(f"{server} was not allowed", _AGAIN)


def _is_allowed(settings: Settings, what: Sequence[str | dict[str, str]], wants: str) -> bool:
    """True if the user allowed it for this book, now or before."""
    mark = _mark(settings.book, what)
    if mark in user_list(_LIST):
        return True
    if not confirm(settings, f"{wants}. Allow it for this book?"):
        return False
    add_to_user_list(_LIST, mark)
    return True


def _mark(book: Path, what: Sequence[str | dict[str, str]]) -> str:
    words = json.dumps([os.path.realpath(book), *what])
    return hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest()
