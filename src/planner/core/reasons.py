"""The reason why an hour of a step pays, as values; the screens have the words."""

from __future__ import annotations

from datetime import date

from planner.frozen_class import frozen


@frozen(kw_only=True)
class Pursuit:
    """Payout × chance, less colleagues' costs, over the hours still needed."""

    worth: float  # money
    chance: float  # 0..1
    hours: float
    costs: float = 0.0  # of colleagues in the next try, money


@frozen(kw_only=True)
class NextVisit:
    """The money that the next visit to an account adds, of those in a quarter."""

    makes: float
    visits_now: float
    visits_usual: float


@frozen(kw_only=True)
class LostBefore:
    """A deal that was lost: the day, the days since, the reason, and to whom ("" if not noted)."""

    on: date
    days: int
    reason: str = ""
    to: str = ""


@frozen(kw_only=True)
class Touch:
    """A touch by its cadence.

    Days since the last one (None: not known), the cadence, and days until it is overdue (negative: it is).
    """

    silent_days: int | None
    cadence: int
    days_left: int
    lost: LostBefore | None = None  # of a lost deal


@frozen(kw_only=True)
class Finding:
    """A lead not yet found.

    Payout of a typical deal × the chance to win it over the hours, prospecting included.
    """

    worth: float
    chance: float
    hours: float
    kept: bool  # it uses the time set aside for prospecting


@frozen(kw_only=True)
class OwnFigure:
    """A task with the rep's own figure (money).

    Without one it pays as its record does, is a must, or fills a gap.
    """

    makes: float | None
    by_record: bool = False  # it is worth as much as an hour of its record


Why = Pursuit | NextVisit | Touch | Finding | OwnFigure
