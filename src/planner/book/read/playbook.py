"""The playbook of the package with what the book's own file overrides, and its rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from planner.book.files import BookFiles, based_on
from planner.book.ids import FIX, bad_in_id
from planner.book.read.findings import Findings, Spot
from planner.book.read.limits import CHANCE, out_of_limit, shown
from planner.book.read.records import earlier_stages, follow_in, tables_of
from planner.book.read.values import Table, prepared, unknown_keys
from planner.book.similar_names import nearest
from planner.book.talk.based_on import KEY as BASED_ON
from planner.book.talk.based_on import check_base, over, with_whole_stages
from planner.book.talk.read_talk import IDEAL, LISTS, ChecklistAnswers, MergedTalk, merged_talk
from planner.book.toml.parse import parse_toml
from planner.book.toml.syntax import read_tables
from planner.core.book import CLOSED_STAGES
from planner.core.playbook import (
    Cadence,
    FreshLook,
    KnownContact,
    LostDeal,
    Play,
    Playbook,
    Prospecting,
    Question,
    Renewal,
    Response,
    SecondPerson,
    Size,
    Stage,
    TwoTypes,
)
from planner.errors import FileError

FILE = "playbook.toml"
DEFAULT_FILE = "default_playbook.toml"
_TABLES = {
    "unanswered": TwoTypes,
    "fresh_look": FreshLook,
    "prospecting": Prospecting,
    "cadence": Cadence,
    "response": Response,
    "size": Size,
    "known": KnownContact,
    "renewal": Renewal,
    "lost": LostDeal,
    "second": SecondPerson,
}
_FIGURES = ("prior", "answer_within")
_LISTS = ("stage", "play", "question")
_SUM_OFF = 0.01  # answers whose chances sum to 1 within this are normalised


class MergedPlaybook(NamedTuple):
    """A playbook ready for the type check, and where each of its parts is written."""

    tables: Table
    stages: tuple[Spot, ...]
    plays: Mapping[str, Spot]
    questions: tuple[Spot, ...]
    file_of: Mapping[str, str]  # of the single values and tables
    talk: MergedTalk


class _Both(NamedTuple):
    """The default playbook and the book's own overrides, as parsed."""

    default: Mapping[str, Any]
    own: Mapping[str, Any]


def default_playbook() -> bytes:
    """The playbook that ships in the package."""
    return Path(__file__).with_name(DEFAULT_FILE).read_bytes()


def base_tables(files: BookFiles) -> Mapping[str, Any]:
    """The tables under the book's own playbook: the default's, and those that it is based on."""
    default = parse_toml(default_playbook().decode())
    base = files.contents.get(based_on(files.contents.get(FILE, b"")) or "")
    return over(default, parse_toml(base.decode())) if base is not None else default


def merged_playbook(
    findings: Findings, default: Mapping[str, Any], own: Mapping[str, Any], zone: ZoneInfo
) -> MergedPlaybook:
    """The default playbook with the book's own overrides; errors of either are reported."""
    unknown_keys(findings, Spot(FILE), own, frozenset({*_TABLES, *_FIGURES, *_LISTS, *LISTS, IDEAL, BASED_ON}))
    both = _Both(default, with_whole_stages(findings, default, own))
    tables: Table = {}
    for key in _FIGURES:
        tables[key] = _figure(findings, key, own[key]) if key in own else default.get(key)
    for key, kind in _TABLES.items():
        tables[key] = _table(findings, key, kind, both, zone)
    plays, play_spots = _plays(findings, both, zone)
    stages, stage_spots = _whole_list(findings, "stage", Stage, both, zone)
    questions, question_spots = _whole_list(findings, "question", Question, both, zone)
    earlier = earlier_stages(stages)
    of_questions = ((question, key) for question in questions for key in ("stops", "until"))
    for table, key in (*of_questions, (tables["second"], "stage")):
        if isinstance(table, dict):
            follow_in(table, key, earlier)
    _drop_unknown_defaults(
        list(zip(stages, stage_spots, strict=True)), list(zip(questions, question_spots, strict=True))
    )
    known_questions = frozenset(str(question.get("id")) for question in questions)
    _check_stages(findings, list(zip(stages, stage_spots, strict=True)), plays, known_questions)
    tables |= {
        "plays": plays,
        "stages": tuple(stages),
        "questions": tuple(_question(findings, spot, q) for spot, q in zip(question_spots, questions, strict=True)),
    }
    _check_twice(findings, "question", questions, question_spots, "id")
    for spot, question in zip(question_spots, questions, strict=True):
        _check_wins_and_stops(findings, spot, question, [stage.get("name") for stage in stages])
    return MergedPlaybook(
        tables,
        tuple(stage_spots),
        play_spots,
        tuple(question_spots),
        {key: FILE if key in own else DEFAULT_FILE for key in (*_TABLES, *_FIGURES)},
        merged_talk(findings, default, own, _checklist(stages, questions, earlier), zone),
    )


class PlaybookFiles(NamedTuple):
    """The default playbook and the book's own, as parsed, and the contents of the book's files."""

    default: Mapping[str, Any]
    own: Mapping[str, Any]
    contents: Mapping[str, bytes]


def read_playbook(findings: Findings, files: PlaybookFiles, zone: ZoneInfo) -> MergedPlaybook:
    """The playbook of a book: the default, what it is based on, and its own."""
    name, default = check_base(findings, files.own, files.contents), files.default
    if name is not None:
        read = read_tables(name, files.contents[name])
        if isinstance(read, FileError):
            findings.error(Spot(name), read.what, read.fix)
        else:
            default = _with_base(findings, name, read, default, zone)
    return merged_playbook(findings, default, files.own, zone)


def _with_base(
    findings: Findings, name: str, base: Table, default: Mapping[str, Any], zone: ZoneInfo
) -> Mapping[str, Any]:
    """The default with the base over it; an error of the base is reported where it is named."""
    of_base = Findings()
    merged_playbook(of_base, default, base, zone)
    if BASED_ON in base:
        of_base.error(Spot(FILE, (BASED_ON,)), "it is based on another playbook itself", "remove its based_on")
    for found in of_base.errors[:1]:
        findings.error(Spot(FILE, (BASED_ON,)), f"{name} can't be used: {found.what}", f"in {name}: {found.fix}")
    return default if of_base.errors else over(default, base)


def _checklist(stages: Sequence[Table], questions: Sequence[Table], earlier: Mapping[str, str]) -> ChecklistAnswers:
    answers = {question.get("id"): question.get("real") for question in questions}
    return ChecklistAnswers(
        frozenset(_names_of(stages)),
        {id: known for id, known in answers.items() if isinstance(known, dict)},
        earlier,
    )


def _names_of(stages: Iterable[Table]) -> set[str]:
    return {name for stage in stages if isinstance(name := stage.get("name"), str)}


def _drop_unknown_defaults(stages: list[tuple[Table, Spot]], questions: list[tuple[Table, Spot]]) -> None:
    """Drop the default's references to stages and questions that the book's own list lacks."""
    names = _names_of(stage for stage, _ in stages)
    ids = {question.get("id") for question, _ in questions}
    for question, spot in questions:
        if spot.file == DEFAULT_FILE and isinstance(question.get("stops"), dict):
            question["stops"] = {answer: stage for answer, stage in question["stops"].items() if stage in names}
        if spot.file == DEFAULT_FILE and question.get("until") not in names:
            question["until"] = None
    for stage, spot in stages:
        if spot.file == DEFAULT_FILE and isinstance(stage.get("needs"), tuple):
            groups = (tuple(id for id in group if id in ids) for group in stage["needs"])
            stage["needs"] = tuple(group for group in groups if group)


def _figure(findings: Findings, key: str, value: object) -> object:
    ready = prepared(findings, Spot(FILE), {key: value}, Playbook, ZoneInfo("UTC"))
    return ready[key]


def _table(findings: Findings, key: str, kind: type, both: _Both, zone: ZoneInfo) -> object:
    own = both.own.get(key, {})
    if not isinstance(own, dict):
        return own
    default = prepared(findings, Spot(DEFAULT_FILE, (key,)), both.default.get(key, {}), kind, zone)
    ready = {**default, **prepared(findings, Spot(FILE, (key,)), own, kind, zone)}
    if kind is Response and own:
        check_response(findings, Spot(FILE, (key,)), ready)
    return ready


def check_response(findings: Findings, spot: Spot, response: object) -> None:
    """The answers about visits must rise with the visits: none <= half <= 1 <= more <= most."""
    if not isinstance(response, dict):
        return
    chain: list[tuple[str, float]] = []
    for key in ("none", "half", "today", "more", "most"):
        value = 1.0 if key == "today" else response.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool):
            chain.append((key, value))
    for (a, low), (b, high) in pairwise(chain):
        if low > high:
            said = " and ".join("today's is 1" if k == "today" else f"{k} is {v:g}" for k, v in ((a, low), (b, high)))
            findings.error(
                spot.at(a if b == "today" else b),
                f"more visits can't bring less: {said}",
                "they must rise: none <= half <= 1 <= more <= most",
            )


def _plays(findings: Findings, both: _Both, zone: ZoneInfo) -> tuple[dict[str, Table], dict[str, Spot]]:
    plays: dict[str, Table] = {}
    spots: dict[str, Spot] = {}
    for spot, table in tables_of(findings, DEFAULT_FILE, "play", both.default):
        plays[table["id"]], spots[table["id"]] = prepared(findings, spot, table, Play, zone), spot
    seen: dict[str, Spot] = {}
    for spot, table in tables_of(findings, FILE, "play", both.own):
        ready = prepared(findings, spot, table, Play, zone)
        id = _check_id(findings, spot, table.get("id"), "play")
        if id is None:
            continue
        if id in seen:
            findings.error(spot.at("id"), f"there are two plays {shown(id)}", "keep one of the two", seen[id].at("id"))
            continue
        base = plays.get(id, {"title": id.replace("-", " ").replace("_", " ").capitalize()})
        plays[id], spots[id], seen[id] = {**base, **ready}, spot, spot
    return plays, spots


def _check_id(findings: Findings, spot: Spot, id: object, what: str) -> str | None:
    """The id of a play or question, where it is one that can be used."""
    if id is None:
        findings.error(spot.at("id"), f"this {what} has no id", 'add id = "..."')
    elif not isinstance(id, str):
        findings.error(spot.at("id"), "`id` must be text", 'write it in quotes: id = "..."')
    elif bad := bad_in_id(id):
        findings.error(spot.at("id"), f"the id {shown(id)} {bad}", FIX)
    else:
        return id
    return None


def _whole_list(
    findings: Findings, key: str, kind: type, both: _Both, zone: ZoneInfo
) -> tuple[list[Table], list[Spot]]:
    """The stages or questions: the book's own list, or the default's."""
    file, tables = (FILE, both.own) if key in both.own else (DEFAULT_FILE, both.default)
    found = [(spot, _with_list(table)) for spot, table in tables_of(findings, file, key, tables)]
    return [prepared(findings, spot, table, kind, zone) for spot, table in found], [spot for spot, _ in found]


def _with_list(table: Table) -> Table:
    """A stage whose one earlier name is a list of one."""
    was = table.get("was")
    return {**table, "was": [was]} if isinstance(was, str) else table


def _check_stages(
    findings: Findings, placed: list[tuple[Table, Spot]], plays: Mapping[str, Table], questions: Collection[str]
) -> None:
    stages, spots = [stage for stage, _ in placed], [spot for _, spot in placed]
    if not stages:
        findings.error(Spot(FILE, ("stage",)), "the playbook has no stage", "add a [[stage]], or leave the list out")
    _check_twice(findings, "stage", stages, spots, "name")
    for stage, spot in zip(stages, spots, strict=True):
        if stage.get("name") in CLOSED_STAGES:
            fix = f"give it another name: {', '.join(CLOSED_STAGES)} are how deals end"
            findings.error(spot.at("name"), f"a stage can't be named {shown(stage['name'])}", fix)
        play = stage.get("play")
        if isinstance(play, str) and play.strip() and play not in plays:
            fix = f'did you mean "{nearest(play, plays)}"? Or add a [[play]] with this id'
            findings.error(spot.at("play"), f"no play {shown(play)}", fix)
        _check_needs(findings, spot, stage.get("needs"), questions)
        _check_was(findings, spot, stage.get("was"), [other.get("name") for other in stages])
        for buyer in ("real", "dead_end"):
            _check_try(findings, spot.at(buyer), stage.get(buyer))


def _check_was(findings: Findings, spot: Spot, was: object, names: list[object]) -> None:
    """Report an earlier name of a stage that is a stage's name now, or how deals end."""
    for name in was if isinstance(was, tuple) else ():
        if name in names or name in CLOSED_STAGES:
            what = f"{shown(name)} in `was` is the name of a stage"
            findings.error(spot.at("was"), what, "write the name that this stage had before")


def _check_needs(findings: Findings, spot: Spot, needs: object, questions: Collection[str]) -> None:
    for i, group in enumerate(needs if isinstance(needs, tuple) else ()):
        for j, question in enumerate(group if isinstance(group, tuple) else ()):
            if question not in questions:
                fix = (
                    f'the nearest question is "{nearest(str(question), questions)}"; or add a [[question]] with this id'
                )
                findings.error(spot.at("needs", i, j), f"no question {shown(question)}", fix)


def _check_wins_and_stops(findings: Findings, spot: Spot, question: Table, stages: Sequence[object]) -> None:
    answers, until = question.get("real"), question.get("until")
    if isinstance(until, str) and until not in stages:
        findings.error(spot.at("until"), f"no stage {shown(until)}", f"write one of {', '.join(map(str, stages))}")
    for key in ("wins", "stops"):
        values = question.get(key)
        if not isinstance(values, dict) or not isinstance(answers, dict):
            continue
        for answer, value in values.items():
            where = spot.at(key, answer)
            if answer not in answers:
                fix = f"its answers are {', '.join(answers)}"
                findings.error(where, f"{shown(answer)} is not an answer to this question", fix)
            elif key == "wins" and (not isinstance(value, int | float) or isinstance(value, bool)):
                findings.error(where, f"`{answer}` must be a share between 0 and 1", f"write {answer} = 0.5")
            elif key == "wins" and (wrong := out_of_limit(answer, value, CHANCE)):
                findings.error(where, *wrong)
            elif key == "stops" and value not in stages:
                findings.error(where, f"no stage {shown(value)}", f"write one of {', '.join(map(str, stages))}")


def _check_try(findings: Findings, spot: Spot, chances: object) -> None:
    if not isinstance(chances, dict):
        return
    parts = [chances.get(key) for key in ("advance", "lost")]
    numbers = [part for part in parts if isinstance(part, int | float) and 0 <= part <= 1]
    if len(numbers) == 2 and sum(numbers) > 1 + 1e-9:
        what = f"advance and lost add up to {sum(numbers):g}, more than 1"
        findings.error(spot, what, "make them 1 or less together; the rest is no progress")


def _check_twice(findings: Findings, what: str, tables: list[Table], spots: list[Spot], key: str) -> None:
    first: dict[str, Spot] = {}
    for table, spot in zip(tables, spots, strict=True):
        name = table.get(key)
        if not isinstance(name, str):
            continue
        if name in first:
            said = f"there are two {what}s {shown(name)}"
            findings.error(spot.at(key), said, "keep one, or rename one", first[name].at(key))
        first.setdefault(name, spot)


def _question(findings: Findings, spot: Spot, question: Table) -> Table:
    """A question with the chances of its answers made to sum to 1."""
    id = _check_id(findings, spot, question.get("id"), "question")
    ready = dict(question)
    if id is not None:
        ready.setdefault("ask", id.replace("-", " ").replace("_", " ").capitalize() + "?")
    for buyer in ("real", "dead_end"):
        if isinstance(question.get(buyer), dict):
            ready[buyer] = _answers(findings, spot.at(buyer), question[buyer])
    real, dead_end = ready.get("real"), ready.get("dead_end")
    if isinstance(real, dict) and isinstance(dead_end, dict) and real.keys() != dead_end.keys():
        odd = sorted(real.keys() ^ dead_end.keys())
        where = "dead_end" if odd[0] in real else "real"
        what = f"the answer {shown(odd[0])} is missing in `{where}`"
        findings.error(spot.at(where), what, "give every answer a chance in both, 0 if need be")
    return ready


def _answers(findings: Findings, spot: Spot, chances: Table) -> Table:
    for answer, chance in chances.items():
        if not isinstance(chance, int | float) or isinstance(chance, bool):
            findings.error(spot.at(answer), f"`{answer}` must be a chance between 0 and 1", f"write {answer} = 0.5")
        elif wrong := out_of_limit(answer, chance, CHANCE):
            findings.error(spot.at(answer), *wrong)
    if not chances:
        findings.error(spot, "this question has no answers", "write { yes = 0.7, no = 0.3 }")
    if not chances or any(findings.is_bad(spot.at(answer)) for answer in chances):
        return chances
    total = sum(chances.values())
    if abs(total - 1) > _SUM_OFF + 1e-9:
        findings.error(spot, f"the chances of the answers add up to {total:g}, not 1", "make them sum to 1")
        return chances
    return {answer: chance / total for answer, chance in chances.items()}
