"""The changes of an import, as lines for a person and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from planner.app.records.edit_record import plain, value_words
from planner.core.book import Book
from planner.crm.apply_import import ImportPlan
from planner.crm.merge import Merge, NewRecord
from planner.crm.read_rows import ExportReading, export_name
from planner.crm.stages import words_of
from planner.screen.text.wording import counted, day, money

MOST = 20  # records of a sort that are shown; --json has them all


def lines_for(found: ImportPlan, today: date, currency: str) -> list[str]:
    """Everything that an import would do: new records, changes, then what stays."""
    merge, rows = found.merge, len(found.table.rows) + len(found.table.errors)
    lines = [f"{found.table.file}: {export_name(found.layout)}, {counted(rows, 'row')}", ""]
    lines += _stages(found.read)
    lines += _shown((f"  new      {_new(new, today, currency)}" for new in merge.new), len(merge.new), "new")
    for changed in merge.changed[:MOST]:
        lines.append(f"  changed  {changed.name} ({changed.id})")
        for field, (before, after) in changed.fields.items():
            lines.append(f"             {field}: {value_words(before, today)} -> {value_words(after, today)}")
    lines += _more(len(merge.changed), "changed")
    alone = [
        f"  stays    {each.id}: {each.field} is {value_words(each.here, today)}, "
        f"and {value_words(each.there, today)} in the CRM"
        for each in merge.left_alone
    ]
    lines += _shown(alone, len(alone), "that stay")
    lines += [f"  out      {count} {why}" for why, count in merge.left_out.items() if count]
    if len(lines) > 2:
        lines.append("")
    return [*lines, _sum(merge)]


def warnings_for(found: ImportPlan, book: Book) -> list[str]:
    """Warnings that the rep should see before saying yes."""
    merge, owners, lines = found.merge, found.read.owners, []
    for currency, count in merge.foreign.items():
        of = counted(count, "amount is", "amounts are")
        lines.append(f"{of} in {currency}, and left out; with --rate {currency}=… they come in {book.rep.currency}")
    if merge.typical:
        typical = money(book.playbook.prospecting.amount, book.rep.currency)
        of = counted(merge.typical, "deal has no amount and counts", "deals have no amount and count")
        lines.append(f"{of} as a typical deal of yours, {typical}")
    if merge.kind == "account" and any(not new.values["revenue"] for new in merge.new):
        many = sum(not new.values["revenue"] for new in merge.new)
        of = counted(many, "account comes", "accounts come")
        lines.append(f"{of} without revenue, so that no visit pays; --map COLUMN=revenue, or plan set ID revenue=…")
    if len(owners) > 1:
        most = ", ".join(f"{name} ({count})" for name, count in owners.most_common(4))
        lines.append(f"these are {len(owners)} people's: {most}; --only \"{found.read.owner_column}=NAME\" takes one's")
    return lines


def document(found: ImportPlan, *, written: bool) -> Mapping[str, Any]:
    """The JSON of an import: all of it, whether written or not."""
    table, merge = found.table, found.merge
    return {
        "format": 1,
        "file": table.file,
        "crm": found.layout.crm or None,
        "kind": merge.kind,
        "rows": len(table.rows) + len(table.errors),
        "stages": found.read.stages,
        "new": [{"record": new.id, "line": new.line, "fields": plain(dict(new.values))} for new in merge.new],
        "changed": [
            {
                "record": changed.id,
                "line": changed.line,
                "fields": {
                    field: {"before": plain(before), "after": plain(after)}
                    for field, (before, after) in changed.fields.items()
                },
            }
            for changed in merge.changed
        ],
        "left_alone": [
            {"record": each.id, "field": each.field, "here": plain(each.here), "there": plain(each.there)}
            for each in merge.left_alone
        ],
        "left_out": dict(merge.left_out),
        "unchanged": merge.unchanged,
        "not_in_the_export": merge.not_there,
        "written": written,
    }


def _stages(read: ExportReading) -> list[str]:
    """The stages that were matched under another name."""
    lines = [f'"{theirs}" is {ours}' for theirs, ours in read.stages.items() if ours not in words_of(theirs).split()]
    if not lines:
        return []
    rows = [", ".join(lines[at : at + 3]) for at in range(0, len(lines), 3)]
    return [f"  {'stages' if at == 0 else '      '}   {row}" for at, row in enumerate(rows)]


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


def _sum(merge: Merge) -> str:
    parts = [f"{len(merge.new)} new", f"{len(merge.changed)} changed", f"{merge.unchanged} unchanged"]
    left = sum(Counter(merge.left_out).values())
    if left:
        parts.append(f"{left} left out")
    text = ", ".join(parts)
    if merge.not_there:
        text += f"; {counted(len(merge.not_there), 'record')} of the CRM not in this export, and left as they are"
    return text
