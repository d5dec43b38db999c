"""`plan share`: a file of the rep's counts for the team, without customers or prices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from planner.app.habits.own_habits import own_habits
from planner.app.habits.shared_file import is_shared, shared_text
from planner.app.messages import tell
from planner.app.output_file import STDOUT, pour, refuse_book_file, write_output
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.similar_names import nearest
from planner.book.store.readers import readers_of_book
from planner.core.habits.habits import BY_ID
from planner.errors import UsageError
from planner.screen.text.wording import counted


def run(settings: Settings, file: str, only: Sequence[str], name: str | None, period: str) -> None:
    """Write the measures that the rep chooses, all where none is named, to a file."""
    if not file:
        raise UsageError("the FILE to share is empty", "plan share FILE.json, or - for standard output")
    for word in only:
        if word not in BY_ID:
            near = nearest(word, list(BY_ID))
            raise UsageError(f'no measure "{word}"', f'the nearest is "{near}"; `plan coach --json` lists them')
    session = Session(settings)
    habits, _ = own_habits(session, period)
    if only:
        habits = replace(habits, counts={id: days for id, days in habits.counts.items() if id in only})
    content = shared_text(name if name is not None else session.book.rep.name, habits).encode()
    if file in STDOUT:
        pour(content)
        return
    path = Path(file).expanduser()
    refuse_book_file(path, session.folder, session.book.calendar_names)
    limit = readers_of_book(session.folder, path, (session.folder / "diary", *session.calendar_paths))
    write_output(path, content, is_shared, limit, replace=settings.yes)
    tell(settings, f"{file}: {counted(len(habits.counts), 'measure')}, no customer, deal or price")
