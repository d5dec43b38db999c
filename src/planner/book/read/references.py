"""What a record says of others: stages, questions, accounts, tasks and people that must be there, or nearly are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from planner.book.near import Names, nearest
from planner.book.read.findings import Findings, Spot
from planner.book.read.limits import shown
from planner.book.read.plan_file import check_zone
from planner.book.read.playbook import Merged, check_response
from planner.book.read.records import Record
from planner.core.book import CLOSED_STAGES

_FEW = 200  # words to compare one by one
_MOST_IN_A_CIRCLE = 9  # tasks that are told


class Known(NamedTuple):
    """What records can refer to."""

    stages: Mapping[str, object]
    questions: Mapping[str, Mapping[str, object]]  # their answers
    plays: Mapping[str, object]
    accounts: Mapping[str, Record]
    customers: Mapping[str, Record]  # prospects, accounts and contacts
    tasks: Mapping[str, Record]
    contacts: Names
    colleagues: Names
    places: Names
    near: Mapping[str, Names]  # the ids of accounts, records and tasks, for books that hold very many


def known_of(records: Mapping[str, list[Record]], playbook: Merged, travel: Mapping[str, Any]) -> Known:
    """What the book's records and its playbook offer to refer to."""
    stages = [stage.get("name") for stage in playbook.tables["stages"]]
    questions = {q.get("id"): q.get("real") for q in playbook.tables["questions"]}
    accounts = _by_id(records["accounts.toml"])
    customers = {**_by_id(records["prospects.toml"]), **accounts, **_by_id(records["contacts.toml"])}
    tasks = _by_id(records["tasks.toml"])
    return Known(
        {**dict.fromkeys(s for s in stages if isinstance(s, str)), **dict.fromkeys(CLOSED_STAGES)},
        {id: answers for id, answers in questions.items() if isinstance(id, str) and isinstance(answers, dict)},
        playbook.plays,
        accounts,
        customers,
        tasks,
        _people(records["contacts.toml"]),
        _people(records["colleagues.toml"]),
        _places(travel),
        {
            what: Names({id: id for id in of})
            for what, of in (("account", accounts), ("record", customers), ("task", tasks))
        },
    )


def _by_id(records: Iterable[Record]) -> dict[str, Record]:
    return {record.table["id"]: record for record in records if isinstance(record.table["id"], str)}


def _people(records: Iterable[Record]) -> Names:
    told = {}
    for record in records:
        id, name = record.table["id"], record.table.get("name")
        if isinstance(id, str):
            told[id] = id
        if isinstance(name, str):
            told.setdefault(name, name)
    return Names(told)


def _places(travel: Mapping[str, Any]) -> Names:
    listed = [travel.get("base", "office")]
    ways = travel.get("minutes", ())
    if isinstance(ways, tuple):
        listed += [place for way in ways for place in (way.a, way.b)]
    return Names({place: place for place in listed if isinstance(place, str)})


def check_references(findings: Findings, records: Mapping[str, list[Record]], known: Known) -> None:
    """Takes down what names nothing, and warns of what nearly names something."""
    for record in records["prospects.toml"]:
        _check_prospect(findings, record, known)
    _warn_undated(findings, records["prospects.toml"])
    for record in records["accounts.toml"]:
        _check_account(findings, record)
    for record in records["tasks.toml"]:
        _check_task(findings, record, known)
    for file in ("prospects.toml", "accounts.toml", "tasks.toml"):
        for record in records[file]:
            _check_people_and_place(findings, record, known)
    _check_circles(findings, known.tasks)


def _unknown(
    findings: Findings,
    spot: Spot,
    what: str,
    value: str,
    known: Mapping[str, object],
    names: Names | None = None,
    fix: str = "",
) -> None:
    """Takes down a word that names nothing, with the nearest one that does."""
    near = nearest(value, known) if len(known) <= _FEW or names is None else names.near_miss(value)
    if near:
        told = f'the nearest known {what} is "{near}"'
    else:
        told = (
            f"leave it out, or add the {what}"
            if not known
            else f"write the id of a {what} of the book, or leave it out"
        )
    findings.error(spot, f"there is no {what} {shown(value)}", f"{told}; {fix}" if fix else told)


def _check_prospect(findings: Findings, record: Record, known: Known) -> None:
    spot, table = record
    stage, account, answers = table.get("stage"), table.get("account"), table.get("answers")
    if isinstance(stage, str) and stage.strip() and stage not in known.stages:
        _unknown(findings, spot.at("stage"), "stage", stage, known.stages)
    if isinstance(account, str) and account not in known.accounts:
        named = next((id for id, other in known.accounts.items() if other.table.get("name") == account), None)
        if named:
            findings.error(spot.at("account"), f"{shown(account)} is an account's name, not its id", f'write "{named}"')
        else:
            _unknown(findings, spot.at("account"), "account", account, known.accounts, known.near.get("account"))
    if isinstance(answers, dict):
        for question, answer in answers.items():
            at = spot.at("answers", question)
            if question not in known.questions:
                _unknown(findings, at, "question", question, known.questions)
            elif isinstance(answer, str) and answer not in known.questions[question]:
                all_known = ", ".join(f'"{other}"' for other in known.questions[question])
                findings.error(at, f"{shown(answer)} is no answer to `{question}`", f"its answers are {all_known}")


def _warn_undated(findings: Findings, deals: Iterable[Record]) -> None:
    """One warning for all won deals without a day: they are in no year's earnings and in no review."""
    undated = [record for record in deals if record.table.get("stage") == "won" and not record.table.get("won_on")]
    if undated:
        many = f" (nor {len(undated) - 1} more)" if len(undated) > 1 else ""
        name = shown(undated[0].table.get("id"))
        findings.warn(
            undated[0].spot.at("stage"),
            f"{name} is won and tells no `won_on`{many}: it counts in no year and in no review; write the day",
        )


def _check_account(findings: Findings, record: Record) -> None:
    spot, table = record
    check_response(findings, spot.at("response"), table.get("response"))
    revenue, potential = table.get("revenue"), table.get("potential")
    if isinstance(revenue, int | float) and isinstance(potential, int | float) and potential < revenue:
        fix = "it is the most they could bring in a year, today's revenue included"
        findings.error(spot.at("potential"), "`potential` is less than `revenue`", fix)


def _check_task(findings: Findings, record: Record, known: Known) -> None:
    spot, table = record
    if table.get("on") is not None and table.get("by") is not None:
        findings.error(spot.at("by"), "a task is either `on` a day or `by` one", "keep one of the two", spot.at("on"))
    on, at = table.get("on"), table.get("at")
    if isinstance(at, datetime) and isinstance(on, date) and not isinstance(on, datetime) and at.date() != on:
        findings.error(spot.at("at"), "`at` is on another day than `on`", "leave `on` out", spot.at("on"))
    customer = table.get("record")
    if isinstance(customer, str) and customer not in known.customers:
        _unknown(findings, spot.at("record"), "record", customer, known.customers, known.near.get("record"))
    after = table.get("after")
    for i, item in enumerate(after if isinstance(after, tuple) else ()):
        if isinstance(item, str) and item.strip():
            _check_after(findings, spot.at("after", i), item, known)


def _check_after(findings: Findings, spot: Spot, item: str, known: Known) -> None:
    record, _, play = item.partition("/")
    if item in known.tasks or (record in known.customers and play in known.plays):
        return
    if record == "prospecting" and play.startswith("find-"):
        return
    if record in known.customers and not play:
        fix = f'write which step of it: "{record}/PLAY"'
        findings.error(spot, f"{shown(item)} is a record, not an item", fix)
    elif record in known.customers:
        _unknown(findings, spot, "play", play, known.plays)
    else:
        _unknown(
            findings, spot, "task", item, known.tasks, known.near["task"], "an item is a task's id, or RECORD/PLAY"
        )


def _check_people_and_place(findings: Findings, record: Record, known: Known) -> None:
    spot, table = record
    if "timezone" in table:
        check_zone(findings, spot.at("timezone"), table["timezone"])
    for key, names, what in (("contacts", known.contacts, "contact"), ("needs", known.colleagues, "colleague")):
        people = table.get(key)
        for i, person in enumerate(people if isinstance(people, tuple) else ()):
            if isinstance(person, str):
                _warn_near(findings, spot.at(key, i), what, person, names)
    if isinstance(place := table.get("place"), str):
        _warn_near(findings, spot.at("place"), "place", place, known.places)


def _warn_near(findings: Findings, spot: Spot, what: str, name: str, names: Names) -> None:
    near = names.near_miss(name)
    if near is not None:
        findings.warn(spot, f"the {what} {shown(name)} is not listed: did you mean {shown(near)}?")


def _check_circles(findings: Findings, tasks: Mapping[str, Record]) -> None:
    """Tasks that wait for each other, each circle once, at its first task of the file."""
    done: set[str] = set()
    for start in tasks:
        for circle in _circles(start, lambda id: tasks[id].table.get("after"), tasks, done):
            first = min(circle, key=lambda id: tasks[id].spot.path[1])
            turn = circle.index(first)
            way = [*circle[turn:], *circle[:turn], first]
            told = [shown(id) for id in way]
            if len(told) > _MOST_IN_A_CIRCLE:
                told[4:-1] = [f"… ({len(circle)} tasks)"]
            what = "these wait for each other: " + " after ".join(told)
            findings.error(tasks[first].spot.at("after"), what, "take one of them out of `after`")


def _circles(
    start: str, after: Callable[[str], object], tasks: Mapping[str, Record], done: set[str]
) -> Iterable[list[str]]:
    """Circles met on the way back from `start`; a depth-first search without recursion. `done` is filled."""
    way: list[str] = []
    place: dict[str, int] = {}
    stack = [(start, False)]
    while stack:
        id, leaving = stack.pop()
        if leaving:
            way.pop()
            del place[id]
            done.add(id)
        elif id in place:
            yield way[place[id] :]
        elif id not in done:
            place[id] = len(way)
            way.append(id)
            stack.append((id, True))
            others = after(id)
            for other in reversed(others if isinstance(others, tuple) else ()):
                if isinstance(other, str) and other in tasks:
                    stack.append((other, False))
