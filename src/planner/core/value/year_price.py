"""The price of an hour that the year's income goal needs."""

from __future__ import annotations

from datetime import date, timedelta

from planner.core.book import Book
from planner.core.days import WorkingDays
from planner.core.value.deal_value import DayContext
from planner.core.value.lead_value import found_lead
from planner.core.value.quota import won_money


def earned(book: Book, today: date) -> float:
    """The rep's money this year: what plan.toml says was earned, and deals won since."""
    year = book.year
    known, since = 0.0, date.min
    if year is not None and year.earned is not None and year.as_of is not None and year.as_of.year == today.year:
        known, since = (year.earned, year.as_of) if year.as_of <= today else (0.0, date.min)
    money = won_money(book)
    return known + sum(
        money[deal.id]
        for deal in book.deals
        if deal.stage == "won"
        and deal.won_on is not None
        and deal.won_on.year == today.year
        and since < deal.won_on <= today
    )


def selling_hours_left(book: Book, working: WorkingDays, today: date) -> float:
    """Selling hours from today to December 31.

    The rest of the year's `selling_days`, at average length.
    """
    if book.year is None:
        return 0.0
    days = [date(today.year, 1, 1) + timedelta(days=n) for n in range(366)]
    working_days = [day for day in days if day.year == today.year and working.works(day)]
    if not working_days:
        return 0.0
    left = sum(1 for day in working_days if day >= today) / len(working_days)
    return book.year.selling_days * left * working.average_minutes / 60


def price_of_hour(book: Book, working: WorkingDays, today: date) -> float | None:
    """Money per hour that the rest of the year must make to meet the income goal.

    0 once it is met.

    None without a `[year]` in the book, or without an hour left in it.
    """
    if book.year is None:
        return None
    missing = max(0.0, book.year.income_goal - earned(book, today))
    hours = selling_hours_left(book, working, today)
    return missing / hours if hours > 0 else None


def steady_price(context: DayContext) -> float | None:
    """Money per hour for pursuing deals: the year's price, else what prospecting pays.

    None where there is no goal and nothing to find.
    """
    year = price_of_hour(context.book, context.working, context.today)
    if year is not None or context.playbook.prospecting.amount <= 0:
        return year
    return found_lead(context).per_hour


def won_without_date(book: Book) -> tuple[str, ...]:
    """Names of won deals without `won_on`, which count in no year."""
    return tuple(deal.name for deal in book.deals if deal.stage == "won" and deal.won_on is None)
