"""`plan merge`: two records that are one, made one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from planner.app.lifecycle.old_records import old_records
from planner.app.lifecycle.words import records_named
from planner.app.messages import confirm, show_json, tell
from planner.app.records.edit_record import (
    everyone,
    flat,
    keep,
    plain,
    record_called,
    show_lines,
    value_now,
)
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.change import follow_references, remove_records, set_record
from planner.book.files import BookFiles
from planner.book.store.lock import writing
from planner.book.toml.value_text import as_written
from planner.core.lifecycle.merging import MergedKeys, merged
from planner.core.lifecycle.references import NewReferences, follow, named_in, references_to, with_new_names
from planner.core.records.new_record import Record, kind_of, name_of, noun_of
from planner.core.records.words_of_names import two_names
from planner.errors import UsageError
from planner.screen.records.values import value_words


class _Merge(NamedTuple):
    """The record that stays, the other one (None: only the diary knows it), and what changes."""

    stays: Record
    other: Record | None
    id: str  # of the other one
    result: MergedKeys
    references: NewReferences


def run(settings: Settings, words: Sequence[str], dry_run: bool) -> None:
    """Make the other record part of the first; show what changes and ask before it is done."""
    if len(words) < 2:
        raise UsageError("merge it with which record?", "name two records: plan merge KEEP OTHER")
    session = Session(settings)
    record, other = two_names(words, partial(record_called, session))
    merge = _merge(session, record, other)
    if not settings.json:
        show_lines(_preview(session, merge))
    if not dry_run and confirm(settings, f"make {merge.id} part of {merge.stays.id}?"):
        with writing(settings.book):
            session = Session(settings)
            merge = _merge(session, merge.stays.id, merge.id)
            keep(session, _after(session, merge), f"merge {merge.id} into {merge.stays.id}")
        tell(settings, "Saved. `plan undo` reverts it.")
    else:
        tell(settings, "Nothing changed.")
    if settings.json:
        show_json(_json(merge))


def _merge(session: Session, record: str, word: str) -> _Merge:
    stays = record_called(session, record)
    if word not in {each.id for each in everyone(session)} and word in old_records(session):
        aka = list(dict.fromkeys([*stays.aka, word]))
        return _Merge(stays, None, word, MergedKeys({"aka": aka}, {}), NewReferences([], {}))
    other = record_called(session, word)
    if other.id == stays.id:
        raise UsageError(f"{word} is {stays.id} itself", "name two records: plan merge KEEP OTHER")
    if type(other) is not type(stays):
        here, there = (noun_of(kind_of(each)) for each in (stays, other))
        what = f"{stays.id} and {other.id} are of two kinds, {here} and {there}: they can't be merged"
        raise UsageError(what, f"name two of one kind: plan merge {stays.id} OTHER")

    def value(reference: Any) -> str | None:
        inside = reference.record == stays.id and reference.key != "company"
        return None if inside else with_new_names(reference, other, stays.id, name_of(stays))

    found = follow(session.book, references_to(session.book, other), value)
    return _Merge(stays, other, other.id, merged(stays, other), found)


def _after(session: Session, merge: _Merge) -> BookFiles:
    """The files with both as one."""
    after = follow_references(session.files, session.book, merge.references)
    after = set_record(after, session.book, merge.stays.id, _written(merge.result.keys))
    return after if merge.other is None else remove_records(after, session.book, [merge.other.id])


def _written(keys: dict[str, Any]) -> dict[str, Any]:
    """Values as a book's file has them."""
    return {key: as_written(value) for key, value in keys.items()}


def _preview(session: Session, merge: _Merge) -> list[str]:
    stays, today = merge.stays, session.today
    if merge.other is None:
        return [f"the diary's {merge.id} becomes {stays.id} ({name_of(stays)})"]
    lines = [f"{merge.id} ({name_of(merge.other)}) becomes part of {stays.id} ({name_of(stays)})"]
    for key, value in flat(_written(merge.result.keys)).items():
        if key not in ("aka", "was"):
            lines.append(f"  {key} {value_words(value_now(stays, key), today)} -> {value_words(value, today)}")
    for key, (here, there) in merge.result.differ.items():
        ours, theirs = (value_words(as_written(value), today) for value in (here, there))
        lines.append(f"  {key} stays {ours} ({merge.id}: {theirs})")
    if changed := named_in(merge.references):
        lines.append(f"  {merge.id} also changed in: {records_named(changed)}")
    return lines


def _json(merge: _Merge) -> dict[str, object]:
    stays = merge.stays
    changed = {
        key: {"before": plain(value_now(stays, key)), "after": plain(value)}
        for key, value in flat(_written(merge.result.keys)).items()
    }
    differ = {
        key: {"here": plain(as_written(here)), "there": plain(as_written(there))}
        for key, (here, there) in merge.result.differ.items()
    }
    rows = [{"record": record, "field": key} for record, key in named_in(merge.references)]
    return {
        "format": 1,
        "record": stays.id,
        "merged": merge.id,
        "changed": changed,
        "stays": differ,
        "references": rows,
    }
