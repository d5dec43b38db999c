"""The one line by which the day's page tells that earlier pages of the diary can't be read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.app.session import Session
    from planner.errors import FileError

_LEFT_OUT = "; left out of what is learned"


def diary_warning(errors: Sequence[FileError]) -> tuple[str, ...]:
    """The first error with its file and line, and how many more there are.

    Nothing where there is none.
    """
    if not errors:
        return ()
    first = errors[0]
    place = f"{first.file}:{first.line}" if first.line else first.file
    more = f" (and {len(errors) - 1} more: `plan check`)" if len(errors) > 1 else ""
    return (f"{place}: {first.what}{_LEFT_OUT}{more}",)


def outdated(warnings: Sequence[str], session: Session, day: date) -> bool:
    """True if a cached page warns of diary pages that were fixed or damaged since.

    One that warns of none is not looked at: that would be to read the whole diary at every look.
    """
    told = tuple(warning for warning in warnings if _LEFT_OUT in warning)
    return bool(told) and told != diary_warning(session.diary_errors(day))
