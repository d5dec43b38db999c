"""Files that are not what their names say: nothing waits for them, and nothing reads without end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from planner.book.files import file_content
from planner.calendars.files import NamedFile, read_bytes
from planner.ordinary_file import NotOrdinaryError, TooLargeError, read_handle, read_ordinary, read_start

MAPS = Path("/proc/self/maps")  # says that it has no bytes, and has some


def test_a_file_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a"
    for size in (0, 1, 4096, 4097, 70_000):
        path.write_bytes(b"x" * size)
        assert read_ordinary(path, 70_000) == b"x" * size
        assert read_start(path, 10) == b"x" * min(size, 10)


def test_a_file_has_at_most_what_was_wanted(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 10)
    assert read_ordinary(path, 10) == b"x" * 10
    with pytest.raises(TooLargeError):
        read_ordinary(path, 9)


@pytest.mark.skipif(not MAPS.exists(), reason="no /proc here")
def test_a_file_without_a_size_is_read_and_bounded() -> None:
    assert MAPS.stat().st_size == 0
    assert b"/" in read_ordinary(MAPS, 10_000_000)
    with pytest.raises(TooLargeError):
        read_ordinary(MAPS, 100)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_or_folder_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, is_folder in (("pipe", False), (".", True)):
        for read in (read_ordinary, read_start):
            with pytest.raises(NotOrdinaryError) as found:
                read(tmp_path / name, 100)
            assert found.value.is_folder is is_folder


def test_a_file_that_would_be_waited_for_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "log"
    path.write_bytes(b"x")

    def waits(handle: int, count: int) -> bytes:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "read", waits)
    handle = os.open(path, os.O_RDONLY)
    with pytest.raises(NotOrdinaryError):
        read_handle(handle, 100)
    os.close(handle)
    with pytest.raises(OSError, match="this is not an ordinary file"):
        file_content(path)
    assert read_bytes(NamedFile(path, "work.ics")) == "this is not a file"


@pytest.mark.skipif(not os.access("/proc/kmsg", os.R_OK), reason="the kernel's log may not be read here")
def test_the_log_of_the_kernel_keeps_nobody_waiting(tmp_path: Path) -> None:
    (tmp_path / "prospects.toml").symlink_to("/proc/kmsg")
    with pytest.raises(OSError, match=r"ordinary|Operation not permitted"):
        file_content(tmp_path / "prospects.toml")
