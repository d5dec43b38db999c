"""The effect of an event on the day, by its calendar properties and the rep's settings."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Literal

from planner.calendars.ics.components import Component, Property, parameters
from planner.calendars.ics.events import IcsEvent
from planner.calendars.ics.values import UnreadableError, parse_length

AllDay = Literal["marked", "always", "never"]
"""All-day events that take the day: those marked as busy, all except those marked as free, none."""

Takes = Literal["busy", "tentative", "unanswered", "canceled", "declined", "nothing"]

BUSY = frozenset({"busy", "tentative", "unanswered"})
"""Effects that take the time; "canceled" and "declined" free it."""

_CANCELED = ("canceled:", "cancelled:", "abgesagt:", "annulé:", "annullato:", "cancelado:", "geannuleerd:", "odwołane:")
_LONGEST_WAY = timedelta(hours=12)


def takes(event: IcsEvent, all_day: AllDay, rep_emails: Collection[str]) -> Takes:
    """Return the effect of an event on the day.

    Outlook's own property wins over TRANSP, which it has written wrongly. Canceled: STATUS, METHOD, or a title that
    begins as Outlook's canceled meetings do.

    Free: TRANSPARENT, BUSYSTATUS:FREE or WORKINGELSEWHERE, declined by the rep. An all-day event without any mark is a
    birthday or a holiday far more often than a day off, though RFC 5545 calls it busy: it counts with "always" only.
    """
    if event.free_busy:
        if event.free_busy == "FREE":
            return "nothing"
        return "tentative" if event.free_busy == "BUSY-TENTATIVE" else "busy"
    component = event.component
    if event.cancelled or component.value("SUMMARY").casefold().startswith(_CANCELED):
        return "canceled"
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
        return "declined"
    if "TENTATIVE" in (component.value("STATUS").upper(), outlook, answer):
        return "tentative"
    return "unanswered" if answer == "NEEDS-ACTION" else "busy"


def is_all_day(event: IcsEvent) -> bool:
    """Return whether an event has dates without times, or Outlook marks it as a whole day."""
    return event.start.day or event.component.value("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE"


def travel_time(event: IcsEvent) -> timedelta:
    """Travel time before an event, as Apple's calendar has it; 0 for a whole day."""
    prop = event.component.get("X-APPLE-TRAVEL-DURATION")
    if prop is None or is_all_day(event):
        return timedelta(0)
    try:
        length = parse_length(prop.value)
    except UnreadableError:
        return timedelta(0)
    span = timedelta(days=length.days) + length.rest
    return span if span <= _LONGEST_WAY else timedelta(0)


def declined(component: Component) -> tuple[str, ...]:
    """The addresses of the people who declined an event."""
    return tuple(
        address
        for prop in component.all("ATTENDEE")
        if parameters(prop.params).get("PARTSTAT", "").upper() == "DECLINED" and (address := _address(prop))
    )


def attendees(component: Component) -> tuple[str, ...]:
    """The addresses of the people in an event, organizer first, lower-case, each once."""
    people = [*component.all("ORGANIZER"), *component.all("ATTENDEE")]
    return tuple(dict.fromkeys(address for address in map(_address, people) if address))


def _answer(component: Component, rep_emails: Collection[str]) -> str:
    for prop in component.all("ATTENDEE"):
        if _address(prop) in rep_emails:
            return parameters(prop.params).get("PARTSTAT", "").upper()
    return ""


def _address(prop: Property) -> str:
    """The e-mail address of an ATTENDEE or ORGANIZER, "" without one."""
    value = prop.value.strip().casefold().removeprefix("mailto:").strip()
    if "@" not in value or "/" in value:
        value = parameters(prop.params).get("EMAIL", "").casefold()
    return value if "@" in value and value.isprintable() and " " not in value else ""
