"""The indexes of qualifying that are kept from day to day are those that would be worked out again."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.app.cached_values import indexes_of, save_indexes
from planner.cache.cache import Cache
from planner.core.value.deal_index import build_table
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
