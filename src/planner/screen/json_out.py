"""The page as one JSON document, for other programs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from planner.core.page import Item, Offer, Page
from planner.screen.reasons import reason

FORMAT = 1


def page_json(page: Page) -> dict[str, Any]:
    """The document of `plan today --json`: money in the page's currency, times with their offset, chances 0..1."""
    care = page.care
    return {
        "format": FORMAT,
        "date": page.date.isoformat(),
        "timezone": page.timezone,
        "currency": page.currency,
        "minutes_available": page.minutes_available,
        "minutes_planned": page.minutes_planned,
        "makes": page.makes,
        "value": page.value,
        "bound": page.bound,
        "price_of_hour": {
            "today": page.prices.today,
            "one_more_hour": page.prices.one_more_hour,
            "year": page.prices.year,
        },
        "items": [item_json(item, page.currency) for item in page.items],
        "busy": [
            {"start": _time(taken.start), "end": _time(taken.end), "title": taken.title, "displaces": taken.displaces}
            for taken in page.busy
        ],
        "left_out": [{**_offer(left.offer), "because": left.because} for left in page.left_out],
        "park": [{"record": deal.record, "per_hour": deal.per_hour, "hours": deal.hours} for deal in page.park],
        "care": {
            "due": care.due,
            "placed": care.placed,
            "overdue": care.overdue,
            "minutes_needed_per_day": care.minutes_needed_per_day,
            "minutes_kept_per_day": care.minutes_kept_per_day,
        },
        "asks": [{"record": ask.record, "what": ask.what, "on": ask.on and ask.on.isoformat()} for ask in page.asks],
        "warnings": list(page.warnings),
        "changes": list(page.changes),
    }


def item_json(item: Item, currency: str) -> dict[str, Any]:
    """A line of the page: what is done, when, and what it makes; minutes and money of a part are the part's."""
    return {
        "rank": item.rank,
        **_offer(item.offer, item.part),
        "start": _time(item.start),
        "end": _time(item.end),
        "state": item.state,
        "reason": reason(item.offer.why, currency),
    }


def _offer(offer: Offer, part: tuple[int, int] | None = None) -> dict[str, Any]:
    return {
        "item": offer.item,
        "part": list(part) if part else None,
        "record": offer.record,
        "kind": offer.kind,
        "play": offer.play,
        "does": offer.does,
        "title": offer.title,
        "objective": offer.objective,
        "minutes": offer.minutes,
        "per_hour": offer.per_hour,
        "makes": offer.makes,
        "costs": offer.costs,
        "value": offer.value,
        "waiting": offer.waiting,
        "chance": offer.chance,
        "belief": offer.belief,
        "must": offer.must,
        "due": offer.due,
        "fixed": offer.fixed,
    }


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
