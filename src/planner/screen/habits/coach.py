"""The rep's own habits on one screen, each with what came of it and how much it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.core.habits.compare import Value, value_of
from planner.core.habits.habits import BY_ID, ENOUGH, MEASURES, Habits, share_of
from planner.core.review.qualified_out import QualifiedOut
from planner.screen.habits.words import RANGE, amount, with_range
from planner.screen.text.layout import Piece, Sheet, TextLine, labelled, sheet_of, spread, write
from planner.screen.text.wording import counted, day, percent

if TYPE_CHECKING:
    from planner.screen.text.console import Console

WIDE = 96
LABEL = 14


class CoachRow(NamedTuple):
    """A label, the measure of a habit, and the measures of what came of it, in words."""

    label: str
    measure: str
    words: str
    came: tuple[tuple[str, str], ...] = ()


ROWS = (
    CoachRow(
        "Unplanned", "unplanned", "logs were not on the page",
        (("advanced_unplanned", "unplanned tries advanced a deal"), ("advanced_planned", "planned ones did")),
    ),
    CoachRow(
        "Pinned", "pinned", "lines you pinned to a time",
        (("advanced_pinned", "pinned tries advanced a deal"), ("advanced_planned", "others did")),
    ),
    CoachRow(
        "Left undone", "undone", "lines weren't done on their day",
        (("undone_later", "of these were done within a week"),),
    ),
    CoachRow("Promises", "promises", "promises were kept by their day"),
    CoachRow("Qualified out", "qualified_out", "deals that ended you parked", (("won", "others you won"),)),
    CoachRow("Reached", "answered", "tries reached someone"),
    CoachRow("What you say", "talk", "answers and stories worked"),
)  # fmt: skip


def show_coach(habits: Habits, out: QualifiedOut, rep: str, console: Console) -> None:
    """Print the habits."""
    write(console, coach_lines(habits, out, rep, sheet_of(console)))


def coach_lines(habits: Habits, out: QualifiedOut, rep: str, sheet: Sheet) -> list[TextLine]:
    """The habits as lines for one sheet; what rests on too little is not among them."""
    width = min(sheet.width or WIDE, WIDE)
    period = f"{day(habits.first, habits.first)} to {day(habits.last)}"
    lines: list[TextLine] = [[], spread(sheet, [Piece(f" {rep}", "bold")], [Piece(f"{period} ", "dim")], width), []]
    rows = [(row.label, words) for row in ROWS if (words := list(_words(row, habits)))]
    rows += [("Your chances", words)] if (words := list(_chances(habits))) else []
    for label, words in rows:
        if label == "Qualified out" and out.stages:
            words.append("most at " + ", ".join(f"{stage} ({number})" for stage, number in out.stages[:3]))
        for number, text in enumerate(words):
            lines += labelled(label if number == 0 else "", text, sheet, width, LABEL + 1)
    if not rows:
        lines += labelled("Too early", _too_early(habits), sheet, width, LABEL + 1)
    else:
        note = f"{RANGE} Nothing is shown under {ENOUGH} outcomes."
        lines += [[], *labelled("", note, sheet, width, 1)]
    return [*lines, []]


def _words(row: CoachRow, habits: Habits) -> Iterator[str]:
    value = value_of(habits, BY_ID[row.measure])
    if value is None or not value.is_enough or not value.value:
        return
    yield f"{with_range(value)} {row.words}"
    came = [(value_of(habits, BY_ID[measure]), words) for measure, words in row.came]
    if all(each is not None and each.is_enough for each, _ in came):
        yield from (f"{with_range(each)} {words}" for each, words in came if each is not None)


def _chances(habits: Habits) -> Iterator[str]:
    """The chances that were forecast for tries, by the rep and the page, and what advanced."""
    for measure, whose in (("own_chance", "you"), ("page_chance", "the page")):
        tally = habits.total(measure)
        share = share_of(tally)
        if share is not None:
            came = with_range(Value(*share))
            yield f"{whose} said {percent(tally.said / tally.tries)} would advance; {came} did"


def _too_early(habits: Habits) -> str:
    most = max((round(habits.total(each.id).tries) for each in MEASURES if each.unit == "share"), default=0)
    return f"{counted(most, 'outcome')} so far. From {ENOUGH} on, your habits show here. Just keep logging."


def coach_json(habits: Habits, out: QualifiedOut) -> dict[str, Any]:
    """Every measure with its counts, its range, and whether it rests on enough; shares 0..1."""
    return {
        "format": 1,
        "first": habits.first.isoformat(),
        "last": habits.last.isoformat(),
        "measures": [_measure_json(habits, id) for id in BY_ID],
        "qualified_out_stages": dict(out.stages),
    }


def _measure_json(habits: Habits, id: str) -> dict[str, Any]:
    measure, tally, value = BY_ID[id], habits.total(id), value_of(habits, BY_ID[id])
    enough = value is not None and (value.is_enough or measure.unit != "share")
    return {
        "id": id,
        "title": measure.title,
        "unit": measure.unit,
        "hits": tally.hits,
        "tries": tally.tries,
        "said": tally.said / tally.tries if tally.tries and tally.said else None,
        "value": value.value if value is not None and enough else None,
        "low": value.low if value is not None and enough else None,
        "high": value.high if value is not None and enough else None,
        "words": amount(value, measure) if value is not None and enough else "",
    }
