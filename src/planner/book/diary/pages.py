"""Read the diary: one page a day, `diary/2026-11-23.toml`, which the rep may edit too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from planner.book.diary.page_errors import located
from planner.book.diary.page_figures import read_figures, says_nothing, wrong_format
from planner.book.diary.page_files import page_name
from planner.book.diary.page_rows import Bad, RowKind, row_from
from planner.book.toml.syntax import read_tables
from planner.core.diary import DiaryDay
from planner.core.line import Line
from planner.errors import BookErrors, FileError

ROWS: tuple[RowKind, ...] = ("planned", "worked")
PAGE_KEYS = ("format", "price_today", "makes", "inputs", "options")


def read_day(text: bytes, on: date, zone: ZoneInfo) -> DiaryDay:
    """The page of the day `on`, its times in `zone`.

    Raises BookErrors with every error and its line.
    """
    day, errors = read_what_can_be(text, on, zone)
    if errors:
        raise BookErrors(errors)
    return day


def read_what_can_be(text: bytes, on: date, zone: ZoneInfo) -> tuple[DiaryDay, list[FileError]]:
    """As `read_day`, but a bad row or figure is left out of the day and reported as an error."""
    table = read_tables(page_name(on), text)
    if isinstance(table, FileError):
        return DiaryDay(date=on), [table]
    day, bad = day_from(table, on, zone)
    if not bad:
        return day, []
    return day, located(page_name(on), text, bad)


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
    figures, wrong_figures = read_figures(page)
    bad += [(("page",), wrong) for wrong in wrong_figures]
    rows: dict[str, list[Line]] = {"planned": [], "worked": []}
    for name in ROWS:
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
        price_today=_float(figures.get("price_today")),
        makes=_float(figures.get("makes")),
        inputs=figures.get("inputs", ""),
        options=figures.get("options", {}),
        figures={key: value for key, value in figures.items() if key not in PAGE_KEYS},
    ), bad


def _float(figure: float | None) -> float | None:
    return None if figure is None else float(figure)
