"""The warning on the day's page that earlier pages of the diary can't be read."""

from __future__ import annotations

from collections.abc import Sequence

from planner.core.page.page import PageWarning
from planner.errors import FileError


def diary_warning(errors: Sequence[FileError]) -> tuple[PageWarning, ...]:
    """The first error with its file and line, and how many more there are."""
    if not errors:
        return ()
    first = errors[0]
    place = f"{first.file}:{first.line}" if first.line else first.file
    return (PageWarning(code="diary", name=place, text=first.what, more=len(errors) - 1),)
