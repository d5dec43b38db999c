"""A later day of the week, the days before it taken as done and their results as open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from planner.core.book import Account, Book, Contact, Deal
from planner.core.customers.customers import Customers
from planner.core.diary import DiaryDay
from planner.core.history import read_history
from planner.core.line import WITHOUT_CUSTOMER, Does, Line, Outcome
from planner.core.page.inputs import Inputs
from planner.core.page.page import Page
from planner.core.steps.if_open import TRIED

OPEN_OUTCOMES: Mapping[Does, str] = {"advance": "stayed", "book": "booked"}  # of a line taken as done; others: "done"
Known = TypeVar("Known", Deal, Account, Contact)


def after_days(inputs: Inputs, pages: Sequence[Page]) -> Inputs:
    """The inputs of a day, with the lines of the days before it taken as done.

    Their tries count as made and without progress yet, their touches as made, what they promised as kept.
    """
    done = [(page.date, [line for line in page.items if line.status.state != "done"]) for page in pages]
    days = [DiaryDay(date=on, worked=tuple(_worked(line) for line in lines)) for on, lines in done]
    history = read_history(days, inputs.day, replace(inputs.history, worked_today=()))
    tried = frozenset(
        line.what.record
        for page in pages
        for line in page.items
        if line.what.record and line.what.does in TRIED and not is_rest_open(line)
    )
    book = inputs.book
    customers = Customers(book)
    for on, lines in done:
        book = _book_after(book, on, lines, customers)
    return replace(inputs, book=book, history=history, tried=tried)


def _worked(line: Line) -> Line:
    if is_rest_open(line):
        return replace(line, result=Outcome(outcome=None if line.what.does == "advance" else "stayed"))
    return replace(line, result=Outcome(outcome=OPEN_OUTCOMES.get(line.what.does, "done")))


def is_rest_open(line: Line) -> bool:
    """True for a part of a step whose rest is not on the page."""
    return line.slot.part is not None and line.slot.part[1] <= 1


def _book_after(book: Book, on: date, lines: Sequence[Line], customers: Customers) -> Book:
    """The book after a day: last contacts moved, promises kept, appointments over."""
    met: set[str] = set()
    kept: set[str] = set()
    for line in lines:
        record = line.what.record
        if record is None or is_rest_open(line):
            continue
        if line.status.promised:
            kept.add(record)
        if line.what.does not in (*WITHOUT_CUSTOMER, "book"):
            people = line.what.people
            met |= {record, *line.what.also, *people, *(each.id for each in customers.touched(record, people))}
    ids = met | kept | {line.what.record for line in lines if line.slot.fixed and line.what.record}

    def after(records: tuple[Known, ...]) -> tuple[Known, ...]:
        return tuple(_after(each, on, met, kept) if each.id in ids else each for each in records)

    return replace(book, deals=after(book.deals), accounts=after(book.accounts), contacts=after(book.contacts))


def _after(record: Known, on: date, met: set[str], kept: set[str]) -> Known:
    changes: dict[str, object] = {}
    if record.id in met:
        changes["checked" if isinstance(record, Contact) else "last_touch"] = on
    if record.id in kept:
        changes["next_by"] = None
        if not isinstance(record, Contact):
            changes |= {"next": None, "next_on": None}
        if isinstance(record, Deal):
            changes["next_minutes"] = None
            if record.running is not None and record.running.until <= on:
                changes["running"] = None
    if not isinstance(record, Contact) and record.at is not None and record.at.date() <= on:
        changes["at"] = None
    return replace(record, **changes)  # type: ignore[arg-type]
