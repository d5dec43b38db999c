"""The appointment of a deal that is closed: it takes its time, and makes no money."""

from __future__ import annotations

from collections.abc import Iterator

from planner.core.book import Deal
from planner.core.reasons import OwnFigure
from planner.core.steps.deals.base_step import plain_step
from planner.core.steps.step import Step
from planner.core.value.deal_value import DayContext, appointment_of
from planner.core.worklog.work import elapsed

TITLE = "Appointment"


def closed_appointment(deal: Deal, context: DayContext) -> Iterator[Step]:
    """The appointment of a closed deal today: as long as in the calendar, else as a visit."""
    at, event = appointment_of(deal, context), context.appointments.get(deal.id)
    if at is None or at.date() != context.today:
        return
    visit = context.playbook.plays["visit"]
    length = elapsed(event.start, event.end) if event else visit.minutes
    yield plain_step(deal, visit, "touch")._replace(
        title=f"{TITLE} ({event.mark})" if event and event.mark else TITLE,
        at=at,
        from_calendar=event is not None,
        minutes=max(1, round(length)),
        needs=deal.needs,
        why=OwnFigure(makes=None),
        place=deal.place or (event.place if event else None),
    )
