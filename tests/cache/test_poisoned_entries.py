"""A poisoned cache entry, right by its checksum and wrong in what it says, never stops a command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from planner.cache.cache import Cache
from planner.cli.program import run
from tests.conftest import home

__all__ = ["home"]

PLAN = """
[rep]
name = "Dana"
currency = "USD"
timezone = "Europe/Berlin"
[hours]
mon = ["08:30-12:30"]
holidays = "DE-BY"
[calendars]
busy = ["work.ics"]
"""
ICS = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20261101T000000Z\r\n"
    "DTSTART:20261123T090000Z\r\nDTEND:20261123T093000Z\r\nSUMMARY:Standup\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
DEAL = '[[prospect]]\nid = "acme"\nname = "Acme"\namount = 9000\nstage = "proposal"\n'
COMMANDS = [["today"], ["why", "1"], ["review", "week"], ["year"], ["playbook"], ["next"]]
GARBAGE = [b"", b"\xff", b"[]", b"../../etc/passwd", b"[" * 100_000]


@pytest.fixture
def book(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "book"
    folder.mkdir()
    for name, text in (("plan.toml", PLAN), ("prospects.toml", DEAL), ("work.ics", ICS)):
        (folder / name).write_text(text, encoding="utf-8")
    for name, value in (("HOME", home), ("PLAN_BOOK", folder), ("PLAN_CACHE", tmp_path / "cache"), ("TZ", "UTC")):
        monkeypatch.setenv(name, str(value))
    monkeypatch.setenv("PLAN_NOW", "2026-11-20T10:00")
    return folder


def swapped(content: bytes) -> list[bytes]:
    """The same entry with numbers for texts, and texts for numbers; nothing for what is no JSON."""
    try:
        value = json.loads(content)
    except ValueError:
        return []

    def swap(part: Any, kind: type, by: Any) -> Any:
        if isinstance(part, dict):
            return {key: swap(inner, kind, by) for key, inner in part.items()}
        if isinstance(part, list):
            return [swap(inner, kind, by) for inner in part]
        return by if type(part) is kind else part

    return [json.dumps(swap(value, kind, by)).encode() for kind, by in ((str, 7), (int, "x"), (float, "x"))]


def test_no_command_stops(book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    real = Cache.get
    seen: dict[str, tuple[bytes, list[str]]] = {}  # what is kept of each kind, and a command that reads it
    poison: dict[str, bytes] = {}
    words = COMMANDS[0]

    def get(cache: Cache, kind: str, key: str) -> bytes | None:
        content = real(cache, kind, key)
        if content is not None:
            seen.setdefault(kind, (content, words))
            return poison.get(kind, content)
        return None

    monkeypatch.setattr(Cache, "get", get)
    for now in ("2026-11-20T10:00", "2026-11-23T07:00"):
        monkeypatch.setenv("PLAN_NOW", now)
        run(["today"])
        run(["done", "Call", "--minutes", "5", "--unplanned", "--on", now[:10]])
    for words in COMMANDS:
        run(words)
        assert run(words) == 0, (words, capsys.readouterr())
    assert len(seen) >= 8
    for kind, (content, words) in dict(seen).items():
        for other in [*GARBAGE, *swapped(content)]:
            poison = {kind: other}
            code = run(words)
            out, err = capsys.readouterr()
            assert "bug in plan" not in err, (kind, other[:200], words, err)
            assert code == 0 or other not in GARBAGE, (kind, other[:200], words, out[-300:], err)
