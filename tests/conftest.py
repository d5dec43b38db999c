"""Run `plan` as a person does: another process, an empty home, a fixed clock."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.forked import LONGEST, ForkServer, Ran

settings.register_profile("untimed", deadline=None)  # a busy machine is no failure
settings.register_profile("night", deadline=None, max_examples=10_000)  # of .ci/nightly
settings.load_profile(os.environ.get("DRAWS", "untimed"))


Plan = Callable[..., Ran]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    return home


@pytest.fixture(scope="session")
def warm_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that fills up from test to test: what was computed once is not computed a thousand times."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def cache_home(warm_cache: Path) -> Path:
    """The folder of the caches; a module of tests that look into it has its own."""
    return warm_cache


@pytest.fixture(scope="session")
def fork_server() -> Iterator[ForkServer | None]:
    """The process that commands are forked from; None where a system can't fork."""
    server = ForkServer() if hasattr(os, "fork") else None
    yield server
    if server is not None:
        server.stop()


@pytest.fixture
def plan(home: Path, cache_home: Path, fork_server: ForkServer | None) -> Plan:
    """Run a command: in a process of its own, from the start where the interpreter's own variables are given."""

    def run(*words: str, cwd: Path | None = None, stdin: str = "", **environ: str) -> Ran:
        known = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG", "PYTHONPATH") if name in os.environ}
        said = {"HOME": str(home), "PYTHONUTF8": "1", "TZ": "Europe/Berlin", "PLAN_NOW": "2026-11-23T07:00"}
        said["PLAN_CACHE"] = str(cache_home)
        variables = known | said | environ
        if fork_server is not None and not any(name.startswith("PYTHON") for name in environ):
            return fork_server.run(words, variables, cwd or home, stdin)
        done = subprocess.run(
            [sys.executable, "-m", "planner", *words],
            env=variables,
            cwd=cwd or home,
            input=stdin.encode(),
            capture_output=True,
            timeout=LONGEST,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
