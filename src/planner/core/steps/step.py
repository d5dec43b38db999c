"""A step: work that can be done for a record today, with its value, before it has a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal, NamedTuple

from planner.core.book import ClockRange, Kind
from planner.core.line import WITHOUT_CUSTOMER, Does, What, Worth
from planner.core.reasons import Why
from planner.core.timing.pace import Wait
from planner.core.value.pursuit import PursuitResult


class Start(NamedTuple):
    """The state from which a deal is pursued.

    Its stage's number, the belief (log odds) and its first step.
    """

    stage: int
    log_odds: float
    minutes: float  # of the whole first step
    payout: float  # amount x the rep's share x the chance to be in time
    questions: tuple[int, ...] | None = None  # numbers of those it asks; None: it is a try
    chance: float | None = None  # the rep's own chance that the first step advances the deal
    work: float = 0.0  # minutes for the deal that come before the next try
    size: float = 1.0  # times the playbook's minutes
    wins: float = 1.0  # share of such deals, if real, that buy from us; it is in the payout
    tries_in_time: int | None = None  # at the last stage, before its deadline
    prospecting: bool = False  # the lead has to be found first
    lifts: float = 1.0  # times the chance to advance of the next try, by a colleague
    cost: float = 0.0  # of colleagues in the next try, money

    @property
    def has_usual_try(self) -> bool:
        """True if the next try has the playbook's chance, and costs nothing."""
        return self.chance is None and self.lifts == 1.0 and not self.cost


class Step(NamedTuple):
    """A step with its rules and its value; `index` (of deals) is per hour and unit of payout."""

    item: str
    record: str | None
    name: str
    kind: Kind
    play: str
    does: Does
    title: str
    objective: str
    minutes: int
    per_hour: float = 0.0
    index: float | None = None  # type: ignore[assignment]  # in the place of the method of tuples
    must: bool = False
    due: bool = False
    at: datetime | None = None
    pinned: bool = False  # `at` is the rep's own wish for today, and was agreed with nobody
    from_calendar: bool = False  # `at` is that of an event in the rep's calendar
    urgent: bool = False
    group: str | None = None
    windows: tuple[ClockRange, ...] = ()
    timezone: str | None = None
    needs: tuple[str, ...] = ()
    place: str | None = None
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    splits: bool = False
    cut_to: int | None = None  # minutes of a promise that today holds; None: all of it
    care: Literal["touch", "find"] | None = None
    deadline: int = 0
    stage: str | None = None
    start: Start | None = None
    why: Why | None = None  # None: a deal's, from its pursuit
    later: date | None = None  # set for that day, when an hour costs less
    wait: Wait | None = None  # the customer is not tried today
    qualify_first: bool = False  # work for a deal that waits until the deal is qualified
    too_dear: bool = False  # its colleagues cost more than it brings
    helper: str | None = None  # the colleague who is called in because it pays
    helper_adds: float = 0.0  # money per hour that calling them in adds
    promised: bool = False
    overdue: int = 0  # working days past the promise
    last_day: date | None = None  # of the promise
    earliest: datetime | None = None  # not before that moment
    claim: tuple[float, ...] | None = None  # its turn among what has a claim on the day, the lowest first
    delay: float = 0.0  # share of payout × chance that one day's delay takes
    people: tuple[str, ...] = ()  # contacts it is with; without any, the record's main contact
    also: tuple[str, ...] = ()  # other records of the customer for which it is the touch as well
    is_extra: bool = False  # next to the deal's own step, which is the one that is named
    pays_less: bool = False  # than the deal's own step, which fits wherever it does
    if_open: bool = False  # a step of its record is on an earlier day of the week
    joins: str = ""  # name of the record whose step today is the touch of this one

    def costs(self, per_hour_of: Mapping[str, float], minutes: int | None = None) -> float:
        """Money that the colleagues cost for `minutes` (default: all of them)."""
        hours = (self.minutes if minutes is None else minutes) / 60
        return hours * sum(per_hour_of.get(colleague, 0.0) for colleague in self.needs)

    def makes(self, minutes: int) -> float:
        """Money that `minutes` of it are planned to bring: hours × money per hour."""
        return minutes / 60 * self.per_hour

    @property
    def is_touch(self) -> bool:
        """True for a touch, and for what takes the place of one."""
        return self.does in ("touch", "fresh-look") or self.care == "touch"

    @property
    def is_contact(self) -> bool:
        """True if it reaches someone."""
        return self.record is not None and self.does not in WITHOUT_CUSTOMER

    def what(self) -> What:
        """The work and its customer."""
        return What(
            item=self.item,
            record=self.record,
            kind=self.kind,
            does=self.does,
            play=self.play,
            title=self.title,
            objective=self.objective,
            stage=self.stage,
            people=self.people,
            also=self.also,
            name=self.name,
        )

    def worth(self, minutes: int, pursuit: PursuitResult | None, belief: float | None, costs: float) -> Worth:
        """The worth of `minutes` of it."""
        payout, wins = (self.start.payout, self.start.wins or 1.0) if self.start else (0.0, 1.0)
        return Worth(
            per_hour=self.per_hour,
            makes=self.makes(minutes),
            costs=costs,
            value=self.makes(minutes),
            waiting=self.delay * payout / wins * (pursuit.chance if pursuit else 0.0),
            index=self.index,
            chance=pursuit.chance if pursuit else None,
            belief=belief,
            helper_adds=self.helper_adds * minutes / 60,
        )
