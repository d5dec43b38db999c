"""The CRM and the kind of an export, recognized by its header; the field of each column.

The files in `systems` have the columns of each CRM, by language; [[layout]] in the book's import.toml adds to them.
Columns that are not fields but help to read one (a deal's status, the currency of an amount, a first name) have the
names in `HELPER_COLUMNS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_type_hints

from planner.book.toml.parse import parse_toml
from planner.core.book import Account, Contact, Deal

_DEAL_WORD = re.compile(
    r"\b(stage|probability|clos(?:e|ing)|forecast|pipeline|deals?|opportunit(?:y|ies)|amount|est(?:\.|imated))(?=\b|_)",
    re.IGNORECASE,
)
_LABELED = re.compile(r"(.+?)\s*\(([^()]+)\)")
Columns = Mapping[str, tuple[str, ...]]  # field -> its columns, the best first

KINDS = {"prospect": Deal, "account": Account, "contact": Contact}
WORDS = {"prospect": "deals", "account": "accounts", "contact": "contacts"}
HELPER_COLUMNS = {
    "prospect": (
        *("currency", "status", "closed", "created", "period", "deleted", "is_won", "is_closed", "pipeline", "owner"),
        *("company_id", "contact_ids", "is_lost", "active", "lost_reason", "days", "type"),
        *("contact_role", "is_primary", "decider_known"),
    ),
    "account": ("type", "deleted", "currency", "owner"),
    "contact": ("first_name", "last_name", "company_id", "deleted", "owner"),
}
_UNMAPPABLE = ("id", "answers", "response", "windows", "at", "came", "needs")


class Layout(NamedTuple):
    """One kind of export: its header meets one of `needs`.

    Each is a list of columns, of fields of `columns`, or of several of them, one of which is enough: "stage|status".
    """

    crm: str  # "" for an unknown CRM
    kind: str
    needs: tuple[tuple[str, ...], ...]
    columns: Columns
    language: str = "en"
    renewals: tuple[str, ...] = ()  # types of deals that renew something; * stands for any text
    new_business: tuple[str, ...] = ()  # types of deals that don't

    @property
    def is_update(self) -> bool:
        """Deals by the CRM's ids alone: some of their fields, or the people in them."""
        return self.kind == "prospect" and "name" not in self.columns


def normal(header: str) -> str:
    """A column's name without case and marks: "Deal - Title" and "deal_title" are the same."""
    return re.sub(r"[^\w%]|_", "", header.casefold())


@cache
def fields_of(kind: str) -> Mapping[str, object]:
    """The fields that a column can be mapped to, with their types, helper columns included."""
    fields = {name: _bare(hint) for name, hint in get_type_hints(KINDS[kind]).items() if name not in _UNMAPPABLE}
    return fields | dict.fromkeys(HELPER_COLUMNS[kind], str)


def matching_layouts(
    header: Iterable[str], mapped_fields: Iterable[str] = (), own: Sequence[Layout] = ()
) -> tuple[Layout, ...]:
    """The layouts that fit a header, the likeliest first.

    `mapped_fields` are the fields that the rep mapped columns to, `own` the rep's own layouts.
    """
    there = {normal(name) for name in header}
    mapped = frozenset(mapped_fields)
    fitting = [
        layout for layout in (*own, *shipped_layouts()) if _fits(layout, there, frozenset() if layout.crm else mapped)
    ]

    def known(layout: Layout) -> int:
        return sum(any(normal(name) in there for name in names) for names in layout.columns.values())

    def likeliness(layout: Layout) -> tuple[bool, bool, bool, int]:
        return layout in own, not layout.is_update, bool(layout.crm), known(layout)

    return tuple(sorted(fitting, key=likeliness, reverse=True))


def _fits(layout: Layout, there: set[str], mapped: frozenset[str]) -> bool:
    """Return whether one list of needs is met: each by a column, or a field by any of its."""

    def is_there(need: str) -> bool:
        return need in mapped or any(normal(name) in there for name in layout.columns.get(need, (need,)))

    return any(all(any(map(is_there, need.split("|"))) for need in needs) for needs in layout.needs)


@cache
def shipped_layouts() -> tuple[Layout, ...]:
    """The layouts of the systems that are known."""
    files = sorted((Path(__file__).parent / "systems").glob("*.toml"))
    tables = [table for file in files for table in parse_toml(file.read_text(encoding="utf-8"))["layout"]]
    return tuple(map(layout_in, tables))


def layout_in(table: Mapping[str, Any]) -> Layout:
    """The layout that a [[layout]] table describes."""
    needs = table["needs"]
    lists = needs if needs and not isinstance(needs[0], str) else [needs]
    columns = {field: tuple(names) for field, names in table["columns"].items()}
    types = (tuple(table.get(name, ())) for name in ("renewals", "new_business"))
    return Layout(
        table.get("crm", ""), table["kind"], tuple(map(tuple, lists)), columns, table.get("language", ""), *types
    )


def is_like_deals(header: Iterable[str]) -> bool:
    """Return whether columns' names are about deals, whatever the list is called."""
    return any(_DEAL_WORD.search(name) for name in header)


def labeled_columns(layout: Layout, header: Sequence[str]) -> dict[int, tuple[str, str]]:
    """Columns of people with a label, as "Associated Contact (Champion)": field and label."""
    names = {normal(name): field for field in ("contacts", "contact_ids") for name in layout.columns.get(field, ())}
    found = {}
    for number, name in enumerate(header):
        match = _LABELED.fullmatch(name.strip())
        if match is not None and (field := names.get(normal(match[1]))) and layout.kind == "prospect":
            found[number] = (field, match[2].strip())
    return found


def columns_in(layout: Layout, header: Sequence[str], mapping: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
    """Field -> its columns in this header (from 0).

    `mapping` maps columns by name to a field, or to "" for none.
    """
    own = {normal(column): field for column, field in mapping.items()}
    found: dict[str, list[int]] = {}
    for number, name in enumerate(header):
        if field := own.get(normal(name)):
            found.setdefault(field, []).append(number)
    places = {normal(name): number for number, name in reversed(list(enumerate(header)))}
    for field, names in layout.columns.items():
        if field in found:
            continue
        here = [places[normal(name)] for name in names if normal(name) in places and normal(name) not in own]
        if here:
            found[field] = here
    return {field: tuple(dict.fromkeys(numbers)) for field, numbers in found.items()}


def _bare(hint: object) -> object:
    inner = [part for part in get_args(hint) if part is not type(None)]
    return inner[0] if inner and type(None) in get_args(hint) else hint
