"""The territory as a value: a quarter's hours as they go, and as they would earn the most."""

from __future__ import annotations

from datetime import date

from planner.frozen_class import frozen

NAMES = ("Open deals", "Accounts", "Prospecting", "Touches", "Other work")


@frozen(kw_only=True)
class Share:
    """The hours and the money (to the rep) of a record or a group."""

    hours: float = 0.0
    money: float = 0.0

    def __add__(self, other: Share) -> Share:
        return Share(hours=self.hours + other.hours, money=self.money + other.money)


@frozen(kw_only=True)
class Allocation:
    """The hours of a deal or an account as given by the diary, and the best ones."""

    record: str
    name: str
    given: Share
    best: Share

    @property
    def hours(self) -> float:
        return self.best.hours - self.given.hours

    @property
    def gain(self) -> float:
        return self.best.money - self.given.money


@frozen(kw_only=True)
class AccountPlan(Allocation):
    """An account's quarter: visits, room to grow (money a year), people, the next step."""

    visits_given: float
    visits_best: float
    plan: str
    room: float | None  # None: not known
    people: tuple[str, ...]
    next: str
    next_on: date | None


@frozen(kw_only=True)
class Territory:
    """A quarter from a day on: hours, money to the rep, and what the last hour pays."""

    first: date
    last: date
    currency: str
    hours: float  # for selling
    diary_days: int  # days of the diary that the given hours are taken from; 0: none
    price: float
    groups: tuple[Allocation, ...]
    deals: tuple[Allocation, ...]
    accounts: tuple[AccountPlan, ...]  # the largest first

    @property
    def gain(self) -> float:
        """The money between the given hours and the best; of the accounts only without a diary."""
        return sum(each.gain for each in (self.groups if self.diary_days else self.accounts))

    @property
    def moves(self) -> tuple[Allocation, ...]:
        """The changes in order of gain; of the accounts only without a diary."""
        known: tuple[Allocation, ...] = (*self.deals, *self.accounts) if self.diary_days else self.accounts
        changed = [each for each in known if abs(each.hours) >= 0.05]
        return tuple(sorted(changed, key=lambda each: (-each.gain, each.record)))
