"""The two or three things worth changing next week, each with its number; or none."""

from __future__ import annotations

from collections.abc import Iterator

from planner.core.learn.statistics import share_between
from planner.core.review.review import Change, Review, Thin

MOST = 3
WORTH_AN_EFFORT = 0.05  # share of what was made, or of the time, that has to be at stake
LEAST_TOLD = 8  # contacts whose log says whether their aim was met
FAR_OFF = 0.15  # an estimate that misses by less is good
MUCH = 0.2  # share of the time that went to nothing planned
LEAST_LOGGED = 0.4  # of the planned minutes


def thin(review: Review, days_working: int) -> Thin | None:
    """Whether too little was logged to judge: on under half of the working days, or under 40 % of what was planned.

    A day off on which nothing was planned is nothing to judge either, but none of the rep's error.
    """
    logged = sum(1 for day in review.days if day.actual)
    few_days = logged * 2 < days_working
    few_minutes = review.actual < LEAST_LOGGED * review.planned
    if review.actual and not few_days and not few_minutes:
        return None
    return Thin(
        days_logged=logged, days_working=days_working, minutes_logged=review.actual, minutes_planned=review.planned
    )


def changes(review: Review) -> tuple[Change, ...]:
    """What is most worth changing, by the money at stake; then what has no money of its own."""
    if review.thin is not None:
        return ()
    priced = [
        each
        for each in _priced(review)
        if each.stake > WORTH_AN_EFFORT * max(review.made, 0.0) or each.minutes > WORTH_AN_EFFORT * review.actual
    ]
    priced.sort(key=lambda each: (-each.stake, each.what, each.name))
    return tuple([*_different(priced), *_unpriced(review)][:MOST])


def _different(found: list[Change]) -> Iterator[Change]:
    """One of a kind: two estimates are one thing to change."""
    seen = set()
    for each in found:
        if each.what not in seen:
            seen.add(each.what)
            yield each


def _priced(review: Review) -> Iterator[Change]:
    price = review.price if review.price else review.made * 60 / review.actual if review.actual else 0.0
    told, met = sum(each.told for each in review.aims), sum(each.met for each in review.aims)
    if told >= LEAST_TOLD and share_between(met, told)[1] < 0.5:
        minutes = sum(each.minutes_unmet for each in review.aims)
        worst = max(review.aims, key=lambda each: each.told - each.met)
        yield Change(
            what="aims", stake=minutes / 60 * price, count=told - met, of=told, minutes=minutes, name=worst.aim
        )
    for each in review.estimates:
        if each.sure and abs(each.ratio - 1) >= FAR_OFF:
            off = each.actual - each.planned
            yield Change(
                what="estimate",
                stake=abs(off) / 60 * price,
                count=each.logs,
                minutes=off,
                ratio=each.ratio,
                name=each.title,
            )
    unplanned = sum(group.actual for group in review.unplanned)
    if unplanned >= MUCH * review.actual:
        made = sum(group.made for group in review.unplanned)
        yield Change(
            what="unplanned",
            stake=max(0.0, unplanned / 60 * price - made),
            minutes=unplanned,
            of=review.actual,
            name=review.unplanned[0].name,
        )
    gone = [each for each in review.dropped if each.done_later is None]
    if review.dropped_money > 0:
        yield Change(what="dropped", stake=review.dropped_money, count=len(gone), money=review.dropped_money)
    late = [deal for deal in review.parked if deal.when == "late"]
    if late:
        minutes = sum(deal.minutes_below for deal in late)
        lost = sum(((deal.price or 0.0) - (deal.per_hour or 0.0)) * deal.minutes_below / 60 for deal in late)
        yield Change(what="parked late", stake=lost, count=len(late), minutes=minutes, name=late[0].name)


def _unpriced(review: Review) -> Iterator[Change]:
    overdue = [each for each in review.waiting if each.late > 0]
    if overdue:
        yield Change(what="waiting", stake=0.0, count=len(overdue), of=len(review.waiting), name=overdue[0].name)
    effort = review.effort
    if effort.follow_ups_planned >= 3 and effort.follow_ups_kept < 0.8 * effort.follow_ups_planned:
        missed = effort.follow_ups_planned - effort.follow_ups_kept
        yield Change(what="follow-ups", stake=0.0, count=missed, of=effort.follow_ups_planned)
    if len(review.open_ends) >= 3 and len(review.open_ends) * 3 >= review.open_deals:
        amount = sum(each.amount for each in review.open_ends)
        yield Change(what="next step", stake=0.0, count=len(review.open_ends), of=review.open_deals, money=amount)
