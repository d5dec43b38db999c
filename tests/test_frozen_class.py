"""A frozen class behaves as a frozen dataclass with slots does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.frozen_class import frozen


@frozen
class Point:
    """Words and keywords, a factory, and a field that is not compared."""

    x: float
    names: tuple[str, ...] = ()
    marks: dict[str, int] = field(default_factory=dict, repr=False)
    note: str = field(default="", kw_only=True, compare=False)


@dataclass(frozen=True, slots=True)
class Model:
    """The same fields, made by the library."""

    x: float
    names: tuple[str, ...] = ()
    marks: dict[str, int] = field(default_factory=dict, repr=False)
    note: str = field(default="", kw_only=True, compare=False)


@frozen(kw_only=True)
class Circle:
    """One field to compare, and one worked out from it."""

    radius: float
    area: float = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "area", 3 * self.radius * self.radius)


VALUES = st.fixed_dictionaries(
    {"x": st.floats()},
    optional={
        "names": st.lists(st.text(max_size=2), max_size=2).map(tuple),
        "marks": st.dictionaries(st.text(max_size=1), st.integers(), max_size=2),
        "note": st.text(max_size=2),
    },
)


@given(VALUES, VALUES)
def test_values_compare_and_print_as_those_of_a_dataclass(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert (Point(**one) == Point(**other)) == (Model(**one) == Model(**other))
    assert (Point(**one) == Point(**one)) == (Model(**one) == Model(**one))
    assert repr(Point(**one)) == repr(Model(**one)).replace("Model", "Point")
    assert repr(replace(Point(**one), **other)) == repr(Point(**(one | other)))
    assert [getattr(Point(**one), each.name) for each in fields(Point)] == [
        getattr(Model(**one), each.name) for each in fields(Model)
    ]


@given(st.floats(allow_nan=False), st.floats(allow_nan=False))
def test_equal_values_have_one_hash(one: float, other: float) -> None:
    assert len({Circle(radius=one), Circle(radius=other), Circle(radius=one)}) == len({one, other})


def test_a_factory_makes_a_value_for_each() -> None:
    assert Point(1.0).marks is not Point(1.0).marks


def test_a_value_is_no_value_of_another_class() -> None:
    assert Point(1.0) != Model(1.0)
    assert Circle(radius=1.0).__eq__(1.0) is NotImplemented


def test_what_a_field_is_worked_out_from() -> None:
    assert Circle(radius=2.0).area == 12
    assert replace(Circle(radius=2.0), radius=1.0).area == 3


@pytest.mark.parametrize("change", [lambda it: setattr(it, "x", 2.0), lambda it: delattr(it, "x")])
def test_nothing_changes_it(change: Callable[[Point], None]) -> None:
    point = Point(1.0)
    with pytest.raises(FrozenInstanceError):
        change(point)
    assert point.x == 1.0


def test_it_is_a_dataclass_with_slots() -> None:
    assert is_dataclass(Point)
    assert not hasattr(Point(1.0), "__dict__")
    assert Point.__match_args__ == ("x", "names", "marks")


@pytest.mark.parametrize("arguments", [{}, {"x": 1.0, "y": 2.0}])
def test_wrong_arguments_are_refused(arguments: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        Point(**arguments)
    with pytest.raises(TypeError):
        Circle(2.0)  # type: ignore[misc]  # by its name only
