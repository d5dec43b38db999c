"""The diary: one page a day, `diary/2026-11-23.toml`, which the rep may edit too.

A page that nobody edited is laid out anew each time; in one that was, only what changed is touched, so that
comments and keys of the rep's own stay where they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from planner.book.diary.page_figures import FORMAT, read_figures, says_nothing, wrong_format
from planner.book.diary.page_files import page_name
from planner.book.diary.page_rows import Bad, RowKind, Table, row_from, row_table, tidy
from planner.book.toml.parse import parse_toml
from planner.book.toml.syntax import read_tables
from planner.book.toml.value_text import line_text
from planner.core.diary import DiaryDay
from planner.core.line import Line
from planner.errors import BookErrors, FileError

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ROWS: tuple[RowKind, ...] = ("planned", "worked")
_PAGE_KEYS = ("format", "price_today", "makes", "inputs", "options")


def read_day(text: bytes, on: date, zone: ZoneInfo) -> DiaryDay:
    """The page of the day `on`, its times in `zone`.

    Raises BookErrors with every error and its line.
    """
    day, errors = read_what_can_be(text, on, zone)
    if errors:
        raise BookErrors(errors)
    return day


def read_what_can_be(text: bytes, on: date, zone: ZoneInfo) -> tuple[DiaryDay, list[FileError]]:
    """As `read_day`, but a bad row or figure is left out of the day and told as an error."""
    table = read_tables(page_name(on), text)
    if isinstance(table, FileError):
        return DiaryDay(date=on), [table]
    day, bad = day_from(table, on, zone)
    if not bad:
        return day, []
    from planner.book.diary.page_errors import located

    return day, located(page_name(on), text, bad)


def write_day(day: DiaryDay) -> bytes:
    """The day's page, laid out anew."""
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
    from planner.book.diary.page_edit import edited

    return edited(old, parse_toml(old.decode()), read, page_table(day))


def page_table(day: DiaryDay) -> Table:
    """The page as plain TOML values, in the order in which it is written."""
    page: Table = {"format": FORMAT}
    for name in _PAGE_KEYS[1:]:
        value = tidy(getattr(day, name))
        if value not in (None, "", {}):
            page[name] = float(value) if name in ("price_today", "makes") else value
    page |= {key: value for key, value in tidy(day.figures).items() if key not in _PAGE_KEYS}
    table: Table = {"page": page}
    for name, rows in zip(_ROWS, (day.planned, day.worked), strict=True):
        if rows:
            table[name] = [row_table(name, row) for row in rows]
    return table


def day_from(
    table: Mapping[str, Any], on: date, zone: ZoneInfo
) -> tuple[DiaryDay, list[tuple[tuple[str | int, ...], Bad]]]:
    """The day that a page's values stand for, and what is wrong with them, by key path."""
    if says_nothing(table):
        fix = "take the file away, or write again what was in it (`plan undo` shows it)"
        return DiaryDay(date=on), [((), Bad(None, "the page is empty: it has no row and no figure", fix))]
    bad: list[tuple[tuple[str | int, ...], Bad]] = []
    page = table.get("page", {})
    if not isinstance(page, dict):
        bad.append((("page",), Bad(None, "page is not a table", "write [page] on a line of its own")))
        page = {}
    newer = wrong_format(page)
    if newer:
        return DiaryDay(date=on), [(("page",), newer)]
    page_figures, wrong_figures = read_figures(page)
    bad += [(("page",), wrong) for wrong in wrong_figures]
    rows: dict[str, list[Line]] = {"planned": [], "worked": []}
    for name in _ROWS:
        listed = table.get(name, [])
        if not (isinstance(listed, list) and all(isinstance(row, dict) for row in listed)):
            bad.append(((name,), Bad(None, f"{name} is not a list of tables", f"write [[{name}]] above a row")))
            continue
        for place, values in enumerate(listed):
            row = row_from(name, values, on, zone)
            if isinstance(row, list):
                bad += [((name, place), wrong) for wrong in row]
            else:
                rows[name].append(row)
    return DiaryDay(
        date=on,
        planned=tuple(rows["planned"]),
        worked=tuple(rows["worked"]),
        price_today=_float(page_figures.get("price_today")),
        makes=_float(page_figures.get("makes")),
        inputs=page_figures.get("inputs", ""),
        options=page_figures.get("options", {}),
        figures={key: value for key, value in page_figures.items() if key not in _PAGE_KEYS},
    ), bad


def _laid_out(table: Table, on: date) -> bytes:
    lines = [f"# {_DAYS[on.weekday()]}, kept by plan; comments and keys of your own stay\n\n[page]\n"]
    lines += [line_text(key, value) for key, value in table["page"].items()]
    for name in _ROWS:
        for row in table.get(name, []):
            lines.append(f"\n[[{name}]]\n")
            lines += [line_text(key, value) for key, value in row.items()]
    return "".join(lines).encode()


def _float(figure: float | None) -> float | None:
    return None if figure is None else float(figure)
