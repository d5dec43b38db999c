"""One series in, its occurrences out, by icalendar and recurring-ical-events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from planner.calendars.ics.values import UnreadableError
from planner.calendars.libraries import icalendar, recurring_ical_events

Part = Any  # an icalendar.Event
_PART = "X-PART"


class Hit(NamedTuple):
    """One occurrence by the wall clock, and the number of the component it comes from."""

    start: datetime
    end: datetime
    part: int


@cache
def _adapter() -> Any:
    """An event adapter that returns only times.

    Copying a component for each occurrence takes twice as long as finding it.
    """

    class TimesOnly(recurring_ical_events().EventAdapter):  # type: ignore[misc]
        def as_component(self, start: Any = None, stop: Any = None, keep_recurrence_attributes: bool = True) -> Any:  # noqa: ARG002
            return Hit(start or self.start, stop or self.end, int(self._component[_PART]))

    return TimesOnly


def component(part: int, start: datetime, duration: timedelta) -> Part:
    """An event by the wall clock, the `part`th of its series."""
    event = icalendar().Event()
    event["UID"] = "series"
    event[_PART] = str(part)
    event.add("DTSTART", start)
    event.add("DTEND", start + duration)
    return event


def repeat(
    event: Part,
    rules: Iterable[str],
    rdates: Iterable[tuple[datetime, timedelta | None]],
    exdates: Iterable[datetime | date],
) -> None:
    """Add to an event its rules, extra dates (some with their own duration) and excepted dates."""
    for rule in rules:
        event.add("RRULE", icalendar().vRecur.from_ical(rule))
    for start, duration in rdates:
        event.add("RDATE", [(start, duration) if duration is not None else start])
    for off in exdates:
        event.add("EXDATE", off)


def replace_at(event: Part, start: datetime, and_future: bool) -> None:
    """Make an event the changed instance of its series at `start`, or also of all that follow."""
    event.add("RECURRENCE-ID", start, parameters={"RANGE": "THISANDFUTURE"} if and_future else {})


def hits(series: Sequence[Part], after: datetime, before: datetime) -> list[Hit]:
    """Return the occurrences of one series between two walls.

    Raises UnreadableError if the library gives up.
    """
    calendar = icalendar().Calendar()
    calendar.subcomponents = list(series)
    try:
        found: list[Any] = recurring_ical_events().of(calendar, components=[_adapter()]).between(after, before)
    except Exception as error:  # one bad series must not stop the reading
        raise UnreadableError(f"can't follow its repetition ({error.__context__ or error})") from None
    return found
