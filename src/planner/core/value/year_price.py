"""What the year asks of an hour."""

from __future__ import annotations

from datetime import date, timedelta

from planner.core.book import Book
from planner.core.days import WorkingDays
from planner.core.value.deal_value import keeps_of


def earned(book: Book, today: date) -> float:
    """Money kept from deals won since January."""
    return sum(
        deal.amount * keeps_of(deal, book)
        for deal in book.deals
        if deal.stage == "won" and deal.won_on is not None and deal.won_on.year == today.year and deal.won_on <= today
    )


def selling_hours_left(book: Book, working: WorkingDays, today: date) -> float:
    """Hours of selling from today to the year's end: its share of `selling_days`, of average length."""
    if book.year is None:
        return 0.0
    days = [date(today.year, 1, 1) + timedelta(days=n) for n in range(366)]
    working_days = [day for day in days if day.year == today.year and working.works(day)]
    if not working_days:
        return 0.0
    left = sum(1 for day in working_days if day >= today) / len(working_days)
    return book.year.selling_days * left * working.average_minutes / 60


def price_of_hour(book: Book, working: WorkingDays, today: date) -> float | None:
    """Money an hour that the rest of the year must make to reach the income goal: 0 once it is reached, None without
    a `[year]` or without an hour left in it."""
    if book.year is None:
        return None
    missing = max(0.0, book.year.income_goal - earned(book, today))
    hours = selling_hours_left(book, working, today)
    return missing / hours if hours > 0 else None


def won_without_a_day(book: Book) -> tuple[str, ...]:
    """Names of deals that are won and tell no `won_on`: they count in no year."""
    return tuple(deal.name for deal in book.deals if deal.stage == "won" and deal.won_on is None)
