"""The settings of vdirsyncer for a server, both ways, complete."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from planner.app.messages import show, show_json
from planner.app.output_file import refuse_link_in_books
from planner.app.settings import Settings
from planner.book.find import typed_path
from planner.errors import DONE, PlanError, UsageError

_EARLIER = "~/.vdirsyncer/config"


class Target(NamedTuple):
    """The server, user name and address; the file for the settings (None: vdirsyncer's own)."""

    server: str
    user: str = ""
    url: str = ""
    file: Path | None = None


def set_up(settings: Settings, target: Target) -> int:
    """Write the settings into a new file, and say what to do next; nothing is written over.

    Raises UsageError where something is missing, PlanError where the file is there already.
    """
    text = settings_text(target)
    path = _expanded(target.file) if target.file is not None else _usual_file(settings.environ)
    if target.file is not None:
        _refuse_link(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:  # noqa: PTH123
            file.write(text)
    except FileExistsError:
        raise PlanError(f"{path} already exists", "choose another name: --file vdirsyncer.conf") from None
    option = "" if target.file is None else f" -c {typed_path(path)}"
    steps = [
        f"vdirsyncer{option} discover",
        f"vdirsyncer{option} sync",
        'busy = ["~/calendars/meetings"]   (in plan.toml, under [calendars])',
        f"plan export ~/calendars/plan/ && vdirsyncer{option} sync",
    ]
    if settings.json:
        show_json({"format": 1, "file": str(path), "server": target.server, "next": steps})
        return DONE
    show(f"Wrote {path}. Next:\n" + "\n".join(f"  {step}" for step in steps))
    if target.server == "google":
        show("Google needs a client of your own first: see docs/guide/calendars.md.")
    return DONE


def _refuse_link(path: Path) -> None:
    """UsageError for a path that leads through a link of a book, or, from here, any link."""
    links = [] if path.is_absolute() else [each for each in (path, *path.parents) if each.is_symlink()]
    if links:
        what = f"{links[-1]} is a link to {os.path.realpath(links[-1])}: nothing was written"
        raise UsageError(what, f"name the file itself: --file {typed_path(Path(os.path.realpath(path)))}")
    refuse_link_in_books(path)


def _usual_file(environ: Mapping[str, str]) -> Path:
    """The file that vdirsyncer reads by itself, found as it does."""
    if environ.get("VDIRSYNCER_CONFIG"):
        return _expanded(environ["VDIRSYNCER_CONFIG"])
    earlier = _expanded(_EARLIER)
    if earlier.exists():
        return earlier
    return _expanded(environ.get("XDG_CONFIG_HOME") or "~/.config") / "vdirsyncer" / "config"


def _expanded(name: str | Path) -> Path:
    return Path(os.path.expanduser(name))  # noqa: PTH111 -- Path's own raises without a home


def settings_text(target: Target) -> str:
    """The settings for a server. Raises UsageError where the user or the address is missing."""
    if not target.server:
        raise UsageError("plan calendars setup: SERVER is missing", "name google, icloud or nextcloud")
    if target.server != "google" and not target.user:
        raise UsageError("plan calendars setup: --user is missing", "add --user and your user name there")
    if target.server == "nextcloud" and not target.url:
        fix = "add --url https://cloud.example/remote.php/dav/"
        raise UsageError("plan calendars setup: --url is missing", fix)
    for value in (target.user, target.url):
        if not value.isprintable() or '"' in value or "\\" in value:
            raise UsageError(f'"{value}" can\'t be written into the settings', "use plain letters and digits")
    there = "\n".join(_server(target))
    return _TEXT.format(there=there, server=target.server)


def _server(target: Target) -> list[str]:
    if target.server == "google":
        return [
            'type = "google_calendar"',
            'token_file = "~/.local/share/vdirsyncer/google_token"',
            'client_id.fetch = ["prompt", "Google client id"]',
            'client_secret.fetch = ["prompt", "Google client secret"]',
        ]
    url = "https://caldav.icloud.com/" if target.server == "icloud" else target.url
    what = "app-specific password" if target.server == "icloud" else "app password"
    return [
        'type = "caldav"',
        f'url = "{url}"',
        f'username = "{target.user}"',
        f'password.fetch = ["prompt", "Your {what} for {target.server}"]',
    ]


_TEXT = """\
# vdirsyncer's settings for {server}, written by `plan calendars setup`.
# Passwords are asked for. To take one from a password manager instead:
#   password.fetch = ["command", "pass", "show", "calendar"]

[general]
status_path = "~/.local/share/vdirsyncer/status/"

# Your meetings: from the server to this machine. Nothing is changed on the server.
[pair meetings]
a = "meetings_here"
b = "meetings_there"
collections = ["from b"]
conflict_resolution = "b wins"
partial_sync = "ignore"

[storage meetings_here]
type = "filesystem"
path = "~/calendars/meetings/"
fileext = ".ics"

[storage meetings_there]
{there}
read_only = true

# The plan: from this machine to a calendar named "plan" on the server.
[pair plan]
a = "plan_here"
b = "plan_there"
collections = ["plan"]
conflict_resolution = "a wins"

[storage plan_here]
type = "filesystem"
path = "~/calendars/"
fileext = ".ics"

[storage plan_there]
{there}
"""
