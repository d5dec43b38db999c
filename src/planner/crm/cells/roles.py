"""A person's say in a deal, by the role that the CRM gives them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import get_args

from planner.core.book import Power
from planner.crm.cells.words import rows_of, words_of

POWERS: tuple[Power, ...] = get_args(Power)  # the strongest first


def power_for(role: str, mapping: Mapping[str, Power]) -> Power | None:
    """The power that a role gives a person; None for a role that is unknown.

    `mapping` is the rep's, by the CRM's roles in any case.
    """
    said = role.casefold().strip()
    own = next((power for name, power in mapping.items() if name.casefold().strip() == said), None)
    return own or _shipped().get(words_of(role))


def strongest(powers: Iterable[Power | None]) -> Power | None:
    """The most that is said of a person; None if nothing is."""
    return min((power for power in powers if power is not None), key=POWERS.index, default=None)


@cache
def _shipped() -> Mapping[str, Power]:
    return {words_of(role): power for power, role in rows_of("roles.tsv") if power in POWERS}
