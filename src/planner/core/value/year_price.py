"""The price of an hour that the year's income goal needs."""

from __future__ import annotations

from datetime import date, timedelta

from planner.core.book import Book
from planner.core.days import WorkingDays
from planner.core.fiscal_year import fiscal_year_of
from planner.core.value.deal_value import DayContext
from planner.core.value.lead_value import found_lead
from planner.core.value.quota import won_money


def earned(book: Book, today: date) -> float:
    """The rep's money this year: what plan.toml says was earned, and deals won since."""
    year, fiscal = book.year, fiscal_year_of(book)
    this_year = fiscal.year(today)
    known, since = 0.0, date.min
    if year is not None and year.earned is not None and year.as_of is not None:
        counts = fiscal.year(year.as_of) == this_year and year.as_of <= today
        known, since = (year.earned, year.as_of) if counts else (0.0, date.min)
    money = won_money(book)
    return known + sum(
        money[deal.id]
        for deal in book.deals
        if deal.stage == "won"
        and deal.won_on is not None
        and this_year.first <= deal.won_on
        and since < deal.won_on <= today
    )


def selling_hours_left(book: Book, working: WorkingDays, today: date) -> float:
    """Selling hours from today to the end of the year.

    The rest of the year's `selling_days`, at average length.
    """
    if book.year is None:
        return 0.0
    first, last = fiscal_year_of(book).year(today)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    working_days = [day for day in days if working.works(day)]
    if not working_days:
        return 0.0
    left = sum(1 for day in working_days if day >= today) / len(working_days)
    return book.year.selling_days * left * working.average_minutes / 60


def price_of_hour(book: Book, working: WorkingDays, today: date) -> float | None:
    """Money per hour that the rest of the year must make to meet the income goal.

    0 once it is met.

    None without a goal in the book, or without an hour left in it.
    """
    if book.year is None or book.year.income_goal is None:
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
