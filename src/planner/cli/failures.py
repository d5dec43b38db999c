"""Every way a run can fail, as one message and an exit code."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from planner import __version__
from planner.cache.cache import cache_folder
from planner.errors import INTERRUPTED, UNUSABLE, BookErrors, PlanError
from planner.screen.text.console import colour
from planner.screen.text.safe_text import safe

OS_FIXES = {
    errno.ENOSPC: "the disk is full: make room, then run it again",
    errno.EDQUOT: "the disk is full: make room, then run it again",
    errno.EROFS: "that disk can only be read",
    errno.EACCES: "look at the permissions of the file and its folder",
    errno.EPERM: "look at the permissions of the file and its folder",
    errno.ENOENT: "look at how the path is written",
    errno.EISDIR: "a file is needed there, not a folder",
    errno.ENOTDIR: "a folder is needed there, not a file",
    errno.ELOOP: "a link leads back to itself",
}


class Message(NamedTuple):
    """What is said on stderr, and the exit code. An empty `what` says nothing."""

    what: str
    fix: str
    exit_code: int


def message_for(error: BaseException, environ: Mapping[str, str]) -> Message:
    """What to tell of `error`. For one that nobody foresaw, its traceback is written to a file, which is told."""
    if isinstance(error, KeyboardInterrupt):
        return Message("", "", INTERRUPTED)
    if isinstance(error, BookErrors):
        from planner.screen.text.errors import explain

        return Message(explain(error.errors), error.fix, error.exit_code)
    if isinstance(error, PlanError):
        return Message(error.what, error.fix, error.exit_code)
    if isinstance(error, OSError) and error.strerror:
        path = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
        what = f"{path}: {error.strerror}" if path else error.strerror
        return Message(what, OS_FIXES.get(error.errno or 0, ""), UNUSABLE)
    return _unforeseen(error, environ)


def report(message: Message, environ: Mapping[str, str]) -> None:
    """Say it on stderr: `error: what`, and below it how to fix it."""
    if not message.what:
        return
    red, plain = ("\x1b[1;31m", "\x1b[0m") if colour(sys.stderr, environ) else ("", "")
    lines = [f"{red}error:{plain} " + "\n".join(safe(line) for line in message.what.split("\n"))]
    lines += [f"  {safe(line)}" for line in message.fix.split("\n") if line]
    try:
        sys.stderr.write("\n".join(lines) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):  # nobody reads it
        return


def _unforeseen(error: BaseException, environ: Mapping[str, str]) -> Message:
    what = f"this is a fault of plan's own, not of yours: {type(error).__name__}"
    first = str(error).split("\n", 1)[0][:200]
    what += f": {first}" if first else ""
    written = _write_traceback(error, environ)
    return Message(what, f"what happened is in {written}" if written else "PLAN_DEBUG=1 shows it", UNUSABLE)


def _write_traceback(error: BaseException, environ: Mapping[str, str]) -> Path | None:
    folder = cache_folder(environ)
    if folder is None:
        return None
    path = folder / "last-fault.txt"
    text = f"plan {__version__}, Python {sys.version}\n" + "".join(traceback.format_exception(error))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError:
        return None
    return path
