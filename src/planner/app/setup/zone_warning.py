"""The warning that a book leaves its time zone to the machine, which may travel."""

from __future__ import annotations

from datetime import date, datetime

from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.diary.page_files import diary_dates
from planner.book.find import PLAN_FILE
from planner.book.toml.parse import parse_toml
from planner.errors import BookErrors


def zone_warning(settings: Settings, plan: bytes) -> str:
    """The warning for a plan.toml without a time zone.

    "" with one, and where the machine's can't be found.
    """
    zone = settings.zone_found
    if not zone or (b"timezone" in plan and parse_toml(plan.decode()).get("rep", {}).get("timezone") is not None):
        return ""
    return (
        f"plan.toml names no time zone: times are in this machine's, {zone}, and appointments move if it travels. "
        f'Add timezone = "{zone}" under [rep]'
    )


def zone_warning_for(session: Session, day: date) -> list[str]:
    """The warning for a page.

    Once in a book, and on a day's first page where the machine has traveled since the last one.
    """
    if day != session.today or session.page_bytes(day) is not None:
        return []
    warning = zone_warning(session.settings, session.files.contents.get(PLAN_FILE, b""))
    if not warning:
        return []
    earlier = [on for on in diary_dates(session.folder / "diary") if on < day]
    return [] if earlier and not _has_traveled(session, earlier[-1]) else [warning]


def _has_traveled(session: Session, last: date) -> bool:
    """True if the last page was made under another offset than today's zone had then."""
    try:
        page = parse_toml((session.page_bytes(last) or b"").decode()).get("page")
    except (ValueError, BookErrors):  # the diary's own warning says so
        return False
    made = page.get("made") if isinstance(page, dict) else None
    return isinstance(made, datetime) and made.utcoffset() not in (None, made.astimezone(session.zone).utcoffset())
