"""The page at one moment of the day: what runs, what comes, what to do now."""

from __future__ import annotations

from datetime import datetime, timedelta

from planner.core.card_types import DayStatus, FixedThing, NextThing
from planner.core.page import Item, Page


def next_thing(page: Page, now: datetime, between: int) -> NextThing:
    """What is most worth doing at `now` and fits before the next fixed thing.

    What runs goes on. Otherwise the best paid of what the page has before that fixed thing; `between` are the minutes
    kept free before it.
    """
    fixed = _next_fixed(page, now)
    running = running_item(page, now)
    if running is not None:
        return NextThing(now=now, currency=page.currency, item=running, running=True, fixed=fixed)
    until = fixed.start if fixed else None
    ahead = [
        item
        for item in page.items
        if item.state == "planned"
        and item.start >= now
        and not item.offer.fixed
        and (until is None or (item.start < until and fits(item, now, until, between)))
    ]
    best = min(ahead, key=lambda item: (-item.offer.per_hour, item.start), default=None)
    if best is None and fixed is not None:
        waits = next((item for item in page.items if item.start == fixed.start and item.offer.fixed), None)
        if waits is not None:
            return NextThing(now=now, currency=page.currency, item=waits, fixed=None)
    return NextThing(now=now, currency=page.currency, item=best, fixed=fixed)


def running_item(page: Page, now: datetime) -> Item | None:
    """What the clock runs for; where none does, the line whose time it is."""
    open_items = [item for item in page.items if item.state != "done"]
    runs = [item for item in open_items if item.state == "running"]
    on = [item for item in open_items if item.start <= now < item.end]
    return next(iter(runs + on), None)


def fits(item: Item, now: datetime, until: datetime, between: int) -> bool:
    """Whether an item begun now is over in time for what is fixed next."""
    return now + timedelta(minutes=item.offer.minutes + between) <= until


def _next_fixed(page: Page, now: datetime) -> FixedThing | None:
    things = [FixedThing(start=taken.start, title=taken.title) for taken in page.busy]
    things += [
        FixedThing(start=item.start, title=f"{item.offer.title}, {item.offer.name}".rstrip(", "))
        for item in page.items
        if item.offer.fixed and item.state != "done"
    ]
    return min((thing for thing in things if thing.start > now), key=lambda thing: thing.start, default=None)


def status_of(page: Page | None, now: datetime, currency: str) -> DayStatus:
    """Where the day stands at `now`."""
    if page is None:
        return DayStatus(now=now, currency=currency)
    running = running_item(page, now)
    coming = next((item for item in page.items if item.state == "planned" and item.start > now), None)
    done = [item for item in page.items if item.state == "done"]
    return DayStatus(
        now=now,
        currency=page.currency,
        running=running,
        since=running.start if running else None,
        coming=coming,
        done=len(done),
        planned=len(page.items),
        made=sum(item.offer.makes for item in done),
    )
