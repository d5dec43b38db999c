"""Conditions on records, as a rep types them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core.book import Contact, Deal
from planner.core.lifecycle.conditions import Condition, holds
from planner.errors import UsageError
from planner.typed.conditions import conditions_of
from planner.typed.field_values import About

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
DEAL = Deal(
    id="acme", name="Acme rollout", amount=48_000.0, stage="lead", company="Acme GmbH", contacts=("lena", "jo"),
    last_touch=date(2026, 11, 2), at=datetime(2026, 11, 26, 14, tzinfo=UTC), answers={"need": "yes"},
    tags=("VIP", "q4"), x={"region": "North", "seats": 40, "ref": "12", "open": True},
)  # fmt: skip


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("stage=lead", True), ("stage=LEAD", True), ("stage!=lead", False), ("stage=demo", False),
        ("amount>40k", True), ("amount>=48000", True), ("amount<48k", False), ("amount=48k", True),
        ("last_touch<-14", True), ("last_touch<2026-11-02", False), ("last_touch<=2026-11-02", True),
        ("at=thu", True), ("at>thu", False), ("next_on=", True), ("next_on!=", False), ("last_touch!=", True),
        ("next_on<fri", False), ("next_on!=fri", True), ("contacts=jo", True), ("contacts=max", False),
        ("contacts!=max", True), ("contacts~le", True), ("name~ROLL", True), ("company~bolt", False),
        ("answers.need=yes", True), ("answers.fit=", True), ("tags=vip", True), ("tags!=vip", False),
        ("tags=", False), ("region=north", True), ("x.region~nor", True), ("seats>30", True), ("seats<30", False),
        ("ref=12", True), ("open=yes", True), ("open=no", False), ("seats=40", True), ("region!=south", True),
    ],
)  # fmt: skip
def test_it_holds(word: str, expected: bool) -> None:
    (condition,) = conditions_of([word], DEAL.x, About("prospect", NOW))
    assert holds(condition, DEAL) is expected


@pytest.mark.parametrize("word", ["lead", "ammount>5", "amount>much", "stage>", "answers=yes", "=x", "last_touch<soon"])
def test_what_can_not_be_read(word: str) -> None:
    with pytest.raises(UsageError):
        conditions_of([word], DEAL.x, About("prospect", NOW))


values = st.none() | st.floats(0, 1e6) | st.integers(0, 99)


@given(values, st.sampled_from(("=", "<", "<=", ">", ">=", "!=")), st.floats(0, 1e6) | st.integers(0, 99))
def test_of_opposite_conditions_one_holds(held: float | None, operator: str, value: float) -> None:
    opposite = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", "<=": ">", ">": "<="}[operator]
    contact = Contact(id="a", name="A", x={} if held is None else {"n": held})
    found = [holds(Condition("x.n", each, value), contact) for each in (operator, opposite)]
    if held is None:
        assert found == [operator == "!=", opposite == "!="]
    else:
        assert sum(found) == 1
