"""The command that brings back a record that was removed, as far as the journal knows it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from planner.book.diary.removed_file import REMOVED, removed_names
from planner.book.store.entry import JournalEntry
from planner.book.store.journal import entry_numbers, read_entry
from planner.book.toml.value_text import key_text
from planner.errors import PlanError, UsageError
from planner.screen.text.wording import full_day

PAGE = "the page of "  # begins what the journal says of a page that was planned: nobody's doing, but the day's


class Removal(NamedTuple):
    """A removed record, the time of it (ISO 8601), and the number of changes to undo."""

    id: str
    name: str
    at: str
    steps: int

    def as_error(self) -> UsageError:
        """The answer to a command that names the record: when it was removed, and what to type."""
        later = self.steps - 1
        more = f" (takes back {later} later change{'s' if later > 1 else ''} too)" if later else ""
        when = full_day(date.fromisoformat(self.at[:10]))
        command = f"plan undo {self.steps}" if later else "plan undo"
        return UsageError(f"you removed {self.id} ({self.name}) on {when}", f"{command} brings it back{more}")


def removal_of(folder: Path, word: str) -> Removal | None:
    """The newest removal of the record with this id or name, or a name that starts so."""
    typed = word.casefold().strip()
    names = removed_names(folder)
    exact = [id for id, name in names.items() if typed in (id.casefold(), name.casefold())]
    starting = [id for id, name in names.items() if typed and name.casefold().startswith(typed)]
    meant = exact or starting
    if len(meant) != 1:
        return None
    steps = 0
    try:
        for number in reversed(entry_numbers(folder)):
            entry = read_entry(folder, number)
            steps += not entry.what.startswith(PAGE)
            if entry.what.startswith("remove ") and _took_out(entry, meant[0]):
                return Removal(meant[0], names[meant[0]], entry.at, steps)
    except PlanError:
        pass  # a journal that can't be read brings nothing back
    return None


def _took_out(entry: JournalEntry, id: str) -> bool:
    """True if the change took the record with this id out of the book."""
    row = f"{key_text(id)} = ".encode()
    written = any(change.path == REMOVED and row in change.new for change in entry.changes)
    return written or any(f'id = "{id}"'.encode() in change.old for change in entry.changes)
