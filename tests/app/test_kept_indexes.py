"""Indexes and pursuits that are kept are those that would be worked out again."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.app.cached_values import indexes_of, pursuits_of, save_indexes, save_pursuits
from planner.cache.cache import Cache
from planner.core.value.deal_index import build_table
from planner.core.value.pursuit import PursuitResult
from planner.core.value.qualifying import Qualifying, QualifyingState
from tests.core.value.playbooks import V

TABLE = build_table(V)

states = st.builds(
    QualifyingState,
    stage=st.integers(0, len(V.stages) - 1),
    unknown=st.just(tuple(range(len(V.questions)))),
    log_odds=st.floats(-5, 5),
    work=st.sampled_from([0.0, 15.0, 37.5]),
    own_chance=st.none() | st.floats(0.05, 0.95),
    lifts=st.sampled_from([1.0, 1.25]),
    cost=st.sampled_from([0.0, 0.01]),
)


@settings(max_examples=20, deadline=None)
@given(st.lists(states, min_size=1, max_size=4))
def test_kept_indexes_are_those_computed(some: list[QualifyingState]) -> None:
    fresh = [Qualifying(V, TABLE).index(state) for state in some]
    with TemporaryDirectory() as folder:
        cache = Cache(Path(folder))
        first = Qualifying(V, TABLE)
        assert [first.index(state) for state in some] == fresh
        save_indexes(cache, V, first.indexes)
        kept = indexes_of(cache, V)
        assert kept == first.indexes
        again = Qualifying(V, TABLE, indexes=dict(kept))
        assert [again.index(state) for state in some] == fresh
        assert again.indexes == kept  # nothing was worked out again


def test_another_playbook_has_its_own_roots(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    save_indexes(cache, V, {(0, (0,), 140): 0.1})
    assert indexes_of(cache, replace(V, questions=())) == {}


def test_damaged_indexes_are_worked_out_again(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    save_indexes(cache, V, {(0, (0,), 140): 0.1})
    (entry,) = (path for path in tmp_path.rglob("*") if path.is_file())
    entry.write_bytes(entry.read_bytes()[:-3])
    assert indexes_of(cache, V) == {}


DAY = date(2026, 11, 23)
parts = st.none() | st.integers(0, 9) | st.floats(allow_nan=False) | st.lists(st.integers(0, 9), max_size=3).map(tuple)
results = st.builds(PursuitResult, st.floats(0, 1), st.floats(0, 500))


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.lists(parts, min_size=1, max_size=11).map(tuple), results, max_size=5))
def test_kept_pursuits_are_those_followed(some: dict[tuple[object, ...], PursuitResult]) -> None:
    with TemporaryDirectory() as folder:
        cache = Cache(Path(folder))
        save_pursuits(cache, DAY, V, some)
        kept = pursuits_of(cache, DAY, V)
        assert kept == some
        assert all(isinstance(each, PursuitResult) for each in kept.values())
        assert pursuits_of(cache, date(2026, 11, 24), V) == {}  # beliefs move from day to day


def test_what_is_no_pursuit_is_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    save_pursuits(cache, DAY, V, {(1, 0.5): PursuitResult(0.25, 3.0)})
    (entry,) = (path for path in tmp_path.rglob("*") if path.is_file())
    for content in (b"", b"{}", b'{"c": 1}', b"[1]", b"[[1, 2]]", b"[[[1], [0.5]]]", b"no json"):
        cache.put("courses", "", content)
        (other,) = (path for path in tmp_path.rglob("*") if path.is_file() and path != entry)
        entry.write_bytes(other.read_bytes())
        other.unlink()
        assert pursuits_of(cache, DAY, V) == {}
