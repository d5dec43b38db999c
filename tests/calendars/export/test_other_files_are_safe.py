"""Targets that an export refuses: a message with a fix, exit 1, and no file changed."""

import errno
import os
from pathlib import Path

import pytest

from planner.app.export.target import write_file, write_folder
from planner.book.store import atomic
from planner.errors import PlanError
from tests.conftest import Plan

FOREIGN = b"BEGIN:VCALENDAR\r\nPRODID:-//Dentist//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
OWN = b"BEGIN:VCALENDAR\r\nPRODID:-//hourworth//x//EN\r\nBEGIN:VEVENT\r\nUID:%s@hour\r\n worth\r\nEND:VEVENT\r\n"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("content", [FOREIGN, b"not a calendar", FOREIGN + OWN % b"1"])
def test_a_file_that_is_not_ours(plan: Plan, book: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "work.ics").write_bytes(content)
    ran = plan("export", "work.ics", "--book", str(book), cwd=tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert "work.ics already exists and wasn't written by plan; it was left alone\n  fix: choose" in ran.err
    assert (tmp_path / "work.ics").read_bytes() == content


def test_no_folder_to_put_it_in(plan: Plan, book: Path, tmp_path: Path) -> None:
    ran = plan("export", "nowhere/today.ics", "--book", str(book), cwd=tmp_path)
    assert (ran.code, ran.err) == (1, f"error: no folder {tmp_path / 'nowhere'}\n  fix: make it first\n")
    assert plan("export", "nowhere/vdir/", "--book", str(book), cwd=tmp_path).code == 1
    assert not (tmp_path / "nowhere").exists()


def test_a_read_only_folder(plan: Plan, book: Path, tmp_path: Path) -> None:
    vdir = tmp_path / "vdir"
    vdir.mkdir()
    vdir.chmod(0o555)
    for target in ("vdir", "vdir/today.ics"):
        ran = plan("export", target, "--book", str(book), cwd=tmp_path)
        assert (ran.code, ran.out) == (1, "")
        assert "Permission denied\n  fix: check the permissions of the file and its folder" in ran.err
    assert contents(vdir) == {}


@pytest.mark.parametrize("earlier", [True, False])
def test_a_disk_that_fills_up_half_way(earlier: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vdir = tmp_path / "vdir"
    if earlier:
        vdir.mkdir()
        (vdir / "a1.ics").write_bytes(OWN % b"a1")
    before = contents(vdir) if earlier else None
    calls = iter(range(10))

    def full(handle: int, data: bytes) -> None:
        os.write(handle, data[:5])
        if next(calls) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(atomic, "write_all", full)
    with pytest.raises(OSError, match="No space left"):
        write_folder(vdir, {f"a{n}.ics": b"new" for n in range(2, 6)}, ["a"], None)
    assert (contents(vdir) if vdir.exists() else None) == before


def test_in_a_folder_only_own_events_of_these_days_go(tmp_path: Path) -> None:
    before = {
        "a1.ics": OWN % b"a1",  # of an earlier export
        "a2.ics": FOREIGN,
        "a3.txt": OWN % b"a3",
        "b1.ics": OWN % b"b1",  # another day's or another rep's
    }
    for name, content in before.items():
        (tmp_path / name).write_bytes(content)
    done = write_folder(tmp_path, {"a4.ics": OWN % b"a4"}, ["a"], None)
    assert (done.written, done.removed) == (("a4.ics",), ("a1.ics",))
    assert contents(tmp_path) == {n: c for n, c in before.items() if n != "a1.ics"} | {"a4.ics": OWN % b"a4"}


def test_a_foreign_file_under_our_name_stops_all(tmp_path: Path) -> None:
    (tmp_path / "a2.ics").write_bytes(FOREIGN)
    with pytest.raises(PlanError, match=r"a2\.ics already exists and isn't one of plan's events; nothing was written"):
        write_folder(tmp_path, {"a1.ics": OWN % b"a1", "a2.ics": OWN % b"a2"}, ["a"], None)
    assert contents(tmp_path) == {"a2.ics": FOREIGN}


def test_an_own_event_rewritten_by_another_program_is_replaced(tmp_path: Path) -> None:
    rewritten = (OWN % b"a1").replace(b"hourworth//x", b"Some phone").replace(b"UID", b"UID;X=1")
    (tmp_path / "a1.ics").write_bytes(rewritten)
    assert write_folder(tmp_path, {"a1.ics": OWN % b"a1"}, ["a"], None).written == ("a1.ics",)


def test_what_is_right_already_is_not_touched(tmp_path: Path) -> None:
    write_file(tmp_path / "today.ics", OWN, None)
    os.utime(tmp_path / "today.ics", (1, 1))
    assert write_file(tmp_path / "today.ics", OWN, None).same == ("today.ics",)
    assert (tmp_path / "today.ics").stat().st_mtime == 1


def test_a_read_only_book_exports_nothing(plan: Plan, book: Path, tmp_path: Path) -> None:
    book.chmod(0o555)
    ran = plan("export", "today.ics", "--book", str(book), cwd=tmp_path)
    book.chmod(0o755)
    assert (ran.code, ran.out) == (1, "")
    assert not (tmp_path / "today.ics").exists()
