"""A small book and a calendar, looked at through the real command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.conftest import Plan, home, plan

__all__ = ["home", "plan"]

BOOK = {
    "plan.toml": """
        [rep]
        name = "Dana Reyes"
        currency = "EUR"
        timezone = "Europe/Berlin"
        keeps = 0.1
        emails = ["dana@firm.example"]
        [hours]
        mon = ["08:00-17:00"]
        tue = ["08:00-17:00"]
        sun = ["08:00-17:00"]
        [travel]
        minutes = [["office", "munich", 50]]
        [calendars]
        busy = ["work.ics"]
    """,
    "prospects.toml": """
        [[prospect]]
        id = "acme-rollout"
        name = "Acme rollout"
        company = "Acme GmbH"
        contacts = ["lena-vogt"]
        amount = 48_000
        stage = "discovery"
        since = 2026-11-16
        last_touch = 2026-11-20
        [[prospect]]
        id = "cargo"
        name = "Cargo relaunch"
        amount = 20_000
        stage = "proposal"
        since = 2026-11-16
        last_touch = 2026-11-20
    """,
    "contacts.toml": """
        [[contact]]
        id = "lena-vogt"
        name = "Lena Vogt"
        email = "lena@acme.example"
        checked = 2026-11-01
    """,
}


class Seen(NamedTuple):
    """What `plan today --json` printed."""

    page: dict[str, Any]
    err: str

    def busy(self) -> list[str]:
        """ "10:00-11:00 Team meeting" and so on."""
        return [f"{each['start'][11:16]}-{each['end'][11:16]} {each['title']}" for each in self.page["busy"]]

    def items(self, record: str | None = None) -> list[str]:
        """ "10:00-11:00 advance" and so on, by the clock; those of a record, or all."""
        items = sorted(self.page["items"], key=lambda item: item["start"])
        return [
            f"{item['start'][11:16]}-{item['end'][11:16]} {item['does']}"
            for item in items
            if record in (None, item["record"])
        ]


Look = Callable[..., Seen]


def event(*lines: str, title: str = "Meeting", uid: str = "1") -> str:
    """A VEVENT with these lines."""
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", *lines, "END:VEVENT", ""])


def write_book(folder: Path, calendar: str, **more: str) -> None:
    """The book with this calendar; `more` is added to a file's end (plan="..." to plan.toml)."""
    folder.mkdir(exist_ok=True)
    for name, text in BOOK.items():
        (folder / name).write_text(text + more.pop(name.removesuffix(".toml"), ""))
    for name, text in more.items():
        (folder / f"{name}.toml").write_text(text)
    (folder / "work.ics").write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\n{calendar}END:VCALENDAR\n")


@pytest.fixture
def book(home: Path) -> Path:
    return home / "book"


@pytest.fixture
def look(plan: Plan, book: Path) -> Look:
    """The page of a morning with this calendar."""

    def run(calendar: str, now: str = "2026-11-23T07:00", **more: str) -> Seen:
        write_book(book, calendar, **more)
        done = plan("today", "--json", "--book", str(book), "--now", now)
        assert done.code == 0, done.err
        return Seen(json.loads(done.out), done.err)

    return run
