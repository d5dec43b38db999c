"""Write the diary's pages, and keep what the rep added to them by hand.

A page that nobody edited is laid out from scratch each time. In one that was edited, only what changed is touched, so
that comments and the rep's own keys stay where they are.
"""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from planner.book.diary.page_edit import edited
from planner.book.diary.page_figures import FORMAT
from planner.book.diary.page_rows import Table, row_table, tidy
from planner.book.diary.pages import PAGE_KEYS, ROWS, read_day
from planner.book.toml.parse import parse_toml
from planner.book.toml.value_text import line_text
from planner.core.diary import DiaryDay

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def write_day(day: DiaryDay) -> bytes:
    """The day's page as a file that nobody has edited."""
    return _laid_out(page_table(day), day.date)


def rewrite_day(old: bytes | None, day: DiaryDay, zone: ZoneInfo, was: DiaryDay | None = None) -> bytes:
    """The day's page where `old` is on the disk (None: nothing is).

    What was added to it by hand stays.

    `was` is what `read_day` makes of `old`, where that is known already.
    Raises BookErrors if `old` can't be read, PlanError if it was edited in a way that can't be kept.
    """
    if old is None:
        return write_day(day)
    read = page_table(was or read_day(old, day.date, zone))
    if _laid_out(read, day.date) == old:
        return write_day(day)
    return edited(old, parse_toml(old.decode()), read, page_table(day))


def page_table(day: DiaryDay) -> Table:
    """The page as plain TOML values, in the order in which it is written."""
    page: Table = {"format": FORMAT}
    for name in PAGE_KEYS[1:]:
        value = tidy(getattr(day, name))
        if value not in (None, "", {}):
            page[name] = float(value) if name in ("price_today", "makes") else value
    page |= {key: value for key, value in tidy(day.figures).items() if key not in PAGE_KEYS}
    table: Table = {"page": page}
    for name, rows in zip(ROWS, (day.planned, day.worked), strict=True):
        if rows:
            table[name] = [row_table(name, row) for row in rows]
    return table


def _laid_out(table: Table, on: date) -> bytes:
    lines = [f"# {_DAYS[on.weekday()]}, kept by plan; comments and keys of your own stay\n\n[page]\n"]
    lines += [line_text(key, value) for key, value in table["page"].items()]
    for name in ROWS:
        for row in table.get(name, []):
            lines.append(f"\n[[{name}]]\n")
            lines += [line_text(key, value) for key, value in row.items()]
    return "".join(lines).encode()
