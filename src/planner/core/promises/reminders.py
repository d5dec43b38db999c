"""Reminders: days that the rep or their CRM set for a record, and nobody agreed on.

They compete by money as any other step does; the page names each, with the reason where it has no line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from planner.core.book import Account, Deal
from planner.core.line import Line
from planner.core.page.left_out import why_not_today
from planner.core.page.page import Reminder
from planner.core.steps.step import Step
from planner.core.timing.promise import promise_of
from planner.core.value.deal_value import DayContext, is_open

STAYS = 5  # working days for which a reminder that nobody followed is named


def reminders(
    context: DayContext, steps: Iterable[Step], lines: Iterable[Line], because: Mapping[str, str]
) -> tuple[Reminder, ...]:
    """The reminders that are due, those without a line first, then in the lines' order.

    `because` gives the reasons of steps without a line, by item.
    """
    lines = list(lines)
    done = {line.what.record for line in lines if line.status.state == "done"}
    on_page: dict[str | None, int] = {}
    for place, line in enumerate(sorted(lines, key=lambda line: line.slot.start)):
        for record in (line.what.record, *line.what.also):
            on_page.setdefault(record, place)
    records: list[Deal | Account] = [*filter(is_open, context.book.deals), *context.book.accounts]
    due = [(each, on) for each in records if each.id not in done and (on := reminder_day(each, context)) is not None]
    reminded = {record.id for record, _ in due}
    best: dict[str | None, Step] = {}
    theirs = (step for step in steps if step.record in reminded)
    for step in sorted(theirs, key=lambda step: (step.is_extra, -step.per_hour, step.item)):
        best.setdefault(step.record, step)
    found = [
        Reminder(
            record=record.id,
            name=record.name,
            on=on,
            next=record.next or "",
            because=_reason(best.get(record.id), record.id, on_page, because, context.today),
        )
        for record, on in due
    ]
    return tuple(sorted(found, key=lambda each: (on_page.get(each.record, -1), each.on, each.record)))


def reminder_day(record: Deal | Account, context: DayContext) -> date | None:
    """The day of a record's reminder that is due, until something happens; None without one."""
    on, today = record.not_before, context.today
    if on is None or on > today or context.working.between(on, today) > STAYS:
        return None
    last, tried = record.last_touch, record.last_try if isinstance(record, Deal) else None
    if (last is not None and (last > on or last == on < today)) or (tried is not None and tried >= on):
        return None
    return on if promise_of(record, today, context.working) is None else None


def _reason(
    step: Step | None, record: str, on_page: Collection[str | None], because: Mapping[str, str], today: date
) -> str | None:
    """The reason for which a record has no line; None if it has one."""
    if record in on_page:
        return None
    if step is None:
        return "no step of it pays"
    return because.get(step.item) or why_not_today(step, today) or "no room"
