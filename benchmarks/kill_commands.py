"""Kills `plan done`, `add`, `set` and `undo` at random moments on a copy of the demo book, and looks after each.

    python benchmarks/kill_commands.py [KILLS] [SEED]      60 kills by default, two or three minutes

Every command that ended well must be in the book as a whole, one that was killed as a whole or not at all; every file
can be read, every comment is in its file, an undo brings back every byte, and the command after a kill in the middle
says what it finished or took back. Half of the kills wait until writing has begun. Ends with 1 and the seed otherwise.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from planner.book.toml.comments import texts

ROOT = Path(__file__).resolve().parents[1]
NOW = "2026-11-23T12:00"
WINDOWS = 'windows = [  # when they answer\n  "09:00-10:00",  # early\n  "15:00-16:00",  # late\n  # never at noon\n]\n'
Files = dict[str, bytes]


class Wrong(Exception):
    """What was found that must not be."""


def main() -> int:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(10**6)
    rng, found = random.Random(seed), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        book, log = Path(folder) / "book", Path(folder) / "log"
        log.mkdir()
        environ = os.environ | {"PLAN_BOOK": str(book), "PLAN_NOW": NOW, "PLAN_CACHE": str(Path(folder) / "cache")}
        deals = begin(book)
        earlier: list[Files] = []  # the book before each change that undo would take back
        usual = {"add": 0.5, "done": 0.8, "set": 0.6, "undo": 0.4}  # seconds until the command ends; learned below
        killed = round_ = 0
        while killed < kills:
            round_ += 1
            if not not_logged(deals, files(book)):  # a second touch of a day changes one file, as it should
                shutil.rmtree(book)
                deals, earlier = begin(book), []
            what = rng.choice(["add", "done", "set", "undo"]) if earlier else "add"
            before = files(book)
            try:
                command = words(what, round_, deals, before, rng)
                code, took = run(command, book, environ, usual[what], rng)
                cut_short = (book / ".plan" / "pending.json").exists()
                said = subprocess.run([*PLAN, "check", "-q"], env=environ, capture_output=True, check=False)
                if said.returncode not in (0, 3) or cut_short != (b"an interrupted change was " in said.stderr):
                    raise Wrong(f"after a change was {'' if cut_short else 'not '}cut short: {said.stderr.decode()}")
                done = look(what, round_, before, files(book), earlier)
                if code == 0 and not done:
                    raise Wrong("it was acknowledged and is not there")
                if done and what == "done" and files(book) != uninterrupted(command, before, environ):
                    raise Wrong("it is not as a command that nobody stops leaves it")
            except Wrong as wrong:
                kept = Path(tempfile.mkdtemp(prefix="plan-kill-"))
                shutil.copytree(folder, kept, dirs_exist_ok=True)
                write_files(kept / "before", before)
                print(f"round {round_}, {what}, seed {seed}: {wrong}\nthe book, and what every command said: {kept}")
                return 1
            killed += code != 0
            usual[what] = took if code == 0 else usual[what]
            said_by = said.stderr.decode().split(" (")[0].strip() if cut_short else "nothing was cut short"
            found[f"{what}: " + ("acknowledged" if code == 0 else f"killed, {said_by}")] += 1
    print(f"{killed} kills in {round_} commands, seed {seed}: nothing lost, nothing torn, every comment in place")
    for line, times in sorted(found.items()):
        print(f"{times:6}  {line}")
    return 0


PLAN = [sys.executable, "-m", "planner"]


def begin(book: Path) -> list[str]:
    """A copy of the demo book with lists that have comments; the ids of its deals."""
    shutil.copytree(ROOT / "examples" / "demo", book)
    path = book / "prospects.toml"
    text = path.read_text(encoding="utf-8")
    deals = [deal["id"] for deal in tomllib.loads(text)["prospect"] if "windows" not in deal]
    for id in deals:
        text = text.replace(f'id = "{id}"\n', f'id = "{id}"\n{WINDOWS}', 1)
    path.write_text(text, encoding="utf-8")
    return deals


def words(what: str, round_: int, deals: list[str], now: Files, rng: random.Random) -> list[str]:
    if what == "add":
        return ["add", "task", f"Number {round_}", "minutes=5"]
    if what == "done":
        return ["done", rng.choice(not_logged(deals, now)), "-o", "stayed", "--from", "11:00", "--to", "11:10"]
    if what == "set":
        hour, minute = divmod(round_, 60)  # never the same twice: what a deal says already changes nothing
        day, hour = divmod(hour, 60)
        windows = f"09:{hour:02}-10:00,11:{minute:02}-12:00,{13 + day}:00-23:00"
        return ["set", rng.choice(deals), f"windows={windows}"]
    return ["undo"]


def not_logged(deals: list[str], now: Files) -> list[str]:
    """The deals that no page names yet."""
    shown = b"".join(content for name, content in now.items() if name.startswith("diary/"))
    return [id for id in deals if f'"{id}"'.encode() not in shown]


def run(words: list[str], book: Path, environ: dict[str, str], usual: float, rng: random.Random) -> tuple[int, float]:
    """Start a command and kill it; its exit code (-9: killed in time) and how long it ran."""
    begun = time.perf_counter()
    log = book.parent / "log"
    number = len(list(log.iterdir()))
    out = (log / f"{number:06}-out.txt").open("wb")
    out.write(f"$ plan {' '.join(words)}\n".encode())
    out.flush()
    process = subprocess.Popen(
        [*PLAN, *words], env=environ, stdout=out, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL
    )
    if rng.random() < 0.5:
        time.sleep(rng.uniform(0.5, 1.6) * usual)
    else:
        while process.poll() is None and not (book / ".plan" / "pending.json").exists():
            time.sleep(0.0002)
        time.sleep(rng.random() * 0.02)
    process.kill()
    _, said = process.communicate()
    out.close()
    (log / f"{number:06}-err.txt").write_bytes(said + f"\nended with {process.returncode}\n".encode())
    if process.returncode not in (0, -9):
        raise Wrong(f"it failed: {said.decode()}")
    return process.returncode, time.perf_counter() - begun


def files(book: Path) -> Files:
    paths = [path for path in sorted(book.rglob("*")) if path.is_file() and ".plan" not in path.parts]
    return {path.relative_to(book).as_posix(): path.read_bytes() for path in paths}


def uninterrupted(words: list[str], before: Files, environ: Mapping[str, str]) -> Files:
    """The files that the command leaves of a copy of the book when it runs to its end."""
    with tempfile.TemporaryDirectory() as folder:
        write_files(Path(folder), before)
        own = {**environ, "PLAN_BOOK": folder, "PLAN_CACHE": f"{folder}/.plan/cache"}
        subprocess.run([*PLAN, *words], env=own, capture_output=True, check=True)
        return files(Path(folder))


def write_files(folder: Path, contents: Files) -> None:
    for name, content in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def look(what: str, round_: int, before: Files, after: Files, earlier: list[Files]) -> bool:
    """Whether the change is there, as a whole; Wrong where it is in part, or something else is not as it was."""
    if after == before:
        return False
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    for name, content in after.items():
        if name.endswith(".toml"):
            tomllib.loads(content.decode())
        elif "plan-new" in name or name in changed:
            raise Wrong(f"{name} is left behind")
    if what == "undo":
        if after != earlier.pop():
            raise Wrong(f"undo does not bring back {', '.join(changed)}")
        return True
    for name in changed & before.keys():
        lost = Counter(texts(before[name].decode())) - Counter(texts(after[name].decode()))
        if lost:
            raise Wrong(f"{name} has lost {', '.join(lost)}")
    wanted = {"add": {"tasks.toml"}, "set": {"prospects.toml"}, "done": {"prospects.toml", "diary/2026-11-23.toml"}}
    others = {"contacts.toml", "accounts.toml"} if what == "done" else set()  # the customer's dates
    if not wanted[what] <= changed <= wanted[what] | others:
        raise Wrong(f"it changed {', '.join(changed)}")
    if what == "add" and f"Number {round_}".encode() not in after["tasks.toml"]:
        raise Wrong("the task is not there")
    earlier.append(before)
    return True


if __name__ == "__main__":
    sys.exit(main())
