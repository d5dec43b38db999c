"""The team as one page of HTML, for the meeting."""

from __future__ import annotations

from collections.abc import Iterator

from planner.screen.habits.team import TeamView, contest_title, gap_words, measure_rows
from planner.screen.habits.words import RANGES, amount_in_all
from planner.screen.html.document import document, header, notes_list, table
from planner.screen.text.wording import day


def team_page(view: TeamView) -> str:
    """The whole page."""
    names = ", ".join(member.name for member in view.team)
    return document("team", f"Team · {names}", _body(view))


def _body(view: TeamView) -> Iterator[str]:
    first = min(member.habits.first for member in view.team)
    last = max(member.habits.last for member in view.team)
    yield header("Team", "What we do, side by side", f"{day(first, first)} to {day(last)}")
    yield notes_list([("The gap", [words]) for words in gap_words(view)])
    yield table(("", *(member.name for member in view.team)), measure_rows(view.team), "text")
    if view.contest is not None:
        measure = view.contest.measure
        rows = [
            (f"{place}. {row.name}", amount_in_all(row.value, measure))
            for place, row in enumerate(view.contest.rows, 1)
        ]
        yield table((contest_title(view.contest), ""), rows)
    yield notes_list([("Ranges", [RANGES])])
