"""Nothing is offered with who is away; the pace is each person's own; another who decides may take the step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from planner.core.book import Account, Book, Contact, Deal
from planner.core.cadence.overview import touch_rows
from planner.core.choice.day_choice import day_choice
from planner.core.diary import DiaryDay
from planner.core.history import History, read_history
from planner.core.page.page import Page
from planner.core.page.plan_day import plan_day
from tests.core.value.days import BERLIN, book, inputs
from tests.core.value.playbooks import TODAY, deal
from tests.lines import worked_line

BACK = TODAY + timedelta(days=7)
FRIDAY = TODAY - timedelta(days=3)
LONG_AGO = TODAY - timedelta(days=400)
JO = Contact(id="jo", name="Jo Park", checked=TODAY, power="influences")
UTE = Contact(id="ute", name="Ute Senger", checked=TODAY, power="decides")
SAM = Contact(id="sam", name="Sam", checked=TODAY, power="uses")
AWAY = replace(JO, away_until=BACK)


def bolt(**fields: object) -> Deal:
    given = {"answers": {"need": "yes"}, "attempts": 0, "contacts": ("jo", "sam", "Ute Senger"), "last_touch": TODAY}
    return deal(**{**given, **fields})


def page(record: Deal | Account, *contacts: Contact, history: History | None = None) -> Page:
    return plan_day(inputs(_book(record, *contacts), history=history)).page


def _book(record: Deal | Account, *contacts: Contact) -> Book:
    kind = "deals" if isinstance(record, Deal) else "accounts"
    return book(contacts=contacts, **{"deals": (), "accounts": (), kind: (record,)})


def lines(of: Page) -> list[tuple[str, tuple[str, ...]]]:
    return [(line.what.item, line.what.people) for line in of.items if line.what.record]


def because(of: Page) -> list[str]:
    return [left.because for left in of.left_out if left.what.record]


def test_nothing_is_offered_with_someone_who_is_away() -> None:
    alone = page(bolt(contacts=("jo",)), AWAY)
    assert (lines(alone), because(alone)) == ([], ["Jo Park is away until 30 Nov"])
    soon = page(bolt(contacts=("jo",)), replace(JO, away_until=TODAY + timedelta(days=2)))
    assert because(soon) == ["Jo Park is away until Wed"]
    back = page(bolt(contacts=("jo",)), replace(JO, away_until=TODAY))
    assert lines(back) == [("d/talk", ())]


def test_another_who_decides_takes_the_step() -> None:
    (line,) = [line for line in page(bolt(), AWAY, UTE, SAM).items if line.what.record]
    assert (line.what.people, line.what.objective) == (("ute",), "With Ute Senger")
    only_uses = page(bolt(contacts=("jo", "sam")), AWAY, SAM)
    assert lines(only_uses) == []


@pytest.mark.parametrize("fields", [{"next_on": TODAY}, {"next_by": TODAY}])
def test_what_was_promised_is_kept(fields: dict[str, date]) -> None:
    assert lines(page(bolt(contacts=("jo",), **fields), AWAY)) == [("d/talk", ())]


def test_an_appointment_stands() -> None:
    at = datetime(TODAY.year, TODAY.month, TODAY.day, 10, tzinfo=BERLIN)
    assert lines(page(bolt(contacts=("jo",), at=at), AWAY)) == [("d/talk", ())]


def test_touches_wait_for_whoever_is_away_or_go_to_someone_else() -> None:
    account = Account(id="a", name="Bolt", revenue=0.0, contacts=("jo",), last_touch=LONG_AGO)
    held = page(account, replace(AWAY, checked=LONG_AGO))
    assert (lines(held), held.care.due, held.care.overdue) == ([], 0, 0)
    choice = day_choice(inputs(_book(account, replace(AWAY, checked=LONG_AGO))))
    assert {row.next_date for row in touch_rows(choice.touches.values(), choice.now)} == {BACK}
    ute = replace(UTE, checked=LONG_AGO, away_until=BACK + timedelta(days=7))
    both = day_choice(inputs(_book(replace(account, contacts=("ute", "jo")), AWAY, ute)))
    assert [row.next_date for row in touch_rows(both.touches.values(), both.now) if row.record == "a"] == [BACK]
    shared = page(replace(account, contacts=("jo", "sam")), AWAY, SAM)
    assert lines(shared) == [("a/touch", ("sam",))]
    promised = page(replace(account, next_by=TODAY), AWAY)
    assert lines(promised) == [("a/touch", ())]


def tried(day: date, *people: str) -> History:
    at = datetime(day.year, day.month, day.day, 10, tzinfo=BERLIN)
    row = worked_line(
        item="d/talk", record="d", does="advance", play="talk", title="Talk", minutes=30, start=at,
        end=at + timedelta(minutes=30), outcome="stayed", people=people,
    )  # fmt: skip
    return read_history([DiaryDay(date=day, worked=(row,))], TODAY)


def test_the_pace_is_each_persons_own() -> None:
    """V's talk gives two working days: tried on Friday, again from Tuesday."""
    stayed = bolt(attempts=1, last_try=FRIDAY)
    assert lines(page(stayed, JO, UTE, history=tried(FRIDAY))) == [("d/talk", ("ute",))]
    assert lines(page(stayed, JO, UTE, history=tried(FRIDAY, "jo"))) == [("d/talk", ("ute",))]
    assert lines(page(stayed, JO, UTE, history=tried(FRIDAY, "ute"))) == [("d/talk", ())]  # the main one wasn't tried
    both = page(stayed, JO, UTE, history=tried(FRIDAY, "jo", "ute"))
    assert (lines(both), because(both)) == ([], ["tried Fri, again from Tue"])
    nobody_knows = page(stayed, JO, UTE)
    assert because(nobody_knows) == ["tried Fri, again from Tue"]
    alone = page(bolt(attempts=1, last_try=FRIDAY, contacts=("jo", "sam")), JO, SAM, history=tried(FRIDAY))
    assert because(alone) == ["tried Fri, again from Tue"]
