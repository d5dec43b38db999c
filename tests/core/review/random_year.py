"""A random year of a rep's diary.

It has a page each working day; most lines are done, some are logged differently.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from planner.core.book import Book, Contact, Deal
from planner.core.diary import DiaryDay
from planner.core.line import Line
from planner.core.playbook import Play
from tests.core.review.one_week import BOOK
from tests.core.value.playbooks import V
from tests.lines import planned_line, worked_line

BERLIN = ZoneInfo("Europe/Berlin")
FIRST = date(2026, 1, 5)
ITEMS_A_DAY = 14
FIRMS = ("Acme Pumps", "Hale Pressings", "Southline Cargo", "Birch & Vale", "Quince & Daughters", "Lumen", "Nordwind")


def year_of_diary(seed: int = 1, days: int = 250) -> tuple[Book, list[DiaryDay]]:
    """The book at the end of the year, and the pages."""
    luck = random.Random(seed)
    playbook = replace(
        V,
        plays={
            **V.plays,
            "talk": Play(id="talk", title="Discovery call", how="call", minutes=45, aim="learn"),
            "close": Play(id="close", title="Terms, with the one who signs", how="call", minutes=60, aim="advance"),
        },
    )
    deals: list[Deal] = []
    pages: list[DiaryDay] = []
    for day in _working_days(days):
        price = 90 + 40 * luck.random()
        while len([deal for deal in deals if deal.stage in ("talk", "close")]) < 40:
            deals.append(_new(len(deals), day, luck))
        at = datetime.combine(day, time(8, 30), BERLIN)
        planned: list[Line] = []
        worked: list[Line] = []
        logs = luck.random() < 0.93
        still_open = [n for n, deal in enumerate(deals) if deal.stage in ("talk", "close")]
        for rank, n in enumerate(luck.sample(still_open, ITEMS_A_DAY), start=1):
            deal = deals[n]
            does = luck.choice(("advance", "advance", "ask", "touch"))
            play = playbook.plays[{"ask": "ask", "touch": "touch"}.get(does, deal.stage)]
            row = _planned(deal, does, play, at, rank, price, luck)
            planned.append(row)
            at += timedelta(minutes=row.slot.minutes + 5)
            if logs and luck.random() < 0.85:
                done, deals[n] = _worked(deal, row, luck, day)
                worked.append(done)
        if logs and luck.random() < 0.4:
            worked.append(_fire(at, luck))
        figures = {"minutes_available": 450, "made": datetime.combine(day, time(7), BERLIN)}
        pages.append(
            DiaryDay(
                date=day,
                price_today=price,
                makes=sum(row.worth.makes for row in planned),
                inputs="drawn",
                planned=tuple(planned),
                worked=tuple(worked),
                figures=figures,
            )
        )
    contacts = tuple(
        Contact(id=f"c{n}", name=f"Contact {n}", company=firm, checked=FIRST) for n, firm in enumerate(FIRMS)
    )
    return replace(BOOK, playbook=playbook, deals=tuple(deals), contacts=contacts), pages


def _working_days(count: int) -> Sequence[date]:
    every = (FIRST + timedelta(days=n) for n in range(count * 2))
    return [day for day in every if day.weekday() < 5][:count]


def _new(number: int, day: date, luck: random.Random) -> Deal:
    firm = luck.choice(FIRMS)
    amount = round(luck.lognormvariate(9.8, 0.8), -2)
    return Deal(
        id=f"deal-{number}",
        name=f"{firm} no. {number}",
        company=firm,
        amount=amount,
        stage="talk",
        since=day,
        last_touch=day,
        prior=0.7 if luck.random() < 0.4 else 0.2,
        next_on=day + timedelta(days=9) if luck.random() < 0.6 else None,
    )


def _planned(deal: Deal, does: str, play: Play, at: datetime, rank: int, price: float, luck: random.Random) -> Line:
    touch = does == "touch"
    worth = deal.amount * 0.1
    index = (price + 300 * luck.random()) / worth
    per_hour = 0.0 if touch else index * worth
    chance = min(0.95, (deal.prior or 0.3) * (0.6 if deal.stage == "talk" else 0.9))
    return planned_line(
        item=f"{deal.id}/{play.id}",
        record=deal.id,
        kind="prospect",
        does=does,  # type: ignore[arg-type]
        play=play.id,
        title=play.title,
        start=at,
        end=at + timedelta(minutes=play.minutes),
        minutes=play.minutes,
        rank=rank,
        per_hour=per_hour,
        makes=per_hour * play.minutes / 60,
        value=per_hour * play.minutes / 60,
        stage=deal.stage,
        index=None if touch else index,
        chance=None if touch else chance,
        belief=None if touch else deal.prior,
        due=touch,
        reason=f"${worth:,.0f} × {chance:.0%} over 4.1 h still to come",
        made=datetime.combine(at.date(), time(7), BERLIN),
    )


def _worked(deal: Deal, row: Line, luck: random.Random, day: date) -> tuple[Line, Deal]:
    real = (deal.prior or 0) > 0.5
    outcome = "done"
    if luck.random() < 0.3:
        outcome, deal = "no-contact", replace(deal, unanswered=deal.unanswered + 1)
    elif row.what.does == "advance":
        outcome = luck.choices(("advanced", "stayed", "lost", "parked"), (4, 5, 1, 0) if real else (1, 6, 2, 1))[0]
        deal = _after(replace(deal, last_touch=day, unanswered=0), outcome, day)
    else:
        deal = replace(deal, last_touch=day)
    minutes = 3 if outcome == "no-contact" else max(5, round(row.slot.minutes * 1.25 * luck.lognormvariate(0, 0.3)))
    met = None if outcome == "no-contact" or luck.random() < 0.2 else luck.random() < 0.35
    return (
        worked_line(
            item=row.what.item,
            record=row.what.record,
            does=row.what.does,
            play=row.what.play,
            title=row.what.title,
            start=row.slot.start,
            end=row.slot.start + timedelta(minutes=minutes),
            minutes=minutes,
            outcome=outcome,
            aim_met=met,
            per_hour=row.worth.per_hour,
            index=row.worth.index,
            stage=row.what.stage,
            answers={"need": luck.choice(("yes", "no"))} if row.what.does == "ask" and outcome == "done" else {},
        ),
        deal,
    )


def _after(deal: Deal, outcome: str, day: date) -> Deal:
    if outcome == "advanced" and deal.stage == "talk":
        return replace(deal, stage="close", since=day)
    if outcome == "advanced":
        return replace(deal, stage="won", won_on=day, since=day)
    if outcome == "lost":
        return replace(deal, stage="lost", lost_on=day, since=day)
    return replace(deal, stage="parked", since=day) if outcome == "parked" else deal


def _fire(at: datetime, luck: random.Random) -> Line:
    title = luck.choice(("Forecast call", "Expenses", "Support escalation"))
    minutes = luck.choice((20, 45, 90))
    return worked_line(
        item=title.lower().replace(" ", "-"),
        record=None,
        does="task",
        play="task",
        title=title,
        start=at,
        end=at + timedelta(minutes=minutes),
        minutes=minutes,
        outcome="done",
    )
