"""The tables of a file, one record each, with their ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from planner.book.ids import bad_in_id, fix_of_id, ids_for
from planner.book.read.findings import Findings, Spot
from planner.book.read.limits import shown
from planner.book.read.values import Table, prepared
from planner.book.record_files import FILES
from planner.core.earlier_names import current_id

_HOME = {about.key: file for file, about in FILES.items()} | {
    "rep": "plan.toml",
    "hours": "plan.toml",
    "stage": "playbook.toml",
    "play": "playbook.toml",
    "question": "playbook.toml",
    "persona": "playbook.toml",
    "trigger": "playbook.toml",
    "objection": "playbook.toml",
    "story": "playbook.toml",
    "message": "playbook.toml",
}
MOST_OF_PLAYBOOK = 500  # stages, questions ... of each, and colleagues: what refers to them is compared with all
REFERENCES = frozenset({"account", "record", "contacts", "needs", "after"})  # keys that name other records


class Record(NamedTuple):
    """One record as it is read: where it stands and its values, made ready for the type check."""

    spot: Spot
    table: Table


def tables_of(findings: Findings, file: str, key: str, tables: Mapping[str, Any]) -> Iterator[tuple[Spot, Table]]:
    """The elements of `[[key]]`; what is no such list is reported."""
    found = tables.get(key, [])
    spot = Spot(file, (key,))
    if isinstance(found, dict):
        findings.error(spot, f"[{key}] is one table, not a list of them", f"write [[{key}]], with two brackets each")
        return
    if not isinstance(found, list):
        findings.error(spot, f"`{key}` must be a list of tables", f"write [[{key}]] and the values below it")
        return
    if (file not in FILES or key == "colleague") and len(found) > MOST_OF_PLAYBOOK:
        what = f"more than {MOST_OF_PLAYBOOK} [[{key}]]; the others are not read"
        findings.error(spot.at(MOST_OF_PLAYBOOK), what, "take out those that you don't use")
        found = found[:MOST_OF_PLAYBOOK]
    for i, table in enumerate(found):
        if isinstance(table, dict):
            yield spot.at(i), table
        else:
            findings.error(spot.at(i), f"{shown(table)} is not a table", f"write [[{key}]] and the values below it")


def read_records(findings: Findings, file: str, tables: Mapping[str, Any], zone: ZoneInfo) -> list[Record]:
    """All records of one file."""
    about = FILES[file]
    for key in tables.keys() - {about.key}:
        home = _HOME.get(key)
        fix = f"it belongs in {home}" if home else f"did you mean [[{about.key}]]?"
        findings.error(Spot(file, (key,)), f"no key {shown(key)} in this file", fix)
    return [
        Record(spot, prepared(findings, spot, table, about.kind, zone))
        for spot, table in tables_of(findings, file, about.key, tables)
    ]


def give_ids(findings: Findings, records: Mapping[str, list[Record]]) -> None:
    """Give records without an id a slug of their name; report bad and equal ids."""
    everyone = [(FILES[file].key, record) for file, of_file in records.items() for record in of_file]
    written = [_written(findings, record) for _, record in everyone]
    named = [(id, _name(record), kind) for id, (kind, record) in zip(written, everyone, strict=True)]
    by_id: dict[str, Record] = {}
    for id, (_, record) in zip(ids_for(named, _earlier(everyone)), everyone, strict=True):
        if "id" not in record.table:
            record.table["id"] = id
        if id in by_id and not findings.is_bad(record.spot.at("id")):
            other = by_id[id].spot.at("id")
            what = f"the id {shown(id)} is taken"
            findings.error(record.spot.at("id"), what, "give it another; ids are unique over all files", other)
        by_id.setdefault(id, record)
    _refuse_earlier_ids_taken(findings, everyone, by_id)


def follow_earlier_ids(records: Mapping[str, list[Record]]) -> None:
    """Let what refers to a record by an id that it had before refer to it by the one of today."""
    everyone = [record for of_file in records.values() for record in of_file]
    ids = {record.table["id"] for record in everyone if isinstance(record.table["id"], str)}
    earlier = {old: record.table["id"] for record in everyone for old in _aka(record) if old not in ids}
    if not earlier:
        return
    for record in everyone:
        for key in REFERENCES & record.table.keys():
            value = record.table[key]
            if isinstance(value, str):
                record.table[key] = current_id(value, earlier)
            elif isinstance(value, tuple):
                names = (current_id(each, earlier) if isinstance(each, str) else each for each in value)
                record.table[key] = tuple(names)


def earlier_stages(stages: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The name of today by each earlier name of a stage, those in use left out."""
    named = [(stage.get("name"), stage.get("was")) for stage in stages]
    names = {name for name, _ in named if isinstance(name, str)}
    return {
        old: name
        for name, was in named
        for old in (was if isinstance(was, tuple) else ())
        if isinstance(name, str) and isinstance(old, str) and old not in names
    }


def follow_in_deals(deals: Iterable[Table], earlier: Mapping[str, str]) -> None:
    """Let deals be in the stage by its name of today."""
    for deal in deals if earlier else ():
        for key in ("stage", "parked_from"):
            follow_in(deal, key, earlier)


def follow_in(table: Table, key: str, earlier: Mapping[str, str]) -> None:
    """Let a value of a table, or those of a list or a table in it, name the stage of today."""

    def now(name: Any) -> Any:
        return earlier.get(name, name) if isinstance(name, str) else name

    value = table.get(key)
    if isinstance(value, tuple):
        table[key] = tuple(map(now, value))
    elif isinstance(value, dict):
        table[key] = {inner: now(each) for inner, each in value.items()}
    elif isinstance(value, str):
        table[key] = now(value)


def _earlier(everyone: list[tuple[str, Record]]) -> list[str]:
    return [old for _, record in everyone for old in _aka(record)]


def _aka(record: Record) -> list[str]:
    aka = record.table.get("aka")
    return [old for old in aka if isinstance(old, str)] if isinstance(aka, tuple) else []


def _refuse_earlier_ids_taken(
    findings: Findings, everyone: list[tuple[str, Record]], by_id: Mapping[str, Record]
) -> None:
    """Report an earlier id that is another record's id, or was another's before too."""
    had: dict[str, Record] = {}
    for _, record in everyone:
        for place, old in enumerate(_aka(record)):
            other = by_id.get(old) or had.get(old)
            if other is not None:
                spot = other.spot.at("id") if old in by_id else other.spot.at("aka")
                what = f"{shown(old)} in `aka` is the id of {'this' if other is record else 'another'} record"
                findings.error(record.spot.at("aka", place), what, "take it out of one of the two", spot)
            had.setdefault(old, record)


def _written(findings: Findings, record: Record) -> str | None:
    """The id in the file; one that can't be used is reported."""
    id = record.table.get("id")
    if not isinstance(id, str):
        return None
    bad_id(findings, record)
    return id


def bad_id(findings: Findings, record: Record) -> bool:
    """True if the id in the file can't be used, which is reported."""
    id = record.table.get("id")
    if not isinstance(id, str) or not (bad := bad_in_id(id)):
        return False
    findings.error(record.spot.at("id"), f"the id {shown(id)} {bad}", fix_of_id(id))
    return True


def _name(record: Record) -> str:
    name = record.table.get("name", record.table.get("title"))
    return name if isinstance(name, str) else ""
