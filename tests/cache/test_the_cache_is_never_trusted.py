"""What was put comes back whole or not at all, whatever happens to the folder."""

import multiprocessing
import os
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from planner.cache import cache as cache_module
from planner.cache import value_bytes
from planner.cache.cache import Cache, cache_folder, folder_for


def entries(folder: Path) -> list[Path]:
    return [path for path in folder.glob("**/*") if path.is_file()]


def test_what_was_put_is_got(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "deep" / "cache")
    assert cache.get("index", "key") is None
    cache.put("index", "key", b"\0content")
    cache.put("index", "empty", b"")
    assert Cache(tmp_path / "deep" / "cache").get("index", "key") == b"\0content"
    assert cache.get("index", "empty") == b""
    assert cache.get("busy", "key") is None
    assert cache.get("index", "other") is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda stored: b"",
        lambda stored: stored[:-1],
        lambda stored: stored + b"x",
        lambda stored: stored[:20] + bytes([stored[20] ^ 1]) + stored[21:],
        lambda stored: b"\0" * len(stored),
    ],
)
def test_a_damaged_file_is_a_miss(tmp_path: Path, damage: "object") -> None:
    cache = Cache(tmp_path)
    cache.put("index", "key", b"content of an entry")
    [file] = entries(tmp_path)
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    assert cache.get("index", "key") is None
    cache.put("index", "key", b"content of an entry")
    assert cache.get("index", "key") == b"content of an entry"


def test_another_version_of_the_program_starts_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Cache(tmp_path).put("index", "key", b"old")
    monkeypatch.setattr(cache_module, "__version__", "99")
    assert Cache(tmp_path).get("index", "key") is None


@pytest.mark.parametrize("folder", [None, "file", "read-only", "under a file"])
def test_a_folder_that_can_not_be_used_is_a_miss(tmp_path: Path, folder: str | None) -> None:
    (tmp_path / "file").write_text("here")
    (tmp_path / "read-only").mkdir(mode=0o555)
    where = {None: None, "under a file": tmp_path / "file" / "cache"}.get(folder, tmp_path / str(folder))
    if folder == "read-only" and os.access(tmp_path / "read-only", os.W_OK):
        pytest.skip("the superuser may write anywhere")
    cache = Cache(where)
    cache.put("index", "key", b"content")
    assert cache.get("index", "key") is None


def test_a_disk_that_fills_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    Cache(tmp_path).put("index", "key", b"content")
    assert entries(tmp_path) == []


def test_the_least_used_entries_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "KEPT", 3)
    cache = Cache(tmp_path)
    for number in range(3):
        cache.put("index", str(number), b"content")
    for age, file in enumerate(sorted(entries(tmp_path), key=lambda path: path.stat().st_mtime_ns, reverse=True)):
        os.utime(file, ns=(0, 10**9 * (100 - age)))
    assert cache.get("index", "0") == b"content"  # used: the newest now
    cache.put("index", "3", b"content")
    assert [cache.get("index", str(number)) for number in range(4)] == [b"content", None, b"content", b"content"]


def test_large_entries_do_not_fill_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "KEPT_BYTES", 1000)
    cache = Cache(tmp_path)
    for number in range(5):
        cache.put("index", str(number), b"x" * 400)
    assert len(entries(tmp_path)) == 2
    cache.put("index", "huge", b"x" * 5000)
    assert cache.get("index", "huge") == b"x" * 5000


def put_and_get(folder: Path) -> bool:
    cache = Cache(folder)
    for _ in range(100):
        cache.put("index", "key", b"x" * 50_000)
        if cache.get("index", "key") not in (None, b"x" * 50_000):
            return False
    return True


def test_two_processes_at_once(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert pool.map(put_and_get, [tmp_path, tmp_path]) == [True, True]
    assert Cache(tmp_path).get("index", "key") == b"x" * 50_000
    assert len(entries(tmp_path)) == 1


def test_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache_folder({"PLAN_CACHE": "/somewhere"}) == Path("/somewhere")
    assert str(cache_folder({})).endswith("hourworth")
    book = tmp_path / "book"
    book.mkdir()
    (tmp_path / "link").symlink_to(book)
    monkeypatch.chdir(tmp_path)
    ways = [book, tmp_path / "link", Path("book"), tmp_path / "x" / ".." / "book"]
    assert len({folder_for(tmp_path, way) for way in ways}) == 1
    assert folder_for(tmp_path, book) != folder_for(tmp_path, tmp_path)


def test_a_file_name_that_is_not_utf8_comes_back() -> None:
    name = b"prospects (\xff).toml".decode("utf-8", "surrogateescape")
    assert value_bytes.load(value_bytes.dump(name), {}, ZoneInfo("UTC")) == name
