"""Inbound leads that wait for an answer: those that go first, and those answered late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.core.line import Line
from planner.core.page.page import PageWarning
from planner.core.promises.leads import answer_due
from planner.core.steps.step import Step
from planner.core.value.deal_value import DayContext

SHARE = 1 / 3  # of the day that waiting leads may take before everything else


def limit_urgent(steps: Sequence[Step], available: int) -> Iterable[Step]:
    """The steps, with as many waiting leads urgent as their share of `available` minutes holds.

    The other leads go by what they pay, so that a flood of leads does not crowd out the deals.
    """
    waiting = sorted((step for step in steps if step.urgent), key=lambda step: (step.deadline, step.item))
    first, minutes = set(), 0
    for step in waiting:
        if minutes < available * SHARE:
            first.add(step.item)
        minutes += step.minutes
    beyond = {step.item for step in waiting} - first
    return (step._replace(urgent=False, claim=None) if step.item in beyond else step for step in steps)


def leads_waiting(items: Iterable[Line], context: DayContext) -> tuple[PageWarning, ...]:
    """Warnings about leads that can't be answered within the playbook's time."""
    place = {item.what.record: item for item in items}
    warnings = []
    for deal in context.book.deals:
        late, item = answer_due(deal, context), place.get(deal.id)
        if late is None or deal.came is None or deal.id in _answered(context):
            continue
        if item is not None and (item.status.state != "planned" or item.slot.start <= late):
            continue
        since, start = deal.came.astimezone(context.zone), item.slot.start if item else None
        warnings.append(PageWarning(code="lead waits", name=deal.name, since=since, start=start))
    return tuple(warnings)


def _answered(context: DayContext) -> frozenset[str | None]:
    """Records that someone tried to contact today."""
    return frozenset(row.what.record for row in context.history.worked_today if row.result.outcome is not None)
