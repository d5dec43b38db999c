"""`fetch` under [calendars]: the addresses that calendars are fetched from."""

from __future__ import annotations

from typing import Any

from planner.book.read.findings import Findings, Spot
from planner.book.read.limits import shown
from planner.book.read.values import unknown_keys

_KEYS = frozenset({"url", "to", "user", "password"})
_LONGEST_COMMAND = 400  # characters
_SAMPLE = 'write fetch = [{ url = "https://…", to = "work.ics" }]'


def fetches(findings: Findings, spot: Spot, value: object) -> object:
    """The entries of `fetch`, ready for the type check; errors are among the findings."""
    if not isinstance(value, list):
        findings.error(spot, "`fetch` must be a list", _SAMPLE)
        return ()
    return tuple(_fetch(findings, spot.at(i), each) for i, each in enumerate(value))


def _fetch(findings: Findings, spot: Spot, entry: object) -> object:
    if not isinstance(entry, dict):
        findings.error(spot, "this is not an address and a file", _SAMPLE)
        return {"url": {}, "to": ""}
    unknown_keys(findings, spot, entry, _KEYS)
    for key in ("url", "to"):
        if key not in entry:
            findings.error(spot, f"`{key}` is missing", _SAMPLE)
    to = entry.get("to", "")
    if isinstance(to, str) and to and not _is_own_file(to):
        findings.error(spot.at("to"), f"{shown(to)} is not a calendar file of the book", 'write to = "work.ics"')
    ready: dict[str, Any] = {"to": to, "url": _secret(findings, spot.at("url"), entry.get("url", ""))}
    for key in ("user", "password"):
        if key in entry:
            ready[key] = _secret(findings, spot.at(key), entry[key])
    return ready


def _is_own_file(name: str) -> bool:
    """True for a name without a folder that ends in .ics."""
    plain = not any(sign in name for sign in "/\\:") and name.isprintable() and not name.startswith((".", "~"))
    return plain and name.lower().endswith(".ics")


def _secret(findings: Findings, spot: Spot, value: object) -> object:
    """A text, or `{ command = ["pass", "show", "x"] }`, whose first line of output is used."""
    if isinstance(value, str):
        return {"text": value}
    command = value.get("command") if isinstance(value, dict) and set(value) == {"command"} else None
    if not isinstance(command, list) or not command or not all(isinstance(word, str) and word for word in command):
        fix = 'write a text, or { command = ["pass", "show", "calendar"] }'
        findings.error(spot, "this is not a text, nor a command that prints one", fix)
        return {}
    if not all(word.isprintable() for word in command) or sum(map(len, command)) > _LONGEST_COMMAND:
        fix = f"write it in one line of at most {_LONGEST_COMMAND} characters, or call a script of yours"
        findings.error(spot, "you could not see all of this command when asked to allow it", fix)
        return {}
    return {"command": tuple(command)}
