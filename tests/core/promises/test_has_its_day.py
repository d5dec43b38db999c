"""A step with a coming day of its own is named below the page, soonest first, and never one that the page has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.book import Account, Contact, Deal, Task, Trial
from planner.core.page.inputs import day_context
from planner.core.page.page import ComingStep, Page
from planner.core.page.plan_day import plan_day
from planner.core.promises.has_its_day import FIRST_COMING, NEAR, has_its_day
from planner.core.promises.next_day import NextDay, next_day_of
from tests.core.value.days import book, inputs, today
from tests.core.value.playbooks import TODAY, deal

BERLIN = ZoneInfo("Europe/Berlin")
TOMORROW, THURSDAY, SATURDAY = (TODAY + timedelta(days=days) for days in (1, 3, 5))  # today is a Monday
LAST = TODAY + timedelta(days=14)


def at(day: date, clock: str = "14:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=BERLIN)


def page_of(*deals: Deal, hour: str = "07:00", **fields: object) -> Page:
    return plan_day(inputs(book(deals=deals, **fields), at=hour)).page


def days_of(page: Page) -> list[tuple[str, str, date]]:
    return [(each.item, each.how, each.on) for each in page.has_its_day]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"at": at(THURSDAY)}, ("at", THURSDAY)),
        ({"at": at(SATURDAY)}, ("at", SATURDAY)),
        ({"next_on": TOMORROW}, ("on", TOMORROW)),
        ({"next_on": SATURDAY}, ("on", SATURDAY + timedelta(days=2))),
        ({"next_on": TODAY}, None),  # it is on the page, or can't be kept
        ({"next_on": TODAY - timedelta(days=3)}, None),
        ({"next_on": LAST}, ("on", LAST)),
        ({"next_on": LAST + timedelta(days=1)}, None),
        ({"not_before": THURSDAY}, ("from", THURSDAY)),
        ({"next_on": TOMORROW, "not_before": THURSDAY}, ("on", THURSDAY)),
        ({"next_on": THURSDAY, "next_by": TODAY}, None),  # what is due today comes first
        ({"at": at(THURSDAY), "next_on": TOMORROW}, ("on", TOMORROW)),
        ({"at": at(TOMORROW), "next_on": THURSDAY}, ("at", TOMORROW)),
        ({"at": at(TOMORROW), "not_before": THURSDAY}, ("at", TOMORROW)),
        ({"at": at(TODAY - timedelta(days=4))}, None),
        ({"running": Trial(until=LAST, checks=(TOMORROW,)), "last_try": TODAY}, ("check-in", TOMORROW)),
        ({"next_on": THURSDAY, "stage": "lost"}, None),
        ({"next_on": THURSDAY, "stage": "parked"}, None),
        ({"decide_by": THURSDAY}, None),  # their day, no step of the rep's
        ({}, None),
    ],
)
def test_the_day_of_a_deal(fields: dict[str, object], expected: tuple[str, date] | None) -> None:
    found = days_of(page_of(deal(last_touch=TODAY, **fields)))
    assert found == ([("d", *expected)] if expected is not None else [])


def test_after_its_check_ins_a_trial_has_the_day_of_its_decision() -> None:
    trial = deal(running=Trial(until=THURSDAY, checks=(TODAY - timedelta(days=1),)), last_try=TODAY, last_touch=TODAY)
    assert next_day_of(trial, today(book(deals=(trial,)))) == NextDay(THURSDAY, "decision")


def test_a_promise_by_a_day_is_named_only_where_the_page_has_no_room_for_it() -> None:
    promised = deal(next_by=THURSDAY, last_touch=TODAY, amount=1.0)
    others = [deal(id=f"big{number}", amount=100_000.0, last_touch=TODAY) for number in range(30)]
    assert days_of(page_of(promised)) == []
    assert days_of(page_of(promised, *others)) == [("d", "by", THURSDAY)]


def test_who_is_waited_on_until_then() -> None:
    (named,) = page_of(deal(waiting_on="legal", next_on=THURSDAY)).has_its_day
    assert named == ComingStep(item="d", record="d", name="Deal", on=THURSDAY, how="on", waiting_on="legal")
    (meeting,) = page_of(deal(waiting_on="legal", next_on=LAST, at=at(THURSDAY))).has_its_day
    assert meeting.waiting_on == ""


def test_accounts_contacts_and_tasks() -> None:
    fields = {"at": at(THURSDAY), "next": "Support review"}
    account = Account(id="acme", name="Acme", revenue=0.0, last_touch=TODAY, **fields)  # type: ignore[arg-type]
    held = Account(id="held", name="Held", revenue=0.0, last_touch=TODAY, not_before=TOMORROW)
    tasks = (
        Task(id="deck", title="Deck", minutes=90, on=TOMORROW),
        Task(id="call", title="Call", minutes=15, at=at(TOMORROW)),
        Task(id="done", title="Done", minutes=90, on=TOMORROW, done_on=TODAY),
    )
    ada = Contact(id="ada", name="Ada", checked=TODAY)
    page = page_of(accounts=(account, held), tasks=tasks, contacts=(ada,))
    assert days_of(page) == [("call", "at", TOMORROW), ("deck", "on", TOMORROW), ("acme", "at", THURSDAY)]
    assert [(each.next, each.minutes) for each in page.has_its_day] == [("", 15), ("", 90), ("Support review", None)]


def test_a_deal_with_a_question_is_not_named_twice() -> None:
    asked = deal(next_on=THURSDAY, expected=TODAY - timedelta(days=3), last_touch=TODAY)
    page = page_of(asked)
    assert [each.record for each in page.asks] == ["d"]
    assert page.has_its_day == ()


def test_the_first_of_many_and_the_count_of_the_others() -> None:
    short = {"next": "Call", "next_minutes": 5, "last_touch": TODAY}
    deals = [deal(id=f"d{number:02}", next_on=TOMORROW + timedelta(days=number % 3), **short) for number in range(40)]
    page = page_of(*deals)
    assert (len(page.has_its_day), page.more_with_day) == (FIRST_COMING, 40 - FIRST_COMING)
    everything = has_its_day(page, today(book(deals=tuple(deals))), None)
    assert (len(everything.first), everything.more) == (40, 0)
    assert everything.first[:FIRST_COMING] == page.has_its_day


def test_a_page_of_the_past_has_none() -> None:
    """The book of today does not say what was agreed on that day."""
    of = book(deals=(deal(next_on=THURSDAY),))
    past = replace(inputs(of), now=at(TOMORROW, "08:00"))
    assert plan_day(inputs(of)).page.has_its_day
    assert has_its_day(page_of(), day_context(past)).first == ()


@st.composite
def deals_with_days(draw: st.DrawFn) -> list[Deal]:
    days = st.none() | st.integers(-4, 25).map(lambda days: TODAY + timedelta(days=days))
    found = []
    for number in range(draw(st.integers(0, 20))):
        when = draw(days)
        found.append(
            deal(
                id=f"d{number}", amount=draw(st.floats(0, 1000)), next_on=draw(days), next_by=draw(days),
                not_before=draw(days), expected=draw(days), at=at(when) if when is not None else None,
            )
        )  # fmt: skip
    return found


@settings(max_examples=40, deadline=None)
@given(deals_with_days(), st.integers(7, 18))
def test_nothing_of_the_page_nothing_past_and_soonest_first(deals: list[Deal], hour: int) -> None:
    page = page_of(*deals, hour=f"{hour:02}:00")
    named = [each.item for each in page.has_its_day]
    lines = {record for line in page.items for record in (line.what.item, line.what.record, *line.what.also)}
    assert lines.isdisjoint(named)
    assert {each.record for each in (*page.asks, *page.reminders)}.isdisjoint(named)
    assert len(named) == len(set(named))
    assert [each.on for each in page.has_its_day] == sorted(each.on for each in page.has_its_day)
    assert all(TODAY < each.on <= LAST for each in page.has_its_day)


@settings(max_examples=60, deadline=None)
@given(deals_with_days())
def test_whoever_has_a_near_day_is_named_unless_the_page_has_them(deals: list[Deal]) -> None:
    page, context = page_of(*deals), today(book(deals=tuple(deals)))
    last = context.working.later(TODAY, NEAR)
    near = {each.id for each in deals if (day := next_day_of(each, context)) is not None and TODAY < day.on <= last}
    seen = {line.what.record for line in page.items} | {each.record for each in (*page.asks, *page.reminders)}
    seen |= {each.record for each in page.park} | {each.record for each in page.promises.short}
    assert {each.item for each in has_its_day(page, context, None).first} == near - seen
