"""What the screens show as JSON documents, for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.core.page.page import CareFigures, Item, Offer, Page, Taken
from planner.screen.text.json_value import json_value, time_text
from planner.screen.text.reasons import reason

if TYPE_CHECKING:
    from planner.core.records.card_types import DayStatus, NextThing, RecordCard
    from planner.core.why.explanation import Explanation

FORMAT = 1


def page_json(page: Page) -> dict[str, Any]:
    """The document of `plan today --json`: money in the page's currency, times with their offset, chances 0..1."""
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
        "busy": [{**_span(taken), "displaces": taken.displaces} for taken in page.busy],
        "left_out": [{**_offer(left.offer), "because": left.because} for left in page.left_out],
        "park": [{"record": deal.record, "per_hour": deal.per_hour, "hours": deal.hours} for deal in page.park],
        "care": care_json(page.care),
        "asks": [{"record": ask.record, "what": ask.what, "on": ask.on and ask.on.isoformat()} for ask in page.asks],
        "warnings": list(page.warnings),
        "changes": list(page.changes),
    }


def care_json(care: CareFigures) -> dict[str, Any]:
    """Who is due and placed, and the minutes needed against those kept."""
    return {
        "due": care.due,
        "placed": care.placed,
        "overdue": care.overdue,
        "minutes_needed_per_day": care.minutes_needed_per_day,
        "minutes_kept_per_day": care.minutes_kept_per_day,
    }


def item_json(item: Item, currency: str) -> dict[str, Any]:
    """A line of the page: what is done, when, and what it makes; minutes and money of a part are the part's."""
    return {
        "rank": item.rank,
        **_offer(item.offer, item.part),
        "start": time_text(item.start),
        "end": time_text(item.end),
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


def _span(taken: Taken) -> dict[str, Any]:
    return {"start": time_text(taken.start), "end": time_text(taken.end), "title": taken.title}


def why_json(told: Explanation) -> dict[str, Any]:
    """The document of `plan why --json`: the whole arithmetic of one item."""
    return {"format": FORMAT, **json_value(told), "reason": reason(told.why, told.currency)}


def record_json(card: RecordCard) -> dict[str, Any]:
    """The document of `plan show --json`: the record, where it stands, its card and its history."""
    return {"format": FORMAT, **json_value(card)}


def next_json(thing: NextThing) -> dict[str, Any]:
    """The document of `plan next --json`: the item as on the page, or null, whether the clock runs for it, and what
    one has to be free for."""
    item = item_json(thing.item, thing.currency) if thing.item else None
    return {"format": FORMAT, "item": item, "running": thing.running, "fixed": json_value(thing.fixed)}


def status_json(status: DayStatus) -> dict[str, Any]:
    """The document of `plan status --json`: what the clock runs for and since when, what the page has now, what comes,
    the meeting that is on or comes next, how many of the morning's lines are done."""

    def item(each: Item | None) -> dict[str, Any] | None:
        return item_json(each, status.currency) if each else None

    return {
        "format": FORMAT,
        "running": item(status.running),
        "since": status.since and time_text(status.since),
        "now": item(status.on),
        "coming": item(status.coming),
        "meeting": _span(status.meeting) if status.meeting else None,
        "done": status.done,
        "planned": status.planned,
        "made": status.made,
    }
