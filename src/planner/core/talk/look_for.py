"""The companies to look for: the ideal customer, its signs, and events to call after."""

from __future__ import annotations

from planner.core.book import CLOSED_STAGES, Book, Deal
from planner.core.playbook import IdealCustomer, Talk, Trigger
from planner.frozen_class import frozen

SIGNS = 2  # of the ideal customer, on one line


@frozen(kw_only=True)
class LookFor:
    """The kind of company, the signs by which to know one, and what makes a call worth it now."""

    who: str = ""
    signs: tuple[str, ...] = ()
    triggers: tuple[Trigger, ...] = ()


def to_find(talk: Talk) -> LookFor:
    """All that prospecting looks for."""
    return LookFor(who=talk.ideal.who, signs=talk.ideal.look_for, triggers=talk.triggers)


def before_calling(record: object, book: Book) -> tuple[Trigger, ...]:
    """The events that are a reason to call now.

    A lead that wrote first has its own reason; later an open deal needs none.
    """
    if not isinstance(record, Deal) or record.came is not None or record.stage == "won":
        return ()
    is_lead = record.stage == book.playbook.stages[0].name and record.renews is None
    return book.talk.triggers if is_lead or record.stage in CLOSED_STAGES else ()


def on_a_line(usual: str, ideal: IdealCustomer) -> str:
    """The objective of a search: the companies that the book names, with their first signs."""
    if not ideal.who:
        return usual
    signs = f". Look for {' or '.join(ideal.look_for[:SIGNS])}" if ideal.look_for else ""
    return f"{ideal.who[:1].upper()}{ideal.who[1:]}{signs}"
