"""Frozen classes of values: dataclasses that take a third of the time to make.

`dataclass(frozen=True, slots=True)` compiles six methods for each class, and a command makes some 165 classes: a sixth
of its time in a small book. Here a class has only its `__init__` compiled. All share the methods that compare, hash,
print and refuse changes. `fields`, `replace` and `is_dataclass` know it as any dataclass, and so do type checkers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, cast, dataclass_transform, overload

T = TypeVar("T")


@overload
def frozen(cls: type[T], /) -> type[T]: ...
@overload
def frozen(*, kw_only: bool) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[Any] | None = None, /, *, kw_only: bool = False) -> Any:
    """Make a class of frozen values, as `dataclass(frozen=True, slots=True)` does."""

    def make(plain: type[Any]) -> type[Any]:
        made: Any = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(plain)
        compared = [each.name for each in fields(made) if each.compare]
        made._compared = attrgetter(*compared, compared[0])  # a tuple, of one field as well
        made.__init__ = _init(made)
        made.__eq__, made.__hash__, made.__repr__ = _eq, _hash, _repr
        made.__setattr__ = made.__delattr__ = _refuse
        return cast(type[Any], made)

    return make if cls is None else make(cls)


def _init(made: type[Any]) -> Any:
    """The `__init__` of a class, which fills the slots of its fields."""
    names: dict[str, Any] = {"MISSING": MISSING}
    words: list[str] = []
    keywords: list[str] = []
    body = []
    for each in fields(made):
        name, default, value = each.name, "", each.name
        names[f"_set_{name}"] = getattr(made, name).__set__
        if each.default_factory is not MISSING:
            names[f"_new_{name}"] = each.default_factory
            default = "=MISSING"
            value = f"_new_{name}() if {name} is MISSING else {name}" if each.init else f"_new_{name}()"
        elif each.default is not MISSING:
            names[f"_default_{name}"] = each.default
            default = f"=_default_{name}"
        if each.init:
            (keywords if each.kw_only else words).append(name + default)
        if each.init or each.default_factory is not MISSING:
            body.append(f"_set_{name}(self, {value})")
    if hasattr(made, "__post_init__"):
        body.append("self.__post_init__()")
    arguments = ["self", *words, *(["*", *keywords] if keywords else [])]
    exec(f"def __init__({', '.join(arguments)}):\n " + "\n ".join(body), names)
    return names["__init__"]


def _eq(self: Any, other: Any) -> bool:
    return self._compared(self) == self._compared(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash(self._compared(self))


def _repr(self: Any) -> str:
    parts = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(parts)})"


def _refuse(self: object, name: str, *_: object) -> NoReturn:
    raise FrozenInstanceError(f"{type(self).__name__}.{name} can't be changed: use replace")
