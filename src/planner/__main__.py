"""The program's entry: `plan`, or `python -m planner`."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from planner.errors import INTERRUPTED

if TYPE_CHECKING:
    from planner.cli.completion import CompletionWord


def main() -> int:
    """Run the command line that the program was called with; its exit code."""
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
    sys.exit(main())
