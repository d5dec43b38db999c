"""What earlier imports left: what the CRM said then, and the names that its ids stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from planner.core.book import Book
from planner.errors import BookErrors, FileError

FILE = "diary/crm-seen.toml"
_HEAD = (
    "# Kept by `plan import`: what the CRM said last. It tells what changed there from what you changed here.\n"
    "# Without this file nothing that you wrote is changed by an import, only what is blank.\n"
)
_COMPANIES = "no-customers"


@dataclass(frozen=True, slots=True)
class Seen:
    """What the CRM said of one record, the last time it was imported."""

    key: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What was imported before: by kind and the record's id in the book; names of companies that were left out."""

    seen: Mapping[str, Mapping[str, Seen]] = field(default_factory=dict)
    companies: Mapping[str, str] = field(default_factory=dict)  # the CRM's id -> name


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Names that the CRM's ids and addresses stand for."""

    accounts: Mapping[str, str]  # the CRM's id -> name
    account_ids: Mapping[str, str]  # folded name -> id in the book
    contacts: Mapping[str, str]  # the CRM's id -> name
    by_email: Mapping[str, str]  # address -> name


def folded(text: str) -> str:
    """Text to compare by: without case and extra blanks."""
    return " ".join(text.casefold().split())


def same_id(id: str) -> str:
    """An id to compare by: Salesforce writes the same one with 15 signs and with 18."""
    id = id.strip()
    return id[:15] if re.fullmatch(r"[0-9A-Za-z]{15}[A-Z0-5]{3}", id) else id


def known_names(book: Book, memory: Memory) -> Known:
    """The names that the CRM's ids stand for, as far as its accounts and contacts were imported."""
    accounts = {same_id(account.crm_id): account.name for account in book.accounts if account.crm_id}
    return Known(
        accounts={**memory.companies, **accounts},
        account_ids={folded(account.name): account.id for account in reversed(book.accounts)},
        contacts={same_id(contact.crm_id): contact.name for contact in book.contacts if contact.crm_id},
        by_email={folded(contact.email): contact.name for contact in book.contacts if contact.email},
    )


def memory_in(content: bytes | None) -> Memory:
    """What the file says; BookErrors where it can't be read."""
    if content is None:
        return Memory()
    from planner.book.toml.parse import read_tables

    tables = read_tables(FILE, content)
    if isinstance(tables, FileError):
        raise BookErrors([tables])
    try:
        companies = {str(id): str(name) for id, name in tables.pop(_COMPANIES, {}).items()}
        seen = {kind: {id: _seen(row) for id, row in rows.items()} for kind, rows in tables.items()}
    except (AttributeError, TypeError, KeyError):
        fix = "take it away: what you wrote is then left alone by the next import"
        raise BookErrors([FileError(FILE, None, "this is not as `plan import` wrote it", fix)]) from None
    return Memory(seen=seen, companies=companies)


def _seen(row: Any) -> Seen:
    fields = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items() if name != "key"}
    return Seen(row["key"], fields)


def memory_text(memory: Memory) -> bytes:
    """The file that says this: a line a record, in the order of their ids; nothing where nothing is known."""
    from planner.book.toml.value_text import key_text, value_text

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
    """Whether a day comes after another one; never where one of them is no day."""
    return isinstance(a, date) and isinstance(b, date) and a > b
