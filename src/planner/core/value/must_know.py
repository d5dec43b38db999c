"""Deal-breakers, and what the rep must know before a stage is worked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from planner.core.book import Deal
from planner.core.playbook import Playbook


class DealBreaker(NamedTuple):
    """An answer that stops its deal: the question's number and id, and the answer."""

    number: int
    question: str
    answer: str

    @property
    def words(self) -> str:
        """The question and its answer in words: "power: hidden"."""
        return f"{self.question}: {self.answer}".replace("_", " ")


def deal_breaker(deal: Deal, playbook: Playbook, stage_at: Mapping[str, int]) -> DealBreaker | None:
    """The answer that stops the deal, or None. Nothing stops the last stage or a renewal."""
    stage = stage_at.get(deal.stage)
    if stage is None or stage == len(playbook.stages) - 1 or deal.renews is not None:
        return None
    for number, question in enumerate(playbook.questions):
        if not question.stops:
            continue
        answer = deal.answers.get(question.id)
        from_stage = stage_at.get(question.stops.get(answer, "")) if answer is not None else None
        if answer is not None and from_stage is not None and stage >= from_stage and question.id not in deal.waive:
            return DealBreaker(number, question.id, answer)
    return None


def missing_answers(deal: Deal, playbook: Playbook, stage: int) -> tuple[tuple[str, ...], ...]:
    """The stage's groups of questions without a known or waived answer; none for a renewal."""
    if deal.renews is not None:
        return ()
    return tuple(
        group
        for group in playbook.stages[stage].needs
        if not any(question in deal.answers or question in deal.waive for question in group)
    )
