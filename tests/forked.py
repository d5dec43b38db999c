"""Commands run by fork from a process that has the program loaded: most of a short command is its start.

Each still is a process of its own, with its own environment, folder, input and output. The start itself is tried by the
tests that run `python -m planner`.
"""

from __future__ import annotations

import gc
import importlib
import io
import json
import os
import pkgutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple, NoReturn

import planner
from planner.__main__ import main

LONGEST = 60  # seconds that a command may take
PATHS = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}  # to the program under test


class Ran(NamedTuple):
    code: int
    out: str
    err: str


class ForkServer:
    """A process with the program loaded, and three files for the input and output of its children."""

    def __init__(self) -> None:
        self._files = [TemporaryFile() for _ in range(3)]  # noqa: SIM115 - closed by stop()
        numbers = [file.fileno() for file in self._files]
        self._process = subprocess.Popen(
            [sys.executable, __file__, *map(str, numbers)],
            env=PATHS | {"PYTHONUTF8": "1"}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, pass_fds=numbers,
        )  # fmt: skip

    def run(self, words: Sequence[str], environ: Mapping[str, str], folder: Path, stdin: str) -> Ran:
        """Run a command in a folder; its exit code, and what it printed."""
        for file in self._files:
            file.seek(0)
            file.truncate()
        self._files[0].write(stdin.encode())
        self._files[0].flush()
        self._files[0].seek(0)
        request = {"words": list(words), "environ": dict(environ), "folder": str(folder)}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request).encode() + b"\n")
        self._process.stdin.flush()
        code = int(self._process.stdout.readline())
        out, err = (os.pread(file.fileno(), os.fstat(file.fileno()).st_size, 0).decode() for file in self._files[1:])
        return Ran(code, out, err)

    def stop(self) -> None:
        """End the process; it is the last use."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=LONGEST)
        for file in (self._process.stdout, *self._files):
            file.close()


def serve(files: Sequence[int]) -> None:
    """Fork for each request of the standard input, and answer with the exit code."""
    for module in pkgutil.walk_packages(planner.__path__, "planner."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    gc.collect()
    gc.freeze()
    for line in sys.stdin.buffer:
        child = os.fork()
        if child == 0:
            _run(json.loads(line), files)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _run(request: dict[str, object], files: Sequence[int]) -> NoReturn:
    os.environ.clear()
    os.environ.update(request["environ"])  # type: ignore[arg-type]
    time.tzset()
    os.chdir(str(request["folder"]))
    signal.alarm(LONGEST)
    for target, file in enumerate(files):
        os.dup2(file, target)
        os.close(file)
    sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0)), "utf-8", "surrogateescape")
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w")), "utf-8", "surrogateescape")
    errors = io.BufferedWriter(io.FileIO(2, "w"))
    sys.stderr = io.TextIOWrapper(errors, "utf-8", "backslashreplace", line_buffering=True)
    sys.argv = ["plan", *request["words"]]  # type: ignore[misc]
    try:
        main()
    except BaseException:
        traceback.print_exc()
        os._exit(1)


if __name__ == "__main__":
    serve([int(each) for each in sys.argv[1:]])
