"""The wait of a person who was just tried about another deal of the customer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from planner.core.book import Deal
from planner.core.history import MAIN_CONTACT
from planner.core.line import TRIES
from planner.core.steps.step import Step
from planner.core.timing.pace import Wait
from planner.core.value.deal_value import DayContext, is_open, wait_after_try

_LATELY = timedelta(days=60)  # no wait is longer


class PersonWait(NamedTuple):
    """A wait after a try with a person, and the deal that it was about."""

    deal: str
    wait: Wait


def waits_by_person(context: DayContext) -> dict[str, list[PersonWait]]:
    """The waits of today's open deals, by the id (else the name) of whoever was tried last."""
    found: dict[str, list[PersonWait]] = {}
    known, earliest = context.history.last_try, context.today - _LATELY
    for deal in context.book.deals:
        tried = known.get(deal.id) or deal.last_try
        if tried is None or tried < earliest or not deal.contacts or not is_open(deal):
            continue
        wait = wait_after_try(deal, context)
        if wait is None:
            continue
        for person in _tried(deal, wait, context):
            name = _name(person, context)
            found.setdefault(_id(person, context), []).append(PersonWait(deal.id, wait._replace(away=name)))
    return found


def _tried(deal: Deal, wait: Wait, context: DayContext) -> list[str]:
    """The people of a deal's last try: its main contact where nobody else was named."""
    people = context.history.tried_with.get(deal.id, {})
    last = [name or deal.contacts[0] for name, on in people.items() if on == wait.tried]
    return last or [deal.contacts[0]]


def after_tries_elsewhere(
    steps: Sequence[Step], waits: Mapping[str, Sequence[PersonWait]], context: DayContext
) -> list[Step]:
    """The steps, with a wait where their person was tried about another deal of the customer.

    What was promised, has its time or must be done does not wait, and neither does a touch.
    """
    return [_after(step, waits, context) if _can_wait(step) else step for step in steps] if waits else list(steps)


def _can_wait(step: Step) -> bool:
    kept = step.promised or step.must or step.pinned or step.claim is not None
    return step.does in TRIES and step.record is not None and step.at is None and step.wait is None and not kept


def _after(step: Step, waits: Mapping[str, Sequence[PersonWait]], context: DayContext) -> Step:
    record = context.customers.records.get(step.record or "")
    listed = record.contacts if isinstance(record, Deal) else ()
    person = step.people[0] if step.people else next(iter(listed), MAIN_CONTACT)
    found = [
        each.wait
        for each in waits.get(_id(person, context), ())
        if each.deal != step.record and context.customers.same(each.deal, step.record or "")
    ]
    return step._replace(wait=max(found, key=lambda wait: wait.until)) if found else step


def _id(person: str, context: DayContext) -> str:
    contact = context.customers.people.get(person)
    return contact.id if contact is not None else person


def _name(person: str, context: DayContext) -> str:
    contact = context.customers.people.get(person)
    return contact.name if contact is not None else person
