"""Warnings about promised days, and the two lines to send a customer about a new one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from planner.app.session import Session
from planner.core.book import Account, Book, Contact, Deal, Task, record_name
from planner.core.days import WorkingDays
from planner.core.promises.unworked import unworked_days
from planner.screen.text.wording import full_day, next_day


def day_off_warnings(session: Session, values: Mapping[str, object]) -> list[str]:
    """A warning for each promised day among these values on which the rep does not work."""
    working = WorkingDays(session.book.hours, session.holidays(session.today))
    return [
        f"{found.key}: you don't work on {full_day(found.day)}, so it counts for {full_day(found.counts)}"
        for found in unworked_days(values, working)
    ]


def lines_to_send(record: Deal | Account | Contact | Task, was: date, to: date, today: date, book: Book) -> list[str]:
    """Two lines that tell the customer of a promise's new day, ready to send."""
    what = record.title if isinstance(record, Task) else ("" if isinstance(record, Contact) else record.next or "")
    agreed = f"what we agreed ({what})" if what else "what we agreed"
    when = f"by {full_day(was)}" if was < today else next_day(was, today)
    hello = f"Hi {name}, " if (name := _first_name(record, book)) else ""
    return [
        f"{hello}I can't keep {agreed} {when}, and I'm sorry about that.",
        f"I will do it {next_day(to, today)}. If that is too late for you, when do you need it?",
    ]


def _first_name(record: Deal | Account | Contact | Task, book: Book) -> str:
    if isinstance(record, Contact):
        return record.name.split()[0]
    if isinstance(record, Task):
        others: list[Deal | Account | Contact] = [*book.deals, *book.accounts, *book.contacts]
        whose = next((each for each in others if each.id == record.record), None)
        return _first_name(whose, book) if whose is not None else ""
    if not record.contacts:
        return ""
    return record_name(record.contacts[0], book).split()[0]
