"""Words of the command line as values, without pydantic.

Typer reads its parameters through pydantic adapters, whose import costs more than a whole page that is looked at
again. The few types that the commands take need no adapter; for any other, Typer's own way is left in place.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args, get_origin

import typer

PLAIN: dict[Any, Callable[[Any], Any]] = {str: str, int: int, float: float, Path: Path, bool: bool}
NOUNS = {int: "a whole number", float: "a number"}


class PlainValue:
    """A stand-in for Typer's runtime parameter of an option or argument.

    Typer 0.29: `get_runtime_param`.
    """

    def __init__(self, kind: Any, many: bool) -> None:
        self.kind = kind
        self.many = many

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        if value is None:
            return () if self.many else None
        if self.many:
            return [self._one(each, param, ctx) for each in value]
        return self._one(value, param, ctx)

    def _one(self, value: Any, param: Any, ctx: Any) -> Any:
        try:
            return PLAIN[self.kind](value)
        except ValueError:
            wanted = NOUNS.get(self.kind, "a value that it takes")
            raise typer.BadParameter(f'"{value}" is not {wanted}', ctx=ctx, param=param) from None


def read_plainly(parameters: list[Any]) -> None:
    """Read every parameter of a plain type without an adapter."""
    for parameter in parameters:
        descriptor = getattr(parameter, "type_descriptor", None)
        if descriptor is None or descriptor.is_ranged or descriptor.is_choice or descriptor.is_file:
            continue
        kind, many = descriptor.annotation, False
        if get_origin(kind) is list:
            (kind,), many = get_args(kind), True
        if kind in PLAIN and not (kind is Path and _looks_at_disk(descriptor.parameter_info)):
            parameter._runtime_param = PlainValue(kind, many)


def _looks_at_disk(info: Any) -> bool:
    return bool(info.exists or info.resolve_path)
