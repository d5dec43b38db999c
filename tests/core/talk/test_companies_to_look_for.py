"""The companies that a search looks for, and the events before a first call or a revisit."""

from __future__ import annotations

from datetime import datetime

import pytest

from planner.core.playbook import IdealCustomer, Talk, Trigger
from planner.core.talk.look_for import before_calling, on_a_line, to_find
from tests.core.value.conftest import playbook
from tests.core.value.days import BERLIN
from tests.core.value.days import book as a_book
from tests.core.value.playbooks import deal

__all__ = ["playbook"]
NEW_HEAD, AUDIT = Trigger(id="new-head", title="A new head"), Trigger(id="audit", title="A failed audit")
TALK = Talk(
    triggers=(NEW_HEAD, AUDIT), ideal=IdealCustomer(who="parts makers", look_for=("a second site", "scrap", "noise"))
)


def test_the_line_says_whom_to_look_for_once_the_book_does() -> None:
    assert on_a_line("One company", TALK.ideal) == "Parts makers. Look for a second site or scrap"
    assert on_a_line("One company", IdealCustomer(who="IT firms")) == "IT firms"
    assert on_a_line("One company", IdealCustomer(look_for=("a second site",))) == "One company"


def test_the_card_has_all_of_it() -> None:
    found = to_find(TALK)
    assert (found.who, found.signs, found.triggers) == ("parts makers", TALK.ideal.look_for, TALK.triggers)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"stage": "lead"}, True),
        ({"stage": "lost"}, True),
        ({"stage": "parked"}, True),
        ({"stage": "won"}, False),
        ({"stage": "demo"}, False),
        ({"stage": "lead", "came": datetime(2026, 11, 20, tzinfo=BERLIN)}, False),  # they have their reason
        ({"stage": "lead", "renews": "acme 2027"}, False),
    ],
)
def test_a_reason_to_call_now(fields: dict[str, object], expected: bool, playbook) -> None:
    record = deal(**fields)
    book = a_book(playbook, talk=TALK, deals=(record,))
    assert before_calling(record, book) == (TALK.triggers if expected else ())
    assert before_calling(book, book) == ()
