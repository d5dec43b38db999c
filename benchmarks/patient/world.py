"""The deals of a territory in which customers need time: the playbook, and what nobody there can see.

Days are numbers of working days, the first morning is 0.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import NamedTuple

from benchmarks.lived.world import Luck, SimulatedDeal, shipped_sale

from planner.core.playbook import Play, Playbook, Question, Size, Stage, Try, TwoTypes

TYPICAL, SPREAD = 20_000.0, 0.6  # of amounts: median, and standard deviation of the log
EARLY_RATE, LATE_RATE = 0.10, 0.05  # what an amount keeps before and after the quota's end


class Load(NamedTuple):
    """Deals on the first morning, and deals that come each working day."""

    at_start: int
    a_day: float


class Customs(NamedTuple):
    """How customers are in a territory. Shares and chances 0..1."""

    at_once: float = 0.6  # share of progress that is best followed up on the next day
    slower: float = 1.0  # days that customers need, next to the playbook's pace
    says_when: float = 0.5  # share of tries after which the customer says when to come again
    owes: float = 0.3  # share of those days that are a piece of work to send by then
    dated: float = 0.45  # share of deals with a decision deadline
    tight: tuple[float, float] = (0.4, 1.6)  # days to the deadline, next to those of a sale without hurry
    dies: float = 0.006  # chance a day that a buyer's project ends, and nobody says so
    real_silent: float = 0.3  # share of calls that nobody answers
    dead_silent: float = 0.65


CUSTOMS = {
    "usual": Customs(),
    "slow": Customs(at_once=0.2, slower=1.5),
    "silent": Customs(real_silent=0.55, dead_silent=0.85, dies=0.012),
    "hurried": Customs(dated=0.9, tight=(0.3, 1.0)),
}
LOADS = {"light": Load(15, 0.7), "usual": Load(25, 1.4), "heavy": Load(40, 2.8)}


@dataclass(frozen=True, slots=True)
class PatientDeal(SimulatedDeal):
    """A deal with the last day of its decision (None: no date), and the day on which its project ends in silence."""

    decide_by: int | None
    dies: int

    def buys(self, today: int) -> bool:
        return self.real and today < self.dies


@dataclass(frozen=True, slots=True)
class PatientTerritory:
    """The deals in order of arrival, and the last day of the quota's period."""

    playbook: Playbook
    customs: Customs
    luck: Luck
    deals: tuple[PatientDeal, ...]
    quota_ends: int

    def days_needed(self, deal: PatientDeal, stage: int, tries: int, advanced: bool, left: int | None) -> int:
        """Working days that the customer needs before the next try makes sense.

        After a try without progress they spread around the stage's pace; most follow up on progress at once. With a
        date they hurry by themselves: `left` working days are shared among the steps that are left.
        """
        name = self.playbook.stages[stage].name
        if advanced and self.luck.draw("at once", deal.id, name) < self.customs.at_once:
            return 1
        pace = self.playbook.stages[stage].pace or 1
        spread = math.exp(0.5 * NormalDist().inv_cdf(min(0.999, 0.001 + self.luck.draw("time", deal.id, name, tries))))
        days = max(1, round(pace * self.customs.slower * spread))
        if left is not None:
            days = min(days, max(1, left // (len(self.playbook.stages) - stage + 1)))
        return days

    def rate(self, today: int) -> float:
        """Share of an amount that is kept if it is won today."""
        return EARLY_RATE if today <= self.quota_ends else LATE_RATE


def patient_sale(customs: Customs) -> Playbook:
    """A sale of five steps, with the days that customers take and two questions."""
    base = shipped_sale()
    plays = (
        Play(id="hello", title="First call", how="call", minutes=10, follow_up=5),
        Play(id="meet", title="Meeting", how="meeting", minutes=45, prepare=20, follow_up=10, book=10),
        Play(id="offer", title="Offer", how="desk", minutes=75, follow_up=15, splits=True),
        Play(id="sign", title="Signature", how="call", minutes=20, follow_up=10),
        Play(id="ask", title="Qualify", how="call", minutes=15),
    )
    stages = (
        _stage("hello", 5, 2, 1, (0.7, 0.05), (0.35, 0.3)),
        _stage("meet", 8, 3, 2, (0.65, 0.06), (0.35, 0.25)),
        _stage("offer", 8, 3, 2, (0.7, 0.08), (0.3, 0.3)),
        _stage("sign", 6, 2, 1, (0.6, 0.08), (0.0, 0.3)),
    )
    questions = (
        _question("need", {"yes": 0.8, "no": 0.2}, {"yes": 0.35, "no": 0.65}),
        _question("power", {"met": 0.6, "known": 0.3, "hidden": 0.1}, {"met": 0.25, "known": 0.35, "hidden": 0.4}),
    )
    return replace(
        base,
        prior=0.5,
        unanswered=TwoTypes(real=customs.real_silent, dead_end=customs.dead_silent),
        plays={**base.plays, **{play.id: play for play in plays}},
        stages=stages,
        questions=questions,
        size=Size(growth=0.0),
    )


def _stage(
    name: str, days: int, pace: int, pressed: int, real: tuple[float, float], dead_end: tuple[float, float]
) -> Stage:
    return Stage(
        name=name,
        play=name,
        days=days,
        pace=pace,
        pressed=pressed,
        real=Try(advance=real[0], lost=real[1]),
        dead_end=Try(advance=dead_end[0], lost=dead_end[1]),
    )


def _question(name: str, real: dict[str, float], dead_end: dict[str, float]) -> Question:
    return Question(id=name, ask=f"{name}?", real=real, dead_end=dead_end)


def draw_patient_territory(seed: int, customs: Customs, load: Load, days: int) -> PatientTerritory:
    """A territory with fresh deals on its first morning, and more each working day.

    The quota ends after three fifths of the days.
    """
    playbook, draws = patient_sale(customs), random.Random(seed)
    arrivals = [0] * load.at_start
    moment = draws.expovariate(load.a_day)
    while moment < days - 1:
        arrivals.append(1 + int(moment))
        moment += draws.expovariate(load.a_day)
    deals = tuple(_deal(number, day, playbook, customs, draws) for number, day in enumerate(arrivals))
    return PatientTerritory(playbook, customs, Luck(seed), deals, days * 3 // 5)


def _deal(number: int, day: int, playbook: Playbook, customs: Customs, draws: random.Random) -> PatientDeal:
    usual = sum(stage.days for stage in playbook.stages) * 5 / 7  # working days of a sale without hurry
    amount, real = round(TYPICAL * math.exp(SPREAD * draws.gauss(0, 1))), draws.random() < playbook.prior
    dated, until = draws.random() < customs.dated, day + round(usual * draws.uniform(*customs.tight))
    dies = day + 1 + int(draws.expovariate(customs.dies))
    return PatientDeal(f"deal-{number:03}", amount, real, day, until if dated else None, dies)
