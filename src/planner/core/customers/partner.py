"""The contact of a step: the main one, or another where that one rests or is away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planner.core.book import Account, Contact, Deal
from planner.core.history import MAIN_CONTACT
from planner.core.steps.step import Step
from planner.core.timing.pace import Wait, next_try_on
from planner.core.value.deal_value import DayContext

_WITH_A_SAY = ("decides", "influences")


def offered_with(step: Step, record: Deal | Account, context: DayContext) -> Step:
    """The step with whoever can be reached today; with a wait where nobody can.

    The pace is each person's own. In the place of the main contact comes another who decides or influences; for a touch
    any other will do. What was promised, or has its time, does not ask who is away.
    """
    if not step.is_contact or step.at is not None or not record.contacts:
        return step
    back = away_until(record.contacts[0], context)
    if step.wait is None and (back is None or step.promised):
        return step
    for person in _people(step, record, context):
        if step.wait is None or _is_rested(person, step.wait, record, context):
            return _with(step, person, record)
    if back is None or (step.wait is not None and step.wait.until >= back):
        return step
    return step._replace(wait=Wait(None, back, _name(record.contacts[0], context)))


def away_until(person: str, context: DayContext) -> date | None:
    """The day on which a contact, by id or name, is back; None for one who is there."""
    contact = context.customers.people.get(person)
    back = contact.away_until if contact is not None else None
    return back if back is not None and back > context.today else None


def _people(step: Step, record: Deal | Account, context: DayContext) -> Iterator[Contact]:
    """The people of the record who may take the step and are there, in the order to try."""
    contacts = [each for each in context.customers.contacts_of(record.id) if away_until(each.id, context) is None]
    if step.is_touch:
        yield from contacts
        return
    main = context.customers.people.get(record.contacts[0])
    yield from (each for each in contacts if main is not None and each.id == main.id)
    others = [each for each in contacts if (main is None or each.id != main.id) and each.power in _WITH_A_SAY]
    yield from sorted(others, key=lambda each: _WITH_A_SAY.index(each.power))


def _is_rested(person: Contact, wait: Wait, record: Deal | Account, context: DayContext) -> bool:
    """True if a person of a record that is in its wait may be tried today all the same."""
    tried = context.history.tried_with.get(record.id, {})
    if wait.tried is None or wait.tried >= context.today or wait.tried > max(tried.values(), default=date.min):
        return False  # today's try was enough, or nobody knows with whom it was
    is_main = record.contacts[0] in (person.id, person.name)
    days = [tried[name] for name in (person.id, person.name, MAIN_CONTACT if is_main else person.id) if name in tried]
    if not days:
        return True
    if max(days) >= wait.tried or not isinstance(record, Deal):
        return False
    until = next_try_on(record, max(days), None, context.playbook, context.working)
    return until is None or until <= context.today


def _with(step: Step, person: Contact, record: Deal | Account) -> Step:
    if record.contacts[0] in (person.id, person.name):
        return step._replace(wait=None)
    words = f"With {person.name}" + (f": {step.objective}" if step.objective else "")
    return step._replace(wait=None, people=(person.id,), objective=words)


def _name(person: str, context: DayContext) -> str:
    contact = context.customers.people.get(person)
    return contact.name if contact is not None else person
