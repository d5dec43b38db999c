"""A row of the list has what the page would show: the next step, its minutes, both chances, the money."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from planner.core.book import Contact
from planner.core.choice.day_choice import day_choice
from planner.core.records.card_values import ListRow
from planner.core.records.list_rows import list_rows
from planner.core.records.record_cards import card_of
from tests.core.value.days import book, inputs
from tests.core.value.playbooks import TODAY, deal


def rows_of(kind: str, **records: Any) -> list[ListRow]:
    return list_rows(day_choice(inputs(book(keeps=0.1, **records))), (kind,))


def test_a_deal_is_as_on_the_page() -> None:
    one = deal(id="one", amount=40_000.0)
    choice = day_choice(inputs(book(deals=(one,), keeps=0.1)))
    (row,) = list_rows(choice, ("prospect",))
    step = next(step for step in choice.steps if step.record == "one" and not step.is_touch)
    worth = choice.valuer().value(step).worth
    assert (row.title, row.minutes, row.if_won) == (step.title, step.minutes, 4_000.0)
    assert (row.moves, row.chance, row.per_hour) == pytest.approx((worth.moves, worth.chance, worth.per_hour))


def test_a_deal_on_hold_has_the_step_of_its_stage() -> None:
    one = deal(id="one", not_before=TODAY + timedelta(days=9))
    (free,), (held,) = (rows_of("prospect", deals=(each,)) for each in (replace(one, not_before=None), one))
    assert held.title and held.minutes
    assert (held.moves, held.if_won, held.per_hour) == (free.moves, free.if_won, free.per_hour)
    (agreed,) = rows_of("prospect", deals=(replace(one, next="Send the offer", next_minutes=15),))
    assert (agreed.title, agreed.minutes) == ("Send the offer", 15)


def test_a_closed_deal_has_none() -> None:
    (row,) = rows_of("prospect", deals=(deal(id="one", stage="lost", lost_on=TODAY),))
    assert (row.title, row.minutes, row.moves, row.chance, row.if_won, row.per_hour) == (
        "",
        None,
        None,
        None,
        None,
        None,
    )


def test_a_contact_has_a_role_and_no_stage() -> None:
    (row,) = rows_of("contact", contacts=(Contact(id="lena", name="Lena Vogt", role="Operations"),))
    assert (row.role, row.stage) == ("Operations", "")


@pytest.mark.parametrize(
    ("fields", "days", "how"),
    [
        ({"next_by": TODAY + timedelta(days=2)}, 2, "by"),  # before the touch
        ({"next_by": TODAY + timedelta(days=2), "next_on": TODAY + timedelta(days=4)}, 2, "by"),
        ({"next_by": TODAY + timedelta(days=4), "next_on": TODAY + timedelta(days=2)}, 2, "on"),
        ({"next_by": TODAY - timedelta(days=3), "next_on": TODAY + timedelta(days=2)}, -3, "by"),  # overdue
        ({}, 28, None),
    ],
)
def test_the_next_day_is_the_one_that_comes_first(fields: dict[str, Any], days: int, how: str | None) -> None:
    one = deal(id="one", last_touch=TODAY, cadence=28, **fields)
    choice = day_choice(inputs(book(deals=(one,))))
    card = card_of(one, choice, ())
    assert (card.next_date, card.next_how) == (TODAY + timedelta(days=days), how)
    assert [row.next_date for row in list_rows(choice, ("prospect",))] == [card.next_date]
