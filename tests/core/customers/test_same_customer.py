"""Records of one company are one customer: by account, company, or a contact of theirs; no chains."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core.book import Account, Contact, Deal
from planner.core.customers.company_name import company_key
from planner.core.customers.customers import Customers
from planner.core.customers.one_call import DayReach, Met
from tests.core.value.days import book


def deal(id: str, **fields: object) -> Deal:
    return Deal(**{"id": id, "name": id, "amount": 1.0, "stage": "talk", **fields})  # type: ignore[arg-type]


def customers(*deals: Deal, accounts: tuple[Account, ...] = (), contacts: tuple[Contact, ...] = ()) -> Customers:
    return Customers(book(deals=deals, accounts=accounts, contacts=contacts))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bolt Antriebe AG", "bolt  antriebe"),
        ("Bolt & Sons GmbH & Co. KG", "BOLT & SONS"),
        ("Acme, Inc.", "Acme"),
        ("Vintgarij orodja d.o.o.", "Vintgarij Orodja"),
        ("Opakowania Sp. z o.o.", "opakowania"),
        ("SIA Baltvira", "Baltvira"),
        ("Belmontese Stampi S.r.l.", "Belmontese Stampi srl"),
        ("Ａｃｍｅ", "Acme"),
    ],
)
def test_one_company_however_it_is_written(one: str, other: str) -> None:
    assert company_key(one) == company_key(other) != ""


@pytest.mark.parametrize(("one", "other"), [("Acme North", "Acme South"), ("AG", "SE"), ("Bolt", "Bolton")])
def test_other_names_are_other_companies(one: str, other: str) -> None:
    assert company_key(one) != company_key(other)


@given(st.text(max_size=20))
def test_blanks_and_a_legal_form_change_nothing(name: str) -> None:
    assert company_key(f"  {name} ") == company_key(name)
    assert company_key(f"{name} GmbH") == company_key(f"{name}  gmbh ")
    if company_key(name):
        assert company_key(f"{name} GmbH") == company_key(name)


def test_by_account_company_and_contact() -> None:
    bolt = Account(id="bolt", name="Bolt Antriebe AG", revenue=1.0)
    jo = Contact(id="jo", name="Jo Park", company="Bolt Antriebe")
    free = Contact(id="free", name="Free Lance")
    found = customers(
        deal("by-account", account="bolt", company="Bolt Werk 2"),
        deal("by-company", company="BOLT ANTRIEBE ag"),
        deal("by-jo", contacts=("Jo Park",)),
        deal("one", contacts=("free",)),
        deal("two", contacts=("free",)),
        deal("other", company="Other"),
        accounts=(bolt,),
        contacts=(jo, free),
    )
    assert [each.id for each in found.others("bolt")] == ["by-account", "by-company", "jo"]
    assert found.same("by-account", "by-company")  # its account's name is its company as well
    assert found.same("by-jo", "jo")
    assert found.same("by-jo", "by-company") is False  # no company of its own, and Jo isn't listed there
    assert found.same("one", "two")  # a contact of no company, listed in both
    assert [each.id for each in found.others("other")] == []


@pytest.mark.parametrize("employer", ["", "freelance consultant", "Acme", "Birch"])
def test_a_consultant_listed_at_two_companies_joins_neither(employer: str) -> None:
    hamza = Contact(id="hamza", name="Hamza", company=employer)
    found = customers(
        deal("a", company="Acme", contacts=("hamza",)),
        deal("b", company="Birch", contacts=("hamza",)),
        deal("none", contacts=("hamza",)),
        contacts=(hamza,),
    )
    assert not found.same("a", "b")
    assert found.same("a", "none") == (employer in ("", "Acme"))
    assert found.same("b", "none") == (employer in ("", "Birch"))


def test_someone_who_left_is_of_the_customer_no_more() -> None:
    lena = Contact(id="lena", name="Lena", company="Acme", moved_to="Birch")
    found = customers(deal("a", company="Acme", contacts=("lena",)), deal("b", company="Birch"), contacts=(lena,))
    assert [each.id for each in found.others("lena")] == ["b"]
    assert [each.id for each in found.took_part("a")] == ["lena"]


NAMES = st.sampled_from(("", "Acme GmbH", "acme", "Birch", "Cedar Ltd"))
PEOPLE = st.lists(st.sampled_from(("p0", "p1", "p2")), max_size=2, unique=True).map(tuple)


@given(
    st.lists(st.tuples(NAMES, st.sampled_from((None, "x", "y")), PEOPLE), min_size=1, max_size=6),
    st.lists(NAMES, min_size=3, max_size=3),
)
def test_the_index_finds_every_match_and_matching_is_mutual(
    rows: list[tuple[str, str | None, tuple[str, ...]]], employers: list[str]
) -> None:
    deals = [deal(f"d{n}", company=c, account=a, contacts=p) for n, (c, a, p) in enumerate(rows)]
    accounts = (Account(id="x", name="Acme", revenue=1.0), Account(id="y", name="Yarrow", revenue=1.0))
    contacts = tuple(Contact(id=f"p{n}", name=f"P{n}", company=name) for n, name in enumerate(employers))
    found = customers(*deals, accounts=accounts, contacts=contacts)
    ids = list(found.records)
    for one, other in combinations(ids, 2):
        assert found.same(one, other) == found.same(other, one)
    for one in ids:
        assert [each.id for each in found.others(one)] == [id for id in ids if id != one and found.same(one, id)]
        companies = company_key(getattr(found.records[one], "company", ""))
        for other in found.others(one):
            theirs = company_key(getattr(other, "company", ""))
            shared = getattr(found.records[one], "account", None) or getattr(other, "account", None)
            assert not companies or not theirs or companies == theirs or shared or isinstance(other, Contact | Account)


@given(
    st.lists(st.tuples(NAMES, st.sampled_from((None, "x", "y")), PEOPLE), min_size=1, max_size=6),
    st.lists(NAMES, min_size=3, max_size=3),
    st.lists(st.tuples(st.sampled_from(("d0", "d1", "d2", "x", "y", "p0", "p1", "gone")), PEOPLE), max_size=5),
)
def test_the_line_that_reaches_a_customer_is_found_as_by_asking_every_line(
    rows: list[tuple[str, str | None, tuple[str, ...]]], employers: list[str], lines: list[tuple[str, tuple[str, ...]]]
) -> None:
    deals = [deal(f"d{n}", company=c, account=a, contacts=p) for n, (c, a, p) in enumerate(rows)]
    accounts = (Account(id="x", name="Acme", revenue=1.0), Account(id="y", name="Yarrow", revenue=1.0))
    contacts = tuple(Contact(id=f"p{n}", name=f"P{n}", company=name) for n, name in enumerate(employers))
    found = customers(*deals, accounts=accounts, contacts=contacts)
    met = [Met(record, people, f"{record}/{n}") for n, (record, people) in enumerate(lines)]
    reach = DayReach(met, found)
    for record in found.records:
        others = (each for each in met if each.record != record and each.item != "x/0")
        first = next((each for each in others if found.serves(each.record, each.people, record)), None)
        assert reach.serving(record, "x/0") == first
    for line in met:
        served = {record for record in found.records if found.serves(line.record, line.people, record)}
        assert found.served(line.record, line.people) & set(found.records) == served
