"""Random diaries with known chances and minutes, as a rep would have logged them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from planner.core.diary import DiaryDay
from planner.core.line import Line
from planner.core.playbook import Playbook
from planner.core.value.deal_index import try_minutes
from tests.lines import worked_line

MONDAY = date(2026, 1, 5)
NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)


def row(item: str, minutes: int = 30, outcome: str | None = "stayed", **fields: object) -> Line:
    """A worked row; record and play follow from the item unless given."""
    record, _, play = item.rpartition("/")
    start = fields.pop("start", NINE)
    assert isinstance(start, datetime)
    given: dict[str, object] = {
        "item": item,
        "record": record or None,
        "does": "advance",
        "play": play,
        "title": play,
        "start": start,
        "end": start + timedelta(minutes=minutes),
        "minutes": minutes,
        "outcome": outcome,
        **fields,
    }
    return worked_line(**given)  # type: ignore[arg-type]


def pages(rows: Iterable[Line]) -> list[DiaryDay]:
    """The rows on the pages of their days."""
    by_day: dict[date, list[Line]] = {}
    for each in rows:
        by_day.setdefault(each.slot.start.date(), []).append(each)
    return [DiaryDay(date=day, worked=tuple(worked)) for day, worked in sorted(by_day.items())]


def random_rows(
    truth: Playbook,
    deals: int,
    seed: int,
    *,
    ask: float = 0.5,
    takes: Mapping[str, float] | None = None,
    spread: float = 0.3,
    most_tries: int = 4,
) -> list[Line]:
    """Log rows of `deals` that follow the chances of `truth`.

    Every deal is tried until it is won, lost or stayed `most_tries` times in a stage. `ask` is the share that is
    qualified first, `takes` the ratio of actual to planned minutes of a play, `spread` the deviation of its logarithm.
    """
    luck = random.Random(seed)
    rows: list[Line] = []
    clock = NINE
    takes = takes or {}

    def log(deal: int, play: str, does: str, outcome: str, **fields: object) -> None:
        nonlocal clock
        usual = try_minutes(truth.plays[play]) * takes.get(play, 1.0)
        minutes = max(1, round(usual * luck.lognormvariate(0, spread)))
        rows.append(row(f"deal-{deal}/{play}", minutes, outcome, does=does, start=clock, **fields))
        clock += timedelta(minutes=90)

    def reach(deal: int, play: str, does: str, stage: str, real: bool) -> None:
        while luck.random() < (truth.unanswered.real if real else truth.unanswered.dead_end):
            log(deal, play, does, "no-contact", stage=stage)

    for deal in range(deals):
        real = luck.random() < truth.prior
        name = truth.stages[0].name
        if luck.random() < ask:
            reach(deal, "ask", "ask", name, real)
            given = {
                question.id: luck.choices(*zip(*(question.real if real else question.dead_end).items(), strict=True))[0]
                for question in truth.questions
            }
            log(deal, "ask", "ask", "done", stage=name, answers=given)
        for stage in truth.stages:
            chances = stage.real if real else stage.dead_end
            outcome = "stayed"
            for _ in range(most_tries):
                reach(deal, stage.play, "advance", stage.name, real)
                outcome = luck.choices(("advanced", "lost", "stayed"), (chances.advance, chances.lost, chances.stay))[0]
                log(deal, stage.play, "advance", outcome, stage=stage.name)
                if outcome != "stayed":
                    break
            if outcome != "advanced":
                break
    return rows
