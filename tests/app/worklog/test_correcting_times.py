"""--correct with other minutes or times: the last log changes, and no row is added."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.worklog.conftest import At, items, worked


@pytest.mark.parametrize(
    ("words", "row"),
    [
        (("--minutes", "20"), ("10:00", "10:20", 20, "no-contact")),
        (("-o", "no-answer", "--minutes", "20"), ("10:00", "10:20", 20, "no-contact")),
        (("-o", "stayed", "--minutes", "1h10"), ("10:00", "11:10", 70, "stayed")),
        (("--from", "9:30"), ("09:30", "09:35", 5, "no-contact")),
        (("--to", "9:30"), ("09:25", "09:30", 5, "no-contact")),
        (("--from", "9:30", "--to", "9:50"), ("09:30", "09:50", 20, "no-contact")),
        (("--minutes", "3h"), ("07:05", "10:05", 180, "no-contact")),  # it can't end in the future
    ],
)
def test_the_last_log_changes(at: At, book: Path, words: tuple[str, ...], row: tuple[object, ...]) -> None:
    items(at, "7:00")
    at("12:00", "done", "birch", "-o", "no-answer", "--from", "10:00")
    at("12:02", "done", "birch", *words, "--correct")
    assert worked(book) == [("birch/close", *row)]
    at("12:03", "undo")
    assert worked(book) == [("birch/close", "10:00", "10:05", 5, "no-contact")]


def test_minutes_without_correct_are_another_try(at: At, book: Path) -> None:
    items(at, "7:00")
    at("12:00", "done", "birch", "-o", "no-answer", "--from", "10:00")
    at("12:30", "done", "birch", "-o", "no-answer", "--minutes", "3")
    assert [row[-2:] for row in worked(book)] == [(5, "no-contact"), (3, "no-contact")]


def test_a_later_try_takes_the_minutes_of_the_step(at: At, book: Path) -> None:
    items(at, "7:00")
    at("10:05", "done", "birch", "-o", "no-answer", "--from", "10:00")
    at("14:00", "done", "birch", "-o", "stayed", "--from", "13:00")
    assert [row[3] for row in worked(book)] == [5, 50]


def test_nothing_to_correct_is_an_error(at: At, book: Path) -> None:
    items(at, "7:00")
    ran = at("12:00", "done", "birch", "--minutes", "20", "--correct", code=2)
    assert "how did it go" in ran.err
    assert worked(book) == []


def test_an_advance_from_the_last_stage_says_that_it_counts_as_won(at: At, book: Path) -> None:
    items(at, "7:00")
    assert "it counts as won" in at("12:00", "done", "birch", "-o", "advanced").err
    at("12:01", "undo")
    assert "it counts as won" not in at("12:02", "done", "birch", "-o", "won").err
    at("12:03", "undo")
    assert "it counts as won" not in at("12:04", "done", "acme", "-o", "advanced").err
