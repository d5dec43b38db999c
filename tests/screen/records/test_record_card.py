"""Everything known of a record, with the card for the next contact."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from planner.core.book import Deal
from planner.core.records.card_values import RecordCard
from planner.screen.records.record import show_record
from tests.screen.paper import on_terminal
from tests.screen.sample_cards import ACME, CARDS


def screen(card: RecordCard) -> str:
    return on_terminal(lambda console: show_record(card, console))


def test_a_deal() -> None:
    assert (
        screen(CARDS["deal"])
        == """\

 Acme rollout · Acme GmbH                                     next on Wednesday
 discovery, stage 2 of 5 · $425 an hour · $3,840 if won
 81% likely to be real · 62% to win
 silent 34 days, only one contact, no next step agreed

 Discovery call · 1h, to learn
 Objective    Learn what it costs them to change nothing
 Bring        Their last annual report
              What changed since we last spoke
 Ask          Why now, and what happens if they wait a year?
              Who signs?
 Say          “What made you look at this now?”

 Id           acme-rollout
 Amount       $48,000, 4% yours
 Stage        discovery, since 2 Oct (52 days ago), 1 try without progress
 Came in      2 Oct 09:12
 Dates        decision by 31 Jan 2027
 Your own     80% to advance with the next try
 Last touch   20 Oct (34 days ago)
 Next step    Send the security answers first
 Call at      09:00-11:30 America/Chicago
 Where        munich
 Bring along  sam
 Contacts     Lena Vogt, Head of Operations, decides, lena@acme.example, +49 30
              1234
 Answers      why change: yes
              need: compelling

 History      20 Oct 09:00 Discovery call, 1h10 · no progress · objective met ·
              need: compelling · “Fears the works council; ask for the minutes”
              3 Oct 11:30 Keep in touch, 10m

"""
    )


def test_an_account() -> None:
    assert (
        screen(CARDS["account"])
        == """\

 Bolt AG                                                         was due 20 Nov
 no decision maker, touch is 1 day overdue

 Discovery call · 1h, to learn
 Objective    Learn what it costs them to change nothing
 Bring        Their last annual report
              What changed since we last spoke
 Ask          Why now, and what happens if they wait a year?
              Who signs?
 Say          “What made you look at this now?”

 Id           bolt
 Revenue      $180,000 a year, at most $260,000
 Visits       4 a quarter
 Plan         Win the second plant
 Renews       31 Mar 2027
 Last touch   2 Nov (21 days ago), every 30 days
 Contacts     Jo Park

"""
    )


def test_a_contact_and_a_task() -> None:
    assert (
        screen(CARDS["contact"]) + screen(CARDS["task"])
        == """\

 Lena Vogt

 Id           lena-vogt
 Role         Head of Operations
 Power        decides
 Reach at     lena@acme.example, +49 30 1234


 Review deck                                                         next today

 Id           qbr
 Takes        1h
 Makes        $350
 When         by 27 Nov, must do

"""
    )


def test_the_card_is_the_same_for_the_smallest_and_the_largest() -> None:
    small, large = (replace(ACME, record=replace(ACME.record, amount=amount)) for amount in (10, 9_000_000))
    cards = [screen(card).partition("Id ")[0] for card in (small, large)]
    assert cards[0] == cards[1]


def test_the_customers_other_records_without_the_people_above() -> None:
    (person,) = CARDS["deal"].contacts
    card = replace(CARDS["deal"], customer=("acme-depot", person.id, "acme"))
    assert "\n Related      acme-depot and acme\n" in screen(card)
    assert "Related" not in screen(replace(card, customer=(person.id,)))


def test_a_long_label_is_cut_before_its_text() -> None:
    deal = CARDS["deal"]
    assert isinstance(deal.record, Deal)
    card = replace(deal, record=replace(deal.record, must_for="Maximilian Oberhuber"))
    assert "\n For Maximil… on your page whatever it pays\n" in screen(card)


def test_who_is_waited_on_until_when() -> None:
    deal = ACME.record
    assert isinstance(deal, Deal)
    waits = replace(deal, waiting_on="legal", next_on=date(2026, 12, 9), next=None)
    text = screen(replace(ACME, record=waits, next_date=waits.next_on, next_how="on"))
    assert " Acme rollout · Acme GmbH                          waiting on legal until 9 Dec\n" in text
    assert "\n Waiting on   legal, until 9 Dec\n" in text
    earlier = screen(replace(ACME, record=waits, next_date=date(2026, 11, 26), next_how="by"))
    assert "next by Thursday\n" in earlier
    assert "\n Waiting on   legal, until 9 Dec\n" in earlier
    nobody_knows = screen(replace(ACME, record=replace(waits, next_on=None), next_how=None))
    assert "next on Wednesday\n" in nobody_knows
    assert "\n Waiting on   legal\n" in nobody_knows
    long = replace(waits, waiting_on="the works council, their lawyer and the new head of purchasing")
    first = screen(replace(ACME, record=long, next_date=waits.next_on, next_how="on")).splitlines()[1]
    assert first.startswith(" Acme rollout")
    assert first.endswith("… until 9 Dec")
