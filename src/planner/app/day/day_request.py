"""The changes of a day that the rep requests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from planner.frozen_class import frozen

if TYPE_CHECKING:
    from planner.core.page.day_changes import Block, Freed


@frozen
class DayRequest:
    """The changes of a day that the rep requests; the default is only to see its page."""

    hours: float | None = None
    without: tuple[str, ...] = ()
    pins: Mapping[str, int] = field(default_factory=dict)  # item or record -> minutes since midnight on the clock
    blocks: tuple[Block, ...] = ()
    unblocked: tuple[Block, ...] = ()
    freed: tuple[Freed, ...] = ()
    replan: bool = False  # the page is to be planned, even if nothing changed
    scratch: bool = False  # nothing on it has to keep its time
    dry_run: bool = False
    what: str = ""  # what the rep did, for the journal; "": the page was only planned

    def changes_day(self) -> bool:
        """True if the page must be planned for it."""
        changed_times = self.blocks or self.unblocked or self.freed
        return bool(self.hours is not None or self.without or self.pins or changed_times or self.replan or self.dry_run)


@frozen(kw_only=True)
class TodayOptions:
    """The options of `plan today`, as they were typed."""

    day: str
    hours: str | None
    without: Sequence[str]
    pins: Sequence[str]
    top: int | None
    replan: bool
    dry_run: bool
    html: str | None
    brief: bool


def item_and_sides(item: str) -> tuple[str, ...]:
    """An item with its preparation and follow-up, which only a meeting has."""
    return item, f"{item}-prepare", f"{item}-follow-up"
