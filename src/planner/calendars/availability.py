"""Whether an event takes the rep's time: what calendars write about it, and what a rep means by it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from planner.calendars.ics.components import Component, Property, parameters
from planner.calendars.ics.events import Event

AllDay = Literal["marked", "always", "never"]
"""Which all-day events take the day: those marked as busy, all but those marked as free, none."""

Takes = Literal["busy", "tentative", "nothing"]


def takes(event: Event, all_day: AllDay, rep_emails: Collection[str]) -> Takes:
    """What the event does to the day. Outlook's own word goes before TRANSP, which it has written wrongly.

    Free: TRANSPARENT, BUSYSTATUS:FREE or WORKINGELSEWHERE, declined by the rep. An all-day event without any mark is
    a birthday or a holiday far more often than a day off, though RFC 5545 calls it busy: it counts with "always" only.
    """
    if event.free_busy:
        if event.free_busy == "FREE":
            return "nothing"
        return "tentative" if event.free_busy == "BUSY-TENTATIVE" else "busy"
    component = event.component
    outlook = component.value("X-MICROSOFT-CDO-BUSYSTATUS").upper()
    transparency = component.value("TRANSP").upper()
    if outlook in ("FREE", "WORKINGELSEWHERE") or (transparency == "TRANSPARENT" and outlook not in ("BUSY", "OOF")):
        return "nothing"
    if is_all_day(event):
        if all_day == "never":
            return "nothing"
        if all_day == "marked" and transparency != "OPAQUE" and outlook not in ("BUSY", "OOF"):
            return "nothing"
    answer = _answer(component, rep_emails)
    if answer == "DECLINED":
        return "nothing"
    if "TENTATIVE" in (component.value("STATUS").upper(), outlook, answer):
        return "tentative"
    return "busy"


def is_all_day(event: Event) -> bool:
    """Dates without times, or times that Outlook says are a whole day."""
    return event.start.day or event.component.value("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE"


def attendees(component: Component) -> tuple[str, ...]:
    """The addresses of who takes part, organizer first, lower-case, each once."""
    people = [*component.all("ORGANIZER"), *component.all("ATTENDEE")]
    return tuple(dict.fromkeys(address for address in map(_address, people) if address))


def _answer(component: Component, rep_emails: Collection[str]) -> str:
    for prop in component.all("ATTENDEE"):
        if _address(prop) in rep_emails:
            return parameters(prop.params).get("PARTSTAT", "").upper()
    return ""


def _address(prop: Property) -> str:
    """The e-mail address of an ATTENDEE or ORGANIZER, or "" where it has none."""
    value = prop.value.strip().casefold().removeprefix("mailto:").strip()
    if "@" not in value or "/" in value:
        value = parameters(prop.params).get("EMAIL", "").casefold()
    return value if "@" in value and value.isprintable() and " " not in value else ""
