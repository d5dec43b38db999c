"""`plan undo`: the last change taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from planner.app.lifecycle.take_back import PAGE, removal_of
from planner.app.messages import show, show_json
from planner.app.records.check_edit import readable
from planner.app.recovery import finish
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.store.journal import entry_numbers, read_entry
from planner.book.store.lock import writing
from planner.book.undo.undo import undo as take_back
from planner.errors import PlanError, UsageError
from planner.screen.text.wording import counted


def run(settings: Settings, words: Sequence[str]) -> None:
    """Take back the last change of the book, any number of times, and say what it was."""
    steps = _steps(settings, " ".join(words).strip())
    if steps < 1:
        raise UsageError(f"can't undo {steps} changes", "1 or more")
    undone: list[str] = []
    failed: PlanError | None = None
    with writing(settings.book):
        finish(settings.book)
        left = steps
        while left and failed is None:
            own = last_is_own(settings.book)
            try:
                undone.append(take_back(settings.book, lambda files: _readable(settings, files)))
                left -= own
            except PlanError as error:
                failed = error
    if settings.json:
        show_json({"format": 1, "undone": undone, "asked": steps, "done": steps - left})
    elif undone:
        show("\n".join([*undone, *_how_many(steps, steps - left, failed)]))
    if failed is not None and not (undone and nothing_left(failed)):
        raise failed


def _steps(settings: Settings, text: str) -> int:
    """The number of changes. Raises UsageError for a removed record, with the number for it."""
    try:
        return int(text or 1)
    except ValueError:
        removal = removal_of(settings.book, text)
    if removal is not None:
        raise removal.as_error()
    raise UsageError(f'plan undo: "{text}" is not a whole number', "plan undo, or plan undo 3 for three changes")


def _readable(settings: Settings, files: Mapping[str, bytes]) -> bool:
    return readable(Session(settings), files)


def _how_many(wanted: int, done: int, failed: PlanError | None) -> list[str]:
    if wanted == 1 and failed is None:
        return []
    if failed is None:
        return [f"{done} changes undone"]
    return [f"{done} of {counted(wanted, 'change')} undone" + ("; there are no more" if nothing_left(failed) else "")]


def last_is_own(book: Path) -> bool:
    """True if the rep made the newest change in the journal, or it is the only one."""
    numbers = entry_numbers(book)
    whats = (read_entry(book, number).what for number in reversed(numbers))
    first = next(whats, "")
    return not first.startswith(PAGE) or not any(not what.startswith(PAGE) for what in whats)


def nothing_left(error: PlanError) -> bool:
    return error.what.startswith("there is nothing to undo")
