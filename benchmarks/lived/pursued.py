"""Many deals, each pursued to its end by whatever the product offers for it, with hours enough for all of them.

So nothing is about which deal comes first: it is about whether the figures given of a deal come true.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.lines import report, worked_line

from planner.core.book import Care, Deal
from planner.core.diary import DiaryDay
from planner.core.history import read_history
from planner.core.line import Line
from planner.core.page.inputs import Inputs, day_context
from planner.core.steps.deal_steps import deal_steps
from planner.core.steps.step import Step
from planner.core.value.belief import to_chance
from planner.core.value.deal_index import IndexTable
from planner.core.value.deal_pursuit import pursuit_result
from planner.core.worklog.outcomes import effects

from .world import NO_ANSWER, SimulatedDeal, Territory, book_of, record_of, working_days

ZONE = ZoneInfo("Europe/Berlin")
BY = 1e-6  # an index lower by less than that is the same


@dataclass(slots=True)
class Given:
    """What was said of a deal when one of its steps began, and what came of it under the rule to stop below the index
    of that moment."""

    chance: float
    belief: float
    index: float
    real: bool
    won: bool = False
    stopped: bool = False


@dataclass(slots=True)
class Pursued:
    """One deal: what its steps were said to make, and what was said at each of them."""

    deal: SimulatedDeal
    record: Deal
    rows: list[Line] = field(default_factory=list)
    makes: float = 0.0
    given: list[Given] = field(default_factory=list)


def pursue(territory: Territory, table: IndexTable, days: int = 400) -> list[Pursued]:
    """Every deal of the territory from its first day until it is won or lost, or the days are over."""
    playbook = territory.playbook
    lives = [Pursued(deal, record_of(deal, playbook, working_days(1)[0])) for deal in territory.deals]
    book = book_of(playbook, Care(share=0.0, find=0.0))
    for number, today in enumerate(working_days(days)):
        left = [life for life in lives if life.record.stage not in ("won", "lost")]
        if not left:
            break
        diary = [DiaryDay(date=today - timedelta(days=1), worked=tuple(row for life in left for row in life.rows))]
        inputs = Inputs(
            book=replace(book, deals=tuple(life.record for life in left)),
            day=today,
            now=datetime(today.year, today.month, today.day, 7, tzinfo=ZONE),
            table=table,
            history=read_history(diary, today),
        )
        now = day_context(inputs)
        for life in left:
            # In the order of a day: what prepares a meeting, the meeting, what follows it.
            steps = sorted(deal_steps(life.record, now), key=lambda step: ORDER.get(step.does, 1))
            for step in steps:
                if life.record.stage in ("won", "lost"):
                    break
                if step.wait is not None or (step.does == "prepare" and step.must is False):
                    continue  # it is offered again on the meeting's own day
                attempt = step.does == "advance" and step.at is None
                if (attempt or step.does in ("ask", "book")) and step.start is not None:
                    tell(life, step, pursuit_result(step.start, step.index or 0.0, now).chance)
                work(life, step, territory, number, today)
    return lives


ORDER = {"prepare": 0, "follow-up": 2}


def tell(life: Pursued, step: Step, chance: float) -> None:
    """A step begins: what is said of the deal; those said earlier see whether they would have stopped by now."""
    index = step.index or 0.0
    if life.record.unanswered == 0:  # nobody walks away because of a call that was not answered
        for shown in life.given:
            shown.stopped = shown.stopped or index < shown.index * (1 - BY)
    belief = to_chance(step.start.log_odds) if step.start is not None else 0.0
    life.given.append(Given(chance, belief, index, life.deal.real))


def work(life: Pursued, step: Step, territory: Territory, number: int, today: date) -> None:
    """Do a step that is offered; the record and its diary are brought up to date."""
    playbook, record = territory.playbook, life.record
    play = playbook.plays[step.play]
    minutes, outcome = step.minutes, "done"
    shown: dict[str, object] = {}
    calls = step.does in ("ask", "book") or (step.does == "advance" and play.how == "call")
    if calls and not territory.answers_call(life.deal, step.does, record):
        minutes, outcome = NO_ANSWER, "no-contact"
    elif step.does == "ask":
        shown = {"answers": territory.learnt(life.deal, record)}
    elif step.does == "book":
        day = working_days(number + 1 + territory.wait(life.deal, record))[-1]
        outcome, shown = "booked", {"at": datetime(day.year, day.month, day.day, 14, tzinfo=ZONE)}
    elif step.does == "advance":
        outcome = territory.outcome(life.deal, record)
    changes = effects(record, step.does, report(outcome, **shown), today, playbook)
    if "answers" in changes:
        changes["answers"] = {**record.answers, **changes["answers"]}
    start = datetime(today.year, today.month, today.day, 9, tzinfo=ZONE)
    life.rows.append(
        worked_line(
            item=step.item,
            record=record.id,
            does=step.does,
            play=step.play,
            title=step.title,
            start=start,
            end=start + timedelta(minutes=minutes),
            minutes=minutes,
            outcome=outcome,
            index=step.index,
            stage=record.stage,
        )
    )
    life.record = replace(record, **changes)
    life.makes += step.makes(minutes)
    if life.record.stage == "won":
        for each in life.given:
            each.won = not each.stopped


def sums(lives: Sequence[Pursued], keeps: float) -> tuple[float, float]:
    """Money that all steps were said to make, and money won."""
    won = sum(life.deal.amount for life in lives if life.record.stage == "won")
    return sum(life.makes for life in lives), keeps * won


def brier(shown: Sequence[Given]) -> tuple[float, float]:
    """Mean squared error of the chances given, and of giving everybody the share that was won."""
    base = sum(each.won for each in shown) / len(shown)
    return (
        sum((each.chance - each.won) ** 2 for each in shown) / len(shown),
        sum((base - each.won) ** 2 for each in shown) / len(shown),
    )
