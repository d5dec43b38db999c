"""The statements that a process ran, for .ci/mutants: a copy of the program names each one here as it runs.

A command leaves them in a file, for the test that started it.
"""

import atexit
import json
import os
import time
from pathlib import Path

FOLDER = Path(__file__).parent
RUN: set[tuple[str, int]] = set()  # file and line


def leave() -> None:
    """Write them down."""
    path = FOLDER / f"{os.getpid()}-{time.monotonic_ns()}.part"
    path.write_text(json.dumps(sorted(RUN)))
    path.rename(path.with_suffix(".command"))


os.register_at_fork(after_in_child=RUN.clear)
atexit.register(leave)
