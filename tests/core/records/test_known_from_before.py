"""The prep card of a lead at the new company of someone the rep knows."""

from planner.core.book import Contact
from planner.core.choice.day_choice import day_choice
from planner.core.records.card_values import KnownPerson
from planner.core.records.record_cards import card_of
from planner.screen.records.record import show_record
from tests.core.value.days import book, inputs
from tests.core.value.playbooks import deal
from tests.screen.paper import on_terminal

LENA = Contact(id="lena", name="Lena Vogt", company="Acme Inc", moved_to="Nordwind SE")
ANN = Contact(id="ann", name="Ann Ito", company="Nordwind SE")


def test_it_says_whom_you_know_and_from_where() -> None:
    lead = deal(id="nordwind", name="Nordwind", company="NORDWIND", contacts=("lena", "ann"))
    elsewhere = deal(id="kestrel", name="Kestrel", company="Kestrel", contacts=("lena",))
    choice = day_choice(inputs(book(deals=(lead, elsewhere), contacts=(LENA, ANN))))
    cards = [card_of(record, choice, ()) for record in (lead, elsewhere)]
    assert [card.preparation.known for card in cards if card.preparation] == [
        (KnownPerson(name="Lena Vogt", company="Acme Inc"),),
        (),
    ]
    assert "You know     Lena Vogt, from Acme Inc\n" in on_terminal(lambda console: show_record(cards[0], console))
