"""Steps of a later day of the week that depend on an earlier one, or that it may open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from planner.core.reasons import OwnFigure
from planner.core.steps.step import Step
from planner.frozen_class import frozen

TRIED = ("advance", "ask", "book", "visit", "fresh-look")  # steps after which it is open what comes next
NEXT_TRIES = (*TRIED, "agreed")


@frozen(kw_only=True)
class Opening:
    """The next step of a deal, if its try on an earlier day of the week advances it.

    Minutes, money per hour once it is open, and the chance (0..1) that it opens.
    """

    record: str
    name: str
    play: str
    title: str
    minutes: int
    per_hour: float
    chance: float

    @property
    def item(self) -> str:
        return f"{self.record}/opens"


def after_earlier_days(steps: Sequence[Step], tried: Collection[str], openings: Iterable[Opening]) -> list[Step]:
    """The steps, those of records that were tried before marked, and the openings as steps.

    An appointment and what is promised for the day stay.
    """
    marked = [step._replace(if_open=True) if _depends(step, tried) else step for step in steps]
    return marked + [_kept_time(opening) for opening in openings]


def _depends(step: Step, tried: Collection[str]) -> bool:
    return step.record in tried and step.does in NEXT_TRIES and step.at is None and step.claim is None


def _kept_time(opening: Opening) -> Step:
    """The time for an opening: worth what the step would bring, times the chance that it opens."""
    return Step(
        item=opening.item,
        record=opening.record,
        name=opening.name,
        kind="prospect",
        play=opening.play,
        does="prepare",  # it reaches nobody as long as it is not open
        title=opening.title,
        objective="",
        minutes=opening.minutes,
        per_hour=opening.chance * opening.per_hour,
        group=opening.item,
        why=OwnFigure(makes=None),
    )
