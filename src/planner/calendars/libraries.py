"""The calendar libraries, each loaded on first use: together they take 150 ms to import."""

from __future__ import annotations

from functools import cache
from types import ModuleType


@cache
def icalendar() -> ModuleType:
    """The icalendar package: reads and writes RFC 5545."""
    import icalendar as library
    import icalendar.timezone.windows_to_olson

    return library


@cache
def recurring_ical_events() -> ModuleType:
    """The recurring-ical-events package: expands a series of events."""
    import recurring_ical_events as library

    module: ModuleType = library
    return module


@cache
def rrule() -> ModuleType:
    """The rrule module of python-dateutil: follows one rule."""
    from dateutil import rrule as library

    return library
