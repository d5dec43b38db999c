"""import.toml: the rep's settings for their CRM's exports, saved from the options."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from planner.book.read.findings import Findings
from planner.book.read.limits import shown
from planner.book.similar_names import nearest
from planner.book.toml.edit import set_values
from planner.book.toml.parse import parse_toml
from planner.book.toml.scan import scan
from planner.book.toml.syntax import read_tables
from planner.book.toml.value_text import key_text, line_text
from planner.core.book import CLOSED_STAGES, Book, Power
from planner.core.earlier_names import earlier_names
from planner.crm.cells.dates import Order
from planner.crm.cells.roles import POWERS
from planner.crm.export_changes import UPDATES
from planner.crm.layouts import KINDS, Layout, fields_of, layout_in
from planner.errors import BookErrors, FileError
from planner.frozen_class import frozen

FILE = "import.toml"
HEAD = "# How `plan import` reads your CRM's exports: what you said of them. Yours to edit.\n"
_LONGEST_PATTERN = 200  # characters: to compare a longer one with every row would take its time
_MOST_TEXTS = 1_000  # of a list or a table of texts: each row of an export is compared with all of them
_FEW = 8  # known words that an error names
_SECTIONS = ("columns", "stages", "rates", "only", "dates", "layout", "skip", "skip_rows", "export", "roles")


@frozen(kw_only=True)
class ImportSettings:
    """The settings for exports of one kind."""

    columns: Mapping[str, str] = field(default_factory=dict)  # column -> field of the book, "" for none
    stages: Mapping[str, str] = field(default_factory=dict)  # the CRM's stage -> the playbook's, won, lost or parked
    roles: Mapping[str, Power] = field(default_factory=dict)  # the CRM's of people -> what it says of their power
    rates: Mapping[str, float] = field(default_factory=dict)  # currency -> its rate in the book's
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # column -> the cells that rows must have
    order: Order | None = None
    export: str | None = None  # the CRM that `plan export --crm` writes for
    skip: int = 0  # lines of the file above its header
    skip_rows: tuple[str, ...] = ()  # patterns of the first text of rows that are no records
    layouts: tuple[Layout, ...] = ()  # the rep's own, of every kind


def read_settings(content: bytes | None, kind: str, book: Book) -> ImportSettings:
    """Read the settings for exports of this kind.

    Raises BookErrors with all errors in import.toml.
    """
    if content is None:
        return ImportSettings()
    tables = read_tables(FILE, content)
    if isinstance(tables, FileError):
        raise BookErrors([tables])
    wrong = _SettingsErrors(content.decode("utf-8-sig"))
    for name in tables.keys() - set(_SECTIONS):
        wrong.unknown((name,), f"no key {shown(name)}", name, _SECTIONS)
    columns = _texts(wrong, tables, ("columns", kind))
    fields = sorted(fields_of(kind))
    for column, mapped in columns.items():
        if mapped and mapped not in fields:
            wrong.unknown(("columns", kind, column), f"a {kind} has no field {shown(mapped)}", mapped, fields)
    stages = _stages(wrong, tables, book)
    roles = _texts(wrong, tables, ("roles",))
    for role, power in roles.items():
        if power not in POWERS:
            wrong.add(("roles", role), f"{shown(power)} is not a role plan knows", f"one of {', '.join(POWERS)}")
    only = _only(wrong, tables, kind)
    rates = _rates(wrong, tables)
    order = _texts(wrong, tables, ("dates",)).get(kind)
    if order not in (None, "dmy", "mdy"):
        wrong.add(("dates", kind), f"{shown(order)} is not a date order", 'write "dmy" or "mdy"')
    for section in ("columns", "only", "dates"):
        named = tables.get(section, {})
        for name in named.keys() - set(KINDS) if isinstance(named, dict) else ():
            wrong.add((section, name), f"no kind {shown(name)}", f"one of {', '.join(KINDS)}")
    layouts = _layouts(wrong, tables)
    skip, skip_rows = _skipped(wrong, tables)
    if "export" in tables and tables["export"] not in list(UPDATES):
        wrong.add(("export",), f"no update for {shown(tables['export'])}", f"one of {', '.join(UPDATES)}")
    if wrong.errors:
        raise BookErrors(sorted(wrong.errors, key=lambda error: error.line or 0))
    return ImportSettings(
        columns=columns,
        stages=stages,
        roles=roles,  # type: ignore[arg-type]
        rates=rates,
        only=only,
        order=order,  # type: ignore[arg-type]
        export=str(tables["export"]) if "export" in tables else None,
        skip=skip,
        skip_rows=skip_rows,
        layouts=layouts,
    )


def join_settings(earlier: ImportSettings, now: ImportSettings) -> ImportSettings:
    """Earlier settings and new ones; the new ones win."""
    folded = {name.casefold() for name in now.stages}
    stages = {name: stage for name, stage in earlier.stages.items() if name.casefold() not in folded}
    return replace(
        earlier,
        columns={**earlier.columns, **now.columns},
        stages={**stages, **now.stages},
        roles={**earlier.roles, **now.roles},
        rates={**earlier.rates, **now.rates},
        only={**earlier.only, **now.only},
        order=now.order or earlier.order,
    )


def write_settings(content: bytes | None, kind: str, wishes: ImportSettings) -> bytes:
    """import.toml with these settings; comments and other keys stay.

    Raises PlanError if it can't be edited.
    """
    text = content if content is not None else HEAD.encode()
    sections: list[tuple[tuple[str, ...], Mapping[str, Any]]] = [
        (("columns", kind), wishes.columns),
        (("stages",), wishes.stages),
        (("roles",), wishes.roles),
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


def with_export(content: bytes | None, crm: str) -> bytes:
    """import.toml with the CRM that exports are for. Raises PlanError if it can't be edited."""
    text = content if content is not None else HEAD.encode()
    if parse_toml(text.decode()).get("export") == crm:
        return text
    return set_values(text, (), {"export": crm})


class _SettingsErrors:
    """Errors of import.toml with their lines."""

    def __init__(self, text: str) -> None:
        self.errors: list[FileError] = []
        self._source = scan(text)
        self._compared = Findings()

    def add(self, path: tuple[str | int, ...], what: str, fix: str) -> None:
        line = self._source.line_of(path)
        self.errors.append(FileError(FILE, line, what, fix, self._source.line_text(line) if line else ""))

    def unknown(self, path: tuple[str | int, ...], what: str, word: str, known: Sequence[str]) -> None:
        """Add a word that is none of those known, with the nearest of them.

        Of very many wrong words only the first are compared: the rest are given some of those known.
        """
        if self._compared.may_compare(word, len(known)):
            near = nearest(word, known)
            self.add(path, what, f"the nearest is [{near}]" if len(path) == 1 else f'the nearest is "{near}"')
        else:
            self.add(path, what, f"one of {', '.join(known[:_FEW])}")


def _at(tables: Mapping[str, Any], path: tuple[str, ...]) -> dict[str, Any] | None:
    found: Any = tables
    for step in path:
        found = found.get(step) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else None


def _section(wrong: _SettingsErrors, tables: Mapping[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    found: Any = tables
    for depth, step in enumerate(path):
        found = found.get(step, {})
        if not isinstance(found, dict):
            name = ".".join(path[: depth + 1])
            wrong.add(path[: depth + 1], f"`{name}` must be a table", f"write [{name}] and the lines below it")
            return {}
    return dict(found)


def _texts(wrong: _SettingsErrors, tables: Mapping[str, Any], path: tuple[str, ...]) -> dict[str, str]:
    texts = {}
    for key, value in _section(wrong, tables, path).items():
        if isinstance(value, str):
            texts[key] = value
        else:
            wrong.add((*path, key), f"{shown(value)} is not text", "put it in quotes")
    return texts


def _stages(wrong: _SettingsErrors, tables: Mapping[str, Any], book: Book) -> dict[str, str]:
    """The CRM's stages and the book's, by the names of today."""
    stages = sorted({stage.name for stage in book.playbook.stages} | set(CLOSED_STAGES))
    earlier = earlier_names(book).stages
    found = {crm: earlier.get(stage, stage) for crm, stage in _texts(wrong, tables, ("stages",)).items()}
    for crm, stage in found.items():
        if stage not in stages:
            wrong.unknown(("stages", crm), f"the playbook has no stage {shown(stage)}", stage, stages)
    _refuse_long(wrong, "stages", found)
    return found


def _skipped(wrong: _SettingsErrors, tables: Mapping[str, Any]) -> tuple[int, tuple[str, ...]]:
    """The number of lines above a header, and the patterns of rows that are no records."""
    lines, rows = tables.get("skip", 0), tables.get("skip_rows", [])
    if not isinstance(lines, int) or not 0 <= lines < 1000:
        wrong.add(("skip",), f"{shown(lines)} is not a number of lines", "write skip = 3")
    if rows != [] and not _is_list_of_texts(rows):
        wrong.add(("skip_rows",), f"{shown(rows)} is not a list of texts", 'write skip_rows = ["Total*"]')
        return lines, ()
    _refuse_long(wrong, "skip_rows", rows)
    return lines, tuple(rows)


def _refuse_long(wrong: _SettingsErrors, section: str, patterns: Collection[str]) -> None:
    """An error if a pattern is longer than any that is meant, or if there are too many."""
    if len(patterns) > _MOST_TEXTS:
        what = f"{section} has {len(patterns):,} texts; at most {_MOST_TEXTS:,} can be read"
        wrong.add((section,), what, "one text with a * stands for many")
    if any(len(each) > _LONGEST_PATTERN for each in patterns):
        what = f"a text in {section} is longer than {_LONGEST_PATTERN} characters"
        wrong.add((section,), what, "write the start of it and a *")


def _only(wrong: _SettingsErrors, tables: Mapping[str, Any], kind: str) -> dict[str, tuple[str, ...]]:
    only = {}
    for column, cells in _section(wrong, tables, ("only", kind)).items():
        several = cells if isinstance(cells, list) else [cells]
        if all(isinstance(cell, str) for cell in several):
            only[column] = tuple(several)
        else:
            wrong.add(("only", kind, column), f"{shown(cells)} is not text", "put it in quotes; several in [ ]")
    return only


def _layouts(wrong: _SettingsErrors, tables: Mapping[str, Any]) -> tuple[Layout, ...]:
    """The rep's own layouts."""
    found = []
    rows = tables.get("layout", [])
    for number, row in enumerate(rows if isinstance(rows, list) else [rows]):
        path = ("layout", number)
        kind = row.get("kind") if isinstance(row, dict) else None
        if not isinstance(kind, str) or kind not in KINDS:
            wrong.add(path, "a layout has no kind", f"write kind = one of {', '.join(KINDS)}")
            continue
        columns = row.get("columns")
        fields = columns if isinstance(columns, dict) else {}
        unknown = [name for name in fields if name not in fields_of(kind)]
        if unknown:
            what = f"a {kind} has no field {shown(unknown[0])}"
            wrong.unknown(path, what, unknown[0], sorted(fields_of(kind)))
        elif not fields or not all(map(_is_list_of_texts, (row.get("needs"), *fields.values()))):
            fix = 'write needs = ["Deal", "Phase"] and columns = { name = ["Deal"], stage = ["Phase"] }'
            wrong.add(path, "a layout has lists of columns under `needs` and `columns`", fix)
        else:
            found.append(layout_in(row))
    return tuple(found)


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, str) for each in value)


def is_rate(value: object) -> bool:
    """Return whether a value can be what one of another currency is in the book's."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1e9


def _rates(wrong: _SettingsErrors, tables: Mapping[str, Any]) -> dict[str, float]:
    rates = {}
    for currency, rate in _section(wrong, tables, ("rates",)).items():
        if is_rate(rate):
            rates[currency.upper()] = float(rate)
        else:
            wrong.add(("rates", currency), f"{shown(rate)} is not a rate", f"write {currency} = 1.08")
    return rates
