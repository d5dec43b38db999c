"""The values of earlier imports: the CRM's fields then, and the names for its ids."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from typing import Any

from planner.book.toml.syntax import read_tables
from planner.book.toml.value_text import key_text, value_text
from planner.core.book import Book, Deal
from planner.errors import BookErrors, FileError
from planner.frozen_class import frozen

FILE = "diary/crm-seen.toml"
SENT = "diary/crm-sent.toml"  # what the last exports for the CRM said
_HEAD = (
    "# Kept by `plan import`: what the CRM said last. It separates the CRM's changes from yours.\n"
    "# Without this file nothing that you wrote is changed by an import, only what is blank.\n"
)
UNIT = "unit"  # in the memory of a deal: one of the CRM's amount in the book's; 0 without a rate
_COMPANIES = "no-customers"


@frozen
class SeenRecord:
    """The CRM's values of one record at the last import."""

    key: str
    fields: Mapping[str, Any]


@frozen(kw_only=True)
class Memory:
    """Earlier imports, by kind and the record's id in the book; names of companies left out."""

    seen: Mapping[str, Mapping[str, SeenRecord]] = field(default_factory=dict)
    companies: Mapping[str, str] = field(default_factory=dict)  # the CRM's id -> name


@frozen(kw_only=True)
class KnownNames:
    """Names for the CRM's ids and addresses."""

    accounts: Mapping[str, str]  # the CRM's id -> name
    account_ids: Mapping[str, str]  # folded name -> id in the book
    contacts: Mapping[str, str]  # the CRM's id -> name
    by_email: Mapping[str, str]  # address -> name
    deals: Mapping[str, Deal]  # the CRM's id -> the deal
    units: Mapping[str, float] = field(default_factory=dict)  # by the CRM's id: one of a deal's amount in the book's
    deciders: frozenset[str] = frozenset()  # folded names of the people who decide, by the CRM's word


def folded(text: str) -> str:
    """Text for comparison, without case and extra blanks."""
    return " ".join(text.casefold().split())


def same_id(id: str) -> str:
    """An id for comparison: Salesforce writes the same one with 15 characters and with 18."""
    id = id.strip()
    return id[:15] if re.fullmatch(r"[0-9A-Za-z]{15}[A-Z0-5]{3}", id) else id


def known_names(book: Book, memory: Memory) -> KnownNames:
    """The names for the CRM's ids, from the accounts and contacts imported so far."""
    accounts = {same_id(account.crm_id): account.name for account in book.accounts if account.crm_id}
    said = memory.seen.get("contact", {})
    decide = {id for id, old in said.items() if old.fields.get("power") == "decides"}
    return KnownNames(
        accounts={**memory.companies, **accounts},
        account_ids={folded(account.name): account.id for account in reversed(book.accounts)},
        contacts={same_id(contact.crm_id): contact.name for contact in book.contacts if contact.crm_id},
        by_email={folded(contact.email): contact.name for contact in book.contacts if contact.email},
        deals={same_id(deal.crm_id): deal for deal in book.deals if deal.crm_id},
        units={each.key: each.fields[UNIT] for each in memory.seen.get("prospect", {}).values() if UNIT in each.fields},
        deciders=frozenset(folded(contact.name) for contact in book.contacts if contact.id in decide),
    )


def read_memory(content: bytes | None, file: str = FILE) -> Memory:
    """Read the memory in `file`. Raises BookErrors if it is damaged."""
    if content is None:
        return Memory()
    tables = read_tables(file, content)
    if isinstance(tables, FileError):
        raise BookErrors([tables])
    try:
        companies = {str(id): str(name) for id, name in tables.pop(_COMPANIES, {}).items()}
        seen = {kind: {id: _seen(row) for id, row in rows.items()} for kind, rows in tables.items()}
    except (AttributeError, TypeError, KeyError):
        fix = "take it away: what you wrote is then left alone by the next import"
        raise BookErrors([FileError(file, None, "this is not as `plan import` wrote it", fix)]) from None
    return Memory(seen=seen, companies=companies)


def by_current_ids(memory: Memory, ids: Mapping[str, str]) -> Memory:
    """The memory by the ids of today.

    A record that was merged into one with a row of its own keeps its old id: an import finds it removed.
    """
    return replace(memory, seen={kind: _rows_by_current_ids(rows, ids) for kind, rows in memory.seen.items()})


def _rows_by_current_ids(rows: Mapping[str, SeenRecord], ids: Mapping[str, str]) -> dict[str, SeenRecord]:
    current = {id: row for id, row in rows.items() if id not in ids}
    for id, row in rows.items():
        if id in ids:
            current[id if ids[id] in current else ids[id]] = row
    return current


def _seen(row: Any) -> SeenRecord:
    """One record of the file.

    Raises TypeError, AttributeError or KeyError for what no import wrote.
    """
    fields = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items() if name != "key"}
    people, unit = fields.get("contacts", ()), fields.get(UNIT, 1.0)
    if not isinstance(people, tuple) or not all(isinstance(each, str) for each in (row["key"], *people)):
        raise TypeError(people)
    if not isinstance(unit, int | float):
        raise TypeError(unit)
    return SeenRecord(row["key"], fields)


def write_memory(memory: Memory) -> bytes:
    """The file for this memory: a line a record, in the order of ids; empty without records."""
    lines = []
    for kind, rows in sorted(memory.seen.items()):
        if rows:
            lines += ["", f"[{key_text(kind)}]"]
        for id, seen in sorted(rows.items()):
            lines.append(f"{key_text(id)} = {value_text({'key': seen.key, **_sorted(seen.fields)})}")
    if memory.companies:
        lines += ["", f"[{_COMPANIES}]"]
        lines += [f"{key_text(id)} = {value_text(name)}" for id, name in sorted(memory.companies.items())]
    return (_HEAD + "\n".join(lines) + "\n").encode() if lines else b""


def _sorted(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: fields[name] for name in sorted(fields)}


def is_later(a: Any, b: Any) -> bool:
    """Return whether a day is after another one; False if either is no day, or has a time."""
    return type(a) is type(b) is date and a > b
