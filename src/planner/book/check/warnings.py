"""Warnings: names that are nearly those of a listed record, and deals won on no day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from planner.book.read.findings import Findings, Spot
from planner.book.read.limits import shown
from planner.book.similar_names import Names
from planner.core.book import Account, Book, ClockRange, Colleague, Contact, Deal, Task, Travel
from planner.core.days import LocalDay

DEALS = Spot("prospects.toml", ("prospect",))
ACCOUNTS = Spot("accounts.toml", ("account",))
TASKS = Spot("tasks.toml", ("task",))
_TWO_WEEKS = (date(2026, 1, 5), date(2026, 7, 6))  # their Mondays: one in winter, one in summer time


def warn_of(findings: Findings, book: Book) -> None:
    """Report everything in a checked book that may not be as it was meant."""
    _warn_undated(findings, book.deals)
    _warn_late_checks(findings, book.deals)
    _warn_windows(findings, book)
    contacts, colleagues = _people(book.contacts), _people(book.colleagues)
    introducers = _people((*book.contacts, *book.accounts))
    for i, deal in enumerate(book.deals):
        if deal.introduced_by is not None:
            _warn_near(findings, DEALS.at(i, "introduced_by"), "contact", deal.introduced_by, introducers)
    places = _places(book.travel)
    lists: list[tuple[Spot, Sequence[Deal | Account | Task]]]
    lists = [(DEALS, book.deals), (ACCOUNTS, book.accounts), (TASKS, book.tasks)]
    for spot, records in lists:
        for i, record in enumerate(records):
            people = () if isinstance(record, Task) else record.contacts
            for k, name in enumerate(people):
                if name not in contacts:
                    _warn_near(findings, spot.at(i, "contacts", k), "contact", name, contacts)
            for k, name in enumerate(record.needs):
                if name not in colleagues:
                    _warn_near(findings, spot.at(i, "needs", k), "colleague", name, colleagues)
            if record.place is not None:
                _warn_near(findings, spot.at(i, "place"), "place", record.place, places)


def _warn_windows(findings: Findings, book: Book) -> None:
    """A warning for each record that can be reached only outside the rep's hours."""
    zone = ZoneInfo(book.rep.timezone)
    days = [LocalDay(first + timedelta(days=n), zone) for first in _TWO_WEEKS for n in range(7)]
    works = [(day, day.spans(book.hours.week[day.date.weekday()])) for day in days]
    met: dict[tuple[tuple[ClockRange, ...], str | None], bool] = {}
    lists: list[tuple[Spot, Sequence[Deal | Account | Task]]]
    lists = [(DEALS, book.deals), (ACCOUNTS, book.accounts), (TASKS, book.tasks)]
    for spot, records in lists:
        for i, record in enumerate(records):
            if not record.windows:
                continue
            key = record.windows, record.timezone
            if key not in met:
                theirs = ZoneInfo(record.timezone) if record.timezone else zone
                met[key] = any(
                    own.start < other.end and other.start < own.end
                    for day, owns in works
                    for other in day.spans(record.windows, theirs)
                    for own in owns
                )
            if not met[key]:
                what = f"the `windows` of {shown(record.id)} are all outside your hours: nothing can be planned then"
                findings.warn(spot.at(i, "windows"), what)


def _warn_undated(findings: Findings, deals: Iterable[Deal]) -> None:
    """One warning for all won deals without a day.

    They are in no year's earnings and in no review.
    """
    undated = [(i, deal) for i, deal in enumerate(deals) if deal.stage == "won" and deal.won_on is None]
    if undated:
        place, first = undated[0]
        many = f" (nor {len(undated) - 1} more)" if len(undated) > 1 else ""
        findings.warn(
            DEALS.at(place, "stage"),
            f"{shown(first.id)} is won without a `won_on`{many}: it counts in no year and no review; add the day",
        )


def _warn_late_checks(findings: Findings, deals: Iterable[Deal]) -> None:
    """A warning for each check-in of a trial that is not before its end."""
    for i, deal in enumerate(deals):
        for k, day in enumerate(deal.running.checks if deal.running is not None else ()):
            if deal.running is not None and day >= deal.running.until:
                what = f"the trial of {shown(deal.id)} ends before its check-in of {day}: move one of them"
                findings.warn(DEALS.at(i, "running", "checks", k), what)


def _warn_near(findings: Findings, spot: Spot, what: str, name: str, names: Names) -> None:
    near = names.near_miss(name)
    if near is not None:
        findings.warn(spot, f"the {what} {shown(name)} is not listed: did you mean {shown(near)}?")


def _people(records: Iterable[Contact | Colleague | Account]) -> Names:
    listed: dict[str, str] = {}
    for record in records:
        listed[record.id] = record.id
        listed.setdefault(record.name, record.name)
    return Names(listed)


def _places(travel: Travel) -> Names:
    return Names({place: place for place in travel.places})
