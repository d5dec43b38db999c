"""What has to hold of every page, week and review, whatever happened before."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

CENT = 0.005
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# Of a review and a forecast: what may be behind, or less than before.
BELOW_ZERO = ("ahead", "cents", "low", "deviation", "bias", "score", "left", "difference", "more", "change", "gain",
              "days_left", "start", "end", "value", "expected", "per_hour", "days_late", "hours", "skill")  # fmt: skip
CHANCES = ("moves", "chance", "belief", "win_rate", "any")


def check_numbers(value: Any, path: str, *, of_a_page: bool = False) -> Iterator[str]:
    """Every number is one; no money, minutes or chance of a page is negative, no chance above 1."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from check_numbers(inner, f"{path}.{key}", of_a_page=of_a_page)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from check_numbers(inner, f"{path}[{number}]", of_a_page=of_a_page)
    elif isinstance(value, float | int) and not isinstance(value, bool):
        key = path.rpartition(".")[2].partition("[")[0]
        if (
            math.isnan(value)
            or math.isinf(value)
            or (value < 0 and (of_a_page or key not in BELOW_ZERO))
            or (key in CHANCES and value > 1 + 1e-9)
        ):
            yield f"{path} is {value}"


def check_page(page: dict[str, Any], book: Path) -> Iterator[str]:
    """Lines inside the hours and one after the other; each makes its hours at its price; the head is their sum."""
    yield from check_numbers(page, "page", of_a_page=True)
    lines = page["items"]
    total = sum(line["makes"] for line in lines)
    if abs(total - page["makes"]) > CENT:
        yield f"the lines make {total:.2f}, the head says {page['makes']:.2f}"
    for line in lines:
        hourly = (line["per_hour"] or 0.0) * line["minutes"] / 60
        if line["state"] == "planned" and abs(line["makes"] - hourly) > 2 * CENT:
            yield f"{line['item']} makes {line['makes']:.4f}, not {line['minutes']}m at {line['per_hour']:.4f}"
    yield from _check_places(page, book)
    care, promises = page["care"], page["promises"]
    if care["placed"] > care["due"] + care["later"] + len(lines):
        yield f"touches: {care}"
    if promises["placed"] > promises["due"]:
        yield f"promises: {promises['placed']} of {promises['due']}"


def _check_places(page: dict[str, Any], book: Path) -> Iterator[str]:
    """Lines to come are inside the hours, and none overlaps another or a meeting."""
    ranges = hours_of(book, date.fromisoformat(page["date"]))
    spans = []
    for line in page["items"]:
        start, end = datetime.fromisoformat(line["start"]), datetime.fromisoformat(line["end"])
        if end <= start:
            yield f"{line['item']} ends {end:%H:%M} before it starts {start:%H:%M}"
        if line["state"] != "planned":
            continue
        if not line["fixed"]:
            spans.append((start, end, line["item"]))
            clock = (start.strftime("%H:%M"), end.strftime("%H:%M"))
            if not any(first <= clock[0] and clock[1] <= last for first, last in ranges):
                yield f"{line['item']} at {clock[0]}-{clock[1]} is outside the hours {ranges}"
    busy = [(datetime.fromisoformat(each["start"]), datetime.fromisoformat(each["end"]), each["title"])
            for each in page["busy"]]  # fmt: skip
    for (_, end, one), (start, _, other) in pairwise(sorted(spans)):
        if start < end:
            yield f"{one} and {other} overlap at {start:%H:%M}"
    for start, end, item in spans:
        for begins, ends, title in busy:
            if start < ends and begins < end:
                yield f"{item} at {start:%H:%M} is in the meeting {title} from {begins:%H:%M}"


def hours_of(book: Path, day: date) -> list[tuple[str, str]]:
    """The ranges of a day in plan.toml, read without the program; none on a day off."""
    hours = tomllib.loads((book / "plan.toml").read_text("utf-8"))["hours"]
    if day in hours.get("days_off", []):
        return []
    return [tuple(each.split("-")) for each in hours.get(WEEKDAYS[day.weekday()], [])]  # type: ignore[misc]


def check_week(week: dict[str, Any], page: dict[str, Any] | None) -> Iterator[str]:
    """The week is the sum of its days, and starts with the page of today."""
    yield from check_numbers(week, "week")
    days = week["days"]
    for key in ("makes", "minutes_available"):
        total = sum(day[key] for day in days)
        if abs(total - week[key]) > CENT:
            yield f"the days' {key} sum to {total:.2f}, the week says {week[key]:.2f}"
    for day in days:
        total = sum(line["makes"] for line in day["items"])
        if abs(total - day["makes"]) > CENT:
            yield f"week, {day['date']}: the lines make {total:.2f}, the day says {day['makes']:.2f}"
    if page is not None and days and days[0]["date"] == page["date"] and abs(days[0]["makes"] - page["makes"]) > CENT:
        yield f"the week's first day makes {days[0]['makes']:.2f}, the page {page['makes']:.2f}"


def check_review(review: dict[str, Any]) -> Iterator[str]:
    """Minutes and money are the same by day, play and customer, and the bridge leads from start to end."""
    yield from check_numbers(review, "review")
    for part in ("days", "plays", "customers", "hours"):
        for key in ("planned", "actual"):
            total = sum(each[key] for each in review[part])
            if abs(total - review[key]) > 0.5:
                yield f"{part}: {key} sums to {total}, the review says {review[key]}"
    for part in ("days", "plays", "customers"):
        total = sum(each["made"] for each in review[part])
        if abs(total - review["made"]) > 0.02:
            yield f"{part}: made sums to {total:.2f}, the review says {review['made']:.2f}"
    bridge = review["bridge"]
    if bridge is None or bridge["start"] is None:
        return
    moved = sum(each["cents"] for each in bridge["classes"])
    if bridge["start"] + moved + bridge["not_explained"] != bridge["end"] + bridge["won"]:
        explained = f"{bridge['start']} + {moved} + {bridge['not_explained']}"
        yield f"the bridge: {explained} is not {bridge['end']} + {bridge['won']}"
    for each in bridge["classes"]:
        total = sum(deal["cents"] for deal in each["deals"])
        if each["deals"] and total != each["cents"]:
            yield f"the bridge, {each['what']}: the deals sum to {total}, not {each['cents']}"


def next_worked(book: Path, day: date) -> date:
    """The next day with hours."""
    for _ in range(60):
        day += timedelta(days=1)
        if hours_of(book, day):
            return day
    return day
