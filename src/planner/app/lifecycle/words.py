"""Words that several commands on a record's life use."""

from __future__ import annotations

from collections.abc import Sequence

from planner.screen.text.wording import counted, listed

_MOST = 4  # records that are named


def records_named(changed: Sequence[tuple[str, str]]) -> str:
    """The records of these records and keys: their ids, or how many there are."""
    records = list(dict.fromkeys(record for record, _ in changed))
    return listed(records) if len(records) <= _MOST else counted(len(records), "record")
