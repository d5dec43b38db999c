"""Whose appointment a calendar event is, and how that was found."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from planner.core.book import Account, Book, Care, Contact, Deal, Hours, Rep, Task, Travel, Way
from planner.core.playbook import Cadence, FreshLook, Playbook, Prospecting, Response, TwoTypes
from planner.core.records.event_match import CalendarEvent, match_events

ACME = Deal(
    id="acme-rollout", name="Acme rollout", company="Acme GmbH", amount=1, stage="discovery", contacts=("lena-vogt",)
)
TEAM = Deal(id="team", name="Team", company="IT AG", amount=1, stage="proposal", contacts=("Kim Ode",))
OLD = Deal(id="acme-old", name="Acme pilot", company="Acme GmbH", amount=1, stage="lost")
NORD = Deal(id="nord-1", name="Fleet", company="Nordwind SE", amount=1, stage="proposal")
NORD_2 = Deal(id="nord-2", name="Depot", company="Nordwind SE", amount=1, stage="proposal", contacts=("Kim Ode",))
PARKED = Deal(id="lumen", name="Lumen", company="Lumen Ltd", amount=1, stage="parked")
BOLT = Account(id="bolt", name="Bolt AG", revenue=1, contacts=("jo-park",))
BOOK = Book(
    rep=Rep(name="Dana", currency="USD", timezone="Europe/Berlin"),
    hours=Hours(week=((),) * 7),
    care=Care(),
    year=None,
    travel=Travel(minutes=(Way("office", "munich", 45),)),
    deals=(ACME, TEAM, OLD, NORD, NORD_2, PARKED),
    accounts=(BOLT,),
    contacts=(
        Contact(id="lena-vogt", name="Lena Vogt", email="Lena@acme.example"),
        Contact(id="kim", name="Kim Ode", email="kim@nord.example"),
        Contact(id="jo-park", name="Jo Park", email="jo@bolt.example"),
    ),
    colleagues=(),
    tasks=(),
    playbook=Playbook(
        prior=0.5,
        unanswered=TwoTypes(real=0.6, dead_end=0.8),
        answer_within=60,
        fresh_look=FreshLook(),
        prospecting=Prospecting(),
        cadence=Cadence(),
        response=Response(),
        stages=(),
        plays={},
        questions=(),
    ),
)


def meeting(title: str, **more: Any) -> CalendarEvent:
    nine = datetime(2026, 11, 23, 9, tzinfo=UTC)
    return CalendarEvent(start=nine, end=nine.replace(hour=10), title=title, uid="u1", **more)


@pytest.mark.parametrize(
    ("event", "record", "how"),
    [
        (meeting("Call [bolt]"), "bolt", "[bolt] is in the title"),
        (meeting("Call acme-rollout"), "acme-rollout", "acme-rollout is in the title"),
        (meeting("Call", description="Re: ACME-Rollout, part 2"), "acme-rollout", "acme-rollout is in the description"),
        (meeting("Call", description="Hello\nplan: nord-2\n"), "nord-2", '"plan: nord-2" is in the description'),
        (meeting("Acme rollout: next steps"), "acme-rollout", "the title names Acme rollout"),
        (meeting("Lunch with ACME"), "acme-rollout", "the title names Acme GmbH, the company of Acme rollout"),
        (meeting("Bolt quarterly"), "bolt", "the title names Bolt AG"),
        (meeting("Security at IT AG"), "team", "the title names IT AG, the company of Team"),
        (
            meeting("Coffee", attendees=("dana@firm.example", "lena@acme.example")),
            "acme-rollout",
            "attendee Lena@acme.example is Lena Vogt, main contact of Acme rollout",
        ),
        # two deals with that company, one of them with that attendee
        (
            meeting("Nordwind", attendees=("kim@nord.example",)),
            "nord-2",
            "the title names Nordwind SE, the company of Depot",
        ),
    ],
)
def test_the_record_and_how_it_was_found(event: CalendarEvent, record: str, how: str) -> None:
    (busy,), warnings = match_events([event], BOOK)
    assert (busy.record, busy.matched_by, warnings) == (record, how, ())


@pytest.mark.parametrize(
    "event",
    [
        meeting("Team meeting"),  # a record is called Team
        meeting("IT review"),  # a company is called IT AG
        meeting("Boltzmann lecture"),
        meeting("Thunderbolt demo"),
        meeting("acme-rollout-2"),
        meeting("Call", description="we bolt the door"),
        meeting("Acme fair", all_day=True),
        meeting("Acme rollout", description="Ask first\n Plan: no"),
    ],
)
def test_no_match_by_accident(event: CalendarEvent) -> None:
    (busy,), warnings = match_events([event], BOOK)
    assert (busy.record, busy.matched_by, warnings) == (None, None, ())


@pytest.mark.parametrize("entry", ["u1", "acme ROLLOUT"])
def test_a_match_undone_by_uid_or_title(entry: str) -> None:
    (busy,), warnings = match_events([meeting("Acme rollout")], BOOK, never=[entry])
    assert (busy.record, warnings) == (None, ())


def test_two_open_deals_are_named_not_chosen_from() -> None:
    (busy,), warnings = match_events([meeting("Nordwind")], BOOK)
    assert busy.record is None
    assert warnings == (
        "Nordwind on 2026-11-23 could be Fleet (nord-1) or Depot (nord-2); "
        'write "plan: nord-1" in its description to link it to that record',
    )


def test_a_deal_that_is_closed_is_named() -> None:
    (busy,), warnings = match_events([meeting("Lumen catch-up")], BOOK)
    assert busy.record is None
    assert warnings == ("Lumen catch-up on 2026-11-23 names Lumen (lumen), which is parked: not a step of a deal",)


def test_tentative_is_in_the_title_and_a_place_is_one_of_the_books() -> None:
    event = replace(meeting("Review", location="Hotel Post, Munich"), answer="tentative")
    (busy,), _ = match_events([event], BOOK)
    assert (busy.title, busy.place) == ("Review (tentative)", "munich")


@pytest.mark.parametrize(
    ("more", "title"),
    [
        ({"answer": "unanswered"}, "Review (not answered)"),
        ({"declined": ("lena@acme.example",)}, "Review (Lena Vogt declined)"),
        ({"declined": ("stranger@acme.example",)}, "Review"),
    ],
)
def test_a_doubt_is_at_the_end_of_the_title(more: dict[str, Any], title: str) -> None:
    (busy,), _ = match_events([replace(meeting("Review"), **more)], BOOK)
    assert (busy.title, busy.plain_title) == (title, "Review")


def test_a_colleague_of_a_contact_is_known_by_the_domain() -> None:
    (busy,), warnings = match_events([meeting("Intro", attendees=("new.boss@bolt.example",))], BOOK)
    assert (busy.record, warnings) == ("bolt", ())
    assert busy.matched_by == "an attendee is at bolt.example, as jo@bolt.example of Bolt AG is"


def test_an_address_that_anybody_can_have_says_nothing() -> None:
    jo = replace(BOOK.contacts[2], email="jo.park@gmail.com")
    book = replace(BOOK, contacts=(*BOOK.contacts[:2], jo))
    (busy,), _ = match_events([meeting("Intro", attendees=("someone@gmail.com",))], book)
    assert busy.record is None


def test_the_way_to_a_meeting_is_nobodys_appointment() -> None:
    (busy,), _ = match_events([replace(meeting("Way to Bolt AG"), travel=True)], BOOK)
    assert busy.record is None


AT_THE_HARBOR = Task(id="fair", title="Set up the fair", minutes=30, place="Harbor")
FILTER = Deal(id="nordwind", name="Nordwind three plants", company="Nordwind Filter SE", amount=1, stage="proposal")


def with_deals(*deals: Deal, **more: Any) -> Book:
    return replace(BOOK, deals=deals, accounts=(), contacts=(), **more)


@pytest.mark.parametrize("title", ["Nordwind: terms", "terms with NORDWIND", "Nordwind"])
def test_an_everyday_name_is_the_first_word_of_the_companys(title: str) -> None:
    (busy,), warnings = match_events([meeting(title)], with_deals(FILTER, OLD))
    how = "the title names Nordwind, short for Nordwind Filter SE, the company of Nordwind three plants"
    assert (busy.record, busy.matched_by, warnings) == ("nordwind", how, ())


@pytest.mark.parametrize(
    ("title", "deal", "more"),
    [
        ("Nordwindpark tour", FILTER, {}),
        ("Three plants", FILTER, {}),
        ("Nordwind: terms", replace(FILTER, stage="lost"), {}),
        ("Bolt: terms", replace(FILTER, company="Bolt Antriebe AG"), {}),  # four letters
        ("Nordwind: terms", replace(FILTER, company="Filter SE"), {}),  # the deal's own name is no customer's
        ("Project review", replace(FILTER, company="Project Light Inc"), {}),
        ("Munich trip", replace(FILTER, company="Munich Tools GmbH"), {}),  # a place of the book
        ("Harbor walk", replace(FILTER, company="Harbor Tools GmbH"), {"tasks": (AT_THE_HARBOR,)}),
        ("Stefan, weekly", replace(FILTER, company="Stefan Huber KG"), {"rep": replace(BOOK.rep, name="Stefan Ode")}),
    ],
)
def test_no_everyday_name_by_accident(title: str, deal: Deal, more: dict[str, Any]) -> None:
    (busy,), warnings = match_events([meeting(title)], with_deals(deal, **more))
    assert (busy.record, warnings) == (None, ())


@pytest.mark.parametrize(
    "other",
    [
        {"deals": (FILTER, Deal(id="x", name="Fleet", company="Nordwind Energie AG", amount=1, stage="lost"))},
        {"deals": (FILTER, Deal(id="x", name="Nordwind park", company="Acme GmbH", amount=1, stage="proposal"))},
        {"deals": (FILTER,), "accounts": (Account(id="x", name="Nordwind Reisen", revenue=1),)},
        {"deals": (FILTER,), "contacts": (Contact(id="x", name="Kim Ode", company="Nordwind Reisen"),)},
    ],
)
def test_a_word_that_two_customers_begin_with_names_neither(other: dict[str, Any]) -> None:
    (busy,), warnings = match_events([meeting("Nordwind: terms")], replace(with_deals(), **other))
    assert (busy.record, warnings) == (None, ())


def test_two_deals_of_a_customer_are_named_for_its_everyday_name() -> None:
    second = replace(FILTER, id="nordwind-2", name="Line four", company="NORDWIND FILTER")
    (busy,), (warning,) = match_events([meeting("Nordwind: terms")], with_deals(FILTER, second))
    assert (busy.record, "Nordwind three plants (nordwind) or Line four (nordwind-2)" in warning) == (None, True)


def test_an_attendee_decides_before_an_everyday_name() -> None:
    bolt = replace(FILTER, id="bolt-2", name="Bolt press", company="Bolt AG", contacts=("jo-park",))
    book = replace(with_deals(FILTER, bolt), contacts=BOOK.contacts)
    (busy,), _ = match_events([meeting("Nordwind: terms", attendees=("jo@bolt.example",))], book)
    assert busy.record == "bolt-2"


def test_a_customer_is_found_by_the_name_that_it_had() -> None:
    zenit = replace(BOLT, name="Zenit SE", was=("Bolt AG", "Quarzhaus Ltd"))
    book = replace(BOOK, accounts=(zenit,))
    for title in ("Lunch, Bolt AG", "Bolt AG / Dana", "Call with Quarzhaus", "Zenit SE"):
        (busy,), warnings = match_events([meeting(title)], book)
        assert (busy.record, warnings) == ("bolt", ())
    taken = replace(book, deals=(replace(TEAM, id="new", name="Bolt AG"),))
    (busy,), _ = match_events([meeting("Bolt AG")], taken)
    assert busy.record == "new", "what is called so now comes first"
