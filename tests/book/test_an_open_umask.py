"""However open the umask is: what the program keeps is the user's alone, and nobody else can have written it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from planner.app.setup.new_book import lay
from planner.app.setup.trust import trust_folder
from planner.book.find import is_trusted, trust_file, why_foreign
from planner.book.store.transaction import FileChange, commit
from planner.cache.cache import Cache
from tests.book.store.test_private_stays_private import NOW

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows is not checked, as the docs say")
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture(autouse=True)
def _open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PLAN_CACHE", str(tmp_path / "home" / "deep" / "cache"))
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> set[str]:
    paths = [folder, *folder.rglob("*")]
    return {path.relative_to(folder).as_posix() for path in paths if path.lstat().st_mode & 0o022}


def test_nothing_is_writable_for_others(tmp_path: Path) -> None:
    book = tmp_path / "home" / "books" / "mine"
    lay(book, {"plan.toml": b"x = 1\n"})
    commit(book, [FileChange("diary/2026-11-23.toml", None, b"[page]\n")], "x", NOW)
    trust_folder(book)
    Cache(tmp_path / "home" / "deep" / "cache").put("page", "key", b"content")
    assert open_to_others(tmp_path / "home") == set()
    assert why_foreign(book) == ""
    kept = [tmp_path / "home" / "deep", book / ".plan", trust_file(), trust_file().parent]
    assert [stat.S_IMODE(path.stat().st_mode) & 0o077 for path in kept] == [0] * len(kept)


def test_a_list_that_others_could_write_trusts_nobody(tmp_path: Path) -> None:
    book = tmp_path / "book"
    book.mkdir()
    trust_folder(book)
    assert is_trusted(book)
    trust_file().chmod(0o666)
    assert not is_trusted(book)
    trust_folder(tmp_path)
    assert is_trusted(tmp_path)
    assert not is_trusted(book)  # it may have been someone else who wrote that line
    assert trust_file().stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("how", ["writable", "someone else's", "a link", "a pipe"])
def test_a_cache_entry_that_others_could_write_is_a_miss(tmp_path: Path, how: str) -> None:
    cache = Cache(tmp_path / "cache")
    cache.put("page", "key", b"content")
    assert cache.get("page", "key") == b"content"
    (entry,) = (tmp_path / "cache" / "page").iterdir()
    if how == "writable":
        entry.chmod(0o666)
    elif how == "someone else's":
        if not ROOT:
            pytest.skip("only root can give files away")
        os.chown(entry, 1234, 1234)
    else:
        moved = entry.rename(tmp_path / "moved")
        entry.symlink_to(moved) if how == "a link" else os.mkfifo(entry)
    assert cache.get("page", "key") is None
    cache.put("page", "key", b"content")
    assert cache.get("page", "key") == b"content"
