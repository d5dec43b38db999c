"""Files that only look like the program's own are left as they are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from planner.app import output_file
from planner.app.export import target
from planner.app.export.target import file_contents, write_folder
from planner.app.output_file import refuse_link_out, write_next_to, write_output
from planner.book.store import lock
from planner.errors import PlanError, UsageError

MINE = b"mine\n"
GONE = 99_999_999  # no process has this number


def test_an_export_clears_only_what_an_export_left(tmp_path: Path) -> None:
    mine, left = tmp_path / f".important.{GONE}.new", tmp_path / f".a-1@hourworth.ics.{GONE}.new"
    mine.write_bytes(MINE)
    left.write_bytes(b"half an ev")
    write_folder(tmp_path, {}, ["a-"], None)
    assert (mine.read_bytes(), left.exists()) == (MINE, False)


def test_a_lock_with_a_second_name_is_not_signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book, mine = tmp_path / "book", tmp_path / "mine"
    book.mkdir()
    mine.write_bytes(MINE)
    monkeypatch.setenv("PLAN_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "cache" / "lock"
    path.parent.mkdir()
    os.link(mine, path)
    monkeypatch.setattr(lock, "lock_path", lambda _: path)
    with lock.writing(book):
        pass
    assert mine.read_bytes() == MINE


@pytest.mark.parametrize("way", ["the folder's other name", "a link to the link"])
def test_a_link_out_of_the_book_is_refused_by_every_way_to_it(tmp_path: Path, way: str) -> None:
    book, other = tmp_path / "book", tmp_path / "other"
    book.mkdir()
    (book / "r.html").symlink_to(tmp_path / "key")
    if way == "the folder's other name":
        other.symlink_to(book)
        path = other / "r.html"
    else:
        other.symlink_to("book/r.html")
        path = other
    with pytest.raises(UsageError, match="points outside the book"):
        refuse_link_out(path, book)
    refuse_link_out(tmp_path / "key", book)
    refuse_link_out(book / "new.html", book)


@pytest.mark.parametrize("to", [".git/config", ".git/hooks/post-commit", "a/.hidden", "prospects.toml", "history.toml"])
def test_a_link_to_what_is_hidden_or_the_books_own_is_refused(tmp_path: Path, to: str) -> None:
    book = tmp_path / "book"
    for folder in (".git", "a", "calendars", ".out"):
        (book / folder).mkdir(parents=True)
    (book / "work.ics").symlink_to(to)
    with pytest.raises(UsageError, match=r"to a hidden place|belongs to the book"):
        refuse_link_out(book / "work.ics", book)
    (book / "sam.ics").symlink_to("calendars/sam.ics")
    refuse_link_out(book / "sam.ics", book)
    refuse_link_out(book / ".out" / "day.ics", book)  # typed so


@pytest.mark.parametrize("target", [None, b"", b"mine\n", b"Left out because\n"])
def test_a_file_next_to_another_is_never_written_through_a_link(tmp_path: Path, target: bytes | None) -> None:
    path, mine = tmp_path / "deals.left-out.csv", tmp_path / ".bash_login"
    path.symlink_to(mine)
    if target is not None:
        mine.write_bytes(target)
    with pytest.raises(PlanError, match="is a link: nothing was written to it"):
        write_next_to(path, b"a", lambda head: True, None, replace=True)
    assert (mine.read_bytes() if mine.exists() else None) == target
    path.unlink()
    write_next_to(path, b"a", lambda head: True, None, replace=True)
    assert path.read_bytes() == b"a"


def test_a_pipe_that_nobody_reads_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = tmp_path / "page.html"
    os.mkfifo(pipe)
    monkeypatch.setattr(output_file, "PATIENCE", 0.05)
    with pytest.raises(PlanError, match="nothing reads the pipe"):
        write_output(pipe, b"<!doctype html>", lambda head: True, None, replace=True)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_output(pipe, b"<!doctype html>", lambda head: True, None, replace=True)
    assert os.read(reader, 99) == b"<!doctype html>"
    os.close(reader)


def test_nothing_is_written_to_a_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    device = tmp_path / "page.html"
    os.mkfifo(device)
    reader = os.open(device, os.O_RDONLY | os.O_NONBLOCK)
    monkeypatch.setattr(output_file.stat, "S_ISBLK", lambda mode: True)
    with pytest.raises(PlanError, match="is a disk: nothing was written"):
        write_output(device, b"<!doctype html>", lambda head: True, None, replace=True)
    assert os.read(reader, 9) == b""
    os.close(reader)


def test_a_file_larger_than_any_export_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(target, "LARGEST", 9)
    (tmp_path / "day.ics").write_bytes(b"X" * 10)
    with pytest.raises(PlanError, match="larger than an export can be"):
        file_contents(tmp_path / "day.ics")


def test_a_command_to_paste_runs_no_other(tmp_path: Path) -> None:
    book = tmp_path / "book;touch x"
    book.mkdir()
    (book / "r.html").symlink_to(tmp_path / "key")
    with pytest.raises(UsageError) as refused:
        refuse_link_out(book / "r.html", book)
    assert refused.value.fix.endswith(f"plan trust '{book}'")
