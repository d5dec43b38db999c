"""Nobody has two calls or meetings of the rep's on one day, but what was promised or has its time stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.book import Account, Contact, Deal
from planner.core.history import History
from planner.core.page.page import Page
from planner.core.page.plan_day import plan_day
from planner.core.playbook import Play
from tests.core.value.days import BERLIN, book, inputs
from tests.core.value.playbooks import TODAY, V, deal
from tests.lines import worked_line

INGRID = Contact(id="ingrid", name="Ingrid Sørvik", company="Fjordlin", checked=TODAY)
AT_TEN = datetime(TODAY.year, TODAY.month, TODAY.day, 10, tzinfo=BERLIN)


def of_ingrid(id: str, **fields: object) -> Deal:
    given: dict[str, object] = {
        "id": id, "name": f"Fjordlin {id}", "company": "Fjordlin", "contacts": ("ingrid",), "answers": {"need": "yes"},
        "attempts": 0, "last_touch": TODAY,
    }  # fmt: skip
    return deal(**given | fields)


def page(*deals: Deal, history: History | None = None, **fields: object) -> Page:
    return plan_day(inputs(book(deals=deals, contacts=(INGRID,), **fields), history=history)).page


def items(of: Page) -> list[str]:
    return [line.what.item for line in of.items if line.what.record]


def because(of: Page) -> dict[str, str]:
    return {left.what.item: left.because for left in of.left_out}


def test_the_better_paid_of_two_deals_with_one_person_is_on_the_page() -> None:
    found = page(of_ingrid("bergen"), of_ingrid("oslo", amount=20_000.0))
    assert items(found) == ["oslo/talk"]
    assert because(found) == {"bergen/talk": "same customer as Fjordlin oslo"}


@pytest.mark.parametrize("other", [{"contacts": ("jo",)}, {"contacts": ()}])
def test_two_people_of_one_customer_have_a_call_each(other: dict[str, object]) -> None:
    assert sorted(items(page(of_ingrid("bergen"), of_ingrid("oslo", **other)))) == ["bergen/talk", "oslo/talk"]


@pytest.mark.parametrize(("company", "count"), [("Fjordlin", 1), ("Birch", 2)])
def test_a_name_that_no_contact_has_is_one_person_at_one_customer(company: str, count: int) -> None:
    """Two customers may each have a Jo."""
    deals = (of_ingrid("bergen", contacts=("Jo",)), of_ingrid("oslo", contacts=("Jo",), company=company))
    assert len(items(page(*deals))) == count


@pytest.mark.parametrize("stays", [{"at": AT_TEN}, {"next": "Call with the price", "next_on": TODAY}])
def test_an_appointment_or_a_promise_takes_the_place_of_the_other_deals_call(stays: dict[str, object]) -> None:
    found = page(of_ingrid("bergen", **stays), of_ingrid("oslo", amount=1_000_000.0))
    assert [item.split("/")[0] for item in items(found)] == ["bergen"]
    assert because(found)["oslo/talk"] == "same customer as Fjordlin bergen"


def test_what_was_promised_about_two_deals_is_kept_twice() -> None:
    promised = {"next": "Call with the price", "next_on": TODAY}
    assert len(items(page(of_ingrid("bergen", **promised), of_ingrid("oslo", **promised)))) == 2


def test_where_the_better_paid_has_no_room_the_other_is_called() -> None:
    """80 minutes: the closing call of oslo takes 90."""
    short = replace(book().hours, week=((book().hours.week[0][0]._replace(end=10 * 60 + 20),),) * 5 + ((), ()))
    found = page(of_ingrid("bergen"), of_ingrid("oslo", amount=90_000.0, stage="close"), hours=short)
    assert items(found) == ["bergen/talk"]


def test_work_at_the_desk_asks_nobody() -> None:
    desk = Play(id="talk", title="Offer", how="desk", minutes=60)
    playbook = replace(V, plays={**V.plays, "talk": desk})
    deals = (of_ingrid("bergen"), of_ingrid("oslo"))
    found = plan_day(inputs(book(playbook, deals=deals, contacts=(INGRID,)))).page
    assert sorted(items(found)) == ["bergen/talk", "oslo/talk"]


def test_whoever_was_visited_today_is_not_called_about_a_deal() -> None:
    account = Account(id="fjordlin", name="Fjordlin Mat", revenue=0.0, contacts=("ingrid",), last_touch=TODAY)
    row = worked_line(
        item="fjordlin/visit", record="fjordlin", kind="account", does="visit", play="visit", title="Visit", minutes=60,
        outcome="stayed", start=AT_TEN - timedelta(hours=2), end=AT_TEN - timedelta(hours=1),
    )  # fmt: skip
    found = page(of_ingrid("oslo"), accounts=(account,), history=History(worked_today=(row,)))
    assert items(found) == []
    assert because(found) == {"oslo/talk": "same customer as Fjordlin Mat"}


DEALS = st.lists(
    st.tuples(
        st.sampled_from(["ingrid", "jo", ""]), st.sampled_from(["talk", "close"]), st.integers(1, 9), st.booleans()
    ),
    max_size=7,
)


@settings(max_examples=40, deadline=None)
@given(DEALS)
def test_of_what_can_wait_nobody_has_two_lines(rows: list[tuple[str, str, int, bool]]) -> None:
    deals = [
        of_ingrid(f"d{n}", contacts=(who,) if who else (), stage=stage, amount=1000.0 * amount,
                  **({"next_on": TODAY} if promised else {}))
        for n, (who, stage, amount, promised) in enumerate(rows)
    ]  # fmt: skip
    found = page(*deals)
    with_whom = {f"d{n}": who for n, (who, *_) in enumerate(rows)}
    for who in ("ingrid", "jo"):
        lines = [line for line in found.items if with_whom.get(line.what.record or "") == who]
        promised = [line for line in lines if line.status.promised]
        assert len({line.what.record for line in lines}) <= max(1, len({line.what.record for line in promised}))
