"""Export a day to six calendar programs and report what each did with it.

How to get the programs is in docs/guide/calendars.md.

    .venv/bin/python benchmarks/calendar_clients/check.py /tmp/clients

The day is the demo's, with a name that asks for trouble. It is given out in the morning, again as it is, and once more
after an item left the page: each program has to have every event once, at its time, and what left it cancelled or gone.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

HERE = Path(__file__).parent
MORNING, LATER = "2026-11-23T07:00", "2026-11-23T07:30"
# A backslash before an n would be too much for `ics`, which takes `\\\\n` for a line end.
TROUBLE = 'Birch; Vale, \\\\ "finishing" 🚀 株式会社 <b>&amp;' * 3
CALENDAR = (
    b'<mkcol xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop><resourcetype><collection/>'
    b"<C:calendar/></resourcetype></prop></set></mkcol>"
)
Events = set[tuple[str, int, str, str]]  # uid, start in epoch seconds, status, summary


def main(tools: Path) -> int:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        run([plan(), "demo", work / "book"])
        prospects = work / "book/prospects.toml"
        text = prospects.read_text(encoding="utf-8")
        prospects.write_text(text.replace("Birch & Vale finishing line", TROUBLE.replace('"', '\\"')), "utf-8")
        morning = exported(work / "book", work / "morning", MORNING)
        exported(work / "book", work / "again", MORNING)
        same = (work / "morning.ics").read_bytes() == (work / "again.ics").read_bytes()
        say("plan", "the same page gives the same bytes", same)
        run([plan(), "today", "--without", "birch"], work / "book", LATER)
        later = exported(work / "book", work / "later", LATER)
        gone = {uid for uid, _, status, _ in later if status == "CANCELLED"}
        say("plan", f"{len(morning)} events, then {len(later)}, {len(gone)} of them cancelled", bool(gone))
        for name, events in (("morning", morning), ("later", later)):
            parsers(tools, work / f"{name}.ics", events)
        khal(tools, work, morning, later)
        with radicale(tools, work) as server:
            put(server, work, morning, later)
            vdirsyncer(tools, work, server, morning, later)
    return 1 if failed else 0


failed: list[str] = []


def say(who: str, what: str, right: bool) -> None:
    print(f"{'ok  ' if right else 'FAIL'}  {who}: {what}")
    if not right:
        failed.append(who)


def plan() -> str:
    return str(Path(sys.executable).parent / "plan")


def run(words: list[object], book: Path | None = None, now: str = MORNING, **more: str) -> str:
    environ = {**os.environ, "PLAN_NOW": now, "LC_ALL": "C.UTF-8", "TZ": "UTC", **more}
    if book:
        environ["PLAN_BOOK"] = str(book)
    done = subprocess.run([str(word) for word in words], env=environ, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"{words}: {done.stderr.decode()}{done.stdout.decode()}")
    return done.stdout.decode()


def exported(book: Path, to: Path, now: str) -> Events:
    """Export to `to`.ics and to the folder `to`; what the program says is in it."""
    run([plan(), "export", "--alarm", "10", f"{to}/"], book, now)
    said = json.loads(run([plan(), "export", "--alarm", "10", "--json", f"{to}.ics"], book, now))
    return {
        (e["uid"], int(datetime.fromisoformat(e["start"]).timestamp()), e["status"].upper(), e["summary"])
        for e in said["events"]
    }


def parsers(tools: Path, file: Path, events: Events) -> None:
    binary = tools / "read-libical"
    run(["cc", "-o", binary, HERE / "read.c", "-lical"])
    libical = run(["pkg-config", "--modversion", "libical"]).strip()
    ical_js = json.loads((tools / "node_modules/ical.js/package.json").read_text())["version"]
    ics = version(tools, "ics")
    for who, words in (
        (f"libical {libical}", [binary, file]),
        (f"ical.js {ical_js}", ["node", HERE / "read.mjs", tools, file]),
        (f"ics {ics}", [tools / "bin/python", HERE / "read_with_ics.py", file]),
    ):
        lines = [line.split("\t") for line in run(words).splitlines()]
        read = [(uid, int(start), status, summary) for uid, start, status, summary in lines]
        say(who, f"{file.name}, {len(read)} events read as they are", len(read) == len(events) and set(read) == events)


def version(tools: Path, package: str) -> str:
    said = run([tools / "bin/pip", "show", package])
    return said.split("Version: ")[1].split("\n")[0]


def khal(tools: Path, work: Path, morning: Events, later: Events) -> None:
    home = work / "khal"
    (home / "vdir").mkdir(parents=True)
    config = home / "config"
    config.write_text(
        f"[calendars]\n[[plan]]\npath = {home}/vdir\n[sqlite]\npath = {home}/khal.db\n[locale]\n"
        "local_timezone = UTC\ndefault_timezone = UTC\n"
    )
    for file, events in (("morning", morning), ("morning", morning), ("later", later)):
        run([tools / "bin/khal", "-c", config, "import", "--batch", "-a", "plan", work / f"{file}.ics"])
        files = list((home / "vdir").glob("*.ics"))  # next to them khal leaves what it wrote for the time being
        read = set().union(*(statuses(path.read_bytes()) for path in files))
        right = read == {(uid, status) for uid, _, status, _ in events}
        say(
            f"khal {version(tools, 'khal')}",
            f"{file}.ics imported, {len(files)} events",
            right and len(files) == len(events),
        )


def statuses(content: bytes) -> set[tuple[str, str]]:
    """UID and status of a calendar's events."""
    text = content.decode().replace("\r\n ", "").replace("\r", "")
    events = text.split("BEGIN:VEVENT")[1:]
    return {(re.findall("^UID:(.*)", e, re.M)[0], re.findall("^STATUS:(.*)", e, re.M)[0]) for e in events}


@contextlib.contextmanager
def radicale(tools: Path, work: Path) -> Iterator[str]:
    """A Radicale on loopback without passwords; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [tools / "bin/radicale", "--server-hosts", f"127.0.0.1:{port}", "--auth-type", "none"]
    words += ["--storage-filesystem-folder", work / "radicale", "--logging-level", "critical"]
    server = subprocess.Popen([str(word) for word in words])
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        print(f"      Radicale {version(tools, 'radicale')} answers")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def ask(method: str, url: str, data: bytes = b"") -> tuple[int, bytes]:
    request = urllib.request.Request(url, data=data or None, method=method, headers={"Authorization": "Basic ZGFuYTp4"})
    request.add_header("Content-Type", "text/calendar; charset=utf-8" if method == "PUT" else "application/xml")
    with urllib.request.urlopen(request) as answer:
        return answer.status, answer.read()


def put(server: str, work: Path, morning: Events, later: Events) -> None:
    """Each event of the folder, twice, and the whole file, as the page is in the morning and as it is later."""
    ask("MKCOL", f"{server}/dana/items/", CALENDAR)
    for _ in range(2):
        codes = [
            ask("PUT", f"{server}/dana/items/{file.name}", file.read_bytes())[0]
            for file in sorted((work / "morning").iterdir())
        ]
        there = statuses(ask("GET", f"{server}/dana/items/")[1])
        right = there == {(uid, status) for uid, _, status, _ in morning if status != "CANCELLED"}
        say("Radicale", f"PUT of {len(codes)} events: {sorted(set(codes))}, {len(there)} there", right)
    for name, events in (("morning", morning), ("later", later)):
        code, _ = ask("PUT", f"{server}/dana/whole/", (work / f"{name}.ics").read_bytes())
        there = statuses(ask("GET", f"{server}/dana/whole/")[1])
        right = there == {(uid, status) for uid, _, status, _ in events}
        say("Radicale", f"PUT of {name}.ics as a calendar: {code}, {len(there)} events there", right)


def vdirsyncer(tools: Path, work: Path, server: str, morning: Events, later: Events) -> None:
    """The folder kept the same as a calendar of the server, as a rep with a phone would have it."""
    home = work / "vdirsyncer"
    home.mkdir()
    config = home / "config"
    config.write_text(
        f'[general]\nstatus_path = "{home}/status"\n'
        '[pair plan]\na = "here"\nb = "there"\ncollections = ["plan"]\nconflict_resolution = "a wins"\n'
        f'[storage here]\ntype = "filesystem"\npath = "{home}/calendars"\nfileext = ".ics"\n'
        f'[storage there]\ntype = "caldav"\nurl = "{server}/dana/"\nusername = "dana"\npassword = "x"\n'
    )
    who = f"vdirsyncer {version(tools, 'vdirsyncer')}"
    folder = home / "calendars/plan"
    shutil.copytree(work / "morning", folder)
    ask("MKCOL", f"{server}/dana/plan/", CALENDAR)
    syncs = [tools / "bin/vdirsyncer", "-c", config]
    run([*syncs, "discover", "plan"])
    for turn, events in (("in the morning", morning), ("later", later), ("once more", later)):
        if events is later:
            run([plan(), "export", "--alarm", "10", folder], work / "book", LATER)
        run([*syncs, "sync"])
        there = statuses(ask("GET", f"{server}/dana/plan/")[1])
        right = there == {(uid, status) for uid, _, status, _ in events if status != "CANCELLED"}
        say(who, f"synced {turn}: {len(there)} events on the server", right)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
