"""The inputs that a day's page is planned from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from planner.app.cached_deal_values import save_values, values_of
from planner.app.page.busy_times import taken
from planner.app.page.diary_warning import diary_warning
from planner.app.session import Session
from planner.app.setup.zone_warning import zone_warning_for
from planner.core.lifecycle.recurring import with_first_days
from planner.core.page.inputs import Inputs, KnownValues, Options, basis_of_values, without_clock
from planner.core.page.page import PageWarning


def inputs_of(session: Session, day: date) -> Inputs:
    """Everything that the page of a day is planned from, without options or an earlier page."""
    busy, colleagues, called_off, warnings, past = taken(session, day)
    first_seen = session.first_seen().days
    book = replace(with_first_days(session.book, first_seen, day), playbook=session.learned(day).playbook)
    inputs = Inputs(
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
            *(PageWarning(code="text", text=text) for text in zone_warning_for(session, day)),
            *warnings,
            *diary_warning(session.diary_errors(day)),
        ),
    )
    values = values_of(session.cache, session.files, inputs)
    return replace(inputs, known=KnownValues(basis_of_values(inputs), values, len(values)))


def keep_values(session: Session, day: date, inputs: Inputs) -> None:
    """Keep what a page worked out for the next one, if there is anything new."""
    session.keep_values(day, inputs)
    if inputs.known is not None:
        values = without_clock(inputs.known.values, inputs.book)
        if len(values) > inputs.known.kept:
            save_values(session.cache, session.files, inputs, values)


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
