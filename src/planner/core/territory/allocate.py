"""A quarter's hours as they go, and as they would earn the most.

L. M. Lodish, "CALLPLAN: An Interactive Salesman's Call Planning System", Management Science 18(4), 1971, asks this for
visits to accounts. Here deals, by their index, and prospecting compete for the same hours.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple

from planner.core.book import Account, record_name
from planner.core.cadence.touches import cadence_of, minutes_needed, records_to_touch
from planner.core.steps.visit_steps import planned_visit, visits_now
from planner.core.territory.curves import HourCurve, deal_curve, visit_curve
from planner.core.territory.territory import NAMES, AccountPlan, Allocation, Share, Territory
from planner.core.value.deal_value import DayContext, is_open
from planner.core.value.lead_value import found_lead

QUARTER = timedelta(days=91)
STEPS = 60  # halvings of the price at which the hours run out
NOTHING = Share()


class Given(NamedTuple):
    """Hours of the diary by record and kind, scaled to a quarter, and the days they are from."""

    by_record: Mapping[str, float]
    prospecting: float
    touches: float
    other: float
    days: int


def quarter_hours(context: DayContext) -> float:
    """Selling hours in the quarter from tomorrow on.

    Its working hours × the share of the year's working days that is for selling.
    """
    days = [context.today + timedelta(days=n) for n in range(1, QUARTER.days + 1)]
    working = sum(context.working.minutes(day) for day in days) / 60
    year = context.book.year
    if year is None:
        return working
    of_year = sum(1 for n in range(365) if context.working.works(context.today + timedelta(days=n)))
    return working * min(1.0, year.selling_days / of_year) if of_year else 0.0


def territory(context: DayContext, given: Given) -> Territory:
    """The territory's quarter: hours as given, and as they earn the most."""
    book, hours = context.book, quarter_hours(context)
    open_deals = [deal for deal in book.deals if is_open(deal)]
    by_revenue = sorted(book.accounts, key=lambda account: (-account.revenue, account.id))
    deals = {deal.id: deal_curve(deal, context) for deal in open_deals}
    accounts = {account.id: visit_curve(account, context) for account in by_revenue}
    touches = Share(hours=_touch_hours(context, hours))
    free = max(0.0, hours - touches.hours - given.other)
    searching = found_lead(context).per_hour if book.playbook.prospecting.amount > 0 else 0.0
    price = _edge(free, deals, accounts, searching)
    best = {record: curve.down_to(price) for record, curve in deals.items()}
    best |= {record: curve.down_to(price, least=1) for record, curve in accounts.items()}
    left = max(0.0, free - sum(share.hours for share in best.values()))
    rows = [
        Allocation(record=deal.id, name=deal.name, best=best[deal.id],
                   given=deals[deal.id].of_hours(given.by_record.get(deal.id, 0.0)))
        for deal in open_deals
    ]  # fmt: skip
    plans = [_account_plan(each, accounts[each.id], best[each.id], context) for each in by_revenue]
    find = Allocation(
        record="", name=NAMES[2],
        given=Share(hours=given.prospecting, money=given.prospecting * searching),
        best=Share(hours=left if searching else 0.0, money=left * searching),
    )  # fmt: skip
    touched = Share(hours=given.touches) if given.days else touches
    groups = (
        _group(NAMES[0], rows),
        _group(NAMES[1], plans),
        find,
        Allocation(record="", name=NAMES[3], given=touched, best=touches),
        Allocation(record="", name=NAMES[4], given=Share(hours=given.other), best=Share(hours=given.other)),
    )
    return Territory(
        first=context.today + timedelta(days=1),
        last=context.today + QUARTER,
        currency=book.rep.currency,
        hours=hours,
        diary_days=given.days,
        price=price,
        groups=groups,
        deals=tuple(sorted(rows, key=lambda each: (-each.gain, each.record))),
        accounts=tuple(plans),
    )


def _edge(free: float, deals: Mapping[str, HourCurve], accounts: Mapping[str, HourCurve], searching: float) -> float:
    """The lowest price (money per hour) at which the hours suffice, at least prospecting's."""

    def taken(price: float) -> float:
        return sum(curve.down_to(price).hours for curve in deals.values()) + sum(
            curve.down_to(price, least=1).hours for curve in accounts.values()
        )

    if taken(searching) <= free:
        return searching
    low = searching
    high = max(piece.per_hour for curve in (*deals.values(), *accounts.values()) for piece in curve.pieces) * 1.01
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if taken(middle) > free else (low, middle)
    return high


def _group(name: str, rows: list[Allocation] | list[AccountPlan]) -> Allocation:
    given = sum((row.given for row in rows), NOTHING)
    return Allocation(record="", name=name, given=given, best=sum((row.best for row in rows), NOTHING))


def _touch_hours(context: DayContext, hours: float) -> float:
    """Hours that all touches of the quarter take."""
    cadences = [cadence_of(record, context.playbook) for record in records_to_touch(context.book)]
    a_day = minutes_needed(cadences, context.playbook, context.working)
    return hours * min(1.0, a_day / context.working.average_minutes) if context.working.average_minutes else 0.0


def _account_plan(account: Account, curve: HourCurve, best: Share, context: DayContext) -> AccountPlan:
    visits = visits_now(account, context)
    each = curve.pieces[0].hours if curve.pieces else 0.0
    given = curve.of_hours(visits * each)
    room = None
    if account.potential is not None:
        room = max(0.0, account.potential - account.revenue - context.open_amounts.get(account.id, 0.0))
    visit = planned_visit(account, context)
    on = account.next_on or account.next_by or (account.at.date() if account.at else None)
    return AccountPlan(
        record=account.id,
        name=account.name,
        given=given,
        best=best,
        visits_given=visits,
        visits_best=best.hours / each if each else 0.0,
        plan=account.plan or "",
        room=room,
        people=tuple(record_name(person, context.book) for person in account.contacts),
        next=account.next or "",
        next_on=on or (visit.starts if visit else None),
    )
