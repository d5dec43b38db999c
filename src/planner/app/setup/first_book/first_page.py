"""After the questions of `plan init`: bring in or type the deals, then show the next page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from shlex import quote

from planner.app.add.one_after_another import add_many
from planner.app.crm.import_ import ImportOptions
from planner.app.crm.import_ import run as bring_in
from planner.app.day.day_page import page_of
from planner.app.day.day_request import DayRequest
from planner.app.day.show_page import show as show_page
from planner.app.messages import tell
from planner.app.page.page_inputs import inputs_of
from planner.app.session import Session
from planner.app.settings import Settings
from planner.app.setup.first_book.on_this_machine import FoundExport
from planner.core.days import instant
from planner.core.page.inputs import day_context
from planner.errors import PlanError

ORDER = ("account", "contact", "prospect")  # a deal names its account and its contacts


def show_first_page(settings: Settings, exports: Sequence[FoundExport]) -> None:
    """Fill a new book from exports or by typing, then show its first page.

    That is the page of the next working morning.

    For a terminal only. Ctrl-C ends the typing: what was added stays.
    """
    for export in sorted(exports, key=lambda each: ORDER.index(each.kind)):
        _import(settings, export)
    if not Session(settings).book.deals:
        tell(settings, '\nNow your deals, one by one. Each is saved once it is complete; "<" goes back.')
        add_many(settings, "prospect")
    session = Session(settings)
    if not session.book.deals:
        return
    tell(settings, "")
    show_page(settings, session, page_of(session, _next_morning(session), DayRequest(dry_run=True)))


def _import(settings: Settings, export: FoundExport) -> None:
    """Hand a CRM export over to `plan import`, and say how to do that later if nothing came in."""
    before = Session(settings).files.key
    options = ImportOptions(
        file=Path(export.name).expanduser(),
        columns=None,
        stages=None,
        roles=None,
        only=None,
        rates=None,
        dates=None,
        kind=None,
        theirs=False,
        again=False,
        dry_run=False,
        rules=False,
    )
    try:
        bring_in(settings, options)
    except KeyboardInterrupt:
        tell(settings, "")
    except (PlanError, OSError) as error:
        tell(settings, f"{export.name}: {error}")
    if Session(settings).files.key == before:
        home, below = ("~/", export.name[2:]) if export.name.startswith("~/") else ("", export.name)
        tell(settings, f"Nothing came in. Later: plan import {home}{quote(below)}")


def _next_morning(session: Session) -> date:
    """The day whose page comes next: today until its first working hour has begun."""
    working = day_context(inputs_of(session, session.today)).working
    today = session.today
    if working.works(today):
        first = working.ranges(today)[0].start
        if session.now <= instant(today, first, session.zone):
            return today
    return working.next_after(today)
