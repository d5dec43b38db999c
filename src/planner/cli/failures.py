"""Failures of a run: each becomes one message on stderr and an exit code."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from planner import __version__
from planner.cache.cache import cache_folder
from planner.cache.user_folders import make_folder
from planner.errors import INTERRUPTED, NOTHING_CHANGED, UNUSABLE, BookErrors, FieldErrors, PlanError
from planner.screen.text.console import colour
from planner.screen.text.errors import error_text, errors_text, visible

OS_FIXES = {
    errno.ENOSPC: "free some disk space, then run it again",
    errno.EDQUOT: "free some disk space, then run it again",
    errno.EFBIG: "allow larger files (ulimit -f), then run it again",
    errno.EROFS: "choose a disk you can write to",
    errno.EACCES: "check the permissions of the file and its folder",
    errno.EPERM: "check the permissions of the file and its folder",
    errno.ENOENT: "check the spelling of the path",
    errno.EISDIR: "name a file, not a folder",
    errno.ENOTDIR: "name a folder, not a file",
    errno.ELOOP: "replace the link: it points back to itself",
}
CHANGE_THE_BOOK: Final = frozenset(
    {"start", "stop", "done", "later", "block", "free", "inbound", "add", "set", "edit", "park", "moved", "import"}
)


class Message(NamedTuple):
    """The text for stderr ("" prints nothing), and the exit code."""

    text: str
    exit_code: int


def message_for(error: BaseException, environ: Mapping[str, str]) -> Message:
    """The message for `error`.

    The traceback of an unforeseen one is written to a file that the message names.
    """
    if isinstance(error, KeyboardInterrupt):
        return Message("", INTERRUPTED)
    if isinstance(error, BookErrors | FieldErrors):
        fix = f"\n  fix: {visible(error.fix)}" if error.fix else ""
        return Message(errors_text(error.errors, error.note) + fix, error.exit_code)
    if isinstance(error, PlanError):
        return Message(error_text(error.what, error.fix, error.note, error.details), error.exit_code)
    if isinstance(error, OSError) and error.strerror:
        path = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
        what = f"{path}: {error.strerror}" if path else error.strerror
        return Message(error_text(what, OS_FIXES.get(error.errno or 0, "")), UNUSABLE)
    return _crash(error, environ)


def note_what_was_saved(error: BookErrors, command: str) -> None:
    """Add the note that nothing was changed, where `command` would have changed the book."""
    if not error.note and command in CHANGE_THE_BOOK:
        error.note = NOTHING_CHANGED


def report(message: Message, environ: Mapping[str, str]) -> None:
    """Write the message to stderr, each `error:` in red where the terminal has colors."""
    if not message.text:
        return
    text = message.text
    if colour(sys.stderr, environ):
        red = "\x1b[1;31merror:\x1b[0m"
        text = "\n".join(red + line[6:] if line.startswith("error:") else line for line in text.split("\n"))
    try:
        sys.stderr.write(text + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):  # nobody reads it
        return


def _crash(error: BaseException, environ: Mapping[str, str]) -> Message:
    first = str(error).split("\n", 1)[0][:200]
    what = f"{type(error).__name__}: {first}" if first else type(error).__name__
    written = _write_traceback(error, environ)
    details = str(written) if written else "run it again with PLAN_DEBUG=1"
    text = error_text(f"plan crashed: {what} (a bug in plan; your command is fine)")
    return Message(f"{text}\n  details: {details}", UNUSABLE)


def _write_traceback(error: BaseException, environ: Mapping[str, str]) -> Path | None:
    folder = cache_folder(environ)
    if folder is None:
        return None
    path = folder / "last-fault.txt"
    text = f"plan {__version__}, Python {sys.version}\n" + "".join(traceback.format_exception(error))
    try:
        make_folder(folder)
        path.unlink(missing_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # it may quote the book
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8", errors="backslashreplace"))
    except OSError:
        return None
    return path
