"""The program's entry: `plan`, or `python -m planner`."""

from __future__ import annotations

import sys

from planner.errors import INTERRUPTED


def main() -> int:
    """Run the command line that the program was called with; its exit code."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["__complete"]:  # a shell is waiting, key by key
        from planner.cli.completion import complete

        return complete(arguments[1:])
    try:
        from planner.cli.program import run

        return run(arguments)
    except KeyboardInterrupt:  # while the program itself was being loaded
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
