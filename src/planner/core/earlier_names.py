"""Earlier ids of records and names of stages, and the diary in the names of today.

A rename or a merge leaves older pages as they are; they are read in the names of today.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from planner.core.book import Book
from planner.core.diary import DiaryDay
from planner.core.line import Line, Outcome, What
from planner.core.playbook import Playbook

_STAGE_KEYS = ("stage", "parked_from")  # of a deal, as a row keeps them before and after it


class EarlierNames(NamedTuple):
    """The names of today by the earlier ones: ids of records, and stages of the playbook."""

    ids: Mapping[str, str] = {}
    stages: Mapping[str, str] = {}

    def __bool__(self) -> bool:
        return bool(self.ids or self.stages)


def earlier_names(book: Book) -> EarlierNames:
    """The earlier names of the book. One that something else has now means that."""
    return EarlierNames(earlier_ids(every_record(book)), earlier_stages(book.playbook))


def earlier_stages(playbook: Playbook) -> dict[str, str]:
    """The stages of today by the names that they had before."""
    names = {stage.name for stage in playbook.stages}
    return {old: stage.name for stage in playbook.stages for old in stage.was if old not in names}


def earlier_ids(records: Sequence[Any]) -> dict[str, str]:
    """The ids of today by those that the records had before."""
    renamed = [record for record in records if record.aka]
    if not renamed:
        return {}
    ids = {record.id for record in records}
    return {old: record.id for record in renamed for old in record.aka if old not in ids}


def every_record(book: Book) -> Sequence[Any]:
    return (*book.deals, *book.accounts, *book.contacts, *book.colleagues, *book.tasks)


def current_id(name: str, ids: Mapping[str, str]) -> str:
    """The id of today for an id or an item (RECORD/PLAY); other names as they are."""
    if name in ids:
        return ids[name]
    record, slash, play = name.partition("/")
    return f"{ids[record]}/{play}" if slash and record in ids else name


def by_current_id(values: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """A table by record or item, by the ids of today; of two that are one now, the later entry."""
    return {current_id(name, ids): value for name, value in values.items()}


def with_current_names(day: DiaryDay, earlier: EarlierNames) -> DiaryDay:
    """The page of a day in the names of today; the same page where nothing on it was renamed."""
    if not earlier:
        return day
    planned = tuple(_line(line, earlier) for line in day.planned)
    worked = tuple(_line(line, earlier) for line in day.worked)
    options, figures = _options(day.options, earlier.ids), _figures(day.figures, earlier)
    same = all(a is b for a, b in zip((*planned, *worked), (*day.planned, *day.worked), strict=True))
    if same and options == day.options and figures == day.figures:
        return day
    return replace(day, planned=planned, worked=worked, options=options, figures=figures)


def _line(line: Line, earlier: EarlierNames) -> Line:
    what, result = _what(line.what, earlier), _result(line.result, earlier)
    return line if (what, result) == (line.what, line.result) else replace(line, what=what, result=result)


def _what(what: What, earlier: EarlierNames) -> What:
    ids = earlier.ids
    return replace(
        what,
        item=current_id(what.item, ids),
        record=current_id(what.record, ids) if what.record else what.record,
        people=tuple(current_id(name, ids) for name in what.people),
        also=tuple(current_id(name, ids) for name in what.also),
        stage=earlier.stages.get(what.stage, what.stage) if what.stage else what.stage,
    )


def _result(result: Outcome, earlier: EarlierNames) -> Outcome:
    return replace(
        result,
        before=_stages(result.before, earlier.stages),
        after=_stages(result.after, earlier.stages),
        others=by_current_id(result.others, earlier.ids),
    )


def _stages(keys: Mapping[str, object], stages: Mapping[str, str]) -> Mapping[str, object]:
    """The keys of a deal with its stages in the names of today."""
    named = {key: keys[key] for key in _STAGE_KEYS if isinstance(keys.get(key), str)}
    return {**keys, **{key: stages.get(str(name), name) for key, name in named.items()}}


def _options(options: Mapping[str, object], ids: Mapping[str, str]) -> Mapping[str, object]:
    changed = dict(options)
    without, pins = options.get("without"), options.get("pins")
    if isinstance(without, list | tuple):
        changed["without"] = [current_id(name, ids) if isinstance(name, str) else name for name in without]
    if isinstance(pins, Mapping):
        changed["pins"] = by_current_id(pins, ids)
    return changed


def _figures(figures: Mapping[str, object], earlier: EarlierNames) -> Mapping[str, object]:
    """The figures of a page: the clock that runs, and what moved the pipeline by record."""
    changed = dict(figures)
    clock, moved = figures.get("running"), figures.get("moved")
    if isinstance(clock, Mapping):
        changed["running"] = {key: _of_clock(key, value, earlier) for key, value in clock.items()}
    if isinstance(moved, Mapping):
        changed["moved"] = {
            what: _sums(held, earlier.ids) if isinstance(held, Mapping) else held for what, held in moved.items()
        }
    return changed


def _of_clock(key: str, value: Any, earlier: EarlierNames) -> Any:
    if key in ("item", "record") and isinstance(value, str):
        return current_id(value, earlier.ids)
    if key in ("people", "also") and isinstance(value, list | tuple):
        return [current_id(str(name), earlier.ids) for name in value]
    return earlier.stages.get(value, value) if key == "stage" and isinstance(value, str) else value


def _sums(cents: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """Cents by record, added up where two records are one now."""
    sums: dict[str, Any] = {}
    for name, value in cents.items():
        id = current_id(name, ids)
        sums[id] = _added(sums[id], value) if id in sums else value
    return sums


def _added(a: Any, b: Any) -> Any:
    """The sum of two entries of a page's `moved`: cents, or [cents, of them won]."""
    if type(a) is int and type(b) is int:
        return a + b
    pairs = [each if isinstance(each, list | tuple) and len(each) == 2 else (each, 0) for each in (a, b)]
    both = [*pairs[0], *pairs[1]]
    return [both[0] + both[2], both[1] + both[3]] if all(type(each) is int for each in both) else b
