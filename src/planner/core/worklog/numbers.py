"""The numbers of a day's lines: by the clock when the page is made, and kept for the day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from planner.core.diary import DiaryDay
from planner.core.line import Line

Handle = tuple[str, int]  # an item and its part: what a number stays with


def handle_of(line: Line) -> Handle:
    """The item of a line, and the number of its part; 1 for the whole."""
    return line.what.item, line.slot.part[0] if line.slot.part is not None else 1


def numbers_of(day: DiaryDay | None) -> dict[Handle, int]:
    """The numbers that a diary page has given, also to lines that were dropped.

    Lines without one (pages of older versions) come by the clock, those of the first page before later ones.
    """
    numbers: dict[Handle, int] = {}
    if day is None:
        return numbers
    for line in (*day.planned, *day.worked):
        if line.status.number:
            numbers.setdefault(handle_of(line), line.status.number)
    for line in sorted(day.planned, key=_by_page_and_clock):
        numbers.setdefault(handle_of(line), next_number(numbers.values()))
    for line in sorted(day.worked, key=lambda line: line.slot.start.timestamp()):
        numbers.setdefault(handle_of(line), next_number(numbers.values()))
    return numbers


def next_number(numbers: Iterable[int]) -> int:
    """A number that no line has had."""
    return 1 + max(numbers, default=0)


def with_numbers(lines: Sequence[Line], day: DiaryDay | None) -> list[Line]:
    """The lines in their order with their numbers; new ones get the next, by the clock."""
    numbers = numbers_of(day)
    for line in sorted(
        lines, key=lambda line: (line.slot.start.timestamp(), line.slot.end.timestamp(), handle_of(line))
    ):
        numbers.setdefault(handle_of(line), next_number(numbers.values()))
    return [replace(line, status=replace(line.status, number=numbers[handle_of(line)])) for line in lines]


def _by_page_and_clock(line: Line) -> tuple[float, float, Handle]:
    made = line.status.made
    return made.timestamp() if made is not None else 0.0, line.slot.start.timestamp(), handle_of(line)
