"""The deals that changed here, as rows that the CRM accepts for an update."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import isclose
from typing import Any, NamedTuple

from planner.core.book import CLOSED_STAGES, Book, Deal
from planner.crm.export_notes import DealNote
from planner.crm.last_import import UNIT, Memory, SeenRecord
from planner.screen.text.csv_out import no_formula

# The columns of an update, the id first: a CRM's column -> the field of a deal, or one of the fields made below.
UPDATES: Mapping[str, Mapping[str, str]] = {
    "Salesforce": {
        "Id": "crm_id",
        "StageName": "stage",
        "Amount": "amount",
        "CloseDate": "close",
        "NextStep": "next",
    },
    "HubSpot": {
        "Record ID": "crm_id",
        "Deal Stage": "stage",
        "Amount": "amount",
        "Close Date": "close",
        "Next step": "next",
        "Closed Lost Reason": "lost_reason",
    },
    "Pipedrive": {
        "Deal - Pipedrive System ID": "crm_id",
        "Deal - Title": "name",
        "Deal - Stage": "open_stage",
        "Deal - Status": "status",
        "Deal - Value": "amount",
        "Deal - Expected close date": "expected",
        "Deal - Won time": "won_on",
        "Deal - Lost time": "lost_on",
        "Deal - Lost reason": "lost_reason",
    },
    "other": {
        "ID": "crm_id",
        "Name": "name",
        "Company": "company",
        "Stage": "stage",
        "Amount": "amount",
        "Expected close date": "expected",
        "Next step": "next",
        "Next step date": "next_day",
        "Last activity": "last_touch",
        "Won time": "won_on",
        "Lost time": "lost_on",
        "Lost reason": "lost_reason",
    },
}
_CLOSE = ("expected", "won_on", "lost_on")  # "close" is one of these
_ALWAYS = ("crm_id", "name", "company", "status")  # not by themselves a change


@dataclass(slots=True)
class CrmUpdate:
    """The rows of an update, what it sends of each deal, and what it can't say."""

    header: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)
    deals: list[str] = field(default_factory=list)  # ids in the book, of the rows
    sent: dict[str, SeenRecord] = field(default_factory=dict)
    no_stage: set[str] = field(default_factory=set)  # stages of the playbook without a name in the CRM
    notes: list[DealNote] = field(default_factory=list)  # of the diary, for a file of their own
    no_rate: list[str] = field(default_factory=list)  # deals whose amount has no rate to the CRM's currency
    not_there: list[str] = field(default_factory=list)  # deals that the CRM doesn't have


class ExportMemory(NamedTuple):
    """The CRM's values at the last import, and those that the last exports sent."""

    seen: Memory
    sent: Memory


def changes_for(crm: str, book: Book, memory: ExportMemory, names: Mapping[str, str]) -> CrmUpdate:
    """The update for a CRM; `names` are the playbook's stages by the CRM's names."""
    columns = UPDATES[crm]
    stages = _names_of_stages(crm, names)
    changed: list[tuple[Deal, dict[str, str]]] = []
    update = CrmUpdate(())
    for deal in book.deals:
        if not deal.crm_id:
            update.not_there.append(deal.name)
            continue
        now = _values(deal)
        known = _known(deal, memory)
        values = {name: value for name, value in now.items() if name not in _ALWAYS and known.get(name) != value}
        values = {name: value for name, value in values.items() if value is not None}
        unit = _unit(deal, memory)
        if "amount" in values and not unit:
            update.no_rate.append(deal.name)
            del values["amount"]
        there = values
        if "amount" in values and unit != 1.0:
            there = {**values, "amount": round(values["amount"] / unit, 2)}
        cells = {of: _cell(there.get(of), of, stages, update.no_stage) for of in columns.values() if of not in _ALWAYS}
        cells = {of: text for of, text in cells.items() if text}
        if not cells:
            continue
        cells["status"] = deal.stage if deal.stage in ("won", "lost") else "open"
        cells |= {"crm_id": deal.crm_id, "name": deal.name, "company": deal.company}
        changed.append((deal, cells))
        sent = {name: value for name, value in values.items() if name in columns.values()}
        before = memory.sent.seen.get("prospect", {}).get(deal.id)
        update.sent[deal.id] = SeenRecord(deal.crm_id, {**(before.fields if before else {}), **sent})
    always = (*_ALWAYS, "stage") if crm == "other" else _ALWAYS  # by its stage a list of deals is known as one
    used = [(name, of) for name, of in columns.items() if of in always or any(of in cells for _, cells in changed)]
    update.header = tuple(name for name, _ in used)
    for deal, cells in changed:
        update.deals.append(deal.id)
        update.rows.append(tuple(cells.get(of, "") for _, of in used))
    return update


def update_table(update: CrmUpdate) -> bytes:
    """The update as a CSV file."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(update.header)
    writer.writerows(map(no_formula, row) for row in update.rows)
    return text.getvalue().encode()


def is_update_table(start: bytes) -> bool:
    """Return whether a file that begins like this is an update for any of the CRMs."""
    first = start.decode("utf-8", "ignore").partition(",")[0]
    return first in [next(iter(columns)) for columns in UPDATES.values()]


def is_own_update(header: Sequence[str]) -> bool:
    """Return whether a table has the columns of an update that was written here, and no other."""
    return any(header[:1] == (next(iter(columns)),) and columns.keys() >= set(header) for columns in UPDATES.values())


def was_sent(sent: SeenRecord, name: str, value: object) -> bool:
    """Return whether an update said this value of a deal's field, in whatever column."""
    said = sent.fields
    if name == "stage" and value in ("won", "lost") and said.get(f"{value}_on") is not None:
        return True  # by its own column
    columns = {"stage": ("stage", "open_stage")}.get(name, (name, "close") if name in _CLOSE else (name,))
    if isinstance(value, int | float) and isinstance(said.get(name), int | float):
        return isclose(value, said[name], rel_tol=1e-4, abs_tol=0.02)  # it was rounded in the CRM's currency
    return any(said.get(column) == value for column in columns)


def _values(deal: Deal) -> dict[str, Any]:
    """A deal's values by the names in UPDATES."""
    is_open = deal.stage not in CLOSED_STAGES
    closed = deal.won_on if deal.stage == "won" else deal.lost_on
    next_day = deal.next_on or deal.next_by or deal.not_before
    return {
        "stage": None if deal.stage == "parked" else deal.stage,
        "open_stage": deal.stage if is_open else None,
        "amount": deal.amount,
        "close": deal.expected if is_open else closed,
        "expected": deal.expected if is_open else None,
        "next": deal.next if is_open else None,
        "next_day": next_day if is_open else None,
        "last_touch": deal.last_touch,
        "won_on": deal.won_on,
        "lost_on": deal.lost_on,
        "lost_reason": deal.lost_reason if deal.stage == "lost" else None,
    }


def _known(deal: Deal, memory: ExportMemory) -> dict[str, Any]:
    """The CRM's values by now: the last import's, and over them those sent since."""
    seen = memory.seen.seen.get("prospect", {}).get(deal.id)
    sent = memory.sent.seen.get("prospect", {}).get(deal.id)
    fields = dict(seen.fields) if seen else {}
    stage = fields.get("stage")
    known = {
        **fields,
        "open_stage": stage,
        "close": fields.get("expected") or fields.get("won_on") or fields.get("lost_on"),
        "next_day": fields.get("not_before") or fields.get("next_on"),
    }
    return {**known, **(sent.fields if sent else {})}


def _unit(deal: Deal, memory: ExportMemory) -> float:
    """One of the CRM's amount of a deal in the book's; 0 if no rate is known."""
    seen = memory.seen.seen.get("prospect", {}).get(deal.id)
    return float(seen.fields.get(UNIT, 1.0)) if seen else 1.0


def _cell(value: Any, of: str, stages: Mapping[str, str], no_stage: set[str]) -> str:
    """A value as the CRM reads it; "" for none, and for a stage that the CRM has no name for."""
    if value is None:
        return ""
    if of in ("stage", "open_stage"):
        if value not in stages:
            no_stage.add(value)
        return stages.get(value, "")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.6f}".rstrip("0")
    return str(value)


def _names_of_stages(crm: str, names: Mapping[str, str]) -> dict[str, str]:
    """The CRM's name of each stage: one that was imported, else the CRM's own."""
    found: dict[str, str] = {}
    for theirs, ours in names.items():
        if "*" not in theirs and theirs.casefold() not in ("open", "won", "lost"):
            found.setdefault(ours, theirs)
    shipped = {("Salesforce", "won"): "Closed Won", ("Salesforce", "lost"): "Closed Lost"}
    shipped |= {("HubSpot", "won"): "closedwon", ("HubSpot", "lost"): "closedlost"}
    for (system, ours), theirs in shipped.items():
        if system == crm:
            found.setdefault(ours, theirs)
    if crm == "other":
        for ours in ("won", "lost"):
            found.setdefault(ours, ours.capitalize())
    return found


def crms_with_updates() -> Sequence[str]:
    """The names of the CRMs that an update can be written for."""
    return tuple(UPDATES)
