"""The reps of a team side by side: what they do, what differs beyond luck, and a contest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.core.habits.compare import HabitGap, Standing, TeamRep, Value, shared_measures, value_of
from planner.core.habits.habits import Measure
from planner.frozen_class import frozen
from planner.screen.habits.words import RANGES, amount, amount_in_all
from planner.screen.text.json_value import json_value
from planner.screen.text.layout import Piece, Sheet, TextLine, labelled, sheet_of, write
from planner.screen.text.wording import counted, day

if TYPE_CHECKING:
    from planner.screen.text.console import Console

WIDE = 110
NAME = 40  # cells of a measure's title
NO_COUNT = "-"


@frozen
class ContestTable:
    """A contest: its measure, its days, and who stands where."""

    measure: Measure
    first: date
    last: date
    rows: Sequence[Standing]


@frozen
class TeamView:
    """The team, the differences that luck does not explain, and the contest."""

    team: Sequence[TeamRep]
    differences: Sequence[HabitGap]
    contest: ContestTable | None = None


def show_team(view: TeamView, console: Console) -> None:
    """Print the team."""
    write(console, team_lines(view, sheet_of(console)))


def team_lines(view: TeamView, sheet: Sheet) -> list[TextLine]:
    """The team as lines for one sheet."""
    width = min(sheet.width or WIDE, WIDE)
    lines: list[TextLine] = [[], *_table(view.team, sheet, width), []]
    for number, text in enumerate(gap_words(view)):
        lines += labelled("The gap" if number == 0 else "", text, sheet, width, 10)
    if view.contest is not None:
        lines += [[], [Piece(f" {contest_title(view.contest)}", "bold")]]
        measure = view.contest.measure
        for place, row in enumerate(view.contest.rows, start=1):
            value = Piece(f" {amount_in_all(row.value, measure)}")
            lines.append([Piece(f" {place:>2}  "), Piece(sheet.left(row.name, 24)), value])
    return [*lines, [], *labelled("", RANGES, sheet, width, 1), []]


def _table(team: Sequence[TeamRep], sheet: Sheet, width: int) -> Iterator[TextLine]:
    """A column for each rep; where they would not fit, a row for each measure and rep."""
    rows = list(measure_rows(team))
    cells = [[sheet.cells(text) for text in row[1:]] for row in rows]
    wide = [max([sheet.cells(member.name), *(row[n] for row in cells)]) + 2 for n, member in enumerate(team)]
    name = max([10, *(min(NAME, sheet.cells(row[0])) for row in rows)])
    if name + 1 + sum(wide) <= width:
        heads = (Piece(sheet.right(each.name, cell), "bold") for each, cell in zip(team, wide, strict=True))
        yield [Piece(" " * (name + 1)), *heads]
        for title, *texts in rows:
            columns = (Piece(sheet.right(text, cell)) for text, cell in zip(texts, wide, strict=True))
            yield [Piece(" " + sheet.left(title, name)), *columns]
        return
    for title, *texts in rows:
        yield [Piece(f" {title}", "bold")]
        for member, text in zip(team, texts, strict=True):
            yield [Piece("   " + sheet.left(member.name, 18) + " "), Piece(text)]


def measure_rows(team: Sequence[TeamRep]) -> Iterator[tuple[str, ...]]:
    """The title of each measure that is shared, and the value of each rep in words."""
    for measure in shared_measures(team):
        yield (measure.title, *(_cell(value_of(member.habits, measure), measure) for member in team))


def _cell(value: Value | None, measure: Measure) -> str:
    if value is None:
        return NO_COUNT
    if measure.unit == "share" and not value.is_enough:
        return f"too early: {value.outcomes}"
    return amount(value, measure)


def gap_words(view: TeamView) -> list[str]:
    """The differences in words, surest first; that there is none where luck explains them all."""
    if not view.differences:
        return ["so far, no difference between any two of you is more than luck"]
    return [_difference(each) for each in view.differences]


def _difference(each: HabitGap) -> str:
    high, low = amount(each.higher_value, each.measure), amount(each.lower_value, each.measure)
    return f"{each.measure.title}: {each.higher} {high}, {each.lower} {low}"


def contest_title(contest: ContestTable) -> str:
    """The title of a contest: what counts, and from when to when."""
    days = counted((contest.last - contest.first).days + 1, "day")
    return f"Contest: {contest.measure.title}, {day(contest.first, contest.first)} to {day(contest.last)} ({days})"


def team_json(view: TeamView) -> dict[str, Any]:
    """The team as a document: shares 0..1, amounts a week, ISO dates."""
    contest = view.contest
    return {
        "format": 1,
        "team": [_member_json(member) for member in view.team],
        "differences": [
            {"measure": each.measure.id, "higher": each.higher, "lower": each.lower, "says": _difference(each)}
            for each in view.differences
        ],
        "contest": contest
        and {
            "measure": contest.measure.id,
            "first": contest.first.isoformat(),
            "last": contest.last.isoformat(),
            "rows": [{"name": row.name, **_value_json(row.value)} for row in contest.rows],
        },
    }


def _member_json(member: TeamRep) -> dict[str, Any]:
    measures = {
        measure.id: _value_json(value)
        for measure in shared_measures([member])
        if (value := value_of(member.habits, measure)) is not None
    }
    period = {"first": json_value(member.habits.first), "last": json_value(member.habits.last)}
    return {"name": member.name, **period, "measures": measures}


def _value_json(value: Value) -> dict[str, Any]:
    return {"value": value.value, "low": value.low, "high": value.high, "outcomes": value.outcomes}
