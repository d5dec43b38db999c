"""The files of a book that hold records.

The header of their tables, the record's class, and the field of Book.
"""

from __future__ import annotations

from typing import NamedTuple

from planner.core.book import Account, Colleague, Contact, Deal, Task


class RecordFile(NamedTuple):
    key: str  # the header: [[prospect]]
    kind: type
    book_key: str  # the field of Book


FILES = {
    "prospects.toml": RecordFile("prospect", Deal, "deals"),
    "accounts.toml": RecordFile("account", Account, "accounts"),
    "contacts.toml": RecordFile("contact", Contact, "contacts"),
    "colleagues.toml": RecordFile("colleague", Colleague, "colleagues"),
    "tasks.toml": RecordFile("task", Task, "tasks"),
}
