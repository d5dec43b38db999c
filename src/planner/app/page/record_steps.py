"""The steps that one record offers, without planning the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from planner.app.page.page_inputs import inputs_of
from planner.app.session import Session
from planner.core.choice.day_choice import day_choice
from planner.core.steps.step import Step


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
