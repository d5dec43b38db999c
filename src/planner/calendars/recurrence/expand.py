"""One series in, its occurrences out, by icalendar and recurring-ical-events. Loaded only where there is a series."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import recurring_ical_events
from icalendar import Calendar, Event, vRecur
from recurring_ical_events import EventAdapter

from planner.calendars.ics.values import UnreadableError

_PART = "X-PART"


class Hit(NamedTuple):
    """One occurrence by the wall clock; `part` is the number of the component that it comes from."""

    start: datetime
    end: datetime
    part: int


class _Plain(EventAdapter):  # type: ignore[misc]
    """Tells an occurrence by its times alone: copying a whole component for each costs twice as much as finding it."""

    def as_component(self, start: Any = None, stop: Any = None, keep_recurrence_attributes: bool = True) -> Any:  # noqa: ARG002
        return Hit(start or self.start, stop or self.end, int(self._component[_PART]))


def component(part: int, start: datetime, lasts: timedelta) -> Event:
    """An event by the wall clock, the `part`th of its series."""
    event = Event()
    event["UID"] = "series"
    event[_PART] = str(part)
    event.add("DTSTART", start)
    event.add("DTEND", start + lasts)
    return event


def repeat(
    event: Event,
    rules: Iterable[str],
    rdates: Iterable[tuple[datetime, timedelta | None]],
    exdates: Iterable[datetime | date],
) -> None:
    """Adds to an event when it takes place: by rules as RRULE has them, on dates, some with a length of their own."""
    for rule in rules:
        event.add("RRULE", vRecur.from_ical(rule))
    for start, lasts in rdates:
        event.add("RDATE", [(start, lasts) if lasts is not None else start])
    for off in exdates:
        event.add("EXDATE", off)


def replaces(event: Event, start: datetime, and_future: bool) -> None:
    """Makes an event the changed instance of its series that would start at `start`, or that and all that follow."""
    event.add("RECURRENCE-ID", start, parameters={"RANGE": "THISANDFUTURE"} if and_future else {})


def hits(series: Sequence[Event], after: datetime, before: datetime) -> list[Hit]:
    """Where the components of one series take place between two walls. UnreadableError where the library gives up."""
    calendar = Calendar()
    calendar.subcomponents = list(series)
    try:
        found: list[Any] = recurring_ical_events.of(calendar, components=[_Plain]).between(after, before)
    except Exception as error:  # whatever the library thinks of one series, the others are read
        raise UnreadableError(f"its repetition can't be followed ({error.__context__ or error})") from None
    return found
