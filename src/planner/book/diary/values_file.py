"""The files `diary/values/DATE.toml`: each open deal's value at a first page.

That of the first page of a week or month stays; any other is replaced by the next one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import date, datetime
from math import inf, isfinite
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from planner.book.diary.page_files import day_of_page
from planner.book.diary.page_rows import in_zone
from planner.book.files import file_content, why_unreadable
from planner.book.names import VALUES
from planner.book.toml.parse import check_bounds, parse_toml, refuse_long_numbers
from planner.book.toml.value_text import value_text
from planner.core.bridge.snapshot import DealSnapshot, Snapshot
from planner.errors import FileError

_HEAD = "# each open deal: share of the amount x chance to win in cents, amount, stage, mark; kept by plan\n"
_FIX = "take the file away: the review then says from which day it counts"
_FORMAT = 1

# A file as `write_values` writes it, of ids and stages without signs that TOML escapes: its head, its deals, the rest.
_STRING = r'"([^"\\\x00-\x1f\x7f]*)"'
_DEAL = (
    rf"{_STRING} = \[(0|[1-9][0-9]{{0,14}}), ((?:0|[1-9][0-9]{{0,14}})\.[0-9]{{1,15}}), {_STRING}(?:, {_STRING})?\]\n"
)
_HEAD_LINES = r"(?:#[^\n]*\n|[a-z]+ = [^\n\[{\"']*\n|playbook = \"[0-9a-f]*\"\n)*\n\[deals\]\n"
_WRITTEN = re.compile(rf"(?P<head>{_HEAD_LINES})(?P<deals>(?:{_DEAL})*)(?P<rest>(?:\n\[won\]\n[^\[]*)?)")
_DEALS = re.compile(_DEAL)


def values_name(on: date) -> str:
    """The file of a day, relative to the book."""
    return f"{VALUES}{on.isoformat()}.toml"


def values_dates(folder: Path) -> list[date]:
    """The days that have a file in the book `folder`, oldest first."""
    try:
        names = os.listdir(folder / VALUES)  # noqa: PTH208 - on the way to every log
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(on for name in names if (on := day_of_page(name)) is not None)


def values_content(folder: Path, on: date) -> bytes | FileError | None:
    """The bytes of a day's file, or why it can't be read; None where there is none."""
    try:
        return file_content(folder / values_name(on))
    except OSError as error:
        return FileError(values_name(on), None, *why_unreadable(error))


def replaced_by_next(dates: list[date]) -> date | None:
    """The newest day's file, if the next takes its place: no first of a week or month."""
    if not dates:
        return None
    *earlier, last = dates
    week = any(on.isocalendar()[:2] == last.isocalendar()[:2] for on in earlier)
    month = any((on.year, on.month) == (last.year, last.month) for on in earlier)
    return last if week and month else None


def write_values(snapshot: Snapshot) -> bytes:
    """The file's content."""
    lines = [_HEAD, f"format = {_FORMAT}\n", f"made = {snapshot.made.isoformat()}\n"]
    lines.append(f"playbook = {value_text(snapshot.playbook)}\n")
    if snapshot.price is not None:
        lines.append(f"price = {snapshot.price!r}\n")
    lines.append("\n[deals]\n")
    lines += [f"{value_text(id)} = {value_text(list(deal))}\n" for id, deal in sorted(snapshot.deals.items())]
    if snapshot.won:
        lines.append("\n[won]\n")
        lines += [f"{value_text(id)} = {cents}\n" for id, cents in sorted(snapshot.won.items())]
    return "".join(lines).encode("utf-8", "replace")


def read_values(content: bytes, on: date, zone: ZoneInfo) -> Snapshot | FileError:
    """The snapshot of a day, or the error why it can't be read."""
    name = values_name(on)
    try:
        text = content.decode()
        check_bounds(text)  # before any look at it: what is cut out is never given to the parser
        rest, known = _cut_deals(text)
        table = parse_toml(rest)
        refuse_long_numbers(rest, table)
    except (ValueError, RecursionError) as error:
        return FileError(name, getattr(error, "lineno", None), str(error), _FIX)
    version = table.get("format", _FORMAT)
    if version != _FORMAT:
        return FileError(name, None, "the file is from another version of plan", "update plan")
    made, price = table.get("made"), table.get("price")
    deals, won = table.get("deals", {}), table.get("won", {})
    right = (
        isinstance(made, datetime)
        and isinstance(table.get("playbook"), str)
        and (price is None or (isinstance(price, int | float) and 0 <= price < inf))
        and isinstance(deals, dict)
        and all(_is_deal(deal) for deal in deals.values())
        and isinstance(won, dict)
        and all(type(cents) is int for cents in won.values())
    )
    at = in_zone(made, on, zone) if right else None
    if at is None:
        return FileError(name, None, "this is not what plan wrote: a value is missing or of another kind", _FIX)
    return Snapshot(
        date=on,
        made=at,
        playbook=table["playbook"],
        price=None if price is None else float(price),
        deals=known or _snapshots(deals),
        won=won,
    )


def _cut_deals(text: str) -> tuple[str, dict[str, DealSnapshot]]:
    """The text with its deals left blank, and these; the whole text where a hand changed them.

    TOML is read a tenth as fast, and whatever is logged needs the clock and the price of this file.
    """
    written = _WRITTEN.fullmatch(text)
    rows = _DEALS.findall(written["deals"]) if written is not None else []
    known = {id: DealSnapshot(int(cents), float(amount), stage, mark) for id, cents, amount, stage, mark in rows}
    if written is None or len(known) < len(rows):  # an id twice is an error
        return text, {}
    return written["head"] + "\n" * len(rows) + written["rest"], known  # an error keeps its line


def _is_deal(deal: Any) -> bool:
    if not isinstance(deal, list) or len(deal) < 3:
        return False
    cents, amount, stage, *marks = deal
    words = isinstance(stage, str) and all(isinstance(mark, str) for mark in marks)
    return type(cents) is int and cents >= 0 and type(amount) in (int, float) and isfinite(amount) and words


def _snapshots(deals: Mapping[str, list[Any]]) -> dict[str, DealSnapshot]:
    return {
        id: DealSnapshot(deal[0], float(deal[1]), deal[2], deal[3] if len(deal) > 3 else "")
        for id, deal in deals.items()
    }
