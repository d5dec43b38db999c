"""The playbook beside what the diary taught of it: each figure, and how much it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from planner.core.learning import ENOUGH, Learned, LearnedChance, LearnedQuestion
from planner.core.vocabulary import Play, Playbook
from planner.errors import Fault
from planner.screen.layout import Line, Piece, Sheet, sheet_of, write
from planner.screen.wording import counted, length, percent

if TYPE_CHECKING:
    from rich.console import Console

NAME = 34
PARTS = {
    "all": "",
    "book": "to book it",
    "prepare": "to prepare",
    "minutes": "with them",
    "follow_up": "to follow up",
    "lead": "for a lead",
}


def show_learned(told: Learned, own: Playbook, console: Console) -> None:
    """Prints the book's own playbook beside what was learnt."""
    write(console, learned_lines(told, own, sheet_of(console)))


def learned_lines(told: Learned, own: Playbook, sheet: Sheet) -> list[Line]:
    """The playbook as lines for one sheet."""
    head = f" Playbook · {counted(told.days, 'day')} of diary, {counted(told.deals, 'deal')}, "
    head += counted(told.outcomes, "outcome")
    lines: list[Line] = [[], [Piece(head, "bold")]]
    if not told.days:
        lines.append([Piece(" Nothing is logged yet: the pages are planned with the playbook as it is.")])
    elif told.outcomes < ENOUGH:
        lines.append([Piece(f" Too early to judge chances: {told.outcomes} of {ENOUGH} outcomes.", "yellow")])
    return [*lines, [], *_minutes(told, own, sheet), [], *_chances(told, own, sheet), *_questions(told, own, sheet), []]


def _row(sheet: Sheet, name: str, prior: str, learned: str, rests: str, style: str = "") -> Line:
    return [
        Piece("   " + sheet.left(name, NAME), style),
        Piece(sheet.right(prior, 11), "dim"),
        Piece(sheet.right(learned, 11), "bold" if learned else ""),
        Piece("   " + sheet.say(rests), "dim"),
    ]


def _head(sheet: Sheet, title: str) -> Line:
    columns = sheet.right("playbook", 11) + sheet.right("learned", 11) + "   rests on"
    return [Piece(sheet.left(f" {title}", NAME + 3), "bold"), Piece(columns, "dim")]


def _minutes(told: Learned, own: Playbook, sheet: Sheet) -> Iterator[Line]:
    yield _head(sheet, "Minutes")
    for play in own.plays.values():
        mine = [each for each in told.minutes if each.play == play.id]
        for each in mine:
            name = f"{play.title}, {PARTS[each.part]}" if PARTS[each.part] else play.title
            rests = f"{counted(each.logs, 'log')}, {each.low:.0f} to {each.high:.0f} m"
            yield _row(sheet, name, length(each.planned), length(each.learned), rests)
        if not mine:
            yield _row(sheet, play.title, length(_whole(play)), "", "")


def _whole(play: Play) -> int:
    return play.book + play.prepare + play.minutes + play.follow_up


def _chances(told: Learned, own: Playbook, sheet: Sheet) -> Iterator[Line]:
    yield _head(sheet, "Chances of a try")
    logged = {stage.name: stage for stage in told.stages}
    for stage in own.stages:
        found = logged.get(stage.name)
        rests = _rests(found.logs) if found else ""
        for kind, prior, learned in (
            ("a buyer advances", stage.real.advance, found.real.advance if found else None),
            ("a buyer says no", stage.real.lost, found.real.lost if found else None),
            ("a dead end advances", stage.dead_end.advance, found.dead_end.advance if found else None),
            ("a dead end says no", stage.dead_end.lost, found.dead_end.lost if found else None),
        ):
            yield _row(sheet, f"{stage.name}: {kind}", percent(prior), _percent(learned), rests)
            rests = ""
    yield []
    yield _head(sheet, "Belief")
    for name, chance, prior in (
        ("a new deal is real", told.prior, own.prior),
        ("a buyer does not answer", told.unanswered_real, own.unanswered.real),
        ("a dead end does not answer", told.unanswered_dead_end, own.unanswered.dead_end),
    ):
        yield _row(sheet, name, percent(prior), _percent(chance.learned if chance else None), _of(chance))


def _questions(told: Learned, own: Playbook, sheet: Sheet) -> Iterator[Line]:
    logged: Mapping[str, LearnedQuestion] = {question.id: question for question in told.questions}
    for question in own.questions:
        found = logged.get(question.id)
        if found is None:
            continue
        yield []
        yield _head(sheet, question.ask)
        rests = _rests(found.logs)
        for answer in question.real:
            for kind, prior, learned in (
                ("a buyer", found.prior_real, found.real),
                ("a dead end", found.prior_dead_end, found.dead_end),
            ):
                yield _row(sheet, f"{answer}, of {kind}", percent(prior[answer]), percent(learned[answer]), rests)
                rests = ""


def _percent(chance: float | None) -> str:
    return "" if chance is None else percent(chance)


def _of(chance: LearnedChance | None) -> str:
    return _rests(chance.logs) if chance else ""


def _rests(logs: int) -> str:
    early = f", too early: {ENOUGH} are needed" if logs < ENOUGH else ""
    return counted(logs, "log") + early


def learned_json(told: Learned, faults: list[Fault]) -> dict[str, Any]:
    """Prior beside learned as one document: minutes, chances 0..1; and the playbook that the pages are planned with."""
    document = {field.name: _plain(getattr(told, field.name)) for field in fields(told)}
    wrong = [{"file": fault.file, "line": fault.line, "what": fault.what, "mend": fault.mend} for fault in faults]
    return {"format": 1, "too_early": told.outcomes < ENOUGH, "needed": ENOUGH, **document, "faults": wrong}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


def learned_toml(told: Learned) -> str:
    """The learnt playbook as a playbook.toml, to read, to keep or to hand to somebody else."""
    import tomli_w

    book = told.playbook
    document = {name: each for name, each in _plain(book).items() if name not in ("stages", "plays", "questions")}
    document["response"] = {name: share for name, share in document["response"].items() if share is not None}
    document["stage"] = [_plain(stage) for stage in book.stages]
    document["play"] = [_plain(play) for play in book.plays.values()]
    document["question"] = [_plain(question) for question in book.questions]
    rests = f"# learned from {counted(told.days, 'day')} of diary: {counted(told.deals, 'deal')}, "
    return rests + counted(told.outcomes, "outcome") + "\n\n" + tomli_w.dumps(document)
