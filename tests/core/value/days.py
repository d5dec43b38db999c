"""A day on which one record is valued: everything the core needs, with nothing but that in the book."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from planner.core.book import Book, Care, ClockRange, Hours, Rep, Travel
from planner.core.history import History
from planner.core.page.inputs import Inputs, day_context
from planner.core.playbook import Playbook
from planner.core.value.deal_index import IndexTable, build_table
from planner.core.value.deal_value import DayContext
from tests.core.value.playbooks import TODAY, V

BERLIN = ZoneInfo("Europe/Berlin")
NINE_TO_FIVE = (ClockRange(9 * 60, 17 * 60),)


_tables: list[tuple[Playbook, IndexTable]] = []


def table_of(playbook: Playbook) -> IndexTable:
    """The playbook's index table, made once for all tests."""
    for known, table in _tables:
        if known is playbook:
            return table
    _tables.append((playbook, build_table(playbook)))
    return _tables[-1][1]


def book(playbook: Playbook = V, keeps: float = 1.0, **fields: object) -> Book:
    given: dict[str, object] = {
        "rep": Rep(name="Dana Reyes", currency="USD", timezone="Europe/Berlin", keeps=keeps),
        "hours": Hours(week=(NINE_TO_FIVE,) * 5 + ((), ())),
        "care": Care(),
        "year": None,
        "travel": Travel(),
        "deals": (),
        "accounts": (),
        "contacts": (),
        "colleagues": (),
        "tasks": (),
        "playbook": playbook,
        **fields,
    }
    return Book(**given)  # type: ignore[arg-type]


def inputs(of: Book, day: date = TODAY, at: str = "07:00", history: History | None = None) -> Inputs:
    now = datetime.fromisoformat(f"{day}T{at}").replace(tzinfo=BERLIN)
    return Inputs(book=of, day=day, now=now, table=table_of(of.playbook), history=history or History())


def today(of: Book, day: date = TODAY, at: str = "07:00", history: History | None = None) -> DayContext:
    return day_context(inputs(of, day, at, history))
