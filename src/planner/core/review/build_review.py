"""The review of a period: planned against actual, the money won, and suggestions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime, timedelta
from statistics import median

from planner.core.book import Book, Deal
from planner.core.days import WorkingDays
from planner.core.diary import DiaryDay
from planner.core.learn.score import Chance, DealEnds, Score, forecasts, score
from planner.core.line import Line
from planner.core.promises.kept_or_broken import kept_or_broken
from planner.core.records.names import names_of
from planner.core.review.customers import (
    activity,
    customers_of,
    open_ends,
    parked_deals,
    waiting_customers,
    won_deals,
)
from planner.core.review.period import Period
from planner.core.review.planned_and_logged import cut_at, dropped_lines, jobs
from planner.core.review.qualified_out import qualified_out
from planner.core.review.review import Review
from planner.core.review.suggestions import log_gap, suggestions
from planner.core.review.totals import aim_totals, day_totals, differences, estimates, hour_totals, is_win, totals_by
from planner.core.review.unplanned import unplanned_work
from planner.core.value.deal_value import is_open
from planner.core.value.quota import usual_share
from planner.core.value.year_price import won_without_date
from planner.core.worklog.work import morning_of
from planner.frozen_class import frozen


@frozen(kw_only=True)
class ReviewInputs:
    """The inputs of a review.

    `days` are the pages from `first` to `last` that are not after today, `before` and `after` the logs earlier and
    since; oldest first. Of today only lines that are over at `now` count. `chance` gives the chance to win that a row
    forecasts; without it forecasts are not scored.
    """

    book: Book
    first: date
    last: date
    today: date
    days: Sequence[DiaryDay]
    before: Sequence[DiaryDay] = ()
    after: Sequence[DiaryDay] = ()
    now: datetime | None = None
    damaged: frozenset[date] = frozenset()  # days with an unreadable row: a line without a log may have been done
    first_seen: Mapping[str, date] = field(default_factory=dict)
    holidays: frozenset[date] = frozenset()
    chance: Chance | None = None
    hours_saved: Callable[[Deal], float] | None = None  # that a parked deal would still have taken


def review(inputs: ReviewInputs) -> Review:
    """Review the days from `first` to `last` (or to today, if that is earlier)."""
    book = inputs.book
    days = [cut_at(day, inputs.now) if inputs.now and day.date == inputs.today else day for day in inputs.days]
    ends = min(inputs.last, inputs.today)
    done = jobs(days)
    mornings = [morning_of(day) for day in days]
    totals = day_totals(mornings, done)
    kept = [each for _, each in kept_or_broken(days)]
    worked_days, period = (*inputs.before, *days), Period(inputs.first, ends)
    names, customers = names_of(book), customers_of(book)
    titles = {play.id: play.title for play in book.playbook.plays.values()} | {"task": "Tasks"}
    prices = [price for day in days if (price := day.usual_price) is not None]
    result = Review(
        first=inputs.first,
        last=inputs.last,
        today=inputs.today,
        currency=book.rep.currency,
        pages=sum(1 for day in days if day.planned or day.worked),
        days=totals,
        plays=totals_by(mornings, done, _play, titles),
        customers=totals_by(mornings, done, lambda row: _customer(row, customers), {"": "no customer"}),
        hours=hour_totals(mornings, done),
        jobs=tuple(done),
        made=sum((job.made for job in done), 0.0),
        won=won_deals(days, book, period),
        undated=won_without_date(book),
        lost=len({row.what.record for day in days for row in day.worked if row.result.outcome == "lost"}),
        aims=aim_totals(done, book.playbook),
        estimates=estimates(done, book.playbook),
        dropped=dropped_lines([day for day in mornings if _is_judged(day.date, inputs)], names, inputs.after),
        unplanned=unplanned_work(done),
        unlogged=sum(max(0, day.planned - day.actual) for day in totals if day.actual),
        waiting=waiting_customers(book, worked_days, inputs.after, inputs.first_seen, ends),
        open_ends=open_ends(book),
        open_deals=sum(1 for deal in book.deals if is_open(deal)),
        parked=parked_deals(worked_days, book, period),
        qualified_out=qualified_out(book, period, inputs.hours_saved or (lambda _deal: 0.0)),
        effort=replace(
            activity(mornings, done, book, inputs.first_seen, period), promises=len(kept), promises_kept=sum(kept)
        ),
        differences=differences(done, book.playbook),
        price=median(prices) if prices else None,
        score=_score(inputs, inputs.chance, ends) if inputs.chance is not None else None,
    )
    result = replace(result, thin=log_gap(result, _days_over(inputs, ends)))
    return replace(result, changes=suggestions(result))


def _is_judged(on: date, inputs: ReviewInputs) -> bool:
    """Return whether a line without a log counts as not done on a day.

    It does once the day is over, if its page can be read.
    """
    if on in inputs.damaged:
        return False
    if inputs.now is None or on != inputs.today:
        return True
    hours = WorkingDays(inputs.book.hours, inputs.holidays).ranges(on)
    return inputs.now.hour * 60 + inputs.now.minute >= max((each.end for each in hours), default=0)


def _play(row: Line) -> str:
    return row.what.play


def _customer(row: Line, customers: Mapping[str, str]) -> str:
    return (
        customers.get(row.what.record, row.what.record)
        if row.what.record is not None
        else customers.get(row.what.item, "")
    )


def _days_over(inputs: ReviewInputs, ends: date) -> int:
    """Count the working days of the period that are over, and today if it has a log."""
    working = WorkingDays(inputs.book.hours, inputs.holidays)
    logged_today = any(day.date == inputs.today and day.worked for day in inputs.days)
    pages = [day.date for day in (*inputs.before[:1], *inputs.days[:1])]
    start = max(inputs.first, min(pages, default=inputs.first))  # before the first page there was no plan
    count = (ends - start).days + 1
    period = (start + timedelta(days=n) for n in range(max(0, count)))
    return sum(1 for day in period if working.works(day) and (day < inputs.today or logged_today))


def _score(inputs: ReviewInputs, chance: Chance, ends: date) -> Score | None:
    closing = inputs.book.playbook.stages[-1].name
    days_won: dict[str, date] = {}
    days_closed: dict[str, date] = {}
    last_seen: dict[str, date] = {}
    for day in inputs.days:
        for row in day.worked:
            if row.what.record is None:
                continue
            if is_win(row, closing):
                days_won.setdefault(row.what.record, day.date)
            elif row.result.outcome in ("lost", "parked"):
                days_closed.setdefault(row.what.record, day.date)
        last_seen |= {row.what.record: day.date for row in _rows(day) if row.what.record is not None}
    for deal in inputs.book.deals:
        if deal.stage == "won" and deal.won_on is not None:
            days_won.setdefault(deal.id, deal.won_on)
        elif deal.stage in ("lost", "parked"):
            on = deal.lost_on or deal.since
            if on is not None:
                days_closed.setdefault(deal.id, on)
    worth = {deal.id: deal.amount * usual_share(deal, inputs.book) for deal in inputs.book.deals}
    return score(forecasts(inputs.days, chance), DealEnds(days_won, days_closed, last_seen), ends, worth)


def _rows(day: DiaryDay) -> Iterable[Line]:
    return (*day.planned, *day.worked)
