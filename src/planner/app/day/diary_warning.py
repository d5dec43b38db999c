"""The warning on the day's page that earlier pages of the diary can't be read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from planner.core.page.page import PageWarning

if TYPE_CHECKING:
    from planner.app.session import Session
    from planner.errors import FileError


def diary_warning(errors: Sequence[FileError]) -> tuple[PageWarning, ...]:
    """The first error with its file and line, and how many more there are."""
    if not errors:
        return ()
    first = errors[0]
    place = f"{first.file}:{first.line}" if first.line else first.file
    return (PageWarning(code="diary", name=place, text=first.what, more=len(errors) - 1),)


def outdated(warnings: Sequence[PageWarning], session: Session, day: date) -> bool:
    """True if a cached page warns of diary pages that were fixed or damaged since.

    If it warns of none, the diary is not read: a look must not read the whole of it.
    """
    known = tuple(warning for warning in warnings if warning.code == "diary")
    return bool(known) and known != diary_warning(session.diary_errors(day))
