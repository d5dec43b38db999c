"""The columns of an export and the field that each is read as: known, mapped or guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from planner.crm.cells.amounts import NoAmountError, amount_in, decimal_mark
from planner.crm.layouts import Layout, columns_in, labeled_columns, normal
from planner.crm.table.export_table import ExportTable
from planner.locales.currencies import currency_in_header

_AMOUNT = re.compile(
    r"amount|value|revenue|price|deal size|total|betrag|wert|umsatz|summe|volumen|montant|valeur|importe|valor|monto|"
    r"importo|valore|kwota|bedrag|belopp|beløb|tcv|acv|arr\b",
    re.IGNORECASE,
)
_NO_AMOUNT = re.compile(
    r"weight|prob|expected revenue|forecast|currency|date|count|number|quantity|%|score|lifetime|annual revenue|"
    r"\bids?\b|gewicht|erwartet|währung|pond[ée]r|discount|tax|cost|margin|rate|recent",
    re.IGNORECASE,
)
_ID = re.compile(r"(?:^|[\W_])(?:ids?|guid|uuid|key|nr|no|number|ref|reference)$|[a-z]I[dD]$|^#$", re.IGNORECASE)
_NO_ID = re.compile(
    r"account|company|customer|contact|owner|user|person|organi[sz]ation|campaign|pipeline|stage|created|phone|po\b|"
    r"fax|mobile|parent|team|currency|quote|lead",
    re.IGNORECASE,
)


class ExportColumns(NamedTuple):
    """The columns of each field (from 0), the guesses, and the names of those not read."""

    of: Mapping[str, tuple[int, ...]]
    guesses: Mapping[str, str]  # field -> its column
    not_read: tuple[str, ...]
    amount_currency: str = ""  # the currency in the amount's own column name, such as "amount_usd"
    labels: Mapping[int, tuple[str, str]] = MappingProxyType({})  # columns of people with a label -> field, label


def export_columns(layout: Layout, table: ExportTable, mapping: Mapping[str, str]) -> ExportColumns:
    """Find the columns of each field.

    `mapping` is the rep's: a column's name -> its field, "" for none.
    """
    found = columns_in(layout, table.header, mapping)
    mapped = {normal(name) for name in mapping}
    labels = {n: of for n, of in labeled_columns(layout, table.header).items() if normal(table.header[n]) not in mapped}
    guesses: dict[str, str] = {}
    taken = {number for numbers in found.values() for number in numbers} | labels.keys()
    free = [
        number
        for number, name in enumerate(table.header)
        if name and normal(name) not in mapped and number not in taken
    ]
    if layout.kind == "prospect" and "amount" not in found and not layout.crm:
        number = _amount_column(table, free)
        if number is not None:
            found["amount"] = (number,)
            guesses["amount"] = table.header[number]
    if layout.kind == "prospect" and "amount" in found:
        pair = _currency_column(table.header, found["amount"][0])
        if pair is not None and "currency" not in mapping.values():
            found["currency"] = (pair, *(n for n in found.get("currency", ()) if n != pair))
    if "crm_id" not in found:
        number = _id_column(table, free)
        if number is not None:
            found["crm_id"] = (number,)
            guesses["crm_id"] = table.header[number]
    read = {number for numbers in found.values() for number in numbers} | labels.keys()
    amounts = found.get("amount", ())
    return ExportColumns(
        found,
        guesses,
        tuple(name for number, name in enumerate(table.header) if name and number not in read),
        currency_in_header(table.header[amounts[0]]) if amounts else "",
        labels,
    )


def _amount_column(table: ExportTable, free: Sequence[int]) -> int | None:
    """The column whose name says money and whose cells are amounts: an amount before a value."""
    likely = [n for n in free if _AMOUNT.search(table.header[n]) and not _NO_AMOUNT.search(_words(table.header[n]))]
    likely = [n for n in likely if _are_amounts([row.cells[n] for row in table.rows[:500]])]
    return min(likely, key=lambda n: ("amount" not in table.header[n].casefold(), n), default=None)


def _words(header: str) -> str:
    return header.replace("_", " ")


def _are_amounts(cells: Sequence[str]) -> bool:
    """Return whether most of the cells that are not blank are amounts."""
    with_text = [cell for cell in cells if cell.strip()]
    mark = decimal_mark(with_text)
    good = 0
    for cell in with_text:
        try:
            amount_in(cell, mark, "USD")
        except NoAmountError:
            continue
        good += 1
    return good > 0 and good >= 0.5 * len(with_text)


def _currency_column(header: Sequence[str], amount: int) -> int | None:
    """The column with the currency of an amount: "Amount Currency", "Currency of Amount"."""
    name = normal(header[amount])
    names = {f"{name}currency", f"currencyof{name}", f"{name}währung", f"{name}currencycode", f"{name}devise"}
    return next((number for number, each in enumerate(header) if normal(each) in names), None)


def _id_column(table: ExportTable, free: Sequence[int]) -> int | None:
    """A column called an id whose cells all have text, and are all different."""
    for number in free:
        name = table.header[number]
        cells = [row.cells[number].strip() for row in table.rows]
        if _ID.search(name) and not _NO_ID.search(name) and cells and all(cells) and len(set(cells)) == len(cells):
            return number
    return None
