"""An answer as one HTML file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planner.app.messages import tell
from planner.app.output_file import STDOUT, Own, pour, refuse_book_file, write_output
from planner.app.session import Session
from planner.book.store.readers import readers_of_book
from planner.errors import UsageError
from planner.screen.html.document import is_document


def give_html(
    session: Session, target: str, page: str, own: Own = is_document, *, sources: Sequence[Path] = ()
) -> None:
    """Write a page of HTML to the file that was named, or to stdout.

    Only a file that is `own` is replaced without --yes. `sources` are files of other reps that are in it, too.
    Raises UsageError if no file is named, or stdout is to have JSON as well.
    """
    if target == "":
        raise UsageError("the FILE of --html is empty", "a file.html, or - for standard output")
    content = page.encode()
    if target in STDOUT:
        if session.settings.json:
            raise UsageError("--html - and --json can't both be printed", "use one at a time")
        pour(content)
        return
    path = Path(target).expanduser()
    refuse_book_file(path, session.folder, session.book.calendar_names)
    limit = readers_of_book(session.folder, path, (session.folder / "diary", *session.calendar_paths, *sources))
    write_output(path, content, own, limit, replace=session.settings.yes)
    tell(session.settings, f"{target}: {len(content) / 1000:,.0f} kB")
