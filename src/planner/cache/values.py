"""Frozen values in the cache by what they are: read back as the same type, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Generic, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from planner.cache import value_bytes
from planner.cache.cache import Cache

T = TypeVar("T")


class ValueKind(NamedTuple, Generic[T]):
    """A kind of cached value.

    Its folder in the cache, its type, and the classes that occur in it.
    """

    name: str
    cls: type[T]
    classes: tuple[type, ...] = ()


class ValueCache(NamedTuple):
    """A cache of frozen values; their times are in `zone`."""

    cache: Cache
    zone: ZoneInfo = ZoneInfo("UTC")

    def load(self, kind: ValueKind[T], key: str) -> T | None:
        """The value saved under `key`; None for a miss, or for bytes of another kind."""
        content = self.cache.get(kind.name, key)
        if content is not None:
            with suppress(ValueError, KeyError, TypeError):
                value = value_bytes.load(content, {each.__name__: each for each in kind.classes}, self.zone)
                if isinstance(value, kind.cls):
                    return value
        return None

    def save(self, kind: ValueKind[T], key: str, value: T) -> None:
        self.cache.put(kind.name, key, value_bytes.dump(value))

    def load_or_make(self, kind: ValueKind[T], key: str, make: Callable[[], T]) -> T:
        """The value saved under `key`, else the one that `make` returns, saved for the next time."""
        value = self.load(kind, key)
        if value is None:
            value = make()
            self.save(kind, key, value)
        return value
