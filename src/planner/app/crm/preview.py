"""The changes of an import, as lines for a person and as JSON."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from planner.app.records.edit_record import plain
from planner.core.book import Book
from planner.crm.apply_import import ImportPlan
from planner.crm.cells.words import words_of
from planner.crm.merge import Merge, NewRecord
from planner.crm.merge_people import ChangedRecord
from planner.crm.read_rows import export_name
from planner.crm.rows.reading import ExportReading
from planner.screen.records.values import value_words
from planner.screen.text.console import cells_of
from planner.screen.text.wording import counted, day, money

_FIELDS = {"crm_id": "the CRM's id"}
_TYPES = {True: "renewal", False: "new business", None: None}
MOST = 20  # records of a sort that are shown; --json has them all


def lines_for(found: ImportPlan, today: date, currency: str) -> list[str]:
    """Everything that an import would do: new records, changes, then what stays."""
    merge, rows = found.merge, len(found.table.rows) + len(found.table.bad)
    lines = [f"{found.table.file}: {export_name(found.layout)}, {counted(rows, 'row')}", ""]
    lines += [f'  guessed  {_FIELDS.get(of, of)} is in "{column}"' for of, column in found.read.columns.guesses.items()]
    lines += _stages(found.read)
    lines += _shown((f"  new      {_new(new, today, currency)}" for new in merge.new), len(merge.new), "new")
    lines += _shown(
        (f"  new      {new.values['name']}: account of a won deal" for new in merge.accounts),
        len(merge.accounts),
        "accounts",
    )
    for of in (merge.changed, merge.people):
        for changed in of[:MOST]:
            lines.append(f"  changed  {changed.name} ({changed.id})")
            lines += [f"             {field}: {words}" for field, words in _differences(changed, today)]
        lines += _more(len(of), "changed")
    alone = [
        f"  yours    {each.id}: {each.field} {value_words(each.here, today)} (CRM: {value_words(each.there, today)})"
        for each in merge.left_alone
    ]
    lines += _shown(alone, len(alone), "of yours")
    lines += [f"  out      {count} {why}" for why, count in merge.left_out.items() if count]
    lines += _not_read(found)
    if len(lines) > 2:
        lines.append("")
    return [*lines, _sum(merge, len(found.read.bad))]


def folded_lines(lines: Iterable[str], width: int | None) -> list[str]:
    """Lines in at most `width` cells; what goes on stands below the words, not below the label."""
    if width is None:
        return list(lines)
    folded: list[str] = []
    for line in lines:
        is_long = cells_of(line) > width
        folded += textwrap.wrap(line, width, subsequent_indent=" " * 11, break_long_words=False) if is_long else [line]
    return folded


def warnings_for(found: ImportPlan, book: Book) -> list[str]:
    """Warnings that the rep should see before saying yes."""
    merge, owners, lines = found.merge, found.read.owners, []
    own = book.rep.currency
    for currency, count in merge.foreign.items():
        of = counted(count, "amount is", "amounts are")
        if currency:
            lines.append(f"{of} in {currency}, left out. Bring in with --rate {currency}=…")
        else:
            lines.append(f"{of} in an unknown currency, left out")
    if merge.typical:
        typical = money(merge.typical_amount, own)
        of = counted(len(merge.typical), "deal has no amount and counts", "deals have no amount and count")
        why = "a typical deal of yours"
        if merge.typical_of:
            why = f"the median of the {counted(merge.typical_of, 'deal')} won in this file"
        lines.append(f"{of} as {why}, {typical}: {_names(merge.typical)}")
    if merge.zero:
        of = counted(len(merge.zero), "deal has an amount of 0", "deals have an amount of 0")
        lines.append(f"{of} in the CRM, and no step for it pays: {_names(merge.zero)}")
    guesses = [name for name in found.read.guesses if found.read.stages[name] in ("won", "lost")]
    for name in guesses:
        ended = found.read.stages[name]
        lines.append(f'"{name}" was read as {ended}; if it is still open: --stage "{name}=…"')
    if merge.kind == "account" and any(not new.values["revenue"] for new in merge.new):
        many = sum(not new.values["revenue"] for new in merge.new)
        of = counted(many, "account comes", "accounts come")
        lines.append(f"{of} without revenue, so no visit pays; --map COLUMN=revenue, or plan set ID revenue=…")
    if len(owners) > 1:
        most = ", ".join(f"{name} ({count})" for name, count in owners.most_common(4))
        lines.append(f'{len(owners)} owners: {most}. Yours only: --only "{found.read.owner_column}=NAME"')
    return lines


def _differences(changed: ChangedRecord, today: date) -> Iterator[tuple[str, str]]:
    """Each field that changes with its values, an answer under its own name."""
    for field, (before, after) in changed.fields.items():
        both = [(f"{field}.{key}", before.get(key), said) for key, said in after.items()] if field == "answers" else []
        for name, old, new in both or [(field, before, after)]:
            yield name, f"{value_words(old, today)} -> {value_words(new, today)}"


def _names(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def document(found: ImportPlan, *, written: bool) -> Mapping[str, Any]:
    """The JSON of an import: all of it, whether written or not."""
    table, merge = found.table, found.merge
    return {
        "format": 1,
        "file": table.file,
        "crm": found.layout.crm or None,
        "kind": merge.kind,
        "rows": len(table.rows) + len(table.bad),
        "stages": found.read.stages,
        "roles": dict(found.read.roles),
        "types": {theirs: _TYPES[renews] for theirs, renews in found.read.types.items()},
        "lost_reasons": {theirs: ours or None for theirs, ours in found.read.reasons.items()},
        "guesses": {
            "columns": dict(found.read.columns.guesses),
            "stages": {name: found.read.stages[name] for name in sorted(found.read.guesses)},
        },
        "new": [{"record": new.id, "line": new.line, "fields": plain(dict(new.values))} for new in merge.new],
        "accounts": [{"record": new.id, "fields": plain(dict(new.values))} for new in merge.accounts],
        "changed": [
            {
                "record": changed.id,
                "line": changed.line,
                "fields": _before_and_after(changed),
            }
            for changed in merge.changed
        ],
        "people": [{"record": each.id, "fields": _before_and_after(each)} for each in merge.people],
        "left_alone": [
            {"record": each.id, "field": each.field, "here": plain(each.here), "there": plain(each.there)}
            for each in merge.left_alone
        ],
        "left_out": dict(merge.left_out),
        "not_read": {
            "columns": list(found.read.columns.not_read),
            "cells": [{"line": each.line, "what": each.what} for each in found.read.unread],
            "rows": [{"line": row.error.line, "what": row.error.what} for row in found.read.bad],
            "file": list(table.notes),
        },
        "no_amount": list(merge.typical),
        "amount_of_0": list(merge.zero),
        "unchanged": merge.unchanged,
        "not_in_the_export": merge.not_there,
        "written": written,
    }


def _before_and_after(changed: ChangedRecord) -> dict[str, Any]:
    return {
        field: {"before": plain(before), "after": plain(after)} for field, (before, after) in changed.fields.items()
    }


def _not_read(found: ImportPlan) -> list[str]:
    """The cells, rows, columns and lines of the file that are not read."""
    read = found.read
    lines = _shown((f"  blank    line {each.line}: {each.what}" for each in read.unread), len(read.unread), "blank")
    bad = [f"  out      line {row.error.line}: {row.error.what}" for row in read.bad]
    lines += _shown(bad, len(bad), "left out")
    lines += _words_not_read(read)
    if read.columns.not_read:
        lines.append(f"  unread   {counted(len(read.columns.not_read), 'column')}: {', '.join(read.columns.not_read)}")
    return [*lines, *(f"  unread   {note}" for note in found.table.notes)]


def _words_not_read(read: ExportReading) -> list[str]:
    """The roles and types of deals that say nothing to plan."""
    roles = [f'"{role}"' for role, power in read.roles.items() if power is None]
    types = [f'"{type_}"' for type_, renews in read.types.items() if renews is None]
    lines = []
    if roles:
        fix = f'--role {roles[0][:-1]}=decides", or influences, uses, unknown'
        lines.append(f"  unread   the role {', '.join(roles[:MOST])}; {fix}")
    if types:
        lines.append(f"  unread   the type {', '.join(types[:MOST])}: new business, as far as plan knows")
    return lines


def _stages(read: ExportReading) -> list[str]:
    """The stages that were matched under another name, and those that were guessed."""
    sure = [f'"{theirs}" is {ours}' for theirs, ours in read.stages.items() if ours not in words_of(theirs).split()]
    sure = [line for line in sure if line.partition('" is ')[0][1:] not in read.guesses]
    lines = _in_threes("stages", sure)
    guessed = [f'"{theirs}" is {ours}' for theirs, ours in read.stages.items() if theirs in read.guesses]
    reasons = [f'"{theirs}" is {ours}' for theirs, ours in read.reasons.items() if ours and words_of(theirs) != ours]
    lines += _in_threes("guessed", guessed) + _in_threes("reasons", reasons)
    said = [f'"{theirs}" {power}' for theirs, power in read.roles.items() if power not in (None, "unknown")]
    renew = [f'"{type_}"' for type_, renews in read.types.items() if renews]
    lines += _in_threes("roles", said) + _in_threes("renewal", renew)
    unknown = [f'"{theirs}"' for theirs, ours in read.reasons.items() if not ours]
    return lines + _in_threes("blank", [f"lost because of {text}" for text in unknown[:MOST]])


def _in_threes(label: str, texts: Sequence[str]) -> list[str]:
    rows = [", ".join(texts[at : at + 3]) for at in range(0, len(texts), 3)]
    return [f"  {label if at == 0 else '':<7}  {row}" for at, row in enumerate(rows)]


def _new(new: NewRecord, today: date, currency: str) -> str:
    values = new.values
    name = str(values["name"])
    facts = [str(values[field]) for field in ("company", "stage", "role", "email") if values.get(field)]
    if "amount" in values:
        facts.append(money(values["amount"], currency))
    if values.get("revenue"):
        facts.append(f"{money(values['revenue'], currency)} a year")
    for field, word in (("expected", "expected"), ("won_on", "on"), ("lost_on", "on")):
        if field in values:
            facts.append(f"{word} {day(values[field], today)}")
    return f"{name}: {', '.join(facts)}" if facts else name


def _shown(lines: Iterable[str], count: int, what: str) -> list[str]:
    return [line for line, _ in zip(lines, range(MOST), strict=False)] + _more(count, what)


def _more(count: int, what: str) -> list[str]:
    return [f"           … and {count - MOST} more {what}"] if count > MOST else []


def _sum(merge: Merge, bad: int) -> str:
    left = bad + sum(Counter(merge.left_out).values())
    text = change_sum(len(merge.new), len(merge.changed) + len(merge.people), merge.unchanged)
    text += f" {left} left out." if left else ""
    if merge.not_there:
        stay = counted(
            len(merge.not_there), "record isn't in this export and stays", "records aren't in this export and stay"
        )
        text += f" {stay} as is."
    return text


def change_sum(new: int, changed: int, unchanged: int) -> str:
    """The changes to come in a sentence: "Would add 2 and change 1. 4 unchanged."."""
    would = [f"{verb} {count}" for verb, count in (("add", new), ("change", changed)) if count]
    text = f"Would {' and '.join(would)}." if would else "Nothing to add or change."
    return text + (f" {unchanged} unchanged." if unchanged else "")


def not_saved(changes: bool) -> str:
    """The end of a preview: there is something to save, or not."""
    return "Nothing saved yet." if changes else "Nothing to save."
