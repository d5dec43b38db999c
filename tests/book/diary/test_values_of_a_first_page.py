"""The file of the deals' values comes back as it was, whoever wrote it, and no other file reads as one."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.book.diary import values_file
from planner.book.diary.values_file import read_values, write_values
from planner.core.bridge.snapshot import DealSnapshot, Snapshot
from planner.errors import FileError

ON, ZONE = date(2026, 11, 23), ZoneInfo("Europe/Berlin")
words = st.one_of(st.text("abc-09", max_size=6), st.text(max_size=4).filter(lambda text: "\x00" not in text))
amounts = st.one_of(st.floats(0, 1e9), st.sampled_from((0.0, 1e16, 1e-7, 48000.0)))
deals = st.builds(DealSnapshot, st.integers(0, 10**15), amounts, words, st.one_of(st.just(""), words))
snapshots = st.builds(
    Snapshot,
    date=st.just(ON),
    made=st.just(datetime(2026, 11, 23, 6, tzinfo=UTC).astimezone(ZONE)),
    playbook=st.sampled_from(("0a1b", "")),
    price=st.one_of(st.none(), st.floats(0, 1e6)),
    deals=st.dictionaries(words, deals, max_size=4),
    won=st.dictionaries(words, st.integers(-(10**9), 10**9), max_size=2),
)


def read_as_toml(content: bytes) -> object:
    """The file read by the rules of TOML alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(values_file, "_cut_deals", lambda text: (text, {}))
        return read_values(content, ON, ZONE)


@given(snapshots)
@settings(max_examples=200)
def test_it_reads_as_toml_would_read_it(snapshot: Snapshot) -> None:
    content = write_values(snapshot)
    assert read_values(content, ON, ZONE) == read_as_toml(content)


@given(snapshots, st.data())
@settings(max_examples=300)
def test_a_file_changed_by_hand_reads_as_toml_would_read_it(snapshot: Snapshot, data: st.DataObject) -> None:
    text = write_values(snapshot).decode()
    at = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 3))
    put = data.draw(
        st.sampled_from(("", "\n", "0", "_", "-", '"', "'", "[", "]", ",", "=", "#", "\\", '"""', "a", "\r\n"))
    )
    content = (text[:at] + put + text[at + cut :]).encode("utf-8", "replace")
    assert read_values(content, ON, ZONE) == read_as_toml(content)


def test_a_deal_twice_is_an_error_on_its_line() -> None:
    deal = DealSnapshot(100, 5000.0, "demo", "0a")
    snapshot = Snapshot(date=ON, made=datetime(2026, 11, 23, tzinfo=UTC), playbook="0a", price=1.0, deals={"a": deal})
    content = write_values(snapshot)
    twice = content + content.splitlines(keepends=True)[-1]
    assert read_values(content, ON, ZONE) == read_as_toml(content)
    assert read_values(twice, ON, ZONE) == read_as_toml(twice)


@pytest.mark.parametrize(
    "text",
    [
        "made = 0001-01-01T00:00:00+14:00",
        "made = 9999-12-31T23:00:00-14:00",
        f"made = 2026-11-20T08:00:00\nprice = 1{'0' * 400}",
        "made = 2026-11-20T08:00:00\nprice = inf",
        f'made = 2026-11-20T08:00:00\n[deals]\na = [1{"0" * 400}, 1.0, "demo"]',
        f'made = 2026-11-20T08:00:00\n[deals]\na = [5, 1{"0" * 400}, "demo"]',
        'made = 2026-11-20T08:00:00\n[deals]\na = [5, nan, "demo"]',
        f"made = 2026-11-20T08:00:00\n[won]\na = 0x{'F' * 5_000}",
    ],
)
def test_a_figure_that_no_page_has_is_an_error_of_the_file(text: str) -> None:
    assert isinstance(read_values(f'format = 1\nplaybook = ""\n{text}\n'.encode(), ON, ZONE), FileError)


def test_too_large_a_file_is_refused_before_its_deals_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(values_file, "_cut_deals", lambda text: pytest.fail("the deals were read"))
    head = 'format = 1\nmade = 2026-11-23T07:00:00Z\nplaybook = ""\n\n[deals]\n'
    found = read_values((head + '"a" = [1, 2.0, "lead"]\n' * 200_000).encode(), ON, ZONE)
    assert isinstance(found, FileError)
    assert found.what == "this file has more than 800,000 values"
