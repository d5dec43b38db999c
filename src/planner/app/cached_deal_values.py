"""The values of a book's open deals on a day, kept by all that they depend on."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable
from dataclasses import replace
from itertools import repeat
from typing import TYPE_CHECKING, Any

from planner.book.files import BookFiles
from planner.cache.cache import Cache, digest
from planner.core.book import Book
from planner.core.timing.deadline import Deadline
from planner.core.value.deal_value import ALONE, DealValue, DealValues

if TYPE_CHECKING:
    from planner.core.page.inputs import Inputs

_NUMBERS = ("log_odds", "payout", "wins", "minutes", "work", "size", "index", "plain_index", "alone")


def values_of(cache: Cache, files: BookFiles, inputs: Inputs) -> DealValues:
    """The values saved for a day of this book, without those that the clock moves."""
    content = cache.get("deal-values", _key(files, inputs))
    if content is None:
        return {}
    try:
        return _restored(content, inputs.book)
    except (ValueError, TypeError, LookupError):
        return {}


def save_values(cache: Cache, files: BookFiles, inputs: Inputs, values: DealValues) -> None:
    """Keep values that hold at any time of the day."""
    cache.put("deal-values", _key(files, inputs), _stored(values))


def _key(files: BookFiles, inputs: Inputs) -> str:
    """A key of all that the values depend on, apart from the time of the day.

    The files have the records; the tasks among them have days of their own today.
    """
    book, history = inputs.book, inputs.history
    return digest(
        *(files.key, book.rep.timezone, inputs.day, book.playbook, book.tasks),
        *(replace(history, tasks_done=frozenset()), sorted(history.tasks_done)),
        *(sorted(inputs.holidays), inputs.busy, inputs.past, sorted(inputs.colleagues_busy.items())),
    )


def _stored(values: DealValues) -> bytes:
    """The values by column: numbers in full precision after a line of JSON."""
    known = {id: value for id, (_, value) in values.items() if value is not None}
    found = known.values()
    sets = list(dict.fromkeys(value.questions for value in found))
    number = {questions: at for at, questions in enumerate(sets)}
    head = {
        "over": [id for id, (_, value) in values.items() if value is None],
        "ids": list(known),
        "stages": [value.stage for value in found],
        "deadlines": [value.deadline for value in found],
        "questions": [number[value.questions] for value in found],
        "sets": sets,
    }
    packed = array("d", [getattr(value, name) for name in _NUMBERS for value in found])
    return json.dumps(head).encode() + b"\n" + packed.tobytes()


def _restored(content: bytes, book: Book) -> DealValues:
    line, _, packed = content.partition(b"\n")
    head, numbers = json.loads(line), array("d", packed)
    count = len(head["ids"])
    sets = [tuple(each) if each is not None else None for each in head["sets"]]
    columns: dict[str, Iterable[Any]] = {
        "stage": head["stages"],
        "deadline": [Deadline(*each) if each is not None else None for each in head["deadlines"]],
        "questions": [sets[each] for each in head["questions"]],
        "called": repeat(ALONE, count),
    } | {name: numbers[at * count : (at + 1) * count] for at, name in enumerate(_NUMBERS)}
    deals = {deal.id: deal for deal in book.deals}
    rows = map(DealValue, *(columns[name] for name in DealValue._fields))
    return {id: (deals[id], value) for id, value in zip(head["ids"], rows, strict=True)} | {
        id: (deals[id], None) for id in head["over"]
    }
