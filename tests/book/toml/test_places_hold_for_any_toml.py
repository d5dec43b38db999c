"""Whatever way a document is written: what a span holds is the value, and what is put or cut there is what changes."""

import copy
import tomllib

from hypothesis import HealthCheck, given, settings

from planner.book.toml.scan import scan
from tests.book.toml.written_toml import written_documents

thorough = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


def inside(document, path):
    for step in path:
        document = document[step]
    return document


def every_path(value, path=()):
    if path:
        yield path
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield from every_path(inner, (*path, step))


@thorough
@given(written_documents())
def test_every_value_is_where_its_span_says(written):
    text, document = written
    assert tomllib.loads(text) == document
    source = scan(text)
    for path, entry in source.entries.items():
        assert tomllib.loads("v = " + text[entry.value.start : entry.value.end])["v"] == inside(document, path)
    for path in every_path(document):
        assert source.line_of(path) is not None
        if not isinstance(inside(document, path), dict | list):
            assert path in source.entries


@thorough
@given(written_documents())
def test_a_key_put_in_its_place_changes_nothing_else(written):
    text, document = written
    source = scan(text)
    for path in [(), *every_path(document)]:
        if not isinstance(inside(document, path), dict) or (place := source.place_for_key(path)) is None:
            continue
        changed = text[: place.offset] + place.before + "brand-new = 1" + place.after + text[place.offset :]
        expected = copy.deepcopy(document)
        inside(expected, path)["brand-new"] = 1
        assert tomllib.loads(changed) == expected


@thorough
@given(written_documents())
def test_an_entry_that_is_cut_is_all_that_goes(written):
    text, document = written
    source = scan(text)
    for path in source.entries:
        cut = source.removal(path)
        expected = copy.deepcopy(document)
        del inside(expected, path[:-1])[path[-1]]
        assert pruned(tomllib.loads(text[: cut.start] + text[cut.end :])) == pruned(expected)


@thorough
@given(written_documents())
def test_a_table_that_is_cut_is_all_that_goes(written):
    text, document = written
    source = scan(text)
    for path in source.tables:
        if not path:
            continue
        changed = text
        for piece in reversed(source.pieces(path)):
            changed = changed[: piece.start] + changed[piece.end :]
        expected = copy.deepcopy(document)
        del inside(expected, path[:-1])[path[-1]]
        assert pruned(tomllib.loads(changed)) == pruned(expected)


def pruned(value):
    """Without the empty tables that a dotted key leaves behind when its last part goes."""
    if isinstance(value, dict):
        return {k: p for k, v in value.items() if (p := pruned(v)) not in ({}, [])}
    return [pruned(v) for v in value] if isinstance(value, list) else value
