"""Days as the planner gives them out, for tests of what they look like."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from planner.core.line import Line, State
from planner.core.page.page import (
    Ask,
    CareFigures,
    LeftOut,
    Page,
    PageChange,
    PageWarning,
    Parking,
    Prices,
    PromiseFigures,
    PromiseShort,
    Taken,
)
from planner.core.reasons import Finding, NextVisit, OwnFigure, Pursuit, Touch, Why
from tests.lines import planned_line

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 23)
SEVEN = datetime(2026, 11, 23, 7, 0, tzinfo=BERLIN)
HALF_PAST_TEN = datetime(2026, 11, 23, 10, 30, tzinfo=BERLIN)


def at(clock: str) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 11, 23, hour, minute, tzinfo=BERLIN)


def step(title: str, name: str, minutes: int, why: Why, **own: object) -> Line:
    """A line without its place in the day."""
    rate = why.worth * why.chance / why.hours if isinstance(why, Pursuit | Finding) else 0.0
    if isinstance(why, NextVisit):
        rate = why.makes / (minutes / 60)
    if isinstance(why, OwnFigure) and why.makes is not None:
        rate = why.makes / (minutes / 60)
    values: dict[str, object] = {
        "item": f"{name}/{title}".lower().replace(" ", "-"),
        "record": name.lower().replace(" ", "-") or None,
        "name": name, "kind": "prospect", "play": title.lower().replace(" ", "-"), "does": "advance",
        "title": title, "minutes": minutes, "start": SEVEN, "end": SEVEN, "per_hour": rate,
        "makes": rate * minutes / 60, "value": rate * minutes / 60,
        "chance": why.chance if isinstance(why, Pursuit) else None, "due": isinstance(why, Touch),
    }  # fmt: skip
    return replace(planned_line(**(values | own)), why=why)


def item(
    rank: int, start: str, end: str, line: Line, part: tuple[int, int] | None = None, state: State = "planned"
) -> Line:
    """A line at its place in the day."""
    return replace(
        line,
        slot=replace(line.slot, start=at(start), end=at(end), part=part),
        status=replace(line.status, rank=rank, number=rank, state=state),
    )


def in_state(line: Line, state: State) -> Line:
    return replace(line, status=replace(line.status, state=state))


def called(line: Line, name: str, title: str = "") -> Line:
    return replace(line, what=replace(line.what, name=name, title=title or line.what.title))


def left_out(line: Line, because: str) -> LeftOut:
    status, slot = line.status, line.slot
    return LeftOut(
        what=line.what, worth=line.worth, minutes=slot.minutes, must=status.must, due=status.due, fixed=slot.fixed,
        because=because, promised=status.promised, overdue=status.overdue,
    )  # fmt: skip


PROPOSAL = step("Proposal", "Acme rollout", 45, Pursuit(worth=7680, chance=0.62, hours=5.6), belief=0.81, moves=0.55,
                 objective="Agree what the first ninety days have to prove")  # fmt: skip
QUALIFY = step("Qualify", "Cargo relaunch", 20, Pursuit(worth=4160, chance=0.31, hours=4.4), does="ask", moves=0.45,
                objective="Who signs, and what happens if they do nothing?")  # fmt: skip
DISCOVERY = step("Discovery call", "Hale GmbH", 60, Pursuit(worth=5200, chance=0.45, hours=5.14), fixed=True,
                  moves=0.52, objective="Learn what it costs them to change nothing")  # fmt: skip
PREPARE = step("Discovery call", "Hale GmbH", 30, Pursuit(worth=5200, chance=0.45, hours=5.14), does="prepare",
                moves=0.52, objective="Their last annual report, and what changed since")  # fmt: skip
VISIT = step("Visit", "Bolt AG", 40, NextVisit(makes=278.15, visits_now=3, visits_usual=4), kind="account",
              does="visit", objective="Win the second plant")  # fmt: skip
FIND = step("Find a new lead", "", 90, Finding(worth=1600, chance=0.041, hours=2.1, kept=True), kind="prospecting",
             does="find", record=None, objective="Two names in logistics who changed chairs this autumn")  # fmt: skip
DECK = step("Quarterly review deck", "Bolt AG", 30, OwnFigure(makes=175), kind="task", does="task", promised=True,
            due=True)  # fmt: skip
EXPENSES = step("Expenses", "", 15, OwnFigure(makes=None), kind="task", does="task", must=True, record=None)
LUMEN = step("Keep in touch", "Lumen Optics", 10, Touch(silent_days=31, cadence=30, days_left=0), does="touch")
ORCHARD = step("Keep in touch", "Orchard & Sons", 10, Touch(silent_days=93, cadence=90, days_left=-3), does="touch")
PINE = step("Keep in touch", "Pine Clinic", 10, Touch(silent_days=12, cadence=14, days_left=2), does="touch")

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
    left_out=(
        left_out(step("Proposal", "Nordwind", 90, Pursuit(worth=6000, chance=0.335, hours=5)), "no room"),
        left_out(step("Renewal", "Hale", 60, Pursuit(worth=3900, chance=0.5, hours=5), promised=True, due=True),
                 "needs Sam"),
        left_out(step("Demo", "Birch", 60, Pursuit(worth=900, chance=0.2, hours=5.8)), "no time for it"),
    ),
    park=(Parking(record="birch", name="Birch", per_hour=31, hours=9.5),),
    care=CareFigures(due=3, placed=3, overdue=1, minutes_needed_per_day=41, minutes_kept_per_day=55,
                     next_name="Pine Clinic", next_on=date(2026, 11, 26)),
    promises=PromiseFigures(
        due=2, placed=1, broken=("hale/renewal",),
        short=(PromiseShort(item="hale/renewal", record="hale", name="Hale", last_day=MONDAY, overdue=0,
                            move_to=date(2026, 11, 24)),),
    ),
    asks=(Ask(record="birch", name="Birch", what="no next step"),
          Ask(record="cargo", name="Cargo relaunch", what="date passed", on=date(2026, 11, 20))),
)  # fmt: skip

LATER_THAT_DAY = replace(
    MORNING,
    made=at("10:25"),
    items=(
        in_state(MORNING.items[0], "done"),
        MORNING.items[1],
        in_state(MORNING.items[2], "done"),
        in_state(MORNING.items[3], "running"),
        *MORNING.items[4:],
    ),
    changes=(
        PageChange(code="inputs"),
        PageChange(code="moved", title="Visit", name="Bolt AG", before=at("13:00"), start=at("13:15")),
    ),
)

WEEKEND = replace(
    MORNING, date=date(2026, 11, 28), minutes_available=0, minutes_planned=0, makes=0, value=0, bound=0, items=(),
    busy=(), left_out=(), park=(), promises=PromiseFigures(), asks=(),
    prices=Prices(today=0, one_more_hour=0, year=None),
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
        item(1, "08:30", "09:15", called(PROPOSAL, "東京海上システム株式会社 リプレース計画 第二期")),
        item(2, "09:20", "10:20", called(DISCOVERY, "Ärztegemeinschaft Würzburg-Süd")),
        item(3, "10:25", "11:05", called(VISIT, "Ελληνική Ναυτιλία")),
        item(4, "11:10", "11:20", called(ORCHARD, "Müller & Söhne 🚀 Anlagenbau")),
        item(5, "11:25", "11:35", called(LUMEN, "한국전력 유지보수")),
        item(6, "13:00", "13:20",
             called(QUALIFY, "A very long name of a deal that nobody can say in one breath",
                    "Ask who signs and what happens if they do nothing at all")),
    ),
    busy=(Taken(start=at("12:00"), end=at("12:45"), title="Обед с командой", displaces=0),),
)  # fmt: skip


def one_of_many(n: int) -> Line:
    """The n-th line of a very full day."""
    if n % 6 == 0:
        what = LUMEN
    elif n % 7 == 0:
        what = called(ORCHARD, f"Orchard {n}")
    else:
        what = step("Negotiation" if n % 2 else "Proposal", f"Deal number {n}", 15,
                     Pursuit(worth=2_500.0 * n * n + 400, chance=0.62 / (n + 1), hours=0.7 + n),
                     moves=0.5, does="book" if n % 5 == 0 else "advance",
                     objective="Agree on the date of the signature and who else has to see it")  # fmt: skip
    start = 8 * 60 + n * 20
    end = start + what.slot.minutes
    return item((n * 7) % 25 + 1, f"{start // 60:02}:{start % 60:02}", f"{end // 60:02}:{end % 60:02}", what)


FULL = replace(
    MORNING,
    makes=128_400.0, value=130_000, bound=133_000, proven=False,
    items=tuple(one_of_many(n) for n in range(25)),
    busy=(),
    left_out=MORNING.left_out * 12,
    warnings=tuple(PageWarning(code="text", text=text) for text in (
        "work.ics: the event on line 214 could not be read (RRULE:FREQ=SOMETIMES); the page may overlap it",
        "the book asks for more than a day can keep: 61 people are due this week",
    )),
    care=CareFigures(due=9, placed=6, overdue=4, minutes_needed_per_day=96, minutes_kept_per_day=55,
                     next_name="Pine Clinic", next_on=date(2026, 12, 4)),
)  # fmt: skip

PAGES = {
    "morning": (MORNING, SEVEN), "looked-again": (LATER_THAT_DAY, HALF_PAST_TEN), "weekend": (WEEKEND, SEVEN),
    "no-deals": (NO_DEALS, SEVEN), "foreign": (FOREIGN, SEVEN), "full": (FULL, SEVEN),
}  # fmt: skip
