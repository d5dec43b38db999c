"""The page has one call a customer, no touch next to a step with it, and a revisit in the touch's place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from planner.core.book import Account, Contact, Deal
from planner.core.cadence.overview import touch_rows
from planner.core.choice.day_choice import day_choice
from planner.core.history import History
from planner.core.page.page import Page
from planner.core.page.plan_day import plan_day
from planner.core.records.record_cards import card_of
from tests.core.value.days import BERLIN, book, inputs
from tests.core.value.playbooks import TODAY, deal
from tests.lines import worked_line

LONG_AGO = TODAY - timedelta(days=400)
YES = {"need": "yes"}
FJORDLIN = Account(id="fjordlin", name="Fjordlin Mat AS", revenue=0.0, contacts=("ingrid",), last_touch=LONG_AGO)
INGRID = Contact(id="ingrid", name="Ingrid Sørvik", company="Fjordlin Mat", checked=LONG_AGO)
BERGEN = deal(
    id="bergen", name="Fjordlin Mat, Bergen", company="FJORDLIN MAT AS", contacts=("ingrid",), stage="parked",
    last_touch=LONG_AGO,
)  # fmt: skip
RENEWAL = deal(id="renewal", name="Fjordlin Mat renewal", account="fjordlin", stage="parked", last_touch=LONG_AGO)


def page(*deals: Deal, history: History | None = None, day: date = TODAY, **fields: object) -> Page:
    return plan_day(inputs(book(deals=deals, **fields), day=day, history=history)).page


def because(of: Page) -> dict[str, str]:
    return {left.what.item: left.because for left in of.left_out}


def test_several_records_due_become_one_call() -> None:
    found = page(BERGEN, RENEWAL, accounts=(FJORDLIN,), contacts=(INGRID,))
    (line,) = [line for line in found.items if line.what.does != "find"]
    assert (line.what.item, line.what.people) == ("fjordlin/touch", ("ingrid",))
    assert set(line.what.also) == {"bergen", "renewal", "ingrid"}
    assert line.what.objective.startswith("While you have Ingrid: ")
    assert "Bergen" in line.what.objective and "renewal" in line.what.objective
    assert because(found)["bergen/touch"] == "same customer as Fjordlin Mat AS"
    assert (found.care.due, found.care.placed, found.care.overdue) == (4, 4, 4)


def test_no_touch_next_to_an_appointment_with_the_same_customer() -> None:
    """Demo at 10:00: nobody calls the account, or asks whether the person just met still works there."""
    at_ten = datetime(TODAY.year, TODAY.month, TODAY.day, 10, tzinfo=BERLIN)
    ute = replace(INGRID, id="ute", name="Ute")
    found = page(
        replace(BERGEN, stage="talk", at=at_ten, answers=YES), RENEWAL, accounts=(FJORDLIN,), contacts=(INGRID, ute)
    )
    assert {line.what.item for line in found.items if line.what.does != "find"} == {"bergen/talk", "ute/touch"}
    assert because(found)["fjordlin/touch"] == "same customer as Fjordlin Mat, Bergen"
    assert because(found)["ingrid/touch"] == "same customer as Fjordlin Mat, Bergen"
    assert found.care.placed == found.care.due


def test_a_step_that_pays_takes_the_place_of_the_touch() -> None:
    found = page(replace(BERGEN, stage="talk", answers=YES, attempts=0), accounts=(FJORDLIN,), contacts=(INGRID,))
    assert [line.what.item for line in found.items if line.what.does != "find"] == ["bergen/talk"]
    assert because(found)["fjordlin/touch"] == "same customer as Fjordlin Mat, Bergen"


def test_a_touch_whose_step_has_no_room_is_made() -> None:
    """80 minutes in the day and a talk that takes 60: the customer's other step is off, so the account is touched."""
    short = replace(book().hours, week=((book().hours.week[0][0]._replace(end=10 * 60 + 20),),) * 5 + ((), ()))
    care = replace(book().care, share=0.2, find=0.0)
    best = deal(id="best", amount=10_000.0, answers=YES, attempts=0)
    small = replace(BERGEN, stage="talk", answers=YES, attempts=0, last_touch=TODAY)
    lately = History(first_day=LONG_AGO)
    found = page(best, small, accounts=(FJORDLIN,), hours=short, care=care, history=lately)
    assert {line.what.item for line in found.items} == {"fjordlin/touch", "best/talk"}


def test_a_revisit_takes_the_touchs_place_and_stays_due_until_made() -> None:
    lost = deal(id="no", stage="lost", lost_on=date(2026, 2, 20), last_touch=TODAY - timedelta(days=10))
    for day in (TODAY, TODAY + timedelta(days=28)):
        found = page(lost, day=day)
        assert [(line.what.does, line.status.due) for line in found.items if line.what.record] == [("fresh-look", True)]
        assert (found.care.due, found.care.placed) == (1, 1)
    assert plan_day(inputs(book(deals=(lost, replace(lost, id="other", company="Other"))))).page.care.due == 2
    overdue = page(replace(lost, last_touch=LONG_AGO))
    assert [line.what.does for line in overdue.items if line.what.record] == ["fresh-look"]
    made = History(revisited={"no": TODAY - timedelta(days=1)})
    assert [line.what.item for line in page(lost, history=made).items if line.what.record] == []
    before = replace(lost, lost_on=date(2026, 3, 20), last_touch=LONG_AGO)
    assert [line.what.does for line in page(before).items if line.what.record] == ["touch"]


def test_a_revisit_without_an_answer_waits() -> None:
    lost = deal(id="no", stage="lost", lost_on=date(2026, 1, 20), last_touch=LONG_AGO, unanswered=2)
    tried = History(last_try={"no": TODAY - timedelta(days=3)})  # on Friday
    found = page(lost, history=tried)
    assert [line.what.item for line in found.items if line.what.record] == []
    assert because(found)["no/fresh-look"] == "tried Fri, again from Tue"


def test_whoever_was_met_today_is_not_called_again() -> None:
    row = worked_line(
        item="bergen/talk", record="bergen", does="advance", play="talk", title="Talk", minutes=60, outcome="stayed",
        start=datetime(2026, 11, 23, 8, tzinfo=BERLIN), end=datetime(2026, 11, 23, 9, tzinfo=BERLIN),
    )  # fmt: skip
    found = page(BERGEN, RENEWAL, accounts=(FJORDLIN,), history=History(worked_today=(row,)))
    assert [line.what.item for line in found.items if line.what.does == "touch"] == []


COMPANIES = st.sampled_from(("", "Acme GmbH", "ACME", "Birch", "Cedar Ltd"))
STAGES = st.sampled_from(("talk", "close", "lost", "parked"))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(COMPANIES, STAGES, st.integers(0, 60), st.integers(1, 50_000)), max_size=7))
@example([("", "talk", 0, 1)] * 6 + [("", "close", 0, 8)])
def test_never_a_touch_next_to_a_step_and_nobody_lost(rows: list[tuple[str, str, int, int]]) -> None:
    deals = [
        deal(id=f"d{n}", company=name, stage=stage, amount=float(amount), answers=YES, attempts=0, contacts=(),
             last_touch=TODAY - timedelta(days=days), lost_on=LONG_AGO if stage == "lost" else None)
        for n, (name, stage, days, amount) in enumerate(rows)
    ]  # fmt: skip
    accounts = tuple(
        Account(id=f"a{n}", name=name, revenue=0.0, last_touch=LONG_AGO) for n, name in enumerate(("Acme", "Birch AG"))
    )
    of = inputs(book(deals=tuple(deals), accounts=accounts))
    found = plan_day(of).page
    lines = [line for line in found.items if line.what.record]
    groups = {each.id: each.company.split()[0].casefold() if each.company else each.id for each in deals}
    groups |= {"a0": "acme", "a1": "birch"}
    touches = [groups[line.what.record or ""] for line in lines if line.what.does in ("touch", "fresh-look")]
    steps = {groups[line.what.record or ""] for line in lines if line.what.does not in ("touch", "fresh-look")}
    assert len(touches) == len(set(touches))
    assert steps.isdisjoint(touches)
    set_for_later = {groups[out.what.record or ""] for out in found.left_out if out.because.startswith("set for ")}
    assert {"acme", "birch"} <= steps | set(touches) | set_for_later  # a cheaper day of the week may take them


def test_the_cards_and_the_dates_to_come_follow_the_customer() -> None:
    on_thursday = datetime(2026, 11, 26, 10, tzinfo=BERLIN)
    met = replace(BERGEN, stage="talk", at=on_thursday, answers=YES)
    choice = day_choice(inputs(book(deals=(met, RENEWAL), accounts=(FJORDLIN,), contacts=(INGRID,))))
    rows = {row.record: row for row in touch_rows(choice.touches.values(), choice.now)}
    assert {row.appointment for row in rows.values()} == {on_thursday.date()}
    assert card_of(FJORDLIN, choice, ()).customer == ("bergen", "renewal", "ingrid")
    lost = deal(id="no", stage="lost", lost_on=date(2026, 2, 20), last_touch=TODAY)
    preparation = card_of(lost, day_choice(inputs(book(deals=(lost,)))), ()).preparation
    assert preparation is not None and preparation.title == book().playbook.plays["fresh-look"].title
