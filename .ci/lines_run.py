"""Plugin of pytest for .ci/mutants: notes the statements that each test runs, or runs chosen tests in their order.

It is copied to a folder of its own, which is on the path. With tests.json in there, those tests are run and no others.
Without it, the program names each statement as it runs (noted.py), and lines.json is written at the end: a test: its
seconds, whether it failed, and the lines that the statements it ran start in, by file.
"""

from __future__ import annotations

import json
import shutil
import signal
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from noted import RUN

FOLDER = Path(__file__).parent
TESTS, RESULT = FOLDER / "tests.json", FOLDER / "lines.json"
TEMPORARY = FOLDER / "temporary"
KEPT = TEMPORARY / "cache0"  # by commands, from test to test


class NoteLines:
    """The lines of each test, with those of the wide fixtures and of the constants that its module may use."""

    def __init__(self) -> None:
        self.lines: dict[str, set[tuple[str, int]]] = defaultdict(set)  # of a test, or of all tests of a module
        self.seconds: dict[str, float] = defaultdict(float)
        self.failed: set[str] = set()
        self.test = ""

    def note(self, name: str) -> None:
        """Give the lines run since the last time to a test or to a module."""
        self.lines[name] |= RUN
        RUN.clear()
        for path in FOLDER.glob("*.command"):
            self.lines[name] |= {(file, line) for file, line in json.loads(path.read_text())}
            path.unlink()

    @pytest.hookimpl(hookwrapper=True)
    def pytest_make_collect_report(self, collector: Any) -> Iterator[None]:
        yield
        self.note(_module(collector.nodeid))

    @pytest.hookimpl(hookwrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[None]:
        self.note(self.test)
        yield
        self.note(self.test if fixturedef.scope == "function" else _module(self.test))

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: Any) -> Iterator[None]:
        if _module(item.nodeid) != _module(self.test) and KEPT.exists():
            shutil.rmtree(KEPT)  # what is kept is not worked out again: its lines would be those of one test
            KEPT.mkdir()
        self.test = item.nodeid
        yield
        self.note(self.test)

    def pytest_runtest_logreport(self, report: Any) -> None:
        self.seconds[report.nodeid] += report.duration
        if report.failed:
            self.failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        tests = {}
        for name, seconds in self.seconds.items():
            by_file: dict[str, list[int]] = defaultdict(list)
            for file, line in sorted(self.lines[name] | self.lines[_module(name)]):
                by_file[file].append(line)
            tests[name] = {"seconds": seconds, "failed": name in self.failed, "lines": by_file}
        RESULT.write_text(json.dumps(tests))


class RunChosen:
    """The tests of tests.json (a test: its seconds) in their order; one that takes far longer ends the run."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = json.loads(TESTS.read_text())

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        found = {item.nodeid: item for item in items}
        items[:] = [found[name] for name in self.seconds if name in found]

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: Any) -> Iterator[None]:
        signal.setitimer(signal.ITIMER_PROF, 10 + 5 * self.seconds[item.nodeid])  # of the processor
        yield
        signal.setitimer(signal.ITIMER_PROF, 0)


def _module(test: str) -> str:
    return test.partition("::")[0]


def pytest_configure(config: Any) -> None:
    """Choose by what is in the folder."""
    config.pluginmanager.register(RunChosen() if TESTS.exists() else NoteLines())
