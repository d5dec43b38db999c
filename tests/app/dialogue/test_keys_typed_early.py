"""Keys that are typed before their question is put answer it; an arrow is one key."""

from __future__ import annotations

import os
import pty
from collections.abc import Iterator
from typing import TextIO

import pytest

from planner.app.dialogue.one_key import drain, key_or_name, one_key, one_line
from planner.typed.names import names_meant


@pytest.fixture
def terminal() -> Iterator[tuple[int, TextIO]]:
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, encoding="utf-8") as stream:
        yield ours, stream
    os.close(ours)


def test_a_key_and_the_line_after_it(terminal: tuple[int, TextIO]) -> None:
    ours, stream = terminal
    os.write(ours, b"b8 dec 15:30\n")
    assert one_key(stream) == "b"
    assert one_line(stream) == "8 dec 15:30"


def test_lines_and_keys_in_turn(terminal: tuple[int, TextIO]) -> None:
    ours, stream = terminal
    os.write(ours, "Å co\n2fri\n\nnext\n4".encode())
    assert one_line(stream) == "Å co"
    assert one_key(stream) == "2"
    assert one_line(stream) == "fri"
    assert one_key(stream) == ""
    assert one_line(stream) == "next"
    assert one_key(stream) == "4"


@pytest.mark.parametrize("keys", ["yn", "äé", "€x", "\n3"])
def test_two_keys_at_once(terminal: tuple[int, TextIO], keys: str) -> None:
    ours, stream = terminal
    os.write(ours, keys.encode())
    assert [one_key(stream), one_key(stream)] == [key.strip() for key in keys]


@pytest.mark.parametrize("arrow", ["\x1b[A", "\x1bOP", "\x1b[15~", "\x1b[1;5D"])
def test_an_arrow_is_one_key(terminal: tuple[int, TextIO], arrow: str) -> None:
    ours, stream = terminal
    os.write(ours, f"{arrow}y".encode())
    assert [one_key(stream), one_key(stream)] == ["\x1b", "y"]


def test_ctrl_d_leaves(terminal: tuple[int, TextIO]) -> None:
    ours, stream = terminal
    os.write(ours, b"\x04")
    with pytest.raises(KeyboardInterrupt):
        one_key(stream)
    os.write(ours, b"\x04")
    with pytest.raises(KeyboardInterrupt):
        one_line(stream)


NAMES = ("advanced", "stayed", "sent", "no-contact", "no-show", "waiting")


@pytest.mark.parametrize("typed", ["sent", "sent\n", "se", "no-show", "no contact\n", "no", "advanced"])
def test_a_name_typed_at_once_is_one_answer(terminal: tuple[int, TextIO], typed: str) -> None:
    ours, stream = terminal
    os.write(ours, typed.encode())
    assert key_or_name(stream, NAMES) == typed.strip()
    os.write(ours, b"x")
    assert one_key(stream) == "x"


def test_what_begins_no_name_is_the_next_answer(terminal: tuple[int, TextIO]) -> None:
    ours, stream = terminal
    os.write(ours, b"sab8 dec\na\n")
    assert key_or_name(stream, NAMES) == "s"
    assert key_or_name(stream, NAMES) == "a"
    assert key_or_name(stream, NAMES) == "b"
    assert one_line(stream) == "8 dec"
    assert key_or_name(stream, NAMES) == "a"
    assert one_key(stream) == ""


def test_nothing_is_left_for_the_shell(terminal: tuple[int, TextIO]) -> None:
    ours, stream = terminal
    os.write(ours, b"snt\n")
    assert key_or_name(stream, NAMES) == "s"
    drain(stream)
    os.write(ours, b"ls\n")
    assert one_line(stream) == "ls"


def test_a_name_may_be_typed_in_part_and_with_a_space() -> None:
    assert names_meant("no", NAMES) == ["no-contact", "no-show"]
    assert names_meant("No Show", NAMES) == ["no-show"]
    assert names_meant("", NAMES) == []
    assert names_meant("sent", (*NAMES, "sent-back")) == ["sent"]
