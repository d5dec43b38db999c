"""The figures of a diary page, its [page] table: which there are, and what each can be.

Keys that are not known are the rep's own, and are kept as they stand.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple, cast, get_args

from planner.book.diary.page_rows import Bad
from planner.core.diary import FIRST_PRICE
from planner.core.line import Does

FORMAT = 1


class Figure(NamedTuple):
    """A test for a figure's value, and the words for a right one."""

    right: Callable[[Any], bool]
    must_be: str


def _number(value: object) -> bool:
    return type(value) in (int, float) and math.isfinite(cast(float, value))


def _money(value: object) -> bool:
    return _number(value) and cast(float, value) >= 0


def _clock(value: object) -> bool:
    """True if a table has the item that the clock runs for, and since when."""
    if not isinstance(value, Mapping):
        return False
    named = isinstance(value.get("item"), str) and isinstance(value.get("since"), datetime)
    minutes = value.get("minutes")
    return named and type(minutes) is int and minutes >= 0 and value.get("does", "task") in get_args(Does)


MONEY = Figure(_money, "an amount of money, 0 or more")
NUMBER = Figure(_number, "a number")
MINUTES = Figure(lambda value: type(value) is int and value >= 0, "a whole number of minutes, 0 or more")
TIME_VALUE = Figure(lambda value: isinstance(value, datetime), "a time like 2026-11-23T09:30:00")
CENTS = Figure(lambda value: type(value) is int and value >= 0, "a whole number of cents, 0 or more")
TABLE = Figure(lambda value: isinstance(value, dict), "a table")
FIGURES = {
    "price_today": MONEY,
    FIRST_PRICE: MONEY,
    "makes": MONEY,
    "inputs": Figure(lambda value: isinstance(value, str), "text in quotes"),
    "options": TABLE,
    "made": TIME_VALUE,
    "minutes_available": MINUTES,
    "minutes_planned": MINUTES,
    "value": NUMBER,
    "bound": NUMBER,
    "one_more_hour": NUMBER,
    "price_year": NUMBER,
    "care": TABLE,
    "open": Figure(lambda value: isinstance(value, list), "a list of times left open"),
    "pipeline": CENTS,
    "pipeline_deals": Figure(lambda value: type(value) is int and value >= 0, "a whole number of deals, 0 or more"),
    "moved": TABLE,
    "tomorrow": TABLE,
    "wrapped": TIME_VALUE,
    "running": Figure(_clock, "what `plan start` wrote: its item, since when, its minutes"),
}


def wrong_format(page: Mapping[str, Any]) -> Bad | None:
    """The error of a page that another version wrote and this one can't read; else None."""
    version = page.get("format", FORMAT)
    if type(version) is int and version == FORMAT:
        return None
    if type(version) is not int:
        return Bad("format", f"format has to be {FORMAT}", f"write format = {FORMAT}")
    return Bad("format", "the page is from another version of plan", "update plan")


def says_nothing(table: Mapping[str, Any]) -> bool:
    """True for a page without a row or a figure.

    The program writes no such page: it was cut, or not started.
    """
    page = table.get("page") or {}
    bare = isinstance(page, dict) and not page.keys() - {"format"}
    return bare and not table.get("planned") and not table.get("worked")


def read_figures(page: Mapping[str, Any]) -> tuple[dict[str, Any], list[Bad]]:
    """The figures of [page] without those that can't be, and what is wrong with these."""
    figures: dict[str, Any] = {}
    bad: list[Bad] = []
    for key, value in page.items():
        known = FIGURES.get(key)
        if known is None or known.right(value):
            figures[key] = value
        else:
            bad.append(Bad(key, f"{key} has to be {known.must_be}", "fix it, or take the line out"))
    return figures, bad
