"""`plan undo`: the last change taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.book.lock import writing
from planner.commands.context import settings_of
from planner.commands.cut_short import finish
from planner.commands.dialogue import show, show_json
from planner.errors import PlanError, UsageError

PAGE = "the page of "  # begins what the journal says of a page that was planned: nobody's doing, but the day's


def undo(
    ctx: typer.Context,
    steps: Annotated[int, typer.Argument(metavar="N", help="How many changes.")] = 1,
) -> None:
    """Take back the last change of the book, any number of times, and say what it was.

    Pages that were planned since then are taken back with it: they are made anew by the next `plan today`.

        plan undo
        plan undo 3
    """
    from planner.book.transaction import undo as take_back

    settings = settings_of(ctx)
    if steps < 1:
        raise UsageError(f"{steps} changes can't be taken back", "1 or more")
    told: list[str] = []
    failed: PlanError | None = None
    with writing(settings.book):
        finish(settings.book)
        left = steps
        while left and failed is None:
            own = last_is_own(settings.book)
            try:
                told.append(take_back(settings.book))
            except PlanError as error:
                failed = error
            left -= own
    if settings.json:
        show_json({"format": 1, "undone": told})
    elif told:
        show("\n".join(told))
    if failed is not None and not (told and nothing_left(failed)):
        raise failed


def last_is_own(book: Path) -> bool:
    """Whether the newest change in the journal is one that the rep made, or the only one there is."""
    from planner.book.journal import entry_numbers, read_entry

    numbers = entry_numbers(book)
    whats = (read_entry(book, number).what for number in reversed(numbers))
    first = next(whats, "")
    return not first.startswith(PAGE) or not any(not what.startswith(PAGE) for what in whats)


def nothing_left(error: PlanError) -> bool:
    return error.what.startswith("there is nothing to undo")
