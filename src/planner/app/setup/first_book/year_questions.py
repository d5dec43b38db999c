"""Questions of `plan init` about the hours, the days off and the goal of the year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planner.app.dialogue.turn import Prompt
from planner.app.setup.first_book.answers import NONE, SetupAnswers, amount_of, goal_and_earned
from planner.core.fiscal_year import CALENDAR, fiscal_year
from planner.errors import UsageError
from planner.locales.writing import MONTHS
from planner.typed.rep.days_off import days_off_form, days_off_text, read_days_off
from planner.typed.rep.goal import GoalSaid, in_commission, in_orders, year_goal
from planner.typed.rep.share import share_text
from planner.typed.rep.week_hours import EXAMPLE as HOURS_EXAMPLE
from planner.typed.rep.week_hours import read_week, week_text
from planner.typed.rep.year_start import without_year, year_start

TOO_GOOD = 3  # times the goal, of which one rarely has so much


def put_hours(given: SetupAnswers) -> tuple[Sequence[str], Prompt]:
    """Ask for the hours of the week."""
    lines = (f"Your selling hours, like {HOURS_EXAMPLE}",)
    return lines, Prompt("Hours", usual=week_text(given.book.week, given.locale))


def read_hours(given: SetupAnswers, answer: str) -> SetupAnswers:
    """Read the hours of the week."""
    return replace(given, book=replace(given.book, week=read_week("", answer, given.locale)))


def said_hours(given: SetupAnswers) -> str:
    """The hours in the summary."""
    return week_text(given.book.week, given.locale)


def put_days_off(given: SetupAnswers) -> tuple[Sequence[str], Prompt]:
    """Ask for the days off to come."""
    usual = said_days_off(given) if given.book.days_off else ""
    other = "none: none" if usual else "Enter: none"
    return (), Prompt(f"Days off coming up ({days_off_form(given.locale)}; {other})", usual=usual)


def read_days(given: SetupAnswers, answer: str) -> SetupAnswers:
    """Read the days off to come."""
    is_none = not answer or answer.lower() in NONE
    found = () if is_none else read_days_off("", answer, given.today, given.locale)
    return replace(given, book=replace(given.book, days_off=found))


def said_days_off(given: SetupAnswers) -> str:
    """The days off in the summary, as they can be typed again."""
    return "; ".join(days_off_text(each, given.locale) for each in given.book.days_off) or "none"


def put_goal(given: SetupAnswers) -> tuple[Sequence[str], Prompt]:
    """Ask for the goal of the year."""
    usual = "" if given.book.goal is None else f"{given.book.goal:.0f}"
    words = f"Your goal for the year in {given.book.currency} (120k in commission, 2M in orders; Enter: none)"
    return (), Prompt(words, usual=usual)


def read_goal(given: SetupAnswers, answer: str) -> SetupAnswers:
    """Read the goal of the year; with one, what is earned of it comes next."""
    if not answer or answer.lower() in NONE:
        known = tuple(key for key in given.known if key != "earned")
        book = replace(given.book, goal=None, earned=None, as_of=None, year_starts=None)
        return replace(given, book=book, known=known)
    starts = year_start(answer)
    if starts is not None and given.book.goal is not None and not without_year(answer):
        return replace(given, book=replace(given.book, year_starts=starts))
    given = replace(given, book=replace(given.book, year_starts=starts or given.book.year_starts))
    said = year_goal("", answer, given.locale)
    goal, earned = goal_and_earned("", said, given.book.keeps)
    if not goal:
        raise UsageError("a goal is more than 0", "type it as 120k, or Enter to skip")
    remark = ""
    if said.in_orders:
        share = share_text(given.book.keeps or 1.0, given.locale)
        remark = f"  {share} of {given.money(said.goal)} in orders is {given.money(goal)} of yours"
    if earned is not None:
        known = given.known if "earned" in given.known else (*given.known, "earned")
        book = replace(given.book, goal=goal, earned=earned, as_of=given.today)
        return replace(given, book=book, known=known, remark=remark)
    given = replace(given, in_orders=said.in_orders)
    later = () if "earned" in given.known or "earned" in given.to_ask else ("earned",)
    to_ask = (given.to_ask[0], *later, *given.to_ask[1:])
    return replace(given, book=replace(given.book, goal=goal), to_ask=to_ask, remark=remark)


def said_goal(given: SetupAnswers) -> str:
    """The goal in the summary, with the year that it is for."""
    if given.book.goal is None:
        return "none yet"
    counted = fiscal_year(given.book.year_starts)
    first, last = counted.year(given.today)
    months = f"{MONTHS[first.month - 1]} {first.year} to {MONTHS[last.month - 1]} {last.year}"
    return f"{given.money(given.book.goal)} for {first.year if counted == CALENDAR else months}"


def put_earned(given: SetupAnswers) -> tuple[Sequence[str], Prompt]:
    """Ask for the amount earned; of a goal in orders for what was closed."""
    earned = given.book.earned or 0
    if given.in_orders:
        return (), Prompt("Closed so far this year, in orders", usual=f"{earned / (given.book.keeps or 1.0):.0f}")
    return (), Prompt("Earned so far this year", usual=f"{earned:.0f}")


def read_earned(given: SetupAnswers, answer: str) -> SetupAnswers:
    """Read the amount earned, as of today; with a goal in orders it is in orders, too."""
    goal, remark = given.book.goal or 0.0, ""
    if in_orders(answer) or (given.in_orders and not in_commission(answer)):
        said = year_goal("", answer, given.locale) if in_orders(answer) else None
        closed = amount_of("", answer, given.locale, is_part=True) if said is None else said.goal
        closed = closed if said is None or said.part is None else said.part
        earned, _ = goal_and_earned("", GoalSaid(closed, in_orders=True), given.book.keeps)
        share = share_text(given.book.keeps or 1.0, given.locale)
        remark = f"  {share} of {given.money(closed)} in orders is {given.money(earned)} of yours" if closed else ""
    else:
        earned = amount_of("", answer, given.locale, is_part=True)
        if earned > TOO_GOOD * goal:
            remark = f"  That is over {TOO_GOOD} times your goal. If it is in orders, change it: {answer} in orders"
    return replace(given, book=replace(given.book, earned=earned, as_of=given.today), remark=remark)


def said_earned(given: SetupAnswers) -> str:
    """The amount earned, in the summary."""
    return given.money(given.book.earned or 0)
