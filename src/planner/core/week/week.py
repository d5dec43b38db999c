"""The week as a value: its days, what depends on earlier ones, and what none of them holds."""

from __future__ import annotations

from datetime import date, datetime

from planner.core.page.page import LeftOut, Page
from planner.frozen_class import frozen


@frozen(kw_only=True)
class IfOpen:
    """A deal's later try, which is not counted: the first day on which it could be made."""

    record: str
    name: str
    title: str
    on: date


@frozen(kw_only=True)
class KeptTime:
    """Time kept for a step that opens if an earlier one of the week goes well."""

    record: str
    name: str
    title: str
    start: datetime
    minutes: int
    chance: float  # 0..1, that it opens


@frozen(kw_only=True)
class Near:
    """A customer near the places of a day with travel, who is not on that day's page."""

    record: str
    name: str
    place: str
    planned: date | None  # the day of the week on which they are planned


@frozen(kw_only=True)
class WeekDay:
    """A day of the week: its page, the time kept, and who is near where it leads."""

    page: Page
    kept: tuple[KeptTime, ...] = ()
    places: tuple[str, ...] = ()  # where the day leads, the base excluded
    near: tuple[Near, ...] = ()


@frozen(kw_only=True)
class Week:
    """The next working days. Money in the book's currency; `price` is money per hour."""

    days: tuple[WeekDay, ...]
    if_open: tuple[IfOpen, ...]
    left_out: tuple[LeftOut, ...]  # on no day, best hour first

    @property
    def makes(self) -> float:
        return sum(day.page.makes for day in self.days)

    @property
    def minutes(self) -> int:
        return sum(day.page.minutes_available for day in self.days)

    @property
    def price(self) -> float:
        """The price of an hour, each day's weighted with its minutes."""
        weighted = sum(day.page.prices.today * day.page.minutes_available for day in self.days)
        return weighted / self.minutes if self.minutes else 0.0
