"""Fetch a calendar over https: the only part of the program that uses a network."""

from __future__ import annotations

import base64
import http.client
import ipaddress
import re
import socket
import threading
import time
import urllib.error
import urllib.request
from typing import Any, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from planner.calendars.files import MOST_BYTES
from planner.errors import PlanError

TIMEOUT = 20  # seconds for each answer of the server
LONGEST = 120  # seconds in all
_CHUNK = 1 << 16
_SERVER = re.compile(r"[\w.:-]{1,253}")


class Login(NamedTuple):
    """A user and a password for the server; without a user, none is sent."""

    user: str = ""
    password: str = ""


class FetchedCalendar(NamedTuple):
    """A calendar's bytes (None: unchanged) and the ETag of this version, "" without one."""

    data: bytes | None
    etag: str


def fetch(url: str, login: Login, etag: str, largest: int = MOST_BYTES) -> FetchedCalendar:
    """Fetch a calendar from `url`, unless it is still the version of `etag`.

    https only, http for this machine itself; `webcal://` means https. Raises PlanError with what went wrong, also after
    LONGEST seconds; the message names the server, never the address: that is a secret.
    """
    address = checked_url(url)
    results: list[FetchedCalendar | Exception] = []

    def work() -> None:
        try:
            results.append(_fetched(address, login, etag, largest))
        except Exception as error:  # raised again below
            results.append(error)

    worker = threading.Thread(target=work, daemon=True)  # headers that come byte by byte know no limit of their own
    worker.start()
    worker.join(LONGEST)
    if not results:
        raise _too_slow(host_of(address))
    if isinstance(results[0], Exception):
        raise results[0]
    return results[0]


def _fetched(address: str, login: Login, etag: str, largest: int) -> FetchedCalendar:
    request = urllib.request.Request(address, headers={"User-Agent": "plan", "Accept": "text/calendar, */*;q=0.1"})
    if login.user:
        pair = base64.b64encode(f"{login.user}:{login.password}".encode()).decode()
        request.add_unredirected_header("Authorization", f"Basic {pair}")
    if etag:
        request.add_header("If-None-Match", etag)
    host = host_of(address)
    try:
        with urllib.request.build_opener(_SafeRedirects).open(request, timeout=TIMEOUT) as answer:
            return FetchedCalendar(_read(answer, host, largest), answer.headers.get("ETag", ""))
    except urllib.error.HTTPError as error:
        if error.code == http.client.NOT_MODIFIED:
            return FetchedCalendar(None, etag)
        raise PlanError(f"{host} answered {error.code} {error.reason}", _fix(error.code)) from None
    except urllib.error.URLError as error:
        reason = getattr(error.reason, "strerror", None) or error.reason
        raise PlanError(f"{host} can't be reached: {reason}", "check the address and your connection") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise PlanError(f"{host} broke off: {error}", "try again later") from None


def checked_url(url: str) -> str:
    """The address as https. Raises PlanError for another scheme, or http to another machine."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # a bracket that is not closed
        parts = urlsplit("")
    if parts.scheme in ("webcal", "webcals"):
        parts = parts._replace(scheme="https")
    if not _SERVER.fullmatch(parts.hostname or "") or "@" in parts.netloc or parts.scheme not in ("https", "http"):
        raise PlanError("this is not the https address of a calendar", 'write url = "https://…"')
    if parts.scheme == "http" and not _is_this_machine(parts.hostname or ""):
        raise PlanError(f"{parts.hostname} would be read over http, which anyone can listen to", "write https://")
    return urlunsplit(parts)


def server_of(url: str) -> str:
    """The server of an address, to be shown: its name in ASCII, with the port if one is given.

    Raises PlanError for what is no address of a calendar.
    """
    parts = urlsplit(checked_url(url))
    try:
        server, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:  # a name or a port that no server has
        raise PlanError("this is not the https address of a calendar", 'write url = "https://…"') from None
    return server if port is None else f"{server}:{port}"


def host_of(url: str) -> str:
    """The server's name in an address; "" without one."""
    try:
        return urlsplit(url.strip()).hostname or ""
    except ValueError:
        return ""


def _is_this_machine(name: str) -> bool:
    """True for a name that can only mean this machine, as it is spelled."""
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def _is_near(name: str) -> bool:
    """True if a name leads to this machine or its own network, however it is spelled."""
    try:
        found = socket.getaddrinfo(name.rstrip("."), None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False  # it leads nowhere
    return any(not _own(str(each[4][0])).is_global for each in found)


def _own(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The address, without the zone and the IPv6 spelling of an IPv4 one."""
    return ipaddress.ip_address(address.partition("%")[0].replace("::ffff:", ""))


def _fix(code: int) -> str:
    if code in (401, 403):
        return "check user and password, or get the calendar's secret address again"
    return "check the address" if code in (404, 410) else "try again later"


def _read(answer: Any, host: str, largest: int) -> bytes:
    """The body of an answer. Raises PlanError if it is too large, too slow, or no calendar."""
    parts: list[bytes] = []
    size, ends = 0, time.monotonic() + LONGEST
    while part := answer.read1(_CHUNK):  # `read` waits until the whole chunk is there
        parts.append(part)
        size += len(part)
        if size > largest:
            raise PlanError(f"{host} sent more than {largest // 1_000_000} MB", "publish a smaller calendar")
        if time.monotonic() > ends:
            raise _too_slow(host)
    if answer.length:  # bytes that were announced and never came
        raise PlanError(f"{host} broke off after {size:,} bytes", "try again later")
    data = b"".join(parts)
    if b"BEGIN:VCALENDAR" not in data[:2_000].upper():
        raise PlanError(f"{host} sent something that is not a calendar", "get the calendar's own (ICS) link")
    if b"END:VCALENDAR" not in data[-2_000:].upper():
        raise PlanError(f"{host} sent a calendar without its end", "try again later")
    return data


def _too_slow(server: str) -> PlanError:
    return PlanError(f"{server} took more than {LONGEST} seconds", "try again later")


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects to https only; to this machine and its own network only from there."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        checked = checked_url(newurl)
        if _is_near(host_of(checked)) and not _is_near(host_of(req.full_url)):
            what = f"{host_of(req.full_url)} sends on to this machine or its own network"
            raise PlanError(what, "check the address")
        return super().redirect_request(req, fp, code, msg, headers, checked)
