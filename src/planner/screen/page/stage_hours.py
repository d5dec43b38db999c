"""Hours by stage, in rows that add up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from planner.core.whole_parts import whole_parts
from planner.screen.text.sums import two_digit_percent
from planner.screen.text.wording import figure, length

if TYPE_CHECKING:
    from planner.core.why.explanation import StageToCome


class StageHours(NamedTuple):
    """The numbers of one stage's reach × tries × time ≈ hours, as written."""

    title: str
    reach: str
    tries: str
    each: str
    hours: str


def hours_by_stage(stages: Sequence[StageToCome], decimals: int) -> list[StageHours]:
    """The row of each stage: reach × tries × time ≈ hours.

    The hours, with `decimals`, add up to their sum.
    """
    unit = 10**decimals
    total = round(round(sum(stage.hours for stage in stages), decimals) * unit)
    hours = whole_parts([stage.hours * unit for stage in stages], total=total)
    return [_stage_row(stage, each / unit, decimals) for stage, each in zip(stages, hours, strict=True)]


def _stage_row(stage: StageToCome, hours: float, decimals: int) -> StageHours:
    tries = round(stage.tries, 1)
    counted = "1 try" if tries == 1 else f"{figure(tries, 1)} tries"
    return StageHours(
        stage.title,
        two_digit_percent(stage.reach),
        counted,
        length(round(stage.minutes)),
        f"{figure(hours, decimals)} h",
    )
