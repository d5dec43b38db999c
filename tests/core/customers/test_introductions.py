"""Who brought deals comes up for a touch more often, with that reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from planner.core.book import Account, Book, Contact, Deal
from planner.core.cadence.touches import next_touches
from planner.core.customers.introductions import brought_by
from planner.core.days import WorkingDays
from planner.core.steps.all_steps import book_steps
from tests.core.value.days import book, today
from tests.core.value.playbooks import TODAY, deal

JO = Contact(id="jo", name="Jo Park", checked=TODAY - timedelta(days=40))
BOLT = Account(id="bolt", name="Bolt AG", revenue=0, last_touch=TODAY - timedelta(days=40))


def of(*deals: Deal, jo: Contact = JO) -> Book:
    return book(deals=deals, contacts=(jo,), accounts=(BOLT,))


def brought(id: str, amount: float, by: str, stage: str = "talk") -> Deal:
    return replace(deal(id=id, stage=stage), name=id.title(), amount=amount, introduced_by=by)


def touches(of_book: Book) -> dict[str, str]:
    context = today(of_book)
    due = {each.record: each for each in next_touches(of_book, context.working, {}, TODAY)}
    return {step.record or "": step.title for step in book_steps(context, due) if step.does == "touch"}


def test_the_deals_by_id_or_name_the_largest_first_and_lost_ones_last() -> None:
    deals = (
        brought("small", 1.0, "Jo Park"), brought("gone", 9.0, "jo", "lost"), brought("large", 5.0, "jo", "won"),
        brought("other", 2.0, "Bolt AG"), brought("stranger", 2.0, "Kim"),
    )  # fmt: skip
    found = brought_by(of(*deals))
    assert {id: [each.id for each in held.deals] for id, held in found.items()} == {
        "jo": ["large", "small", "gone"], "bolt": ["other"],
    }  # fmt: skip
    assert (found["jo"].amount, found["jo"].won, found["jo"].words) == (6.0, 1, "Large and 2 more")


@pytest.mark.parametrize(("by", "due"), [("jo", True), ("Jo Park", True), ("kim", False), (None, False)])
def test_a_contact_who_brought_a_deal_is_due_like_an_account(by: str | None, due: bool) -> None:
    hale = replace(deal(id="hale"), name="Hale", introduced_by=by)
    assert touches(of(hale)).get("jo") == ("They brought you Hale" if due else None)


def test_an_own_cadence_stays() -> None:
    assert "jo" not in touches(of(brought("hale", 1.0, "jo"), jo=replace(JO, cadence=90)))


def test_an_account_has_the_reason_unless_a_next_step_is_agreed() -> None:
    assert touches(of(brought("hale", 1.0, "bolt")))["bolt"] == "They brought you Hale"
    agreed = replace(of(brought("hale", 1.0, "bolt")), accounts=(replace(BOLT, next="Ask about Graz"),))
    assert touches(agreed)["bolt"] != "They brought you Hale"


def test_a_book_without_introductions_has_the_same_touches() -> None:
    plain = of(deal(id="hale"))
    working = WorkingDays(plain.hours)
    assert [each.cadence for each in next_touches(plain, working, {}, TODAY) if each.record == "jo"] == [
        plain.playbook.cadence.contact
    ]
