"""The price of a recurring meeting by the year, and the chance that a discount has to bring."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from planner.core.book import Book, Deal, Year
from planner.core.days import WorkingDays
from planner.core.diary import Busy
from planner.core.value.deal_pursuit import chance_to_win
from planner.core.value.deal_value import DayContext, deal_value, rep_share, start_of
from planner.core.value.year_price import steady_price
from planner.frozen_class import frozen

WEEKS_READ = 4  # weeks of the calendar from which a meeting's minutes a week are taken


@frozen(kw_only=True)
class MeetingPrice:
    """A recurring meeting by the year: minutes a week × price of an hour × working weeks."""

    title: str
    minutes_a_week: float
    weeks: float
    price_of_hour: float  # money

    @property
    def hours(self) -> float:
        return self.minutes_a_week * self.weeks / 60

    @property
    def money(self) -> float:
        return self.hours * self.price_of_hour


@frozen(kw_only=True)
class DiscountPrice:
    """A discount on a deal. Shares and chances are 0..1; `points` is the chance it has to bring."""

    record: str
    name: str
    currency: str
    amount: float
    discount: float
    margin: float  # share of the amount that is there to give: 1, or the margin
    chance: float
    worth: float  # money to the rep if won, before the discount

    @property
    def points(self) -> float | None:
        """Points of chance (0..1) that it has to bring; None where nothing is left to earn."""
        left = self.margin - self.discount
        return self.chance * (self.margin / left - 1) if left > 0 else None

    @property
    def needed(self) -> float | None:
        """The chance to win that it takes; None where no chance is enough."""
        points = self.points
        return None if points is None or self.chance + points > 1 else self.chance + points

    @property
    def worth_then(self) -> float:
        return self.worth * max(0.0, self.margin - self.discount) / self.margin


def working_weeks(book: Book, working: WorkingDays) -> float:
    """The rep's working weeks a year: selling days ÷ working days a week."""
    days = book.year.selling_days if book.year is not None else Year().selling_days
    return days / working.a_week if working.a_week else 0.0


def weekly_minutes(busy: Iterable[Busy], word: str, starts: datetime, ends: datetime) -> tuple[str, float]:
    """Title and minutes a week of the meetings between two times with a word in their title.

    "" and 0 without any.
    """
    found = [each for each in busy if word.casefold() in each.title.casefold() and starts <= each.start < ends]
    minutes = sum((each.end - each.start).total_seconds() / 60 for each in found)
    return (found[0].plain_title if found else ""), minutes / WEEKS_READ


def recurring(busy: Iterable[Busy], starts: datetime, ends: datetime) -> list[tuple[str, float]]:
    """Titles and weekly minutes of meetings that come at least twice in four weeks."""
    times: dict[str, list[float]] = {}
    for each in busy:
        if each.record is None and not each.all_day and starts <= each.start < ends:
            times.setdefault(each.plain_title, []).append((each.end - each.start).total_seconds() / 60)
    found = [(title, sum(minutes) / WEEKS_READ) for title, minutes in times.items() if len(minutes) > 1]
    return sorted(found, key=lambda each: (-each[1], each[0]))


def discount_price(deal: Deal, discount: float, context: DayContext) -> DiscountPrice | None:
    """The chance that a discount has to bring on an open deal; None for one that can't be won."""
    value = deal_value(deal, context)
    if value is None:
        return None
    share = rep_share(deal, context)
    pursued = chance_to_win(start_of(deal, value, context), value.index, steady_price(context), context)
    return DiscountPrice(
        record=deal.id,
        name=deal.name,
        currency=context.book.rep.currency,
        amount=deal.amount,
        discount=discount,
        margin=share if context.book.rep.keeps_is == "margin" and share > 0 else 1.0,
        chance=pursued.chance,
        worth=value.payout / (value.wins or 1.0),
    )
