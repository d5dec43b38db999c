"""The territory: deals with a hidden truth, and luck that is the same whoever works them in whatever order.

All luck is keyed by what it is about (the deal, its stage, the number of the attempt), never by when it is asked for,
so that two rankings that live the same territory meet the same buyers in the same mood.
"""

from __future__ import annotations

import hashlib
import math
import random
import tomllib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib.resources import files

from planner.core.book import Book, Care, ClockRange, Deal, Hours, Rep, Travel
from planner.core.playbook import (
    Cadence,
    FreshLook,
    Play,
    Playbook,
    Prospecting,
    Question,
    Response,
    Size,
    Stage,
    Try,
    TwoTypes,
)

FIRST_DAY = date(2026, 1, 5)  # a Monday
SHIFTS = (ClockRange(9 * 60, 12 * 60), ClockRange(13 * 60, 16 * 60))
BETWEEN = 5  # minutes from one thing to the next
NO_ANSWER = 5  # minutes that a call nobody answers takes
MEETINGS = (10 * 60, 13 * 60 + 30, 14 * 60 + 50)  # when customers take meetings, minutes since midnight
TYPICAL, SPREAD = 20_000.0, 1.0  # of amounts: median, and standard deviation of the log


def default_playbook() -> Playbook:
    """The playbook that ships with the product."""
    raw = tomllib.loads(files("planner.book.read").joinpath("default_playbook.toml").read_text(encoding="utf-8"))
    return Playbook(
        prior=raw["prior"],
        unanswered=TwoTypes(**raw["unanswered"]),
        answer_within=raw["answer_within"],
        fresh_look=FreshLook(**raw["fresh_look"]),
        prospecting=Prospecting(**raw["prospecting"]),
        cadence=Cadence(**raw["cadence"]),
        response=Response(**raw["response"]),
        stages=tuple(
            Stage(
                **{
                    **stage,
                    "real": Try(**stage["real"]),
                    "dead_end": Try(**stage["dead_end"]),
                    "needs": tuple(map(tuple, stage.get("needs", ()))),
                }
            )
            for stage in raw["stage"]
        ),
        plays={play["id"]: Play(**play) for play in raw["play"]},
        questions=tuple(Question(**question) for question in raw["question"]),
    )


def shipped_sale() -> Playbook:
    """The shipped playbook, in a world where deals come by themselves and more calls are answered.

    Whoever is real buys from us, a customer may be tried every day, and all deals take the same minutes.
    """
    base = default_playbook()
    return replace(
        base,
        unanswered=TwoTypes(real=0.3, dead_end=0.5),
        prospecting=Prospecting(minutes=90, amount=0.0),
        stages=tuple(replace(stage, pace=1) for stage in base.stages),
        questions=tuple(replace(question, wins={}) for question in base.questions),
        size=Size(growth=0.0),
    )


def long_sale() -> Playbook:
    """A sale that begins with ten minutes and needs a pilot of two days before anybody knows: most deals die late."""
    plays = (
        Play(id="hello", title="First call", how="call", minutes=10),
        Play(id="meet", title="Meeting", how="meeting", minutes=60, prepare=30, follow_up=15, book=10),
        Play(id="demo", title="Demo", how="meeting", minutes=60, prepare=30, follow_up=15, book=10),
        Play(id="pilot", title="Pilot", how="desk", minutes=900, splits=True),
        Play(id="proposal", title="Proposal", how="desk", minutes=240, splits=True),
        Play(id="close", title="Close", how="call", minutes=30, prepare=10, follow_up=20),
    )
    stages = (
        _stage("hello", 3, (0.7, 0.05), (0.5, 0.1)),
        _stage("meet", 7, (0.6, 0.08), (0.35, 0.1)),
        _stage("demo", 10, (0.6, 0.1), (0.3, 0.1)),
        _stage("pilot", 10, (0.7, 0.15), (0.2, 0.3)),
        _stage("proposal", 10, (0.6, 0.1), (0.1, 0.2)),
        _stage("close", 7, (0.5, 0.1), (0.0, 0.2)),
    )
    return _sale(0.2, plays, stages)


def short_sale() -> Playbook:
    """A sale of four steps in which every fifth deal is won: so many are that luck hardly blurs what is compared."""
    plays = (
        Play(id="hello", title="First call", how="call", minutes=15, follow_up=5),
        Play(id="meet", title="Meeting", how="meeting", minutes=60, prepare=30, follow_up=15, book=10),
        Play(id="offer", title="Offer", how="desk", minutes=90, splits=True),
        Play(id="close", title="Close", how="call", minutes=20, follow_up=20),
    )
    stages = (
        _stage("hello", 3, (0.7, 0.05), (0.3, 0.3)),
        _stage("meet", 7, (0.7, 0.08), (0.35, 0.2)),
        _stage("offer", 5, (0.8, 0.1), (0.4, 0.3)),
        _stage("close", 5, (0.6, 0.1), (0.0, 0.3)),
    )
    return _sale(0.35, plays, stages)


def _stage(name: str, days: int, real: tuple[float, float], dead_end: tuple[float, float]) -> Stage:
    """A stage whose play has its name; the chances are those of an attempt to advance the deal and to lose it."""
    return Stage(
        name=name,
        play=name,
        days=days,
        pace=1,
        real=Try(advance=real[0], lost=real[1]),
        dead_end=Try(advance=dead_end[0], lost=dead_end[1]),
    )


def _sale(prior: float, plays: tuple[Play, ...], stages: tuple[Stage, ...]) -> Playbook:
    base = shipped_sale()
    return replace(base, prior=prior, plays={**base.plays, **{play.id: play for play in plays}}, stages=stages)


SALES = {"long": long_sale, "short": short_sale, "shipped": shipped_sale}


def working_days(count: int) -> list[date]:
    """The first `count` working days of the simulated year."""
    days = (FIRST_DAY + timedelta(days=n) for n in range(count * 7 // 5 + 7))
    return [day for day in days if day.weekday() < 5][:count]


@dataclass(frozen=True, slots=True)
class Luck:
    """Draws of 0..1, each fixed by the seed and what it is about."""

    seed: int

    def draw(self, *about: object) -> float:
        key = "/".join(map(str, (self.seed, *about))).encode()
        return int.from_bytes(hashlib.blake2b(key, digest_size=8).digest()) / 2**64


@dataclass(frozen=True, slots=True)
class SimulatedDeal:
    """A deal as it came: `real` is what nobody in the territory knows, `arrives` the number of a working day."""

    id: str
    amount: float
    real: bool
    arrives: int


@dataclass(frozen=True, slots=True)
class Territory:
    playbook: Playbook
    luck: Luck
    deals: tuple[SimulatedDeal, ...]  # in order of arrival

    def answers_call(self, deal: SimulatedDeal, does: str, record: Deal) -> bool:
        """Whether this try to reach them does."""
        silent = self.playbook.unanswered.real if deal.real else self.playbook.unanswered.dead_end
        return self.luck.draw("call", deal.id, does, record.stage, record.attempts, record.unanswered) >= silent

    def outcome(self, deal: SimulatedDeal, record: Deal) -> str:
        """What comes of the next attempt: advanced, lost or stayed."""
        stage = next(stage for stage in self.playbook.stages if stage.name == record.stage)
        chances = stage.real if deal.real else stage.dead_end
        draw = self.luck.draw("attempt", deal.id, record.stage, record.attempts)
        if draw < chances.advance:
            return "advanced"
        return "lost" if draw < chances.advance + chances.lost else "stayed"

    def learnt(self, deal: SimulatedDeal, record: Deal) -> dict[str, str]:
        """The answers to every question that is still open."""
        said = {}
        for question in self.playbook.questions:
            if question.id not in record.answers:
                chances = question.real if deal.real else question.dead_end
                left = self.luck.draw("answer", deal.id, question.id)
                for answer, chance in chances.items():
                    said[question.id] = answer
                    left -= chance
                    if left < 0:
                        break
        return said

    def wait(self, deal: SimulatedDeal, record: Deal) -> int:
        """Working days from booking a meeting to having it: one, up to the stage's usual days."""
        stage = next(stage for stage in self.playbook.stages if stage.name == record.stage)
        usual = max(1, round(stage.days * 5 / 7))
        return 1 + int(self.luck.draw("wait", deal.id, record.stage, record.attempts) * usual)


def free_slot(taken: set[tuple[int, int]], earliest: int) -> tuple[int, int]:
    """The first working day from `earliest` on, and minute of it, that no other meeting has."""
    day = earliest
    while True:
        for minute in MEETINGS:
            if (day, minute) not in taken:
                return day, minute
        day += 1


def draw_territory(seed: int, playbook: Playbook, *, days: int, at_start: int, a_day: float) -> Territory:
    """A territory with `at_start` fresh deals on its first morning and `a_day` more each working day."""
    luck = random.Random(seed)
    arrivals = [0] * at_start
    moment = luck.expovariate(a_day)
    while moment < days - 1:
        arrivals.append(1 + int(moment))
        moment += luck.expovariate(a_day)
    deals = tuple(
        SimulatedDeal(
            f"deal-{number:03}",
            round(TYPICAL * math.exp(SPREAD * luck.gauss(0, 1))),
            luck.random() < playbook.prior,
            day,
        )
        for number, day in enumerate(arrivals)
    )
    return Territory(playbook, Luck(seed), deals)


def record_of(deal: SimulatedDeal, playbook: Playbook, came: date) -> Deal:
    """The deal as it stands in the rep's book on the day it comes."""
    return Deal(id=deal.id, name=deal.id, amount=deal.amount, stage=playbook.stages[0].name, since=came, attempts=0)


def book_of(playbook: Playbook, care: Care, **fields: object) -> Book:
    """An otherwise empty book of the territory's rep."""
    given: dict[str, object] = {
        "rep": Rep(name="Dana Reyes", currency="USD", timezone="Europe/Berlin", keeps=0.1),
        "hours": Hours(week=(SHIFTS,) * 5 + ((), ()), between=BETWEEN),
        "care": care,
        "year": None,
        "travel": Travel(),
        "deals": (),
        "accounts": (),
        "contacts": (),
        "colleagues": (),
        "tasks": (),
        "playbook": playbook,
        **fields,
    }
    return Book(**given)  # type: ignore[arg-type]
