"""The values that a row of the log keeps, also where it takes the place of another row."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from planner.core.line import Line, PipelineMove


class Values(NamedTuple):
    """A deal's value in cents before and after a command, and what the command won."""

    before: int
    after: int
    won: int


def pipeline_move(values: Values, instead_of: Line | None, page: date, first_page: date) -> PipelineMove:
    """The values of a row on the page of a day, logged after the first page of `first_page`.

    A row that takes the place of another keeps what that one moved: logged after the same first page the two are one
    event, which begins where the first began; else the first stays counted on its own day.
    """
    on = None if page == first_page else first_page.isoformat()
    before, after, won = values
    old = instead_of.pipeline if instead_of is not None else PipelineMove()
    was = dict(old.v_was)
    if instead_of is not None and old.v_before is not None and old.v_after is not None:
        old_won = old.v_won or 0
        if (old.v_on or page.isoformat()) == first_page.isoformat():
            before, after, won = old.v_before, old.v_after + after - before, won + old_won
        else:
            outcome = {"outcome": instead_of.result.outcome} if instead_of.result.outcome else {}
            amounts = {"before": old.v_before, "after": old.v_after, **({"won": old_won} if old_won else {})}
            was[old.v_on or page.isoformat()] = outcome | amounts
    return PipelineMove(v_before=before, v_after=after, v_won=won or None, v_on=on, v_was=was)
