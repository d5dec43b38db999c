"""Names of several words, typed without quotes before other words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from planner.errors import UsageError


class WithId(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=WithId)
Find = Callable[[str], R]  # the record that a text names; raises UsageError if it names none, or several


def name_and_rest(words: Sequence[str], find: Find[R], *, first_alone: bool = False) -> tuple[R, list[str]]:
    """The record that the beginning of `words` names, and the words after it.

    Of two words, and with `first_alone` of any number, the first is the name if it is one. Else the longest beginning
    is. Raises UsageError, for the first word, if no beginning names a record.
    """
    shortest_first = range(1, len(words))
    order = [1, *reversed(shortest_first)] if first_alone or len(words) == 2 else list(reversed(shortest_first))
    for length in order:
        record = _named(" ".join(words[:length]), find)
        if record is not None:
            return record, list(words[length:])
    return find(words[0]), list(words[1:])


def two_names(words: Sequence[str], find: Find[R]) -> tuple[str, str]:
    """The two texts that name records in `words`.

    They are the first two words, or the only split into two names. Raises UsageError if several splits are possible.
    """
    if len(words) == 2:
        return words[0], words[1]
    splits: dict[tuple[str, str], tuple[str, str]] = {}
    for at in range(1, len(words)):
        pair = " ".join(words[:at]), " ".join(words[at:])
        one, other = _named(pair[0], find), _named(pair[1], find)
        if one is not None and other is not None and one.id != other.id:
            splits.setdefault((one.id, other.id), pair)
    if len(splits) == 1:
        return next(iter(splits.values()))
    quoted = [f'"{one}" "{other}"' for one, other in splits.values()]
    what = f'"{" ".join(words)}" names ' + ("two records in more than one way" if quoted else "no two records")
    raise UsageError(what, " or ".join(quoted) or "quote the names, or use the ids: see plan list")


def several_names(words: Sequence[str], find: Find[R], others: Sequence[str] = ()) -> list[str]:
    """The texts that name records: each of `words`, or all together where that is one name.

    `others` are words that need no record.
    """
    if len(words) > 1 and any(word not in others and _named(word, find) is None for word in words):
        together = " ".join(words)
        if _named(together, find) is not None:
            return [together]
    return list(words)


def _named(text: str, find: Find[R]) -> R | None:
    try:
        return find(text)
    except UsageError:
        return None
