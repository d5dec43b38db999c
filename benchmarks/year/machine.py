"""A book on a machine, worked by commands; what they print is kept and looked at."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from planner.cli.program import run as plan

WIDTH = 80
BAD = re.compile(r"Traceback|plan crashed|\bnan\b|\binf\b|\bNone\b|(?<![\w.–-])-0(?![\w.,-])|[€$]-|<[a-z_]+ object")


class Ran(NamedTuple):
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


@dataclass(slots=True)
class Warned:
    """A warning in this life: its first words, and the days on which it was there."""

    text: str
    days: list[date] = field(default_factory=list)


@dataclass(slots=True)
class Machine:
    """A book's folder, and everything odd that was seen in it."""

    book: Path
    odd: int = 0
    warned: dict[str, Warned] = field(default_factory=dict)
    looked: list[date] = field(default_factory=list)  # days with a look at the page
    ran: Counter[str] = field(default_factory=Counter)

    def plan(self, now: datetime, *words: str, typed: str = "", may_fail: bool = False) -> Ran:
        """Run a command at a moment; a failure that nobody expected is a problem."""
        os.environ |= {"COLUMNS": str(WIDTH), "PLAN_NOW": ""}
        out, err, stdin = io.StringIO(), io.StringIO(), sys.stdin
        sys.stdin = io.StringIO(typed)
        try:
            with redirect_stdout(out), redirect_stderr(err):
                code = plan([*words, "--book", str(self.book), "--now", f"{now:%Y-%m-%dT%H:%M}"])
        finally:
            sys.stdin = stdin
        self.ran[words[0]] += 1
        ran = Ran(code, out.getvalue(), err.getvalue())
        said = f"{now:%H:%M} plan {' '.join(words)}"
        if code and not may_fail:
            self.problem(now.date(), f"{said}: exit {code}: {ran.err.strip() or ran.out.strip()[-200:]}")
        for line in (ran.out if "--json" not in words else "").splitlines() + ran.err.splitlines():
            if BAD.search(line):
                self.problem(now.date(), f"{said}: unreadable: {line.strip()[:160]}")
        for line in ran.err.splitlines():
            if line.startswith("warning:"):
                self.warn(line.removeprefix("warning:").strip(), now.date())
        return ran

    def warn(self, text: str, day: date) -> None:
        """Keep a warning, by its words without figures."""
        kept = self.warned.setdefault(re.sub(r"[0-9][0-9.,:]*", "#", text), Warned(text))
        if day not in kept.days:
            kept.days.append(day)

    def problem(self, day: date, text: str) -> None:
        self.odd += 1
        print(f"{day:%a} {day}: {text}", flush=True)

    def longest(self, warned: Warned) -> int:
        """The number of looks in a row on which a warning was there."""
        longest = run = 0
        for day in self.looked:
            run = run + 1 if day in warned.days else 0
            longest = max(longest, run)
        return longest
