"""Warnings about promised days, and the message to send a customer about a new one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from planner.app.page.working_days import working_days
from planner.app.session import Session
from planner.app.talk.message import words_for
from planner.core.book import Account, Book, Contact, Deal, Task
from planner.core.promises.unworked import unworked_days
from planner.core.talk.messages import filled
from planner.screen.text.wording import full_day, next_day

MOVED = "promise-moved"  # the message of the playbook


def day_off_warnings(session: Session, values: Mapping[str, object]) -> list[str]:
    """A warning for each promised day among these values on which the rep does not work."""
    working = working_days(session, session.today)
    return [
        f"{found.key}: you don't work on {full_day(found.day)}, so it counts for {full_day(found.counts)}"
        for found in unworked_days(values, working)
    ]


def lines_to_send(record: Deal | Account | Contact | Task, was: date, to: date, today: date, book: Book) -> list[str]:
    """The playbook's message that tells the customer of a promise's new day, line by line."""
    message = next(each for each in book.talk.messages if each.id == MOVED)
    when = f"by {full_day(was)}" if was < today else next_day(was, today)
    values = words_for(record, book) | {"was": when, "day": next_day(to, today)}
    return filled(message.text, values).split("\n")
