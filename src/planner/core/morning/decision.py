"""The one decision of a morning: the first of the questions that only the rep can answer."""

from __future__ import annotations

from planner.core.book import Deal, record_name
from planner.core.cadence.close_file import silent_files
from planner.core.choice.day_choice import DayChoice
from planner.core.morning.morning import Decision
from planner.core.page.page import Ask, Page, Parking
from planner.core.records.questions_to_ask import questions_to_ask
from planner.core.steps.step import Step
from planner.core.value.deal_index import try_minutes
from planner.core.value.must_know import deal_breaker

FIRST = (
    "bid or drop", "appointment too late", "date passed", "appointment passed",
    "closed appointment passed", "closed", "closed step", "firm deadline", "close passed", "park", "no next step",
)  # fmt: skip


def decision_today(choice: DayChoice, page: Page) -> Decision | None:
    """The first of the page's questions, or the deal that frees most hours if parked.

    None without any.
    """
    questions: list[tuple[str, Ask | Parking]] = [(ask.what, ask) for ask in page.asks if ask.what in FIRST]
    silent = {each.record for each in silent_files(choice.now)}  # asked about on their own
    park = [each for each in page.park if each.record not in silent]
    questions += [("park", each) for each in sorted(park, key=lambda each: (-each.hours, each.record))]
    if not questions:
        return None
    what, found = min(questions, key=lambda each: FIRST.index(each[0]))
    deal = next((deal for deal in choice.now.book.deals if deal.id == found.record), None)
    return _decision(what, found, deal, choice) if deal is not None else None


def _decision(what: str, found: Ask | Parking, deal: Deal, choice: DayChoice) -> Decision:
    step = _step_of(deal, choice)
    breaker = deal_breaker(deal, choice.now.playbook, choice.now.stage_at)
    to_ask = questions_to_ask([deal], choice.now, 1)
    return Decision(
        record=deal.id,
        name=deal.name,
        what=what,
        on=found.on if isinstance(found, Ask) else None,
        amount=deal.amount,
        next_step=step.title if step is not None else "",
        minutes=step.minutes if step is not None else 0,
        contact=record_name(deal.contacts[0], choice.inputs.book) if deal.contacts else "",
        stops=breaker.question if breaker is not None else "",
        ask=to_ask[0].question.ask if to_ask else "",
        ask_minutes=try_minutes(choice.now.playbook.plays["ask"]) if to_ask else 0,
        per_hour=found.per_hour if isinstance(found, Parking) else 0.0,
        hours=found.hours if isinstance(found, Parking) else 0.0,
    )


def _step_of(deal: Deal, choice: DayChoice) -> Step | None:
    """The deal's best step today that is no touch."""
    steps = [step for step in choice.steps if step.record == deal.id and step.kind == "prospect" and not step.is_touch]
    return max(steps, key=lambda step: (step.per_hour, step.item), default=None)
