"""The options of a day's page: those that its diary page has, and those requested now."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar
from zoneinfo import ZoneInfo

from planner.app.day.day_request import DayRequest
from planner.core.days import LocalDay
from planner.core.diary import DiaryDay
from planner.core.page.day_changes import block_read, freed_read, with_day_changes
from planner.core.page.inputs import Inputs, Options

T = TypeVar("T")


def with_options(inputs: Inputs, options: Options, zone: ZoneInfo) -> Inputs:
    """The inputs with the options of the day, its blocks and freed times among its busy ones."""
    day = LocalDay(inputs.day, zone)
    busy = with_day_changes(inputs.busy, options.blocks, options.freed, day)
    return replace(inputs, options=options, busy=busy)


def merged(old: DiaryDay | None, request: DayRequest, minute: int | None = None) -> Options:
    """The options of the day's page with those requested on top, at this minute of the day."""
    before = old.options if old is not None else {}
    hours, without, pins = before.get("hours"), before.get("without"), before.get("pins")
    kept_pins = {str(k): int(v) for k, v in pins.items()} if isinstance(pins, Mapping) else {}
    kept_without = tuple(str(each) for each in without) if isinstance(without, list | tuple) else ()
    since = before.get("hours_from")
    return Options(
        hours_from=minute if request.hours is not None else since if isinstance(since, int) else None,
        hours=request.hours if request.hours is not None else float(hours) if isinstance(hours, int | float) else None,
        without=tuple(dict.fromkeys(kept_without + request.without)),
        pins={**kept_pins, **request.pins},
        blocks=(
            *(each for each in _read(before, "blocks", block_read) if each not in request.unblocked),
            *request.blocks,
        ),
        freed=tuple(dict.fromkeys((*_read(before, "freed", freed_read), *request.freed))),
    )


def _read(options: Mapping[str, object], name: str, read: Callable[[str], T]) -> list[T]:
    """The entries of a list of texts that can be read; a hand may have written others."""
    found: list[T] = []
    texts = options.get(name)
    for text in texts if isinstance(texts, list | tuple) else ():
        with contextlib.suppress(ValueError):
            found.append(read(str(text)))
    return found


def options_table(options: Options) -> dict[str, object]:
    """The options as the diary's page keeps them."""
    table: dict[str, object] = {}
    if options.hours is not None:
        table["hours"] = options.hours
        table |= {"hours_from": options.hours_from} if options.hours_from is not None else {}
    if options.without:
        table["without"] = list(options.without)
    if options.pins:
        table["pins"] = dict(options.pins)
    if options.blocks:
        table["blocks"] = [str(block) for block in options.blocks]
    if options.freed:
        table["freed"] = [str(each) for each in options.freed]
    return table
