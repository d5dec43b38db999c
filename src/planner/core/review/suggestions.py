"""Suggestions for the next days: up to three changes worth making, each with its number."""

from __future__ import annotations

from collections.abc import Iterator

from planner.core.learn.statistics import share_range
from planner.core.review.review import Review, Suggestion, ThinLog
from planner.core.review.unplanned import unplanned_total

MOST = 3
WORTH_AN_EFFORT = 0.05  # share of the money, or of the time, that has to be at stake
FEWEST_AIMS = 8  # contacts with an objective logged as met or not met
FAR_OFF = 0.15  # an estimate that misses by less is good
MUCH = 0.2  # share of the time spent on unplanned work
LEAST_LOGGED = 0.4  # of the planned minutes


def log_gap(review: Review, days_working: int) -> ThinLog | None:
    """Return the figures of a log too thin to judge by, None if it is enough.

    It is too thin with a log on under half of the working days, or of under 40% of the plan. A day off without a plan
    is nothing to judge either, but does not count against the rep.
    """
    logged = sum(1 for day in review.days if day.actual)
    few_days = logged * 2 < days_working
    few_minutes = review.actual < LEAST_LOGGED * review.planned
    if review.actual and not few_days and not few_minutes:
        return None
    return ThinLog(
        days_logged=logged, days_working=days_working, minutes_logged=review.actual, minutes_planned=review.planned
    )


def suggestions(review: Review) -> tuple[Suggestion, ...]:
    """Return the changes most worth making: by the money at stake, then those without a sum."""
    if review.thin is not None:
        return ()
    priced = [
        each
        for each in _suggestions_with_money(review)
        if each.stake > WORTH_AN_EFFORT * max(review.made, 0.0) or each.minutes > WORTH_AN_EFFORT * review.actual
    ]
    priced.sort(key=lambda each: (-each.stake, each.what, each.name))
    return tuple([*_one_per_kind(priced), *_suggestions_without_money(review)][:MOST])


def _one_per_kind(found: list[Suggestion]) -> Iterator[Suggestion]:
    """Keep one suggestion of a kind: two wrong estimates are one change to make."""
    seen = set()
    for each in found:
        if each.what not in seen:
            seen.add(each.what)
            yield each


def _suggestions_with_money(review: Review) -> Iterator[Suggestion]:
    price = review.price if review.price else review.made * 60 / review.actual if review.actual else 0.0
    logged, met = sum(each.logged for each in review.aims), sum(each.met for each in review.aims)
    if logged >= FEWEST_AIMS and share_range(met, logged)[1] < 0.5:
        minutes = sum(each.minutes_unmet for each in review.aims)
        worst = max(review.aims, key=lambda each: each.logged - each.met)
        yield Suggestion(
            what="aims", stake=minutes / 60 * price, count=logged - met, of=logged, minutes=minutes, name=worst.aim
        )
    for each in review.estimates:
        if each.sure and abs(each.ratio - 1) >= FAR_OFF:
            off = each.actual - each.planned
            yield Suggestion(
                what="estimate",
                stake=abs(off) / 60 * price,
                count=each.logs,
                minutes=off,
                ratio=each.ratio,
                name=each.title,
            )
    unplanned = unplanned_total(review.unplanned)
    if unplanned.minutes >= MUCH * review.actual:
        yield Suggestion(
            what="unplanned",
            stake=max(0.0, unplanned.minutes / 60 * price - unplanned.money),
            minutes=unplanned.minutes,
            of=review.actual,
            name=review.unplanned[0].name,
        )
    if review.dropped_money > 0:
        yield Suggestion(
            what="dropped", stake=review.dropped_money, count=len(review.never_done), money=review.dropped_money
        )
    late = [deal for deal in review.parked if deal.when == "late"]
    if late:
        minutes = sum(deal.minutes_below for deal in late)
        lost = sum(((deal.price or 0.0) - (deal.per_hour or 0.0)) * deal.minutes_below / 60 for deal in late)
        yield Suggestion(what="parked late", stake=lost, count=len(late), minutes=minutes, name=late[0].name)


def _suggestions_without_money(review: Review) -> Iterator[Suggestion]:
    overdue = [each for each in review.waiting if each.late > 0]
    if overdue:
        yield Suggestion(what="waiting", stake=0.0, count=len(overdue), of=len(review.waiting), name=overdue[0].name)
    effort = review.effort
    if effort.follow_ups_planned >= 3 and effort.follow_ups_kept < 0.8 * effort.follow_ups_planned:
        missed = effort.follow_ups_planned - effort.follow_ups_kept
        yield Suggestion(what="follow-ups", stake=0.0, count=missed, of=effort.follow_ups_planned)
    if len(review.open_ends) >= 3 and len(review.open_ends) * 3 >= review.open_deals:
        amount = sum(each.amount for each in review.open_ends)
        yield Suggestion(what="next step", stake=0.0, count=len(review.open_ends), of=review.open_deals, money=amount)
