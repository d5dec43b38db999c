"""References from one record to others.

Stages, questions, accounts and tasks that must be there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from planner.book.check.circles import circles
from planner.book.check.links import can_follow
from planner.book.read.findings import Findings, Spot
from planner.book.read.limits import shown
from planner.book.read.plan_file import check_zone
from planner.book.read.playbook import MergedPlaybook, check_response
from planner.book.read.records import Record
from planner.book.read.values import is_day
from planner.book.similar_names import Names, nearest
from planner.core.book import CLOSED_STAGES
from planner.core.lifecycle.recurrence import EXAMPLES, how_to_say, recurrence_of

_FEW = 200  # words to compare one by one
_MOST_IN_A_CIRCLE = 9  # tasks that are named


class Known(NamedTuple):
    """Everything that records can refer to."""

    stages: Mapping[str, object]
    questions: Mapping[str, Mapping[str, object]]  # their answers
    reasons: Mapping[str, object]  # for which deals are lost
    plays: Mapping[str, object]
    accounts: Mapping[str, Record]
    account_names: Mapping[str, str]  # the id of the first account by each name
    customers: Mapping[str, Record]  # prospects, accounts and contacts
    tasks: Mapping[str, Record]
    near: Mapping[str, Names]  # the ids of accounts, records and tasks, for books that hold very many

    def ids(self, what: str, ids: Mapping[str, object]) -> _KnownIds:
        """The ids of accounts, records or tasks, with the way to find the nearest."""
        return _KnownIds(what, ids, self.near[what])


def reasons_of(playbook: MergedPlaybook) -> list[str]:
    """The reasons for which deals are lost."""
    lost = playbook.tables.get("lost")
    reasons = lost.get("reasons") if isinstance(lost, dict) else None
    return [each for each in reasons if isinstance(each, str)] if isinstance(reasons, list | tuple) else []


def known_of(records: Mapping[str, list[Record]], playbook: MergedPlaybook) -> Known:
    """Everything in the records and the playbook that a record can refer to."""
    stages = [stage.get("name") for stage in playbook.tables["stages"]]
    questions = {q.get("id"): q.get("real") for q in playbook.tables["questions"]}
    accounts = _by_id(records["accounts.toml"])
    customers = {**_by_id(records["prospects.toml"]), **accounts, **_by_id(records["contacts.toml"])}
    tasks = _by_id(records["tasks.toml"])
    return Known(
        {**dict.fromkeys(s for s in stages if isinstance(s, str)), **dict.fromkeys(CLOSED_STAGES)},
        {id: answers for id, answers in questions.items() if isinstance(id, str) and isinstance(answers, dict)},
        dict.fromkeys(reasons_of(playbook)),
        playbook.plays,
        accounts,
        _by_name(accounts),
        customers,
        tasks,
        {
            what: Names({id: id for id in of})
            for what, of in (("account", accounts), ("record", customers), ("task", tasks))
        },
    )


def _by_id(records: Iterable[Record]) -> dict[str, Record]:
    return {record.table["id"]: record for record in records if isinstance(record.table["id"], str)}


def _by_name(accounts: Mapping[str, Record]) -> dict[str, str]:
    ids: dict[str, str] = {}
    for id, record in accounts.items():
        if isinstance(name := record.table.get("name"), str):
            ids.setdefault(name, id)
    return ids


def check_references(findings: Findings, records: Mapping[str, list[Record]], known: Known) -> None:
    """Report every reference to what is not in the book, and tasks in a circle."""
    for record in records["prospects.toml"]:
        _check_prospect(findings, record, known)
    for record in records["accounts.toml"]:
        check_account(findings, record)
    for record in records["tasks.toml"]:
        _check_task(findings, record, known)
    for record in records["colleagues.toml"]:
        check_helps(findings, record, known.plays)
    for file in ("prospects.toml", "accounts.toml", "tasks.toml"):
        for record in records[file]:
            check_record_zone(findings, record)
    _check_circles(findings, known.tasks)


class _KnownIds(NamedTuple):
    """The ids of a kind; `names` finds the nearest where there are very many."""

    what: str
    ids: Mapping[str, object]
    names: Names | None = None


def _unknown(findings: Findings, spot: Spot, value: str, known: _KnownIds, fix: str = "") -> None:
    what, ids, names = known
    if names is not None and len(ids) > _FEW:
        near = names.near_miss(value)
    else:
        near = nearest(value, ids) if findings.may_compare(value, len(ids)) else None
    if near:
        hint = f'did you mean "{near}"?'
    elif ids:
        hint = f"write the id of a {what} in your book, or leave it out"
    else:
        hint = f"leave it out, or add the {what}"
    findings.unknown(spot, f"no {what} {shown(value)}", f"{hint} ({fix})" if fix else hint)


def _check_prospect(findings: Findings, record: Record, known: Known) -> None:
    spot, table = record
    stage, account, answers = table.get("stage"), table.get("account"), table.get("answers")
    if isinstance(stage, str) and stage.strip() and stage not in known.stages:
        _unknown(findings, spot.at("stage"), stage, _KnownIds("stage", known.stages))
    reason = table.get("lost_reason")
    if isinstance(reason, str) and reason.strip() and reason not in known.reasons:
        fix = f"one of {', '.join(known.reasons)}; the list is [lost] reasons in playbook.toml"
        findings.error(spot.at("lost_reason"), f"{shown(reason)} is not one of your playbook's reasons", fix)
    if isinstance(account, str) and account not in known.accounts:
        named = known.account_names.get(account)
        if named:
            findings.error(spot.at("account"), f"{shown(account)} is an account's name, not its id", f'write "{named}"')
        else:
            _unknown(findings, spot.at("account"), account, known.ids("account", known.accounts))
    if isinstance(answers, dict):
        for question, answer in answers.items():
            at = spot.at("answers", question)
            if question not in known.questions:
                _unknown(findings, at, question, _KnownIds("question", known.questions))
            elif isinstance(answer, str) and answer not in known.questions[question]:
                all_known = ", ".join(f'"{other}"' for other in known.questions[question])
                findings.error(at, f"{shown(answer)} is not an answer to `{question}`", f"its answers are {all_known}")


def check_account(findings: Findings, record: Record) -> None:
    """Report figures of an account that contradict each other."""
    spot, table = record
    check_response(findings, spot.at("response"), table.get("response"))
    revenue, potential = table.get("revenue"), table.get("potential")
    if isinstance(revenue, int | float) and isinstance(potential, int | float) and potential < revenue:
        fix = "it is the most they could spend a year, today's revenue included"
        findings.error(spot.at("potential"), "`potential` is less than `revenue`", fix)


def check_helps(findings: Findings, record: Record, plays: Mapping[str, object]) -> None:
    """Report plays that a colleague helps with and that are not in the playbook."""
    helps = record.table.get("helps")
    for i, play in enumerate(helps if isinstance(helps, tuple) else ()):
        if isinstance(play, str) and play.strip() and play not in plays:
            _unknown(findings, record.spot.at("helps", i), play, _KnownIds("play", plays))


def check_task_days(findings: Findings, record: Record) -> None:
    """Report days of a task that contradict each other."""
    spot, table = record
    every = table.get("every")
    if isinstance(every, str) and recurrence_of(every) is None:
        findings.error(spot.at("every"), f"can't read `every` = {shown(every)}", how_to_say(every))
    if every is None and table.get("after_done") is True:
        findings.error(spot.at("after_done"), "`after_done` needs `every`", f"add every, as {EXAMPLES}")
    if table.get("on") is not None and table.get("by") is not None:
        findings.error(spot.at("by"), "a task is either `on` a day or `by` one", "keep one of the two", spot.at("on"))
    on, at = table.get("on"), table.get("at")
    if isinstance(at, datetime) and is_day(on) and at.date() != on:
        findings.error(spot.at("at"), "`at` is on another day than `on`", "leave `on` out", spot.at("on"))


def _check_task(findings: Findings, record: Record, known: Known) -> None:
    check_task_days(findings, record)
    spot, table = record
    customer = table.get("record")
    if isinstance(customer, str) and customer not in known.customers:
        _unknown(findings, spot.at("record"), customer, known.ids("record", known.customers))
    play = table.get("play")
    if isinstance(play, str) and play not in known.plays:
        _unknown(findings, spot.at("play"), play, _KnownIds("play", known.plays))
    after = table.get("after")
    for i, item in enumerate(after if isinstance(after, tuple) else ()):
        if isinstance(item, str) and item.strip():
            _check_after(findings, spot.at("after", i), item, known)


def _check_after(findings: Findings, spot: Spot, item: str, known: Known) -> None:
    if can_follow(item, known.tasks, known.customers, known.plays):
        return
    record, _, play = item.partition("/")
    if record in known.customers and not play:
        fix = f'write which step of it: "{record}/PLAY"'
        findings.error(spot, f"{shown(item)} is a record, not a line", fix)
    elif record in known.customers:
        _unknown(findings, spot, play, _KnownIds("play", known.plays))
    else:
        fix = "a line is a task's id, or RECORD/PLAY"
        _unknown(findings, spot, item, known.ids("task", known.tasks), fix)


def check_record_zone(findings: Findings, record: Record) -> None:
    """Report a time zone of a record that is unknown."""
    if "timezone" in record.table:
        check_zone(findings, record.spot.at("timezone"), record.table["timezone"])


def _check_circles(findings: Findings, tasks: Mapping[str, Record]) -> None:
    """Report tasks that wait for each other, each circle once, at its first task of the file."""

    def after(id: str) -> tuple[str, ...]:
        others = tasks[id].table.get("after")
        return tuple(o for o in others if isinstance(o, str) and o in tasks) if isinstance(others, tuple) else ()

    for circle in circles(tasks, after):
        first = min(circle, key=lambda id: tasks[id].spot.path[1])
        turn = circle.index(first)
        way = [shown(id) for id in [*circle[turn:], *circle[:turn], first]]
        if len(way) > _MOST_IN_A_CIRCLE:
            way[4:-1] = [f"… ({len(circle)} tasks)"]
        what = "these tasks wait for each other: " + " after ".join(way)
        findings.error(tasks[first].spot.at("after"), what, "remove one of them from `after`")
