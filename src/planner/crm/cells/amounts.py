"""Amounts as an export writes them: 1,234.50, 1.234,50 or CHF 1'234, by their whole column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from planner.locales.currencies import currency_of

_SPACES = "\u00a0\u202f\u2009 '’_"
_LONGEST = 100  # characters of an amount; a longer cell is none, and would take its time
_FIGURE = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_TIMES = re.compile(
    r"(?<=[0-9])\s*(?:(?P<k>k|tsd\.?|thousand)|(?P<m>m|mm|mn|mio\.?|mln\.?|million|millionen|millions))(?![a-z])",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\s*(/|\bper\s|(?<=\s)|(?<=[0-9]))\s*(monthly|month|mo|annually|annual|yearly|year|yr|one[- ]?time)$",
    re.IGNORECASE,
)


class Amount(NamedTuple):
    """An amount, and its currency if the cell has one."""

    value: float
    currency: str | None  # None if the cell has none, "" if nobody can say which


class NoAmountError(ValueError):
    """A cell that is not an amount; the message says how to write it."""


def decimal_mark(cells: Iterable[str]) -> str:
    """The decimal mark of a column, "." or ",".

    1,234.5 and 12.50 prove a point, 1.234,5 and 12,50 a comma. 1,234 and 1.234 alone prove nothing: money does not have
    three decimals, so they are thousands, and a column without other cells may have either.
    """
    counts = {".": 0, ",": 0}
    for cell in cells:
        mark = _own_mark(_figure(cell)[0]) if _times(cell)[0] == 1 else ""
        if mark:
            counts[mark] += 1
    return "," if counts[","] > counts["."] else "."


def amount_in(cell: str, mark: str, currency: str) -> Amount:
    """Read a cell that is not blank, in a column with this decimal mark.

    `currency` is the book's.

    Raises NoAmountError if it is not an amount, or has the other decimal mark.
    """
    times, cell = _times(cell)
    figure, around = _figure(cell)
    negative = around.startswith("-") or around.endswith("-") or (around.startswith("(") and around.endswith(")"))
    unit = around.strip("-+() %.").strip()
    if not figure:
        raise NoAmountError("write it as 48000 or 48,000.00")
    own = _own_mark(figure)
    if times > 1:
        mark = own or mark  # 1.2M: no thousands, whatever the column's other amounts have
    elif own and own != mark:
        raise NoAmountError(f"the column's other amounts have a decimal {'comma' if mark == ',' else 'point'}")
    value = float(_plain(figure, mark))
    if "%" in around:
        value /= 100
    value = round(value * times, 2) if times > 1 else value
    found = currency_of(unit, currency) if unit and unit != "%" else None
    if found == "" and len(unit) > 4:
        raise NoAmountError("write it as 48000 or 48,000.00")
    return Amount(-value if negative else value, found)


def _times(cell: str) -> tuple[int, str]:
    """1,000 for 12k, a million for 1.2M, else 1; and the cell without the letter."""
    found = _TIMES.findall(cell) if len(cell) <= _LONGEST else []
    if len(found) != 1:
        return 1, cell
    return (1000 if found[0][0] else 1_000_000), _TIMES.sub(" ", cell)


def _figure(cell: str) -> tuple[str, str]:
    """The digits of a cell with their marks, and the text around them."""
    cell = cell.strip()
    if len(cell) > _LONGEST:
        return "", ""
    text = _PERIOD.sub("", cell)
    packed = re.sub(rf"(?<=[0-9])[{_SPACES}](?=[0-9])", "", text).replace("−", "-")
    found = _FIGURE.findall(packed)
    if len(found) != 1:
        return "", packed
    before, _, after = packed.partition(found[0])
    return found[0], before.strip() + after.strip()


def _own_mark(figure: str) -> str:
    """The decimal mark that a number proves by itself; "" if it proves none."""
    marks = [sign for sign in figure if sign in ".,"]
    if not marks:
        return ""
    if len(set(marks)) == 2:
        return marks[-1]
    if len(marks) > 1:
        return "." if marks[0] == "," else ","
    before, _, after = figure.partition(marks[0])
    if len(after) == 3 and 1 <= len(before) <= 3 and not before.startswith("0"):
        return ""
    return marks[0]


def _plain(figure: str, mark: str) -> str:
    """The number as Python reads it.

    Raises NoAmountError if its thousands are not in groups of three.
    """
    whole, _, decimals = figure.rpartition(mark) if mark in figure else (figure, "", "")
    if mark == "." and "," not in figure and re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", figure):
        return figure.replace(".", "")  # 48.000 in a column without other evidence
    thousands = "," if mark == "." else "."
    groups = whole.split(thousands)
    if mark in whole or (len(groups) > 1 and (len(groups[0]) > 3 or any(not 2 <= len(g) <= 3 for g in groups[1:]))):
        raise NoAmountError("write it as 48000 or 48,000.00")
    return "".join(groups) + (f".{decimals}" if decimals else "")
