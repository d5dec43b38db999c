"""A stretch of days in review: what was planned beside what was done, what it made, and what is worth changing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from planner.core.book import CLOSED_STAGES, Book
from planner.core.days import WorkingDays
from planner.core.diary import DiaryDay, Planned, Worked
from planner.core.history import read_history
from planner.core.learn.score import Chance, Score, forecasts, score
from planner.core.records.names import names_of
from planner.core.review.changes import changes, thin
from planner.core.review.customers import customers_of, effort, open_ends, parked, waiting, won
from planner.core.review.figures import aims, by_day, by_hour, differences, estimates, grouped
from planner.core.review.jobs import dropped, jobs, until
from planner.core.review.review import Review
from planner.core.value.deal_value import keeps_of
from planner.core.value.year_price import won_without_a_day
from planner.core.worklog.work import morning_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What a review is made from.

    `days` are the pages from `first` to `last` that are not after today, `before` and `after` what was worked earlier
    and since; oldest first. Of today only what is over at `now` is reviewed. `chance` tells the chance to win
    that a row forecasts, where forecasts are to be scored.
    """

    book: Book
    first: date
    last: date
    today: date
    days: Sequence[DiaryDay]
    before: Sequence[DiaryDay] = ()
    after: Sequence[DiaryDay] = ()
    now: datetime | None = None
    damaged: frozenset[date] = frozenset()  # days of which a row was left out: nobody knows what was not done
    first_seen: Mapping[str, date] = field(default_factory=dict)
    holidays: frozenset[date] = frozenset()
    chance: Chance | None = None


def review(given: Reviewed) -> Review:
    """The review of the days from `first` to `last` (or to today, where that is earlier)."""
    book = given.book
    days = [until(day, given.now) if given.now and day.date == given.today else day for day in given.days]
    ends = min(given.last, given.today)
    lowest = read_history(given.before, given.first - timedelta(days=1)).lowest_index
    done = jobs(days, lowest)
    mornings = [morning_of(day) for day in days]
    totals = by_day(mornings, done)
    names, customers = names_of(book), customers_of(book)
    titles = {play.id: play.title for play in book.playbook.plays.values()} | {"task": "Tasks"}
    prices = [day.price_today for day in days if day.price_today is not None]
    told = Review(
        first=given.first,
        last=given.last,
        today=given.today,
        currency=book.rep.currency,
        pages=sum(1 for day in days if day.planned or day.worked),
        days=totals,
        plays=grouped(mornings, done, _play, titles),
        customers=grouped(mornings, done, lambda row: _customer(row, customers), {"": "no customer"}),
        hours=by_hour(mornings, done),
        jobs=tuple(done),
        made=sum((job.made for job in done), 0.0),
        won=won(days, book, given.first, ends),
        undated=won_without_a_day(book),
        lost=len({row.record for day in days for row in day.worked if row.outcome == "lost"}),
        aims=aims(done, book.playbook),
        estimates=estimates(done, book.playbook),
        dropped=dropped([day for day in mornings if _is_judged(day.date, given)], names, given.after),
        unplanned=grouped((), [job for job in done if job.planned is None], lambda row: row.title, {}),
        unlogged=sum(max(0, day.planned - day.actual) for day in totals if day.actual),
        waiting=waiting(book, (*given.before, *days), given.after, given.first_seen, ends),
        open_ends=open_ends(book),
        open_deals=sum(1 for deal in book.deals if deal.stage not in CLOSED_STAGES),
        parked=parked((*given.before, *days), book, given.first, ends),
        effort=effort(mornings, done, book, given.first_seen, given.first, ends),
        differences=differences(done, book.playbook),
        price=_middle(prices),
        score=_score(given, given.chance, ends) if given.chance is not None else None,
    )
    told = replace(told, thin=thin(told, _days_over(given, ends)))
    return replace(told, changes=changes(told))


def _is_judged(on: date, given: Reviewed) -> bool:
    """Whether what is not logged on a day was not done: it is over, and its page can be read."""
    if on in given.damaged:
        return False
    if given.now is None or on != given.today:
        return True
    hours = WorkingDays(given.book.hours, given.holidays).ranges(on)
    return given.now.hour * 60 + given.now.minute >= max((each.end for each in hours), default=0)


def _middle(figures: Sequence[float]) -> float | None:
    """Their median."""
    ordered = sorted(figures)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2 if ordered else None


def _play(row: Planned | Worked) -> str:
    return row.play


def _customer(row: Planned | Worked, customers: Mapping[str, str]) -> str:
    return customers.get(row.record, row.record) if row.record is not None else customers.get(row.item, "")


def _days_over(given: Reviewed, ends: date) -> int:
    """Working days of the stretch that are over, and today where something was logged already."""
    working = WorkingDays(given.book.hours, given.holidays)
    logged_today = any(day.date == given.today and day.worked for day in given.days)
    pages = [day.date for day in (*given.before[:1], *given.days[:1])]
    began = max(given.first, min(pages, default=given.first))  # before the first page there was no plan
    count = (ends - began).days + 1
    stretch = (began + timedelta(days=n) for n in range(max(0, count)))
    return sum(1 for day in stretch if working.works(day) and (day < given.today or logged_today))


def _score(given: Reviewed, chance: Chance, ends: date) -> Score | None:
    ways: dict[str, dict[str, date]] = {"won": {}, "closed": {}}
    closing = given.book.playbook.stages[-1].name
    seen: dict[str, date] = {}
    for day in given.days:
        for row in day.worked:
            if row.record is None:
                continue
            if row.outcome == "won" or (row.outcome == "advanced" and row.stage == closing):
                ways["won"].setdefault(row.record, day.date)
            elif row.outcome in ("lost", "parked"):
                ways["closed"].setdefault(row.record, day.date)
        seen |= {row.record: day.date for row in _rows(day) if row.record is not None}
    for deal in given.book.deals:
        if deal.stage == "won" and deal.won_on is not None:
            ways["won"].setdefault(deal.id, deal.won_on)
        elif deal.stage in ("lost", "parked"):
            on = deal.lost_on or deal.since
            if on is not None:
                ways["closed"].setdefault(deal.id, on)
    worth = {deal.id: deal.amount * keeps_of(deal, given.book) for deal in given.book.deals}
    return score(forecasts(given.days, chance), ways["won"], ways["closed"], seen, ends, worth)


def _rows(day: DiaryDay) -> Iterable[Planned | Worked]:
    return (*day.planned, *day.worked)
