"""The changes of an edit to a file of the book, in records and keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from planner.book.toml.parse import parse_toml
from planner.core.records.new_record import noun_of

_NAMES = ("id", "name", "title", "ask")


class Compared(NamedTuple):
    """Records (by their id, else their name) and keys of other tables ("hours.mon") that differ."""

    changed: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    records_gone: tuple[tuple[str, int], ...]  # a kind of record, and how many of it are gone

    def __bool__(self) -> bool:
        return bool(self.changed or self.new or self.gone)


def compared(before: bytes, after: bytes) -> Compared:
    """The differences of two states of a file; one that is no TOML counts as empty."""
    old, new = _parts(before), _parts(after)
    gone = [key for key in old if key not in new]
    lost = Counter(kind for kind, _, is_record in gone if is_record)
    return Compared(
        changed=tuple(key[1] for key, value in new.items() if key in old and old[key] != value),
        new=tuple(key[1] for key in new if key not in old),
        gone=tuple(key[1] for key in gone),
        records_gone=tuple(lost.items()),
    )


def in_words(difference: Compared) -> str:
    """`1 changed, 2 new`; comments and layout are not counted."""
    counts = {"changed": difference.changed, "new": difference.new, "gone": difference.gone}
    return ", ".join(f"{len(names)} {what}" for what, names in counts.items() if names) or "comments and layout only"


def gone_in_words(difference: Compared) -> str:
    """`4 deals` that are gone; "" where no record is."""
    return " and ".join(
        f"{count} {noun_of(kind)}{'' if count == 1 else 's'}" for kind, count in difference.records_gone
    )


def _parts(content: bytes) -> dict[tuple[str, str, bool], Any]:
    try:
        document = parse_toml(content.decode())
    except (ValueError, RecursionError):
        return {}
    return dict(_split(document))


def _split(document: dict[str, Any]) -> Iterator[tuple[tuple[str, str, bool], Any]]:
    """Each record by its kind and name, each other key by its table and its own name."""
    for kind, value in document.items():
        if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
            for place, record in enumerate(value, start=1):
                name = next((record[key] for key in _NAMES if isinstance(record.get(key), str)), f"{kind} {place}")
                yield (kind, name, True), record
        elif isinstance(value, dict):
            for key, held in value.items():
                yield (kind, f"{kind}.{key}", False), held
        else:
            yield ("", kind, False), value
