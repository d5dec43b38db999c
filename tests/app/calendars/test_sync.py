"""`plan calendars sync` against a server on this machine."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import shutil
import socket
import stat
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from planner.calendars.fetch import Login, _SafeRedirects, checked_url, fetch, server_of
from planner.errors import PlanError
from tests.app.day.conftest import event, write_book
from tests.conftest import Plan, Ran

MEETING = event("DTSTART;TZID=Europe/Berlin:20261123T090000", "DURATION:PT1H", title="Board")
CALENDAR = f"BEGIN:VCALENDAR\nVERSION:2.0\n{MEETING}END:VCALENDAR\n".encode()
SECRET = "a1b2c3-secret"


class Server:
    """The answer that is given to everyone, and the headers of those who asked."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/{SECRET}.ics"
        self.port = port
        self.code, self.body, self.headers = 200, CALENDAR, {"ETag": '"one"'}
        self.asked: list[dict[str, str]] = []


@pytest.fixture
def server() -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer.asked.append(dict(self.headers))
            known = self.headers.get("If-None-Match") == answer.headers.get("ETag", "none")
            self.send_response(304 if known and answer.code == 200 else answer.code)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if not known:
                self.wfile.write(answer.body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    answer = Server(http.server_port)
    threading.Thread(target=http.serve_forever, daemon=True).start()
    yield answer
    http.shutdown()
    http.server_close()


@pytest.fixture
def book(home: Path) -> Path:
    return home / "book"


def fetching(book: Path, entry: str) -> None:
    write_book(book, "")
    (book / "work.ics").unlink()
    settings = book / "plan.toml"
    settings.write_text(settings.read_text() + f"fetch = [{entry}]\n")


def sync(plan: Plan, book: Path, *words: str, **environ: str) -> Ran:
    """Fetch what the user allowed before: one calendar of this machine, and the commands by `--yes`."""
    return plan("calendars", "sync", "--book", str(book), *(words or ("--yes",)), **environ)


@pytest.mark.parametrize("announced", [True, False])
def test_a_calendar_that_broke_off_replaces_no_other(plan: Plan, book: Path, server: Server, announced: bool) -> None:
    fetching(book, f'{{ url = "{server.url}", to = "work.ics" }}')
    assert sync(plan, book).code == 0
    server.body = CALENDAR.replace(b"Board", b"Other")[: len(CALENDAR) - 20]
    server.headers = {"Content-Length": str(len(CALENDAR))} if announced else {}
    again = sync(plan, book)
    assert (again.code, "broke off" in again.out + again.err or "without its end" in again.out + again.err) == (1, True)
    assert (book / "work.ics").read_bytes() == CALENDAR


def test_nothing_new_for_a_calendar_that_was_never_there_is_no_calendar(plan: Plan, book: Path, server: Server) -> None:
    fetching(book, f'{{ url = "{server.url}", to = "work.ics" }}')
    server.code = 304
    assert sync(plan, book).code == 1
    assert not (book / "work.ics").exists()


@pytest.mark.parametrize("mode", [0o600, 0o644])
def test_a_file_that_was_there_is_no_more_readable_than_the_address(
    plan: Plan, book: Path, server: Server, mode: int
) -> None:
    fetching(book, f'{{ url = "{server.url}", to = "work.ics" }}')
    (book / "plan.toml").chmod(mode)
    (book / "work.ics").write_bytes(b"")
    (book / "work.ics").chmod(0o666)
    assert sync(plan, book).code == 0
    assert stat.S_IMODE((book / "work.ics").stat().st_mode) == mode


def test_it_is_fetched_once_and_then_only_when_it_changed(plan: Plan, book: Path, server: Server) -> None:
    fetching(book, f'{{ url = "{server.url}", to = "work.ics" }}')
    first = sync(plan, book)
    assert (first.code, first.err, first.out) == (0, "", "work.ics  new, 0 kB from 127.0.0.1\n")
    assert (book / "work.ics").read_bytes() == CALENDAR
    assert stat.S_IMODE((book / "work.ics").stat().st_mode) == 0o600
    assert sync(plan, book).out.startswith("work.ics  unchanged")
    assert server.asked[-1]["If-None-Match"] == '"one"'
    server.body, server.headers = CALENDAR.replace(b"Board", b"Budget"), {"ETag": '"two"'}
    assert sync(plan, book).out.startswith("work.ics  changed")
    assert "Budget" in plan("today", "--book", str(book)).out
    (book / "work.ics").unlink()
    assert sync(plan, book).out.startswith("work.ics  new")


@pytest.mark.parametrize(
    ("code", "body", "headers", "message"),
    [
        (403, b"", {}, "answered 403 Forbidden; check user and password"),
        (404, b"", {}, "answered 404 Not Found; check the address"),
        (500, b"", {}, "answered 500 Internal Server Error; try again later"),
        (200, b"<html>Sign in</html>", {}, "sent something that is not a calendar; get the calendar's own (ICS) link"),
        (302, b"", {"Location": "http://elsewhere.example/x.ics"}, "elsewhere.example would be read over http"),
    ],
)
def test_what_fails_leaves_the_file_and_hides_the_address(
    plan: Plan, book: Path, server: Server, code: int, body: bytes, headers: dict[str, str], message: str
) -> None:
    fetching(book, f'{{ url = "{server.url}", to = "work.ics" }}')
    (book / "work.ics").write_bytes(CALENDAR)
    server.code, server.body, server.headers = code, body, headers
    ran = sync(plan, book)
    assert ran.code == 1
    assert f"work.ics  failed: {'' if code == 302 else '127.0.0.1 '}{message}" in ran.out
    assert SECRET not in ran.out + ran.err
    assert (book / "work.ics").read_bytes() == CALENDAR
    assert plan("today", "--book", str(book)).code == 0


def test_one_failure_stops_no_other(plan: Plan, book: Path, server: Server) -> None:
    closed = '{ url = "http://127.0.0.1:1/x.ics", to = "sam.ics" }'
    fetching(book, f'{closed}, {{ url = "{server.url}", to = "work.ics" }}')
    ran = sync(plan, book, "--json", "--yes")
    rows = json.loads(ran.out)["synced"]
    assert (ran.code, [(row["to"], row["state"]) for row in rows]) == (1, [("sam.ics", "failed"), ("work.ics", "new")])


def test_a_password_comes_from_a_command_that_was_allowed(plan: Plan, book: Path, server: Server) -> None:
    command = json.dumps([sys.executable, "-c", "print('s3cret')"])
    fetching(book, f'{{ url = "{server.url}", to = "work.ics", user = "dana", password = {{ command = {command} }} }}')
    refused = sync(plan, book, "--json")
    assert (refused.code, server.asked) == (1, [])
    assert "Allow it for this book?" in refused.out + refused.err
    assert sync(plan, book, "--yes").code == 0
    assert sync(plan, book, "--json").code == 0
    sent = server.asked[-1]["Authorization"].removeprefix("Basic ")
    assert base64.b64decode(sent) == b"dana:s3cret"


def test_a_password_that_was_allowed_for_a_server_goes_to_no_other(plan: Plan, book: Path, server: Server) -> None:
    command = json.dumps([sys.executable, "-c", "print('s3cret')"])
    rest = f'to = "work.ics", user = "dana", password = {{ command = {command} }}'
    fetching(book, f'{{ url = "{server.url}", {rest} }}')
    assert sync(plan, book, "--yes").code == 0
    other = server.url.replace("127.0.0.1", "localhost")
    fetching(book, f'{{ url = "{other}", to = "work.ics" }}')
    assert sync(plan, book, "--yes").code == 0
    fetching(book, f'{{ url = "{other}", {rest} }}')
    asked = len(server.asked)
    refused = sync(plan, book, "--json")
    assert (refused.code, len(server.asked)) == (1, asked)
    assert f"and send what it prints to localhost:{server.port}. Allow it" in refused.out + refused.err


@pytest.mark.skipif(os.name != "posix", reason="Windows is not checked, as the docs say")
def test_a_list_that_others_could_write_allows_nothing(plan: Plan, book: Path, home: Path, server: Server) -> None:
    command = json.dumps([sys.executable, "-c", f"print({server.url!r})"])
    fetching(book, f'{{ url = {{ command = {command} }}, to = "work.ics" }}')
    assert sync(plan, book, "--yes").code == 0
    (allowed,) = home.rglob("allowed-commands")
    assert stat.S_IMODE(allowed.stat().st_mode) == 0o600
    allowed.chmod(0o666)
    refused = sync(plan, book, "--json")
    assert (refused.code, len(server.asked)) == (1, 1)
    assert "Allow it for this book?" in refused.out + refused.err


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('"https://x.example/a.ics"', "this is not an address and a file"),
        ('{ to = "work.ics" }', "`url` is missing"),
        ('{ url = "https://x.example/a.ics", to = "../work.ics" }', "is not a calendar file of the book"),
        ('{ url = "https://x.example/a.ics", to = "plan.toml" }', "is not a calendar file of the book"),
        ('{ url = { run = "x" }, to = "work.ics" }', "this is not a text, nor a command that prints one"),
        ('{ url = { command = [] }, to = "work.ics" }', "this is not a text, nor a command that prints one"),
    ],
)
def test_what_is_wrong_in_the_file_is_named(plan: Plan, book: Path, entry: str, message: str) -> None:
    fetching(book, entry)
    ran = sync(plan, book)
    assert (ran.code, message in ran.err) == (1, True), ran.err
    assert "plan.toml:" in ran.err


def test_a_server_is_asked_nothing_before_it_was_allowed(plan: Plan, book: Path, server: Server) -> None:
    fetching(book, f'{{ url = "{server.url}", to = "work.ics" }}')
    refused = sync(plan, book, "--json")
    assert (refused.code, server.asked) == (1, [])
    assert f"plan.toml wants to fetch a calendar from 127.0.0.1:{server.port}. Allow it" in refused.out + refused.err
    assert SECRET not in refused.out + refused.err
    assert not (book / "work.ics").exists()
    assert sync(plan, book, "--yes").code == 0
    asked = len(server.asked)
    assert (sync(plan, book, "--json").code, len(server.asked)) == (0, asked + 1)


def test_what_was_allowed_counts_for_this_book_and_server_only(
    plan: Plan, book: Path, home: Path, server: Server
) -> None:
    fetching(book, f'{{ url = "{server.url}", to = "work.ics" }}')
    assert sync(plan, book, "--yes").code == 0
    asked = len(server.asked)
    shutil.copytree(book, home / "other")
    assert sync(plan, home / "other", "--json").code == 1
    fetching(book, f'{{ url = "{server.url.replace("127.0.0.1", "localhost")}", to = "work.ics" }}')
    assert sync(plan, book, "--json").code == 1
    assert len(server.asked) == asked


def test_a_command_called_fetch_is_not_allowed_with_the_server(plan: Plan, book: Path, server: Server) -> None:
    fetching(book, f'{{ url = "{server.url}", to = "work.ics" }}')
    assert sync(plan, book, "--yes").code == 0
    command = json.dumps(["fetch", f"127.0.0.1:{server.port}"])
    fetching(book, f'{{ url = {{ command = {command} }}, to = "work.ics" }}')
    assert "wants to run `fetch 127.0.0.1" in sync(plan, book, "--json").out


@pytest.mark.parametrize(
    "url", ["https://good.example\\\\@x.example/a.ics", "https://a b/", f"https://{'a' * 300}.example/"]
)
def test_a_server_that_would_be_shown_as_another_is_refused(plan: Plan, book: Path, url: str) -> None:
    fetching(book, f'{{ url = "{url}", to = "work.ics" }}')
    assert "this is not the https address of a calendar" in sync(plan, book).out


def test_a_server_is_shown_as_it_is_called() -> None:
    assert server_of("https://Cal.Example/SECRET") == "cal.example"
    assert server_of("https://gооgle.example:8443/a") == "xn--ggle-55da.example:8443"  # two of the letters are Cyrillic


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:631/",
        "https://localhost:631/",
        "https://localhost.:631/",
        "https://0.0.0.0/",
        "https://127.1/",
        "https://2130706433/",
        "https://[::1]/",
        "https://[::]/",
        "https://[::ffff:127.0.0.1]/",
        "https://192.168.1.1/",
        "https://10.0.0.1/",
        "https://169.254.169.254/",
        "https://[fe80::1]/",
    ],
)
def test_no_server_elsewhere_leads_to_this_machine_or_its_network(url: str) -> None:
    request = urllib.request.Request("https://203.0.114.9/a.ics")
    with pytest.raises(PlanError, match="sends on to this machine"):
        _SafeRedirects().redirect_request(request, None, 302, "", {}, url)


def test_servers_elsewhere_lead_to_each_other_and_near_ones_to_near_ones() -> None:
    for start, to in (("203.0.114.9", "198.52.100.7"), ("192.168.1.1", "192.168.1.2"), ("127.0.0.1", "127.0.0.2")):
        request = urllib.request.Request(f"https://{start}/a.ics")
        assert _SafeRedirects().redirect_request(request, None, 302, "", {}, f"https://{to}/b.ics") is not None


def test_without_addresses_it_says_what_to_write(plan: Plan, book: Path) -> None:
    write_book(book, "")
    ran = sync(plan, book)
    assert (ran.code, "fetch = [{ url" in ran.err) == (1, True)


@pytest.mark.parametrize("url", ["http://cal.example/a.ics", "ftp://x.example/a", "file:///etc/passwd", "work.ics", ""])
def test_only_https(url: str) -> None:
    with pytest.raises(PlanError):
        checked_url(url)


def test_an_address_that_can_not_be_taken_apart_is_named(plan: Plan, book: Path) -> None:
    fetching(book, '{ url = "https://[x.example/a.ics", to = "work.ics" }')
    ran = sync(plan, book)
    assert (ran.code, ran.err) == (1, "")
    assert "work.ics  failed: this is not the https address of a calendar" in ran.out


def test_webcal_is_https() -> None:
    assert checked_url("webcal://x.example/a.ics") == "https://x.example/a.ics"


def test_an_answer_without_an_end_is_cut_off(server: Server) -> None:
    server.body = CALENDAR + b" " * 200_000
    with pytest.raises(PlanError, match="more than 0 MB"):
        fetch(server.url, Login(), "", largest=100_000)


@pytest.mark.skipif(os.name != "posix", reason="links")
@pytest.mark.parametrize("to", [".git/config", "prospects.toml", "../.profile"])
def test_what_was_fetched_is_not_written_through_a_link(plan: Plan, book: Path, server: Server, to: str) -> None:
    fetching(book, f'{{ url = "{server.url}", to = "work.ics" }}')
    mine = b"# mine\n"
    (book / ".git").mkdir()
    (book / to).write_bytes(mine)
    (book / "work.ics").symlink_to(to)
    ran = sync(plan, book)
    assert (ran.code, "work.ics  failed: " in ran.out, server.asked) == (1, True, [])
    assert (book / to).read_bytes() == mine


@pytest.mark.parametrize("start", [b"HTTP/1.0 200 OK\r\n", b"HTTP/1.0 200 OK\r\n\r\n", b""])
def test_a_server_that_sends_byte_by_byte_is_not_waited_for(start: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.calendars.fetch.LONGEST", 0.4)
    listening = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        there, _ = listening.accept()
        with there, contextlib.suppress(OSError):
            there.sendall(start)
            for _ in range(60):
                there.sendall(b"x")
                time.sleep(0.05)

    threading.Thread(target=drip, daemon=True).start()
    begin = time.monotonic()
    with listening, pytest.raises(PlanError, match="took more than"):
        fetch(f"http://127.0.0.1:{listening.getsockname()[1]}/x.ics", Login(), "")
    assert time.monotonic() - begin < 2
