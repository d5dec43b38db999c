"""The least and the most that each figure of the book may be, by its table."""

from __future__ import annotations

import math
from datetime import date
from typing import NamedTuple

from planner.core.book import Account, Care, Colleague, Contact, Deal, Hours, Quota, Rep, Task, Travel, Year
from planner.core.playbook import (
    Cadence,
    FreshLook,
    KnownContact,
    Play,
    Playbook,
    Prospecting,
    ProvenAnswer,
    Renewal,
    Response,
    SecondPerson,
    Size,
    Stage,
    Story,
    Try,
    TwoTypes,
)


class Limit(NamedTuple):
    low: float
    high: float
    words: str


MOST_CALENDARS = 2_000  # of a book: each is looked for on every run
MONEY = Limit(0, 1e15, "an amount of money, 0 or more")
SHARE = Limit(0, 1, "a share between 0 and 1")
CHANCE = Limit(0, 1, "a chance between 0 and 1")
MINUTES = Limit(0, 100_000, "a number of minutes, 0 or more")
WORK = Limit(1, 100_000, "a number of minutes, 1 or more")  # what takes no time at all can't be put in a day
CADENCE = Limit(1, 36_500, "a number of days, 1 or more")
DAYS = Limit(0, 36_500, "a number of days, 0 or more")
COUNT = Limit(0, 100_000, "a count, 0 or more")
FACTOR = Limit(0, 1_000, "a share of today's revenue, 0 or more")

QUARTERS = Limit(0, 40, "a number of quarters, 0 or more")
YEARS = range(1900, 3000)

LIMITS: dict[type, dict[str, Limit]] = {
    Rep: {"keeps": SHARE},
    Hours: dict.fromkeys(("between", "open"), Limit(0, 24 * 60, "a number of minutes, 0 or more")),
    Care: {"share": SHARE, "find": SHARE},
    Year: {"income_goal": MONEY, "selling_days": Limit(1, 366, "days of a year, 1 to 366"), "earned": MONEY},
    Quota: {"target": Limit(1, 1e15, "an amount of money, 1 or more")},
    Travel: {"default": MINUTES},
    Deal: {
        "amount": MONEY,
        "attempts": COUNT,
        "unanswered": COUNT,
        "keeps": SHARE,
        "chance": CHANCE,
        "prior": CHANCE,
        "cadence": CADENCE,
        "after": SHARE,
        "case": Limit(1, 1e9, "times the odds, 1 or more"),
        "next_minutes": WORK,
    },
    Response: {
        "none": FACTOR,
        "half": FACTOR,
        "more": FACTOR,
        "most": FACTOR,
        "lasts": Limit(0, 40, "a number of quarters, 0 or more"),
    },
    Account: {"revenue": MONEY, "potential": MONEY, "visits": COUNT, "cadence": CADENCE},
    Contact: {"cadence": CADENCE},
    Colleague: {"per_hour": MONEY, "lifts": Limit(1, 100, "times the chance, 1 or more")},
    Task: {"minutes": WORK, "makes": MONEY},
    Try: {"advance": CHANCE, "lost": CHANCE},
    Stage: {"days": DAYS, "pressed": DAYS, "pace": CADENCE},
    Size: {"growth": Limit(0, 1, "an exponent between 0 and 1")},
    Play: {
        "minutes": WORK,
        "prepare": MINUTES,
        "follow_up": MINUTES,
        "book": MINUTES,
        "turns": CHANCE,
        "after_win": DAYS,
    },
    TwoTypes: {"real": CHANCE, "dead_end": CHANCE},
    FreshLook: {"months": Limit(0, 1_200, "a number of months, 0 or more"), "prior": CHANCE},
    KnownContact: {"prior": CHANCE},
    Renewal: {"prior": CHANCE},
    SecondPerson: {"found": CHANCE, "lifts": Limit(1, 10, "a factor of 1 or more")},
    Prospecting: {"minutes": WORK, "amount": MONEY},
    Cadence: {"open": CADENCE, "lost": CADENCE, "parked": CADENCE, "account": CADENCE, "contact": CADENCE},
    Playbook: {"prior": CHANCE, "answer_within": MINUTES},
    ProvenAnswer: {"worked": COUNT, "tried": COUNT},
    Story: {"worked": COUNT, "tried": COUNT},
}


def out_of_limit(key: str, value: int | float, limit: Limit) -> tuple[str, str] | None:
    """The error of a figure and its fix; None for one within its limit."""
    if isinstance(value, float) and not math.isfinite(value):
        return f"`{key}` must be {limit.words}, not {value}", "leave it out if it is not known"
    if limit.low <= value <= limit.high:
        return None
    if value > limit.high and limit.high == 1 and 3 <= value <= 100:
        return f"`{key}` must be {limit.words}, not {shown(value)}", f"for {value:g}% write {key} = {value / 100:g}"
    if value > limit.high > 1:
        return f"`{key}` is too large: {shown(value)}", f"write {limit.words}, and at most {limit.high:,.0f}"
    return f"`{key}` must be {limit.words}, not {shown(value)}", _within(limit)


def _within(limit: Limit) -> str:
    return "write a number from 0 to 1" if limit.high == 1 else f"write {limit.low:g} or more"


def out_of_time(key: str, value: date) -> tuple[str, str] | None:
    """The error of a date that no sale was ever made on, and its fix; None for any other."""
    if value.year in YEARS:
        return None
    return f"`{key}` is in the year {value.year}", "fix the year, or leave the date out"


def shown(value: object) -> str:
    """A value short enough for a sentence."""
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > 64:
        return "a number with that many digits"
    text = f'"{value}"' if isinstance(value, str) else f"{value}"
    return text if len(text) <= 60 else f"{text[:50]}…{text[-1] if isinstance(value, str) else ''}"
