"""Values of the book's classes from prepared tables, if every type is exactly right.

The checks are made from the classes' own annotations. They accept less than pydantic does and never more: whatever
they do not accept is for `type_errors` to judge, which has the words for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from planner.core.book import OwnValue

T = TypeVar("T")
Convert = Callable[[Any], Any]


class WrongTypeError(ValueError):
    """A value is not exactly of the type that its field has."""


def typed(kind: type[T], table: Mapping[str, Any]) -> T:
    """An instance of one of the vocabulary's dataclasses.

    Raises WrongTypeError if a value or a key is not right.
    """
    convert: Convert = _converter(kind)  # type: ignore[arg-type]  # classes are hashable
    return cast(T, convert(table))


@cache
def _converter(hint: Any) -> Convert:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _optional(hint)
    if origin is tuple:
        return _tuple_of(_converter(get_args(hint)[0]))
    if origin is Literal:
        return _one_of(frozenset(get_args(hint)))
    if origin is Mapping:
        return _mapping_of(_converter(get_args(hint)[1]))
    if is_dataclass(hint):
        return _instance_of(cast(type, hint))
    return _number if hint is float else _exactly(hint)


def _exactly(kind: type) -> Convert:
    def convert(value: Any) -> Any:
        if type(value) is not kind:
            raise WrongTypeError(kind)
        return value

    return convert


def _number(value: Any) -> float:
    if type(value) is not float and type(value) is not int:
        raise WrongTypeError(float)
    try:
        return float(value)
    except OverflowError as error:
        raise WrongTypeError(float) from error


def _optional(hint: Any) -> Convert:
    kinds = [kind for kind in get_args(hint) if kind is not NoneType]
    if hint == OwnValue:
        return _one_of_types(frozenset(kinds))
    convert = _converter(kinds[0])
    if len(kinds) != 1:
        raise TypeError(f"no single type: {hint}")
    return lambda value: None if value is None else convert(value)


def _one_of_types(kinds: frozenset[type]) -> Convert:
    def convert(value: Any) -> Any:
        if type(value) not in kinds:
            raise WrongTypeError(kinds)
        return value

    return convert


def _tuple_of(convert: Convert) -> Convert:
    def convert_all(value: Any) -> Any:
        if type(value) is not tuple:
            raise WrongTypeError(tuple)
        return tuple([convert(part) for part in value])

    return convert_all


def _mapping_of(convert: Convert) -> Convert:
    def convert_all(value: Any) -> Any:
        if type(value) is not dict or not all(type(key) is str for key in value):
            raise WrongTypeError(dict)
        return {key: convert(part) for key, part in value.items()}

    return convert_all


def _one_of(words: frozenset[Any]) -> Convert:
    def convert(value: Any) -> Any:
        if type(value) is not str or value not in words:
            raise WrongTypeError(value)
        return value

    return convert


def _instance_of(kind: type) -> Convert:
    hints = get_type_hints(kind)
    converters = {field.name: _converter(hints[field.name]) for field in fields(kind)}
    required = {f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING}

    def convert(value: Any) -> Any:
        if type(value) is kind:
            return value
        if type(value) is not dict or not required <= value.keys() <= converters.keys():
            raise WrongTypeError(kind)
        return kind(**{key: converters[key](part) for key, part in value.items()})

    return convert
