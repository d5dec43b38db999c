"""Days as the planner gives them out, for tests of what they look like."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from planner.core.page.page import (
    Ask,
    CareFigures,
    Finding,
    Free,
    Item,
    LeftOut,
    NextVisit,
    Offer,
    OwnFigure,
    Page,
    Parking,
    Prices,
    Pursuit,
    Taken,
    Touch,
    Why,
)

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 23)
SEVEN = datetime(2026, 11, 23, 7, 0, tzinfo=BERLIN)
HALF_PAST_TEN = datetime(2026, 11, 23, 10, 30, tzinfo=BERLIN)


def at(clock: str) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 11, 23, hour, minute, tzinfo=BERLIN)


def offer(title: str, name: str, minutes: int, why: Why, **own: object) -> Offer:
    rate = why.worth * why.chance / why.hours if isinstance(why, Pursuit | Finding) else 0.0
    if isinstance(why, NextVisit):
        rate = why.makes / (minutes / 60)
    if isinstance(why, OwnFigure) and why.makes is not None:
        rate = why.makes / (minutes / 60)
    fields: dict[str, object] = {
        "item": f"{name}/{title}".lower().replace(" ", "-"),
        "record": name.lower().replace(" ", "-") or None,
        "name": name, "kind": "prospect", "play": title.lower().replace(" ", "-"), "does": "advance",
        "title": title, "objective": "", "minutes": minutes, "per_hour": rate, "makes": rate * minutes / 60,
        "costs": 0.0, "value": rate * minutes / 60, "waiting": 0.0,
        "chance": why.chance if isinstance(why, Pursuit) else None, "belief": None,
        "must": False, "due": isinstance(why, Touch), "fixed": False, "why": why,
    }  # fmt: skip
    return Offer(**(fields | own))  # type: ignore[arg-type]


def item(
    rank: int, start: str, end: str, what: Offer, part: tuple[int, int] | None = None, state: str = "planned"
) -> Item:
    return Item(offer=what, rank=rank, start=at(start), end=at(end), part=part, state=state)


PROPOSAL = offer("Proposal", "Acme rollout", 45, Pursuit(worth=7680, chance=0.62, hours=5.6), belief=0.81,
                 objective="Agree what the first ninety days have to prove")  # fmt: skip
QUALIFY = offer("Qualify", "Cargo relaunch", 20, Pursuit(worth=4160, chance=0.31, hours=4.4), does="ask",
                objective="Who signs, and what happens if they do nothing?")  # fmt: skip
DISCOVERY = offer("Discovery call", "Hale GmbH", 60, Pursuit(worth=5200, chance=0.45, hours=5.14), fixed=True,
                  objective="Learn what it costs them to change nothing")  # fmt: skip
PREPARE = offer("Discovery call", "Hale GmbH", 30, Pursuit(worth=5200, chance=0.45, hours=5.14), does="prepare",
                objective="Their last annual report, and what changed since")  # fmt: skip
VISIT = offer("Visit", "Bolt AG", 40, NextVisit(makes=278.15, visits_now=3, visits_usual=4), kind="account",
              does="visit", objective="Win the second plant")  # fmt: skip
FIND = offer("Find a new lead", "", 90, Finding(worth=1600, chance=0.041, hours=2.1, kept=True), kind="prospecting",
             does="find", record=None, objective="Two names in logistics who changed chairs this autumn")  # fmt: skip
DECK = offer("Quarterly review deck", "Bolt AG", 30, OwnFigure(makes=175), kind="task", does="task")
EXPENSES = offer("Expenses", "", 15, OwnFigure(makes=None), kind="task", does="task", must=True, record=None)
LUMEN = offer("Keep in touch", "Lumen Optics", 10, Touch(silent_days=31, cadence=30, days_left=0), does="touch")
ORCHARD = offer("Keep in touch", "Orchard & Sons", 10, Touch(silent_days=93, cadence=90, days_left=-3), does="touch")
PINE = offer("Keep in touch", "Pine Clinic", 10, Touch(silent_days=12, cadence=14, days_left=2), does="touch")

MORNING = Page(
    date=MONDAY, made=SEVEN, timezone="Europe/Berlin", currency="USD", rep="Dana Reyes",
    minutes_available=400, minutes_planned=360, makes=1870.4, value=2105.5, bound=2105.5, proven=True,
    prices=Prices(today=412, one_more_hour=398, year=280),
    items=(
        item(1, "08:30", "09:15", PROPOSAL, part=(1, 2)),
        item(6, "09:20", "09:40", QUALIFY),
        item(3, "09:45", "10:15", PREPARE),
        item(2, "10:20", "11:20", DISCOVERY),
        item(9, "12:05", "12:15", LUMEN),
        item(10, "12:20", "12:30", ORCHARD),
        item(4, "13:15", "13:55", VISIT),
        item(7, "14:00", "14:30", DECK),
        item(8, "14:35", "16:05", FIND),
        item(5, "16:10", "16:25", EXPENSES),
    ),
    busy=(Taken(start=at("11:30"), end=at("12:00"), title="Team meeting", displaces=206),),
    free=(Free(start=at("16:30"), end=at("17:30")),),
    left_out=(
        LeftOut(offer=offer("Proposal", "Nordwind", 90, Pursuit(worth=6000, chance=0.335, hours=5)), because="no room"),
        LeftOut(offer=offer("Renewal", "Hale", 60, Pursuit(worth=3900, chance=0.5, hours=5)), because="needs Sam"),
        LeftOut(offer=offer("Demo", "Birch", 60, Pursuit(worth=900, chance=0.2, hours=5.8)), because="no time for it"),
    ),
    park=(Parking(record="birch", name="Birch", per_hour=31, hours=9.5),),
    care=CareFigures(due=3, placed=3, overdue=1, minutes_needed_per_day=41, minutes_kept_per_day=55,
                     next_name="Pine Clinic", next_on=date(2026, 11, 26)),
    asks=(Ask(record="birch", name="Birch", what="no next step"),
          Ask(record="cargo", name="Cargo relaunch", what="date passed", on=date(2026, 11, 20))),
)  # fmt: skip

LATER_THAT_DAY = replace(
    MORNING,
    made=at("10:25"),
    items=(
        replace(MORNING.items[0], state="done"),
        MORNING.items[1],
        replace(MORNING.items[2], state="done"),
        replace(MORNING.items[3], state="running"),
        *MORNING.items[4:],
    ),
    changes=("Acme rollout: Proposal took 60 m instead of 45 m", "Visit at Bolt AG moved to 13:15"),
)

WEEKEND = replace(
    MORNING, date=date(2026, 11, 28), minutes_available=0, minutes_planned=0, makes=0, value=0, bound=0, items=(),
    busy=(), free=(), left_out=(), park=(), asks=(), prices=Prices(today=0, one_more_hour=0, year=None),
    care=CareFigures(due=0, placed=0, overdue=0, minutes_needed_per_day=41, minutes_kept_per_day=55,
                     next_name="Pine Clinic", next_on=date(2026, 11, 30)),
)  # fmt: skip

NO_DEALS = replace(
    WEEKEND, date=MONDAY, minutes_available=400,
    care=CareFigures(due=0, placed=0, overdue=0, minutes_needed_per_day=0, minutes_kept_per_day=55),
)  # fmt: skip

FOREIGN = replace(
    MORNING, currency="EUR", rep="Žofie Nováková",
    items=(
        item(1, "08:30", "09:15", replace(PROPOSAL, name="東京海上システム株式会社 リプレース計画 第二期")),
        item(2, "09:20", "10:20", replace(DISCOVERY, name="Ärztegemeinschaft Würzburg-Süd")),
        item(3, "10:25", "11:05", replace(VISIT, name="Ελληνική Ναυτιλία")),
        item(4, "11:10", "11:20", replace(ORCHARD, name="Müller & Söhne 🚀 Anlagenbau")),
        item(5, "11:25", "11:35", replace(LUMEN, name="한국전력 유지보수")),
        item(6, "13:00", "13:20",
             replace(QUALIFY, title="Ask who signs and what happens if they do nothing at all",
                     name="A very long name of a deal that nobody can say in one breath")),
    ),
    busy=(Taken(start=at("12:00"), end=at("12:45"), title="Обед с командой", displaces=0),),
)  # fmt: skip


def one_of_many(n: int) -> Item:
    """The n-th line of a very full day."""
    if n % 6 == 0:
        what = LUMEN
    elif n % 7 == 0:
        what = replace(ORCHARD, name=f"Orchard {n}")
    else:
        what = offer("Negotiation" if n % 2 else "Proposal", f"Deal number {n}", 15,
                     Pursuit(worth=2_500.0 * n * n + 400, chance=0.62 / (n + 1), hours=0.7 + n),
                     does="book" if n % 5 == 0 else "advance",
                     objective="Agree on the date of the signature and who else has to see it")  # fmt: skip
    start = 8 * 60 + n * 20
    end = start + what.minutes
    return item((n * 7) % 25 + 1, f"{start // 60:02}:{start % 60:02}", f"{end // 60:02}:{end % 60:02}", what)


FULL = replace(
    MORNING,
    makes=128_400.0, value=130_000, bound=131_300, proven=False,
    items=tuple(one_of_many(n) for n in range(25)),
    busy=(), free=(),
    left_out=MORNING.left_out * 12,
    warnings=("work.ics: the event on line 214 could not be read (RRULE:FREQ=SOMETIMES); the page may overlap it",
              "the book asks for more than a day can keep: 61 people are due this week"),
    care=CareFigures(due=9, placed=6, overdue=4, minutes_needed_per_day=96, minutes_kept_per_day=55,
                     next_name="Pine Clinic", next_on=date(2026, 12, 4)),
)  # fmt: skip

PAGES = {
    "morning": (MORNING, SEVEN), "looked-again": (LATER_THAT_DAY, HALF_PAST_TEN), "weekend": (WEEKEND, SEVEN),
    "no-deals": (NO_DEALS, SEVEN), "foreign": (FOREIGN, SEVEN), "full": (FULL, SEVEN),
}  # fmt: skip
