"""A reminder that is due is on the page: as its record's line, or by name with the reason for none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.book import Account, Deal
from planner.core.page.page import Page, Reminder
from planner.core.page.plan_day import plan_day
from tests.core.value.days import book, inputs
from tests.core.value.playbooks import TODAY, deal

TOUCHED = {"not_before": TODAY, "last_touch": TODAY}  # by an activity of this morning: no touch is due
FRIDAY, MONDAY_BEFORE = date(2026, 11, 20), date(2026, 11, 16)


def page_of(*deals: Deal, at: str = "07:00", **fields: object) -> Page:
    return plan_day(inputs(book(deals=deals, **fields), at=at)).page


def named(*deals: Deal, **fields: object) -> list[tuple[str, str | None]]:
    return [(each.record, each.because) for each in page_of(*deals, **fields).reminders]


def test_one_with_a_line() -> None:
    first, second = page_of(deal(not_before=TODAY, next="Call about pricing"), deal(id="e")), page_of(deal(id="e"))
    assert first.reminders == (Reminder(record="d", name="Deal", on=TODAY, next="Call about pricing"),)
    assert second.reminders == ()


@pytest.mark.parametrize(
    ("fields", "is_due"),
    [
        ({"not_before": TODAY}, True),
        ({"not_before": TODAY + timedelta(days=1)}, False),
        ({"not_before": FRIDAY}, True),  # nothing happened since
        ({"not_before": FRIDAY, "last_touch": FRIDAY}, False),
        ({"not_before": FRIDAY, "last_touch": TODAY}, False),
        ({"not_before": FRIDAY, "last_try": FRIDAY}, False),
        ({"not_before": FRIDAY, "last_touch": FRIDAY - timedelta(days=1)}, True),
        ({"not_before": TODAY, "last_touch": TODAY}, True),  # the CRM has an activity of this morning
        ({"not_before": TODAY, "last_try": TODAY}, False),
        ({"not_before": MONDAY_BEFORE}, True),
        ({"not_before": MONDAY_BEFORE - timedelta(days=3)}, False),
        ({"not_before": TODAY, "next_on": TODAY}, False),  # agreed: a promise, and no reminder any more
        ({"not_before": TODAY, "stage": "lost"}, False),
        ({"not_before": TODAY, "stage": "parked"}, False),
    ],
)
def test_the_days_on_which_it_is_due(fields: dict[str, object], is_due: bool) -> None:
    assert [each.record for each in page_of(deal(**fields)).reminders] == (["d"] if is_due else [])


def test_one_without_room_has_its_reason() -> None:
    others = [deal(id=f"big{n}", amount=1000.0, last_touch=TODAY) for n in range(20)]
    assert named(deal(**TOUCHED), *others) == [("d", "no room")]
    assert named(deal(**TOUCHED), *others, at="18:00") == [("d", "no time for it")]


def test_one_without_a_step_has_its_reason() -> None:
    account = Account(id="acme", name="Acme", revenue=0.0, **TOUCHED)  # type: ignore[arg-type]
    assert named(accounts=(account,)) == [("acme", "no step of it pays")]


def test_one_of_an_account() -> None:
    account = Account(id="acme", name="Acme", revenue=0.0, not_before=TODAY, next="Ask about the fair")
    found = page_of(accounts=(account,)).reminders
    assert [(each.record, each.next) for each in found] == [("acme", "Ask about the fair")]


def test_those_without_a_line_come_first() -> None:
    deals = [deal(id=f"d{n}", amount=float(n), **TOUCHED) for n in range(1, 40)]
    page = page_of(*deals)
    off = [each.because is not None for each in page.reminders]
    on_page = [line.what.record for line in sorted(page.items, key=lambda line: line.slot.start)]
    assert off == sorted(off, reverse=True)
    assert any(off)
    assert [each.record for each in page.reminders if each.because is None] == list(dict.fromkeys(on_page))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1000), st.booleans(), st.integers(0, 6)), max_size=25), st.integers(7, 18))
def test_every_reminder_is_on_the_page_or_named(rows: list[tuple[float, bool, int]], hour: int) -> None:
    deals = [
        deal(id=f"d{n}", amount=amount, attempts=tries, not_before=TODAY if reminds else None)
        for n, (amount, reminds, tries) in enumerate(rows)
    ]
    page = page_of(*deals, at=f"{hour:02}:00")
    lines = {line.what.record for line in page.items}
    assert {each.record for each in page.reminders} == {each.id for each in deals if each.not_before}
    assert all((each.because is None) == (each.record in lines) for each in page.reminders)
