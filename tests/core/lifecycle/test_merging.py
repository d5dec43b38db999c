"""Two records made one: nothing that either knew is lost without being shown."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from planner.core.book import Account, Contact, Deal
from planner.core.lifecycle.merging import merged
from planner.core.playbook import Response

days = st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31))
words = st.sampled_from(("", "Acme", "Birch"))
lists = st.lists(st.sampled_from(("jo", "lena", "max")), unique=True).map(tuple)


def deals(id: str) -> st.SearchStrategy[Deal]:
    return st.builds(
        Deal, id=st.just(id), name=st.sampled_from(("One", "Two")), amount=st.sampled_from((0.0, 5.0, 9.0)),
        stage=st.sampled_from(("lead", "demo", "lost")), company=words, contacts=lists, since=days,
        last_touch=days, last_try=days, created=days, next_on=days, attempts=st.none() | st.integers(0, 3),
        unanswered=st.integers(0, 2), needs=lists, aka=st.lists(st.sampled_from(("x", "y")), unique=True).map(tuple),
        answers=st.dictionaries(st.sampled_from(("need", "fit")), st.sampled_from(("yes", "no"))),
    )  # fmt: skip


@given(deals("a"), deals("b"))
def test_of_each_key_both_values_are_kept_or_shown(stays: Deal, goes: Deal) -> None:
    keys, differ = merged(stays, goes)
    for each in fields(Deal):
        here, there = getattr(stays, each.name), getattr(goes, each.name)
        new = keys.get(each.name, here)
        if each.name in ("id", "name", "aka", "was"):
            continue
        if each.name == "answers":
            whole = {**here, **keys.get("answers", {})}
            assert whole == {**there, **here}
            assert {name for name in there if whole[name] != there[name]} == {
                name.removeprefix("answers.") for name in differ if name.startswith("answers.")
            }
        elif each.name in ("contacts", "needs"):
            assert set(new) == {*here, *there}
            assert list(new)[: len(here)] == list(here)
        elif each.name in ("last_touch", "last_try"):
            assert new == max((day for day in (here, there) if day is not None), default=None)
        elif each.name == "created":
            assert new == min((day for day in (here, there) if day is not None), default=None)
        elif each.name in ("since", "attempts", "unanswered") and stays.stage != goes.stage:
            assert new == here, "what belongs to a stage stays with it"
        else:
            assert new in (here, there)
            assert new == there or there in (None, "", 0, 0.0) or differ[each.name] == (here, there)
    assert keys["aka"] == list(dict.fromkeys([*stays.aka, "b", *goes.aka]))
    assert keys.get("was", []) == ([goes.name] if goes.name != stays.name else [])


def test_a_blank_answer_about_visits_is_filled_in_as_a_table() -> None:
    stays = Account(id="a", name="Acme", revenue=5.0)
    goes = Account(id="b", name="Acme GmbH", revenue=5.0, response=Response(none=0.5))
    keys, differ = merged(stays, goes)
    assert keys["response"]["none"] == 0.5
    assert None not in keys["response"].values()
    assert differ == {}


def test_an_id_from_before_goes_along() -> None:
    stays = Contact(id="a", name="Jo", aka=("b0",), was=("Joe",))
    goes = Contact(id="b", name="Jo Park", aka=("b1",), was=("Jo", "J. Park"))
    assert merged(stays, goes).keys == {"aka": ["b0", "b", "b1"], "was": ["Joe", "J. Park", "Jo Park"]}
