"""The options of a day, and those that its page keeps."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from planner.app.session import Session

if TYPE_CHECKING:
    from planner.core.diary import DiaryDay
    from planner.core.page.day_changes import Block, Freed
    from planner.core.page.inputs import Inputs, Options

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DayRequest:
    """The options that the rep typed for the day."""

    hours: float | None = None
    without: tuple[str, ...] = ()
    pins: Mapping[str, int] = field(default_factory=dict)  # item or record -> minutes since midnight on the clock
    blocks: tuple[Block, ...] = ()
    unblocked: tuple[Block, ...] = ()
    freed: tuple[Freed, ...] = ()
    replan: bool = False
    dry_run: bool = False
    what: str = ""  # what the rep did, for the journal; "": the page was only planned

    def anything(self) -> bool:
        upset = self.blocks or self.unblocked or self.freed
        return bool(self.hours is not None or self.without or self.pins or upset or self.replan or self.dry_run)


def item_and_sides(item: str) -> tuple[str, ...]:
    """An item with its preparation and follow-up, which only a meeting has."""
    return item, f"{item}-prepare", f"{item}-follow-up"


def upset(inputs: Inputs, options: Options, session: Session) -> Inputs:
    """The inputs with what the rep asked of the day."""
    from planner.core.days import LocalDay
    from planner.core.page.day_changes import with_day_changes

    day = LocalDay(inputs.day, session.zone)
    busy = with_day_changes(inputs.busy, options.blocks, options.freed, day)
    return replace(inputs, options=options, busy=busy)


def merged(old: DiaryDay | None, request: DayRequest) -> Options:
    """The options that the day's page has, with those asked for now on top."""
    from planner.core.page.day_changes import block_read, freed_read
    from planner.core.page.inputs import Options

    before = old.options if old is not None else {}
    hours, without, pins = before.get("hours"), before.get("without"), before.get("pins")
    kept_pins = {str(k): int(v) for k, v in pins.items()} if isinstance(pins, Mapping) else {}
    kept_without = tuple(str(each) for each in without) if isinstance(without, list | tuple) else ()
    return Options(
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
    listed = options.get(name)
    for text in listed if isinstance(listed, list | tuple) else ():
        with contextlib.suppress(ValueError):
            found.append(read(str(text)))
    return found


def options_table(options: Options) -> dict[str, object]:
    """The options as the diary's page keeps them."""
    table: dict[str, object] = {}
    if options.hours is not None:
        table["hours"] = options.hours
    if options.without:
        table["without"] = list(options.without)
    if options.pins:
        table["pins"] = dict(options.pins)
    if options.blocks:
        table["blocks"] = [str(block) for block in options.blocks]
    if options.freed:
        table["freed"] = [str(each) for each in options.freed]
    return table


def refuse_unknown_pins(inputs: Inputs, request: DayRequest) -> None:
    from planner.core.page.inputs import day_choice
    from planner.errors import UsageError

    if not request.pins:
        return
    offered = {name for step in day_choice(inputs).steps for name in (step.item, step.record)}
    for name in request.pins:
        if name not in offered:
            raise UsageError(f"{name} offers nothing on {inputs.day}", "`plan show` tells when it comes up again")


def refuse_past_pins(inputs: Inputs, request: DayRequest) -> None:
    from planner.errors import UsageError

    if inputs.day != inputs.now.date():
        return
    for name, minute in request.pins.items():
        if minute < inputs.now.hour * 60 + inputs.now.minute:
            clock = f"{minute // 60:02}:{minute % 60:02}"
            raise UsageError(f"--pin: {clock} has passed", f"`plan done {name}` logs what was done then")
