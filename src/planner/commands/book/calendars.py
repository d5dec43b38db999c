"""`plan calendars`: fetch calendars, and set up vdirsyncer."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from planner.app.settings import settings_of


class Action(StrEnum):
    """Fetch, or set up the program that syncs."""

    sync = "sync"
    setup = "setup"


class Server(StrEnum):
    """The servers that vdirsyncer is set up for."""

    google = "google"
    icloud = "icloud"
    nextcloud = "nextcloud"


def calendars(
    ctx: typer.Context,
    action: Annotated[Action, typer.Argument(metavar="ACTION", help="sync or setup")],
    server: Annotated[Server | None, typer.Argument(metavar="SERVER", help="google, icloud, nextcloud")] = None,
    user: Annotated[str, typer.Option("--user", metavar="NAME", help="your user name there")] = "",
    url: Annotated[str, typer.Option("--url", metavar="URL", help="the CalDAV address, for nextcloud")] = "",
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="the settings file (default: vdirsyncer's)")
    ] = None,
) -> int:
    """Fetch the calendars that plan.toml names, or set up vdirsyncer for a server.

        plan calendars sync
        plan calendars setup nextcloud --user dana --url https://cloud.example/remote.php/dav/

    sync fetches the calendars listed as `fetch` under [calendars], over https; a broken download never replaces
    a file. setup writes vdirsyncer's settings for both directions: your meetings to this machine, and the plan
    to a calendar named "plan". vdirsyncer asks for your password; it isn't stored.
    """
    from planner.app.calendars.run import Target, run

    return run(settings_of(ctx), action.value, Target(server.value if server else "", user, url, file))
