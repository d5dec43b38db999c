"""Problems of calendar files as warnings, one for each kind and file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.calendars.ics.components import LineProblem
from planner.calendars.ics.values import quoted

_MOST_WARNINGS = 20  # of one file
_MOST_TITLES = 3  # named in one warning


def warning_lines(source: str, problems: Sequence[LineProblem]) -> list[str]:
    """Problems of one file as warnings "work.ics:41: …", one for each kind, in order.

    A kind is what is wrong, whatever the value and the event; the first line of each is named.
    """
    kinds: dict[str, list[LineProblem]] = {}
    for problem in sorted(problems, key=lambda each: each.line or 0):
        kinds.setdefault(problem.what, []).append(problem)
    lines = [f"{_place(source, same[0])}: {_text(same)}" for same in kinds.values()]
    if len(lines) > _MOST_WARNINGS:
        more = len(lines) - _MOST_WARNINGS
        lines[_MOST_WARNINGS:] = [f"{source}: {more} more kinds of problems"]
    return lines


def _place(source: str, problem: LineProblem) -> str:
    return f"{source}:{problem.line}" if problem.line else source


def _text(same: Sequence[LineProblem]) -> str:
    """The text of the problems of one kind, with the first value and the events left out."""
    text = same[0].what.replace("{}", quoted(same[0].value), 1)
    titles = _titles(each.title for each in same)
    if titles:
        return f"{text}; {titles} left out"
    return text if len(same) == 1 else f"{text} ({len(same)} times)"


def _titles(titles: Iterable[str]) -> str:
    """The first titles and how many more, with their verb; "" where nothing is left out."""
    found = [title for title in titles if title]
    if not found:
        return ""
    named = [title if title == NO_TITLE else quoted(title, 40) for title in dict.fromkeys(found)][:_MOST_TITLES]
    more = len(found) - len(named)
    if more:
        return f"{', '.join(named)} and {more} more are"
    if len(named) == 1:
        return f"{named[0]} is"
    return f"{', '.join(named[:-1])} and {named[-1]} are"


NO_TITLE = "the event"
"""The title of an event that has none."""
