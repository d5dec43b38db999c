"""A deal that waiting costs a lot comes before one that pays more, where its hour pays the usual price."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.core.book import ClockRange, Task
from planner.core.history import History
from planner.core.page.plan_day import plan_day
from tests.core.value.days import book, inputs
from tests.core.value.playbooks import TODAY, deal

YES = {"need": "yes"}
USUAL = History(first_day=date(2026, 1, 5), price_lately=1.0, price_pages=20)
THURSDAY = TODAY + timedelta(days=3)  # 2.4 working days are needed after this step


def on_page(*deals, history: History = USUAL, tasks: tuple[Task, ...] = ()) -> list[str | None]:  # type: ignore[no-untyped-def]
    """The records on the page of a day that has room for one talk."""
    hours = replace(book().hours, week=((ClockRange(540, 635),),) * 5 + ((), ()))
    page = plan_day(inputs(book(deals=deals, tasks=tasks, hours=hours), history=history)).page
    return [line.what.record or line.what.item for line in page.items]


def test_it_comes_before_what_pays_more() -> None:
    rich = deal(id="rich", amount=900.0, answers=YES)
    pressed = deal(id="pressed", amount=1000.0, answers=YES, decide_by=THURSDAY)
    assert on_page(rich, replace(pressed, decide_by=TODAY + timedelta(days=60))) == ["pressed"]
    assert on_page(rich, replace(pressed, amount=10.0, decide_by=None)) == ["rich"]
    assert on_page(rich, pressed) == ["pressed"], "its hour pays three quarters of the other's"


@pytest.mark.parametrize(("price", "first"), [(1.0, "pressed"), (1e6, "rich")])
def test_only_where_its_hour_pays_the_usual_price(price: float, first: str) -> None:
    rich = deal(id="rich", amount=5000.0, answers=YES)
    pressed = deal(id="pressed", amount=1000.0, answers=YES, decide_by=THURSDAY)
    assert on_page(rich, pressed, history=replace(USUAL, price_lately=price)) == [first]


def test_a_task_is_never_urgent_by_itself() -> None:
    pressed = deal(id="pressed", amount=1000.0, answers=YES, decide_by=THURSDAY)
    task = Task(id="list", title="The fair list", minutes=80, makes=100_000.0)
    assert on_page(pressed, tasks=(task,)) == ["pressed"]
