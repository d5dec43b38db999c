"""The book's playbook next to the learned one: each figure, and the logs behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple

import tomli_w

from planner.core.learn.learned import ENOUGH, Learned, LearnedChance, LearnedMinutes, LearnedQuestion
from planner.core.playbook import Play, Playbook
from planner.errors import FileError
from planner.screen.text.json_value import error_rows, json_value
from planner.screen.text.layout import Piece, Sheet, TextLine, labelled, sheet_of, write
from planner.screen.text.wording import counted, length, percent

if TYPE_CHECKING:
    from planner.screen.text.console import Console

WIDEST = 100
MARGIN = 3
GAP = 2  # cells between two columns
LEAST_NAME = 24  # cells; if a name had fewer, its logs go on the next line
HEADS = ("playbook", "learned")
PARTS = {
    "all": "",
    "book": "to book it",
    "prepare": "to prepare",
    "minutes": "with them",
    "follow_up": "to follow up",
    "lead": "for a lead",
}


class PlaybookRow(NamedTuple):
    """A figure of the playbook, the learned one, and the logs behind it."""

    name: str
    prior: str = ""
    learned: str = ""
    rests: str = ""


class Section(NamedTuple):
    title: str
    rows: list[PlaybookRow]


class PlaybookWidths(NamedTuple):
    """Cells of the name and of the two columns, and whether the logs fit on the same line."""

    name: int
    columns: tuple[int, int]
    same_line: bool


def show_learned(learned: Learned, own: Playbook, console: Console) -> None:
    """Print the book's own playbook next to the learned one."""
    write(console, learned_lines(learned, own, sheet_of(console)))


def learned_lines(learned: Learned, own: Playbook, sheet: Sheet) -> list[TextLine]:
    """The playbook as lines for one sheet."""
    head = f"Playbook · {counted(learned.days, 'day')} of diary, {counted(learned.deals, 'deal')}, "
    head += counted(learned.outcomes, "outcome")
    if learned.past:
        head += f"; {counted(learned.past, 'deal')} from an imported history"
    width = min(sheet.width or WIDEST, WIDEST)
    lines: list[TextLine] = [[], *_wrapped(head, sheet, width, "bold")]
    if not learned.days and not learned.past:
        lines += _wrapped("Nothing logged yet: your pages use the playbook as it is.", sheet, width)
    elif learned.outcomes < ENOUGH:
        early = f"Too early to judge: {learned.outcomes} of {ENOUGH} outcomes."
        lines += _wrapped(early, sheet, width, "yellow")
    sections = [_minutes(learned, own), _chances(learned, own), _beliefs(learned, own), *_questions(learned, own)]
    widths = _widths(sections, sheet, width)
    for section in sections:
        lines += [[], *_lines(section, widths, sheet, width)]
    return [*lines, []]


def _wrapped(text: str, sheet: Sheet, width: int, style: str = "") -> Iterator[TextLine]:
    return ([Piece(" " + row, style)] for row in sheet.wrap(text, width - 2))


def _widths(sections: Sequence[Section], sheet: Sheet, width: int) -> PlaybookWidths:
    rows = [row for section in sections for row in section.rows]
    columns = tuple(
        max(sheet.cells(text) for text in (head, *texts)) + GAP
        for head, texts in zip(HEADS, ([row.prior for row in rows], [row.learned for row in rows]), strict=True)
    )
    longest = max(sheet.cells(row.name) for row in rows)
    room = width - MARGIN - sum(columns) - 1
    room_for_name = room - GAP - max(sheet.cells(row.rests) for row in rows)
    fits = room_for_name >= min(longest, LEAST_NAME)
    return PlaybookWidths(max(1, min(longest, room_for_name if fits else room)), (columns[0], columns[1]), fits)


def _lines(section: Section, widths: PlaybookWidths, sheet: Sheet, width: int) -> Iterator[TextLine]:
    columns = "".join(sheet.right(head, cells) for head, cells in zip(HEADS, widths.columns, strict=True))
    heads = columns + (" " * GAP + "based on" if widths.same_line else "")
    *before, title = sheet.wrap(section.title, width - 2)
    if sheet.cells(title) + 1 > MARGIN + widths.name:
        before, title = [*before, title], ""
    yield from ([Piece(" " + row, "bold")] for row in before)
    yield [Piece(sheet.left(f" {title}", MARGIN + widths.name), "bold"), Piece(heads, "dim")]
    for row in section.rows:
        rests = Piece(" " * GAP + sheet.say(row.rests), "dim")
        yield [
            Piece(" " * MARGIN + sheet.left(row.name, widths.name)),
            Piece(sheet.right(row.prior, widths.columns[0]), "dim"),
            Piece(sheet.right(row.learned, widths.columns[1]), "bold" if row.learned else ""),
            *([rests] if widths.same_line and row.rests else []),
        ]
        if row.rests and not widths.same_line:
            yield from labelled("", Piece(row.rests, "dim"), sheet, width, MARGIN + GAP)


def _minutes(learned: Learned, own: Playbook) -> Section:
    """A row a play, and one for each of its parts with logs."""
    rows = []
    for play in own.plays.values():
        mine = [each for each in learned.minutes if each.play == play.id]
        if len(mine) == 1 and not PARTS[mine[0].part]:
            rows.append(_length(play.title, mine[0]))
        else:
            rows.append(PlaybookRow(play.title, length(_whole(play))))
            rows += [_length(f"  {PARTS[each.part] or 'in all'}", each) for each in mine]
    return Section("Minutes", rows)


def _length(name: str, each: LearnedMinutes) -> PlaybookRow:
    rests = f"{counted(each.logs, 'log')}, {each.low:.0f} to {each.high:.0f}m"
    return PlaybookRow(name, length(each.planned), length(each.learned), rests)


def _whole(play: Play) -> int:
    return play.book + play.prepare + play.minutes + play.follow_up


def _chances(learned: Learned, own: Playbook) -> Section:
    logged = {stage.name: stage for stage in learned.stages}
    rows = []
    for stage in own.stages:
        found = logged.get(stage.name)
        rests = _rests(found.logs) if found else ""
        for kind, prior, figure in (
            ("real deals advance", stage.real.advance, found.real.advance if found else None),
            ("real deals lost", stage.real.lost, found.real.lost if found else None),
            ("dead ends advance", stage.dead_end.advance, found.dead_end.advance if found else None),
            ("dead ends lost", stage.dead_end.lost, found.dead_end.lost if found else None),
        ):
            rows.append(PlaybookRow(f"{stage.name}: {kind}", percent(prior), _percent(figure), rests))
            rests = ""
    return Section("Chances of one try", rows)


def _beliefs(learned: Learned, own: Playbook) -> Section:
    return Section(
        "Is it real?",
        [
            PlaybookRow(
                name,
                percent(prior),
                _percent(chance.learned if chance else None),
                _rests(chance.logs) if chance else "",
            )
            for name, chance, prior in _belief_rows(learned, own)
        ],
    )


def _belief_rows(learned: Learned, own: Playbook) -> Iterator[tuple[str, LearnedChance | None, float]]:
    yield "a new deal is real", learned.prior, own.prior
    yield "real deals: no answer", learned.unanswered_real, own.unanswered.real
    yield "dead ends: no answer", learned.unanswered_dead_end, own.unanswered.dead_end


def _questions(learned: Learned, own: Playbook) -> Iterator[Section]:
    logged: Mapping[str, LearnedQuestion] = {question.id: question for question in learned.questions}
    for question in own.questions:
        found = logged.get(question.id)
        if found is None:
            continue
        rests, rows = _rests(found.logs), []
        for answer in question.real:
            for kind, prior, figure in (
                ("real deals", found.prior_real, found.real),
                ("dead ends", found.prior_dead_end, found.dead_end),
            ):
                rows.append(PlaybookRow(f"{answer}, of {kind}", percent(prior[answer]), percent(figure[answer]), rests))
                rests = ""
        yield Section(question.ask, rows)


def _percent(chance: float | None) -> str:
    return "" if chance is None else percent(chance)


def _rests(logs: int) -> str:
    """The number of logs behind a chance, and the number needed to judge it if there are fewer."""
    return counted(logs, "log") + (f" of {ENOUGH} needed" if logs < ENOUGH else "")


def learned_json(learned: Learned, errors: list[FileError]) -> dict[str, Any]:
    """The learned playbook as one document, prior and learned: minutes, chances 0..1.

    `playbook` is the one that the pages are planned with.
    """
    document = {field.name: json_value(getattr(learned, field.name)) for field in fields(learned)}
    return {
        "format": 1,
        "too_early": learned.outcomes < ENOUGH,
        "needed": ENOUGH,
        **document,
        "faults": error_rows(errors),
    }


def learned_toml(learned: Learned) -> str:
    """The learned playbook as a playbook.toml, to read, to keep or to hand on."""
    return toml_text(learned, learned_document(learned))


def learned_document(learned: Learned) -> dict[str, Any]:
    """The tables of the learned playbook, as playbook.toml has them."""
    book = learned.playbook
    document = {name: each for name, each in json_value(book).items() if name not in ("stages", "plays", "questions")}
    document["stage"] = [json_value(stage) for stage in book.stages]
    document["play"] = [json_value(play) for play in book.plays.values()]
    document["question"] = [json_value(question) for question in book.questions]
    known: dict[str, Any] = _known(document)
    return known


def toml_text(learned: Learned, document: dict[str, Any]) -> str:
    """The tables as TOML, under a line that says what they were learned from."""
    rests = f"# learned from {counted(learned.days, 'day')} of diary: {counted(learned.deals, 'deal')}, "
    return rests + counted(learned.outcomes, "outcome") + "\n\n" + tomli_w.dumps(document)


def _known(value: Any) -> Any:
    """A JSON value without what is left out, at any depth; TOML has no word for nothing."""
    if isinstance(value, dict):
        return {name: _known(each) for name, each in value.items() if each is not None}
    return [_known(each) for each in value] if isinstance(value, list | tuple) else value
