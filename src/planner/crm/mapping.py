"""import.toml: what the rep said of their CRM's exports, so that it is said once. Theirs to edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from planner.book.near import nearest
from planner.book.read.limits import shown
from planner.core.book import CLOSED_STAGES, Book
from planner.crm.dates import Order
from planner.crm.layouts import KINDS, fields_of
from planner.errors import BookErrors, FileError

FILE = "import.toml"
HEAD = "# How `plan import` reads your CRM's exports: what you said of them. Yours to edit.\n"
_SECTIONS = ("columns", "stages", "rates", "only", "dates")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How exports of one kind are read, as far as the rep said it."""

    columns: Mapping[str, str] = field(default_factory=dict)  # column -> field of the book, "" for none
    stages: Mapping[str, str] = field(default_factory=dict)  # the CRM's stage -> the playbook's, won, lost or parked
    rates: Mapping[str, float] = field(default_factory=dict)  # currency -> what one of it is in the book's
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # column -> the cells that rows must have
    order: Order | None = None


def wishes_in(content: bytes | None, kind: str, book: Book) -> Wishes:
    """What import.toml says of exports of this kind. BookErrors with everything that is wrong in it."""
    if content is None:
        return Wishes()
    from planner.book.toml.parse import read_tables

    tables = read_tables(FILE, content)
    if isinstance(tables, FileError):
        raise BookErrors([tables])
    wrong = _Wrong(content.decode("utf-8-sig"))
    for name in tables.keys() - set(_SECTIONS):
        wrong.tell((name,), f"there is no key {shown(name)}", f"the nearest is [{nearest(name, _SECTIONS)}]")
    stages = {stage.name for stage in book.playbook.stages} | set(CLOSED_STAGES)
    columns = _texts(wrong, tables, ("columns", kind))
    for column, mapped in columns.items():
        if mapped and mapped not in fields_of(kind):
            near = nearest(mapped, sorted(fields_of(kind)))
            wrong.tell(("columns", kind, column), f"a {kind} has no field {shown(mapped)}", f'the nearest is "{near}"')
    told = _texts(wrong, tables, ("stages",))
    for crm, stage in told.items():
        if stage not in stages:
            near = nearest(stage, sorted(stages))
            wrong.tell(("stages", crm), f"the playbook has no stage {shown(stage)}", f'the nearest is "{near}"')
    only = _only(wrong, tables, kind)
    rates = _rates(wrong, tables)
    order = _texts(wrong, tables, ("dates",)).get(kind)
    if order not in (None, "dmy", "mdy"):
        wrong.tell(("dates", kind), f"{shown(order)} is no order of a date", 'write "dmy" or "mdy"')
    for section in ("columns", "only", "dates"):
        named = tables.get(section, {})
        for name in named.keys() - set(KINDS) if isinstance(named, dict) else ():
            wrong.tell((section, name), f"there is no kind {shown(name)}", f"one of {', '.join(KINDS)}")
    if wrong.errors:
        raise BookErrors(sorted(wrong.errors, key=lambda error: error.line or 0))
    return Wishes(columns=columns, stages=told, rates=rates, only=only, order=order)  # type: ignore[arg-type]


def joined(remembered: Wishes, now: Wishes) -> Wishes:
    """What was said before, and what is said now where both say something."""
    folded = {name.casefold() for name in now.stages}
    stages = {name: stage for name, stage in remembered.stages.items() if name.casefold() not in folded}
    return replace(
        remembered,
        columns={**remembered.columns, **now.columns},
        stages={**stages, **now.stages},
        rates={**remembered.rates, **now.rates},
        only={**remembered.only, **now.only},
        order=now.order or remembered.order,
    )


def remembered(content: bytes | None, kind: str, wishes: Wishes) -> bytes:
    """import.toml with these wishes in it; comments and what else it says stay. PlanError where it can't be edited."""
    from planner.book.toml.edit import set_values
    from planner.book.toml.parse import parse_toml
    from planner.book.toml.value_text import key_text, line_text

    text = content if content is not None else HEAD.encode()
    sections: list[tuple[tuple[str, ...], Mapping[str, Any]]] = [
        (("columns", kind), wishes.columns),
        (("stages",), wishes.stages),
        (("rates",), wishes.rates),
        (("only", kind), {name: cells[0] if len(cells) == 1 else list(cells) for name, cells in wishes.only.items()}),
        (("dates",), {kind: wishes.order} if wishes.order else {}),
    ]
    for path, values in sections:
        there = _at(parse_toml(text.decode()), path)
        new = {key: value for key, value in values.items() if there is None or there.get(key) != value}
        if not new:
            continue
        if there is not None:
            text = set_values(text, path, new)
            continue
        head = ".".join(map(key_text, path))
        text = text.rstrip(b"\n") + f"\n\n[{head}]\n".encode()
        text += "".join(line_text(key, value) for key, value in new.items()).encode()
    return text if text != HEAD.encode() else b""


class _Wrong:
    """Errors of import.toml with their lines."""

    def __init__(self, text: str) -> None:
        from planner.book.toml.scan import scan

        self.errors: list[FileError] = []
        self._source = scan(text)

    def tell(self, path: tuple[str, ...], what: str, fix: str) -> None:
        line = self._source.line_of(path)
        self.errors.append(FileError(FILE, line, what, fix, self._source.line_text(line) if line else ""))


def _at(tables: Mapping[str, Any], path: tuple[str, ...]) -> dict[str, Any] | None:
    found: Any = tables
    for step in path:
        found = found.get(step) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else None


def _section(wrong: _Wrong, tables: Mapping[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    found: Any = tables
    for depth, step in enumerate(path):
        found = found.get(step, {})
        if not isinstance(found, dict):
            name = ".".join(path[: depth + 1])
            wrong.tell(path[: depth + 1], f"`{name}` must be a table", f"write [{name}] and the lines below it")
            return {}
    return dict(found)


def _texts(wrong: _Wrong, tables: Mapping[str, Any], path: tuple[str, ...]) -> dict[str, str]:
    texts = {}
    for key, value in _section(wrong, tables, path).items():
        if isinstance(value, str):
            texts[key] = value
        else:
            wrong.tell((*path, key), f"{shown(value)} is no text", "put it in quotes")
    return texts


def _only(wrong: _Wrong, tables: Mapping[str, Any], kind: str) -> dict[str, tuple[str, ...]]:
    only = {}
    for column, cells in _section(wrong, tables, ("only", kind)).items():
        several = cells if isinstance(cells, list) else [cells]
        if all(isinstance(cell, str) for cell in several):
            only[column] = tuple(several)
        else:
            wrong.tell(("only", kind, column), f"{shown(cells)} is no text", "put it in quotes; several in [ ]")
    return only


def _rates(wrong: _Wrong, tables: Mapping[str, Any]) -> dict[str, float]:
    rates = {}
    for currency, rate in _section(wrong, tables, ("rates",)).items():
        if isinstance(rate, int | float) and not isinstance(rate, bool) and 0 < rate < 1e9:
            rates[currency.upper()] = float(rate)
        else:
            wrong.tell(("rates", currency), f"{shown(rate)} is no rate", f"write {currency} = 1.08")
    return rates
