"""Kills a process that writes to a book at random moments, and checks after each that nothing was lost or torn.

    python benchmarks/kill_test.py [KILLS] [SEED]      1,000 kills by default, about a minute and a half

Ends with 1 and the seed if an acknowledged change was lost, a file was half written, or the files of one change
disagree. In every fifth round two writers are at work and both are killed.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.book.store import a_writer  # noqa: E402

from planner.book.store.transaction import recover  # noqa: E402


def main() -> int:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(10**6)
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PLAN_CACHE"] = str(Path(folder) / "cache")
        book = Path(folder) / "book"
        book.mkdir()
        a_writer.begin(book)
        started, found = time.perf_counter(), Counter[str]()
        last = 0
        for round_ in range(kills):
            said = killed(book, rng, writers=2 if round_ % 5 == 4 else 1)
            found[(recover(book) or "nothing cut short").split(" (")[0]] += 1
            last = max(last, said)
            try:
                counted = a_writer.counted(book)
            except (AssertionError, ValueError, IndexError) as error:
                return say(f"kill {round_}, seed {seed}: a file is torn, or the files disagree: {error!r}")
            if not last <= counted <= last + 2:
                return say(f"kill {round_}, seed {seed}: {last} changes were acknowledged, {counted} are there")
            last = counted
            if counted > 300:  # keep the page short, so that a change stays as quick as one of a real day
                for name in a_writer.FILES:
                    (book / name).unlink()
                a_writer.begin(book)
                last = 0
        seconds = time.perf_counter() - started
    print(f"{kills} kills in {seconds:.0f} s, seed {seed}: nothing lost, nothing torn")
    for what, times in found.most_common():
        print(f"{times:6}  {what}")
    return 0


def killed(book: Path, rng: random.Random, writers: int) -> int:
    """Start writers, kill them at a random moment once one has written; the last change that was acknowledged."""
    command = [sys.executable, a_writer.__file__, str(book), "1000000"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(writers)]
    assert running[0].stdout is not None
    first = running[0].stdout.readline()
    time.sleep(rng.random() * 0.02)
    for writer in running:
        writer.kill()
    out = [writer.communicate()[0] for writer in running]
    out[0] = first + out[0]
    return max((int(line) for text in out for line in text.split(b"\n")[:-1]), default=0)


def say(what: str) -> int:
    print(what)
    return 1


if __name__ == "__main__":
    sys.exit(main())
