"""`plan calendars setup`: vdirsyncer's settings, tried with Radicale on this machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Plan

TOOLS = [
    shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    for name in ("radicale", "vdirsyncer")
]
DAV = "http://127.0.0.1:{port}/dana/"
CALENDAR = (
    b'<mkcol xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop><resourcetype><collection/>'
    b"<C:calendar/></resourcetype></prop></set></mkcol>"
)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["setup"], "SERVER is missing"),
        (["setup", "icloud"], "--user is missing"),
        (["setup", "nextcloud", "--user", "dana"], "--url is missing"),
        (
            ["setup", "nextcloud", "--user", 'da"na', "--url", "https://x.example/"],
            "can't be written into the settings",
        ),
        (["setup", "outlook"], "outlook"),
    ],
)
def test_what_is_missing_is_named(plan: Plan, words: list[str], message: str) -> None:
    ran = plan("calendars", *words)
    assert (ran.code, message in ran.err) == (2, True), ran.err


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["google"], 'type = "google_calendar"'),
        (["icloud", "--user", "dana@icloud.example"], 'url = "https://caldav.icloud.com/"'),
        (["nextcloud", "--user", "dana", "--url", "https://cloud.example/dav/"], 'username = "dana"'),
    ],
)
def test_the_settings_are_whole_and_written_over_nothing(plan: Plan, home: Path, words: list[str], line: str) -> None:
    ran = plan("calendars", "setup", *words)
    written = home / ".config/vdirsyncer/config"
    assert (ran.code, ran.err, str(written) in ran.out) == (0, "", True)
    text = written.read_text()
    assert [text.count(part) for part in ("[general]", "[pair ", "[storage ", line)] == [1, 2, 4, 2]
    again = plan("calendars", "setup", *words)
    assert (again.code, "already exists" in again.err, written.read_text()) == (1, True, text)


@pytest.mark.parametrize(
    ("environ", "place"),
    [
        ({"XDG_CONFIG_HOME": "{home}/xdg"}, "xdg/vdirsyncer/config"),
        ({"XDG_CONFIG_HOME": ""}, ".config/vdirsyncer/config"),
        ({"XDG_CONFIG_HOME": "{home}/xdg", "VDIRSYNCER_CONFIG": "~/mine/vdirsyncer.conf"}, "mine/vdirsyncer.conf"),
    ],
)
def test_the_settings_are_where_vdirsyncer_looks(plan: Plan, home: Path, environ: dict[str, str], place: str) -> None:
    said = {name: value.replace("{home}", str(home)) for name, value in environ.items()}
    ran = plan("calendars", "setup", "google", **said)
    assert (ran.code, str(home / place) in ran.out, (home / place).is_file()) == (0, True, True), ran.err


def test_settings_in_vdirsyncers_earlier_place_win(plan: Plan, home: Path) -> None:
    (home / ".vdirsyncer").mkdir()
    (home / ".vdirsyncer/config").write_text("mine")
    ran = plan("calendars", "setup", "google")
    assert (ran.code, ".vdirsyncer/config already exists" in ran.err) == (1, True), ran.err
    assert not (home / ".config").exists()


def ask(url: str, method: str, data: bytes | None = None) -> bytes:
    """The server's answer to the user "dana"."""
    request = urllib.request.Request(url, data, {"Authorization": "Basic ZGFuYTp4"}, method=method)
    with urllib.request.urlopen(request, timeout=5) as answer:
        return bytes(answer.read())


@pytest.fixture
def radicale(tmp_path: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [str(TOOLS[0]), "--server-hosts", f"127.0.0.1:{port}", "--auth-type", "none", "--logging-level", "critical"]
    server = subprocess.Popen([*words, "--storage-filesystem-folder", str(tmp_path / "radicale")])
    url = DAV.format(port=port)
    for _ in range(100):
        try:
            ask(url, "MKCOL")
            break
        except OSError:
            time.sleep(0.1)
    for name in ("plan", "work"):
        ask(f"{url}{name}/", "MKCOL", CALENDAR)
    yield url
    server.terminate()
    server.wait(10)


@pytest.mark.skipif(not all(TOOLS), reason="radicale and vdirsyncer are not installed")
def test_both_ways_with_radicale(plan: Plan, home: Path, radicale: str) -> None:
    conf = home / "vdirsyncer.conf"
    made = plan("calendars", "setup", "nextcloud", "--user", "dana", "--url", radicale, "--file", str(conf))
    assert made.code == 0, made.err
    conf.write_text(conf.read_text().replace('["prompt",', '["command", "echo",'))
    meeting = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:board\r\nDTSTAMP:20261120T080000Z\r\n"
    meeting += "SUMMARY:Board\r\nDTSTART:20261123T080000Z\r\nDTEND:20261123T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ask(f"{radicale}work/board.ics", "PUT", meeting.encode())
    (home / "calendars/plan").mkdir(parents=True)
    assert plan("demo", str(home / "book")).code == 0
    book = ("--book", str(home / "book"))
    assert plan("export", f"{home}/calendars/plan/", *book).code == 0
    environ = {"HOME": str(home), "PATH": os.environ["PATH"]}
    for words, typed in ((["discover"], "y\n" * 9), (["sync"], "")):
        done = subprocess.run(
            [str(TOOLS[1]), "-c", str(conf), *words],
            env=environ, input=typed, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert [file.name for file in (home / "calendars/meetings/work").iterdir()] == ["board.ics"]
    assert ask(f"{radicale}plan/", "GET").count(b"BEGIN:VEVENT") == len(list((home / "calendars/plan").iterdir())) > 5
