"""The program's entry: `plan`, or `python -m planner`."""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import sys
from typing import TYPE_CHECKING, NoReturn

from planner.errors import INTERRUPTED

if TYPE_CHECKING:
    from planner.cli.completion import CompletionWord


def main() -> NoReturn:
    """Run the command line that the program was called with, and leave with its exit code."""
    _leave(_run())


def _leave(code: int) -> NoReturn:
    """End the process with what was written flushed, and nothing taken apart.

    To free what was loaded piece by piece takes up to a fifth of a run, and the system frees all of it at once.
    """
    atexit._run_exitfuncs()
    for stream in filter(None, (sys.stdout, sys.stderr)):  # None: the process was started without it
        with contextlib.suppress(OSError):  # nobody reads it any more
            stream.flush()
    os._exit(code)


def _run() -> int:
    gc.disable()  # a run is short: looking for circles of garbage takes a tenth of its time and finds next to none
    arguments = sys.argv[1:]
    if arguments[:1] == ["__complete"]:  # a shell is waiting, key by key
        from planner.cli.completion import complete

        return complete(arguments[1:], _candidates)
    try:
        from planner.cli.program import run

        return run(arguments)
    except KeyboardInterrupt:  # while the program itself was being loaded
        return INTERRUPTED


def _candidates(words: list[str]) -> list[CompletionWord]:
    from planner.cli.candidates import candidates_for

    return candidates_for(words)


if __name__ == "__main__":
    main()
