"""The files that are read, and those named because they nearly have the name of one."""

import os

import pytest

from planner.book import files
from planner.book.files import read_files
from planner.book.toml.parse import LARGEST
from tests.book.books import write_book


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("prospect.toml", "prospects.toml"),
        ("prospects.tml", "prospects.toml"),
        ("Prospects.toml", "prospects.toml"),
        ("acounts.toml", "accounts.toml"),
        ("tasks.toml.txt", "tasks.toml"),
        ("playbok.toml", "playbook.toml"),
        ("plan.html", None),
        ("prospects.csv", None),
        ("prospects.toml~", None),
        (".deals.toml.swp", None),
        ("notes.toml", None),
    ],
)
def test_a_file_name_close_to_a_known_one_is_a_warning(tmp_path, name, meant):
    write_book(tmp_path)
    (tmp_path / name).touch()
    assert read_files(tmp_path).warnings == ((f"{name} is not read: did you mean {meant}?",) if meant else ())


def test_equal_books_have_equal_keys_and_others_have_not(tmp_path):
    key = read_files(write_book(tmp_path)).key
    assert read_files(tmp_path).key == key
    assert read_files(write_book(tmp_path, tasks="")).key != key


def test_what_is_no_ordinary_file_is_a_fault_and_never_waited_for(tmp_path):
    write_book(tmp_path)
    os.mkfifo(tmp_path / "tasks.toml")
    (tmp_path / "contacts.toml").symlink_to(tmp_path / "gone")
    (tmp_path / "accounts.toml").symlink_to(tmp_path / "accounts.toml")
    said = {error.file: error.what for error in read_files(tmp_path).errors}
    assert said["tasks.toml"] == "this is not an ordinary file"
    assert said["contacts.toml"] == "this is a link to a file that is not there"
    assert said["accounts.toml"].startswith("this can't be read: ")


def test_a_book_is_not_larger_than_a_book_can_be(tmp_path, monkeypatch):
    write_book(tmp_path)
    with (tmp_path / "tasks.toml").open("wb") as sparse:
        sparse.truncate(files.LARGEST + 1)
    monkeypatch.setattr(files, "MOST_TOGETHER", 1_000)
    (tmp_path / "accounts.toml").write_bytes(b"#" * 999)
    found = read_files(tmp_path)
    what = {error.file: error.what for error in found.errors}
    assert what["tasks.toml"] == "this is larger than a book can be"
    assert what["accounts.toml"] == "with the files before it this is more than 0 MB"
    assert sum(map(len, found.contents.values())) <= 1_000
    assert files.LARGEST <= LARGEST


@pytest.mark.parametrize("record", ["[[task]]\n", "x = [{}]\n", "x = [[], []]\n"])
def test_too_many_records_are_refused_before_they_are_read(tmp_path, record, monkeypatch):
    monkeypatch.setattr(files, "MOST_RECORDS", 20)
    (tmp_path / "plan.toml").write_text("[rep]\n")
    (tmp_path / "accounts.toml").write_text("[[account]]\n" * 10)
    (tmp_path / "tasks.toml").write_text(record * 10)
    assert not files.read_files(tmp_path).errors
    (tmp_path / "tasks.toml").write_text(record * 11)
    refused = files.read_files(tmp_path)
    assert [(error.file, error.what) for error in refused.errors] == [
        ("tasks.toml", "with the files before it this has more than 20 records")
    ]
    assert "tasks.toml" not in refused.contents


def test_the_playbook_that_a_book_is_based_on_counts(tmp_path, monkeypatch):
    write_book(tmp_path)
    (tmp_path / "playbook.toml").write_text('based_on = "team.toml"\n')
    (tmp_path / "team.toml").write_text("x = [{}]\n")
    assert "team.toml" in read_files(tmp_path).contents
    size = sum(map(len, read_files(tmp_path).contents.values()))
    monkeypatch.setattr(files, "MOST_TOGETHER", size - 1)
    refused = read_files(tmp_path)
    assert [(error.file, error.what) for error in refused.errors] == [
        ("team.toml", "with the files before it this is more than 0 MB")
    ]
    assert "team.toml" not in refused.contents
