"""The inputs that a day's page is planned from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from planner.app.page.busy_times import taken
from planner.app.page.diary_warning import diary_warning
from planner.app.session import Session
from planner.core.lifecycle.recurring import with_first_days
from planner.core.page.inputs import Inputs, Options, day_choice
from planner.core.page.page import PageWarning
from planner.core.steps.step import Step


def inputs_of(session: Session, day: date) -> Inputs:
    """Everything that the page of a day is planned from, without options or an earlier page."""
    busy, colleagues, called_off, warnings, past = taken(session, day)
    first_seen = session.first_seen().days
    book = replace(with_first_days(session.book, first_seen, day), playbook=session.learned(day).playbook)
    return Inputs(
        book=book,
        day=day,
        now=session.now,
        table=session.table(book.playbook),
        history=session.history(day),
        first_seen=first_seen,
        holidays=session.holidays(day),
        busy=busy,
        past=past,
        colleagues_busy=colleagues,
        called_off=called_off,
        pursuits=session.pursuits(day, book.playbook),
        indexes=session.indexes(book.playbook),
        warnings=(
            *(PageWarning(code="text", text=text) for text in session.loaded.warnings),
            *warnings,
            *diary_warning(session.diary_errors(day)),
        ),
    )


def inputs_of_later(session: Session, day: date, first: Inputs) -> Inputs:
    """The inputs of a later day of the week whose first day has the inputs `first`.

    Playbook, index table and history are the first day's: what comes between is not known yet.
    """
    busy, colleagues, called_off, warnings, past = taken(session, day)
    return replace(
        first,
        day=day,
        holidays=first.holidays | session.holidays(day),
        history=replace(first.history, worked_today=()),
        busy=busy,
        past=past,
        colleagues_busy=colleagues,
        called_off=called_off,
        pursuits=session.pursuits(day, first.book.playbook),
        options=Options(),
        kept=(),
        clock=None,
        warnings=warnings,
    )


def steps_of_record(session: Session, record: str, on: date) -> list[Step]:
    """The steps that one record offers on a day, whatever was done.

    Only that record of the book is valued.
    """
    inputs = inputs_of(session, on)
    book = inputs.book
    only = replace(
        book,
        deals=tuple(each for each in book.deals if each.id == record),
        accounts=tuple(each for each in book.accounts if each.id == record),
        contacts=tuple(each for each in book.contacts if each.id == record),
        tasks=tuple(each for each in book.tasks if each.id == record),
    )
    fresh = replace(inputs.history, worked_today=())
    steps = day_choice(replace(inputs, book=only, history=fresh)).steps
    return [step for step in steps if record in (step.record, step.item)]
