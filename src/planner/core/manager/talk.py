"""The talk with the manager: what was promised last time, what came of it, what is next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from planner.core.book import Book
from planner.core.bridge.snapshot import DealSnapshot
from planner.core.learn.learned import ENOUGH
from planner.core.manager.practice import Practice
from planner.core.review.forecast_call import ForecastCall
from planner.core.review.review import Review, Suggestion

MOST_DEALS = 8  # that are followed from the last talk to this one


class ChangeSince(NamedTuple):
    """A change that the last review named, and this one's; None: it is off the list."""

    was: Suggestion
    now: Suggestion | None


class DealSince(NamedTuple):
    """A deal at the start of the period, and its stage now; None: it is not in the book."""

    record: str
    name: str
    amount: float
    stage: str
    stage_now: str | None


class ManagerTalk(NamedTuple):
    """The talk at the end of a period.

    Of the last review its changes (none while it rests on fewer than 30 logged jobs), the largest deals at the start
    with what came of them, the internal time, and the forecast.
    """

    before: Review
    changes: tuple[ChangeSince, ...]
    deals: tuple[DealSince, ...]
    call: ForecastCall
    practices: tuple[Practice, ...] = ()

    @property
    def won(self) -> int:
        """Deals of the start that were won since."""
        return sum(1 for each in self.deals if each.stage_now == "won")


def manager_talk(
    review: Review, before: Review, start: Mapping[str, DealSnapshot], book: Book, call: ForecastCall
) -> ManagerTalk:
    """The talk about a period.

    `before` is the review of the period before, `start` the open deals at the first page of this one.
    """
    changes = before.changes if len(before.jobs) >= ENOUGH else ()
    since = tuple(ChangeSince(was, _same(was, review.changes)) for was in changes)
    return ManagerTalk(before, since, tuple(_deals(start, book)), call)


def _same(was: Suggestion, now: tuple[Suggestion, ...]) -> Suggestion | None:
    return next((each for each in now if (each.what, each.name) == (was.what, was.name)), None)


def _deals(start: Mapping[str, DealSnapshot], book: Book) -> Iterator[DealSince]:
    """The deals that were worth most at the start, with their stages then and now."""
    now = {deal.id: deal for deal in book.deals}
    largest = sorted(start.items(), key=lambda each: (-each[1].cents, each[0]))
    for id, then in largest[:MOST_DEALS]:
        deal = now.get(id)
        yield DealSince(id, deal.name if deal else id, then.amount, then.stage, deal.stage if deal else None)
