"""Frozen values as bytes and back: dataclasses, dates, tuples, sets and mappings of them.

JSON underneath, so that reading what somebody tampered with can do no more than fail.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo


def dump(value: object) -> bytes:
    """`value` as bytes. A TypeError where it holds something else than frozen values.

    A file name that is not UTF-8 holds surrogates; `json.loads` lets them pass as well.
    """
    return json.dumps(_plain(value), separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")


def load(content: bytes, classes: Mapping[str, type], zone: ZoneInfo) -> Any:
    """The value that `dump` was given, its times in `zone`; `classes` by their names.

    A ValueError, KeyError or TypeError where `content` is nothing of the kind.
    """
    return _value(json.loads(content), classes, zone)


def _plain(value: object) -> Any:
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, tuple | list):
        if hasattr(value, "_fields"):
            return {"c": type(value).__name__, "v": [_plain(each) for each in value]}
        return [_plain(each) for each in value]
    if isinstance(value, frozenset):
        return {"s": [_plain(each) for each in sorted(value)]}
    if isinstance(value, Mapping):
        return {"m": [[_plain(key), _plain(each)] for key, each in value.items()]}
    if hasattr(value, "__dataclass_fields__"):
        names = type(value).__dataclass_fields__
        return {"c": type(value).__name__, "v": [_plain(getattr(value, name)) for name in names]}
    raise TypeError(f"{type(value).__name__} is no frozen value")


def _value(plain: Any, classes: Mapping[str, type], zone: ZoneInfo) -> Any:
    if isinstance(plain, list):
        return tuple([_value(each, classes, zone) for each in plain])
    if not isinstance(plain, dict):
        return plain
    if "c" in plain:
        cls = classes[plain["c"]]
        values = [_value(each, classes, zone) for each in plain["v"]]
        if hasattr(cls, "_fields"):
            return cls(*values)
        names = [each.name for each in fields(cls)]
        return cls(**dict(zip(names, values, strict=True)))
    if "t" in plain:
        instant = datetime.fromisoformat(plain["t"])
        return instant.astimezone(zone) if instant.tzinfo else instant
    if "d" in plain:
        return date.fromisoformat(plain["d"])
    if "s" in plain:
        return frozenset([_value(each, classes, zone) for each in plain["s"]])
    return {_value(key, classes, zone): _value(each, classes, zone) for key, each in plain["m"]}
