"""Fetch the calendars that the book names under [calendars] fetch."""

from __future__ import annotations

import os
from typing import NamedTuple

from planner.app.calendars.allowed_commands import check_server, secret_text
from planner.app.messages import show, show_json
from planner.app.output_file import refuse_link_out
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.store.atomic import replace_file
from planner.book.store.readers import Readers, common_readers
from planner.cache.cache import digest
from planner.calendars.fetch import Login, fetch, host_of, server_of
from planner.calendars.files import NamedFile, read_bytes
from planner.core.book import Fetch
from planner.errors import DONE, UNUSABLE, PlanError
from planner.screen.text.wording import counted

_OWNER_ONLY = Readers(mode=0)  # a fetched calendar is as private as its address


class SyncedCalendar(NamedTuple):
    """A fetched calendar: file, server, new state, size in bytes, and an error with its fix."""

    to: str
    host: str
    state: str  # "new", "changed", "unchanged", "failed"
    size: int = 0
    error: str = ""
    fix: str = ""


def sync(settings: Settings) -> int:
    """Fetch each calendar from a server that the user allowed, and say what came.

    Exit 1 if one failed, with the others fetched.
    """
    session = Session(settings)
    wanted = session.book.calendars.fetch
    if not wanted:
        raise PlanError(
            "the book names no calendar to fetch",
            'add to [calendars] in plan.toml: fetch = [{ url = "https://…", to = "work.ics" }]',
        )
    found = [_synced(session, each) for each in wanted]
    failed = [each for each in found if each.state == "failed"]
    if settings.json:
        show_json({"format": 1, "synced": [_row(each) for each in found]})
        return UNUSABLE if failed else DONE
    width = max(len(each.to) for each in found)
    for each in found:
        show(f"{each.to:{width}}  {_words(each)}")
    unread = [each.to for each in found if each.to not in session.book.calendar_names and each.state != "failed"]
    if unread:
        show(f"{counted(len(unread), 'file')} not read yet: add {', '.join(unread)} to `busy` in plan.toml")
    return UNUSABLE if failed else DONE


def _row(each: SyncedCalendar) -> dict[str, object]:
    row = {"to": each.to, "host": each.host, "state": each.state, "bytes": each.size}
    return row | ({"error": each.error, "fix": each.fix} if each.error else {})


def _words(each: SyncedCalendar) -> str:
    if each.state == "failed":
        return f"failed: {each.error}; {each.fix}"
    return f"{each.state}, {each.size / 1000:,.0f} kB from {each.host}"


def _synced(session: Session, wanted: Fetch) -> SyncedCalendar:
    """Fetch one calendar; the file is replaced only by a whole new one."""
    host = ""
    try:
        url = secret_text(session.settings, wanted.url)
        host = host_of(url)
        check_server(session.settings, url)
        server = server_of(url)
        login = Login(
            secret_text(session.settings, wanted.user, server) if wanted.user else "",
            secret_text(session.settings, wanted.password, server) if wanted.password else "",
        )
        path = session.folder / wanted.to
        refuse_link_out(path, session.folder)
        is_new = not os.path.lexists(path)
        found = b"" if is_new else read_bytes(NamedFile(path, wanted.to))
        before = found if isinstance(found, bytes) else b""  # what can't be read is fetched again
        known = session.cache.get("etag", digest(url, login.user, before)) if before else None
        came = fetch(url, login, known.decode(errors="replace") if known else "")
        if came.data is None and is_new:
            raise PlanError(f"{host} sent nothing", "try again later")
        if came.data is None or came.data == before:
            return SyncedCalendar(wanted.to, host, "unchanged", len(before))
        replace_file(path, came.data, limit=_OWNER_ONLY if is_new else common_readers([session.folder / "plan.toml"]))
        if came.etag:
            session.cache.put("etag", digest(url, login.user, came.data), came.etag.encode())
        return SyncedCalendar(wanted.to, host, "new" if is_new else "changed", len(came.data))
    except PlanError as error:
        return SyncedCalendar(wanted.to, host, "failed", error=error.what, fix=error.fix)
    except OSError as error:
        return SyncedCalendar(wanted.to, host, "failed", error=str(error.strerror), fix="check the folder")
