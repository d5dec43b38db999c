"""The default playbook's words with what the book's own file adds or overrides, by id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from planner.book.ids import FIX, bad_in_id
from planner.book.read.findings import Findings, Spot
from planner.book.read.limits import shown
from planner.book.read.records import follow_in, tables_of
from planner.book.read.values import Table, prepared
from planner.book.similar_names import nearest
from planner.core.playbook import IdealCustomer, Objection, Persona, ProvenAnswer, ReadyMessage, Story, Trigger
from planner.core.talk.messages import FIELDS, fields_in

OWN_FILE, DEFAULT_FILE = "playbook.toml", "default_playbook.toml"
LISTS: dict[str, tuple[type, str]] = {
    "persona": (Persona, "personas"),
    "trigger": (Trigger, "triggers"),
    "objection": (Objection, "objections"),
    "story": (Story, "stories"),
    "message": (ReadyMessage, "messages"),
}
IDEAL = "ideal"


class MergedTalk(NamedTuple):
    """The words ready for the type check, and where each entry is written, by list."""

    tables: Table
    spots: Mapping[str, tuple[Spot, ...]]
    ideal_file: str


class ChecklistAnswers(NamedTuple):
    """The names that words can refer to: the stages, and the answers of each question.

    `earlier` has the stage of today by each name that one had before.
    """

    stages: frozenset[object]
    answers: Mapping[object, Mapping[str, object]]
    earlier: Mapping[str, str]


class _Entry(NamedTuple):
    table: Table
    spot: Spot


def merged_talk(
    findings: Findings, default: Mapping[str, Any], own: Mapping[str, Any], checklist: ChecklistAnswers, zone: ZoneInfo
) -> MergedTalk:
    """The default's words with the book's own, which come first.

    Errors of the own ones are reported.
    """
    tables: Table = {}
    spots: dict[str, tuple[Spot, ...]] = {}
    personas: frozenset[object] = frozenset()
    for key, (kind, name) in LISTS.items():
        entries = list(_merged(findings, key, kind, (default, own), zone))
        for entry in entries:
            follow_in(entry.table, "stages", checklist.earlier)
        if key == "persona":
            personas = frozenset(entry.table.get("id") for entry in entries)
        kept = [entry for entry in entries if _is_kept(findings, entry, checklist, personas)]
        tables[name], spots[name] = tuple(entry.table for entry in kept), tuple(entry.spot for entry in kept)
    _check_said(findings, tables, spots)
    for message, spot in zip(tables["messages"], spots["messages"], strict=True):
        _check_fields(findings, spot, message.get("text"))
    ideal = own.get(IDEAL, {})
    if isinstance(ideal, dict):
        ready = prepared(findings, Spot(OWN_FILE, (IDEAL,)), ideal, IdealCustomer, zone)
        tables[IDEAL] = {**prepared(findings, Spot(DEFAULT_FILE), default.get(IDEAL, {}), IdealCustomer, zone), **ready}
    else:
        tables[IDEAL] = ideal
    return MergedTalk(tables, spots, OWN_FILE if IDEAL in own else DEFAULT_FILE)


def _merged(
    findings: Findings, key: str, kind: type, both: tuple[Mapping[str, Any], Mapping[str, Any]], zone: ZoneInfo
) -> Iterator[_Entry]:
    """The entries of a list: the own ones over the default's of the same id, then the rest."""
    default = {
        table["id"]: _Entry(_ready(findings, spot, table, kind, zone), spot)
        for spot, table in tables_of(findings, DEFAULT_FILE, key, both[0])
    }
    seen: dict[str, Spot] = {}
    for spot, table in tables_of(findings, OWN_FILE, key, both[1]):
        ready = _ready(findings, spot, table, kind, zone)
        id = _checked_id(findings, spot, table.get("id"), key)
        if id is None:
            continue
        if id in seen:
            what = f"there are two {LISTS[key][1]} {shown(id)}"
            findings.error(spot.at("id"), what, "keep one, or rename one", seen[id].at("id"))
            continue
        seen[id] = spot
        base = default.pop(id).table if id in default else {}
        yield _Entry({**base, **ready}, spot)
    yield from default.values()


def _checked_id(findings: Findings, spot: Spot, id: object, what: str) -> str | None:
    if not isinstance(id, str):
        wrong = f"this {what} has no id" if id is None else "`id` must be text"
        findings.error(spot.at("id"), wrong, 'add id = "..."' if id is None else 'write it in quotes: id = "..."')
        return None
    if bad := bad_in_id(id):
        findings.error(spot.at("id"), f"the id {shown(id)} {bad}", FIX)
        return None
    return id


def _ready(findings: Findings, spot: Spot, table: Mapping[str, Any], kind: type, zone: ZoneInfo) -> Table:
    ready = prepared(findings, spot, table, kind, zone)
    when, answers = ready.get("when"), ready.get("answers")
    if isinstance(when, dict):
        ready["when"] = {question: _listed(answer) for question, answer in when.items()}
    if kind is Objection and isinstance(answers, tuple):
        ready["answers"] = tuple(
            _answer(findings, spot.at("answers", i), answer, zone) for i, answer in enumerate(answers)
        )
    return ready


def _listed(answer: object) -> object:
    """One answer of the checklist, or several, as a tuple."""
    if isinstance(answer, str):
        return (answer,)
    return tuple(answer) if isinstance(answer, list) else answer


def _answer(findings: Findings, spot: Spot, answer: object, zone: ZoneInfo) -> object:
    if not isinstance(answer, dict):
        return answer
    _checked_id(findings, spot, answer.get("id"), "answer")
    return prepared(findings, spot, answer, ProvenAnswer, zone)


def _is_kept(findings: Findings, entry: _Entry, checklist: ChecklistAnswers, personas: frozenset[object]) -> bool:
    """True for an entry that fits the book's own lists.

    One of the default's that does not is left out.

    What the book's own file gets wrong is reported.
    """
    own, fits = entry.spot.file == OWN_FILE, True
    for key, names in (("stages", checklist.stages), ("personas", personas)):
        named = entry.table.get(key)
        for i, name in enumerate(named if isinstance(named, tuple) else ()):
            if name in names:
                continue
            fits = False
            if own and isinstance(name, str):
                what = key.removesuffix("s")
                near = nearest(name, sorted(map(str, names))) if findings.may_compare(name, len(names)) else None
                fix = f'the nearest is "{near}"; or add it to the playbook' if near else "add it to the playbook"
                findings.error(entry.spot.at(key, i), f"no {what} {shown(name)}", fix)
    when = entry.table.get("when")
    for question, answers in (when if isinstance(when, dict) else {}).items():
        wrong = _wrong_answer(question, answers, checklist)
        if wrong is not None:
            fits = False
            if own:
                findings.error(entry.spot.at("when", question), *wrong)
    return own or fits


def _wrong_answer(question: str, answers: object, checklist: ChecklistAnswers) -> tuple[str, str] | None:
    known = checklist.answers.get(question)
    if known is None:
        near = nearest(question, sorted(map(str, checklist.answers)))
        return f"no question {shown(question)}", f'the nearest question is "{near}"'
    for answer in answers if isinstance(answers, tuple) else ():
        if answer not in known:
            return f"{shown(answer)} is not an answer to `{question}`", f"its answers are {', '.join(known)}"
    return None


def _check_said(findings: Findings, tables: Table, spots: Mapping[str, tuple[Spot, ...]]) -> None:
    """Report counts that can't be, and an id that two answers or stories share."""
    seen: dict[str, Spot] = {}
    said = [
        (answer, spot.at("answers", i))
        for objection, spot in zip(tables["objections"], spots["objections"], strict=True)
        for i, answer in enumerate(objection.get("answers", ()))
        if isinstance(answer, dict)
    ]
    said += list(zip(tables["stories"], spots["stories"], strict=True))
    for table, spot in said:
        _check_counts(findings, spot, table)
        id = table.get("id")
        if not isinstance(id, str):
            continue
        first = seen.setdefault(id, spot)
        if first is not spot:
            own, other = (spot, first) if spot.file == OWN_FILE else (first, spot)
            fix = "give each answer and story its own"
            findings.error(own.at("id"), f"the id {shown(id)} is taken", fix, other.at("id"))


def _check_counts(findings: Findings, spot: Spot, table: Table) -> None:
    worked, tried = table.get("worked", 0), table.get("tried", 0)
    if type(worked) is int and type(tried) is int and worked > tried >= 0:
        what = f"worked {worked} times, and was tried only {tried} times"
        findings.error(spot.at("worked"), what, f"write tried = {worked}, or fewer that worked")


def _check_fields(findings: Findings, spot: Spot, text: object) -> None:
    for name in fields_in(text) if isinstance(text, str) else ():
        if name not in FIELDS:
            fix = f"the names that are filled in are {', '.join('{' + each + '}' for each in FIELDS)}"
            findings.error(spot.at("text"), f"{{{name}}} is not filled in", fix)
