"""Planned and worked rows in one line each, and a small book for them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from planner.core.book import Book, Care, ClockRange, Contact, Deal, Hours, Rep, Travel, Year
from planner.core.diary import DiaryDay
from planner.core.line import Line
from planner.core.review.build_review import ReviewInputs, review
from planner.core.review.review import Review
from tests.core.value.playbooks import V
from tests.lines import planned_line, worked_line

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 16)
FRIDAY = MONDAY + timedelta(days=4)
WORK = (ClockRange(9 * 60, 12 * 60),)

BOOK = Book(
    rep=Rep(name="Dana Reyes", currency="USD", timezone="Europe/Berlin", keeps=0.1),
    hours=Hours(week=(WORK,) * 5 + ((), ())),
    care=Care(),
    year=Year(income_goal=50_000),
    travel=Travel(),
    deals=(
        Deal(id="acme", name="Acme rollout", company="Acme", amount=40_000, stage="talk", next_on=FRIDAY),
        Deal(id="hale", name="Hale press", company="Hale", amount=90_000, stage="close", since=MONDAY),
    ),
    accounts=(),
    contacts=(Contact(id="jo", name="Jo Park", company="Acme"),),
    colleagues=(),
    tasks=(),
    playbook=V,
)


def at(clock: str, day: date = MONDAY) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN)


def planned(clock: str, minutes: int, item: str, makes: float = 0.0, day: date = MONDAY, **fields: object) -> Line:
    record, _, play = item.rpartition("/")
    start = at(clock, day)
    given: dict[str, object] = {
        "item": item,
        "record": record or None,
        "kind": "prospect",
        "does": "advance",
        "play": play,
        "title": play.capitalize(),
        "start": start,
        "end": start + timedelta(minutes=minutes),
        "minutes": minutes,
        "rank": 1,
        "per_hour": makes * 60 / minutes,
        "makes": makes,
        "value": makes,
        "made": at("07:00", day),
        **fields,
    }
    return planned_line(**given)  # type: ignore[arg-type]


def worked(clock: str, minutes: int, item: str, outcome: str | None = "stayed", **fields: object) -> Line:
    record, _, play = item.rpartition("/")
    day = fields.pop("day", MONDAY)
    assert isinstance(day, date)
    start = at(clock, day)
    given: dict[str, object] = {
        "item": item,
        "record": record or None,
        "does": "advance",
        "play": play,
        "title": play.capitalize(),
        "start": start,
        "end": start + timedelta(minutes=minutes),
        "minutes": minutes,
        "outcome": outcome,
        **fields,
    }
    return worked_line(**given)  # type: ignore[arg-type]


def page(*rows: Line, day: date = MONDAY, price: float | None = 100.0, available: int = 180) -> DiaryDay:
    return DiaryDay(
        date=day,
        price_today=price,
        planned=tuple(row for row in rows if row.status.state != "done"),
        worked=tuple(row for row in rows if row.status.state == "done"),
        figures={"minutes_available": available},
    )


def week(*days: DiaryDay, book: Book = BOOK, today: date = FRIDAY, **given: object) -> Review:
    """The review of the week of MONDAY."""
    return review(
        ReviewInputs(book=book, first=MONDAY, last=MONDAY + timedelta(days=6), today=today, days=days, **given)  # type: ignore[arg-type]
    )
