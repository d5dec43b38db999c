"""A message of the playbook, with the names filled in."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from planner.core.talk.messages import FIELDS, fields_in, filled, first_name, fit_to_send
from tests.app.worklog.conftest import At, at, book
from tests.conftest import Plan, home, plan

__all__ = ["at", "book", "home", "plan"]

MORE = """
[[prospect]]
id = "nord"
name = "Nordwind plants"
company = "Nordwind SE"
contacts = ["Dr. Lena Vogt"]
amount = 10_000
stage = "proposal"
since = 2026-11-20
next = "send the figures"
next_by = 2026-11-24
"""


@pytest.fixture
def with_nord(book: Path) -> Path:
    file = book / "prospects.toml"
    file.write_text(file.read_text(encoding="utf-8") + MORE, encoding="utf-8")
    return book


def test_names_and_days_are_filled_in(at: At, with_nord: Path) -> None:
    ran = at("8:00", "message", "promise-moved", "nord", "--day", "fri")
    assert ran.out.startswith("Hi Lena, I can't deliver what we agreed (send the figures) tomorrow, and")
    assert "I'll have it for you on Friday." in ran.out
    thanks = at("8:00", "message", "thank", "nord").out
    assert thanks.startswith("Hi Lena, thank you")
    assert thanks.rstrip().endswith("Dana Reyes")
    assert "{" not in thanks + ran.out


def test_what_is_not_known_is_not_said(at: At) -> None:
    text = at("8:00", "message", "thank-you", "acme").out  # nobody is named, nothing was agreed
    assert text.startswith("thank you for your time today.\nIf I got anything wrong")


def test_the_list_and_json(at: At, with_nord: Path) -> None:
    assert "promise-moved" in at("8:00", "message").out
    listed = json.loads(at("8:00", "message", "--json").out)["messages"]
    assert {"promise-moved", "file-closed", "thank-you"} <= {each["id"] for each in listed}
    document = json.loads(at("8:00", "message", "file", "nord", "--json").out)
    assert (document["message"], document["record"]) == ("file-closed", "nord")
    assert "Nordwind plants" in document["text"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("message", "thanks-you", "acme"), 'no message "thanks-you"'),
        (("message", "thank-you"), "who is thank-you for?"),
        (("message", "promise-moved", "acme"), "moved to which day?"),
        (("message", "thank-you", "nobody-here"), 'nothing in your book matches "nobody-here"'),
    ],
)
def test_what_is_missing_is_said(at: At, words: tuple[str, ...], said: str) -> None:
    assert said in at("8:00", *words, code=2).err


def test_the_clipboard_is_the_systems(plan: Plan, with_nord: Path, tmp_path: Path) -> None:
    tools, copied = tmp_path / "tools", tmp_path / "copied"
    tools.mkdir()
    (tools / "xclip").write_text(f'#!/bin/sh\ncat > "{copied}"\n')
    (tools / "xclip").chmod(0o755)
    path = f"{tools}:{os.environ['PATH']}"
    here = {"PLAN_NOW": "2026-11-23T08:00", "DISPLAY": ":9", "WAYLAND_DISPLAY": "", "PATH": path}
    ran = plan("message", "thank-you", "nord", "--copy", "--book", str(with_nord), **here)
    assert (ran.code, ran.out) == (0, "")
    assert copied.read_text().startswith("Hi Lena, thank you")
    (tools / "xclip").write_text("#!/bin/sh\nexit 3\n")
    assert "xclip ended with 3" in plan("message", "thank-you", "nord", "-c", "--book", str(with_nord), **here).err


def test_every_message_that_ships_is_whole_without_any_name(at: At) -> None:
    messages = json.loads(at("8:00", "message", "--json").out)["messages"]
    assert messages
    for each in messages:
        assert set(fields_in(each["text"])) <= set(FIELDS)
        text = filled(each["text"], {})
        assert not set("{}[]") & set(text)
        assert "  " not in text
        assert " ." not in text


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Lena Vogt", "Lena"),
        ("Dr. Per Aune", "Per"),
        ("Prof. Dr. Ida Roth", "Ida"),
        ("Herr Rauhfels jun.", "Herr Rauhfels"),
        ("Frau Dr. Dorn", "Frau Dorn"),
        ("Dr.", "Dr."),
        ("中村", "中村"),
        ("", ""),
    ],
)
def test_how_a_person_is_greeted(name: str, first: str) -> None:
    assert first_name(name) == first


@pytest.mark.parametrize(
    ("note", "sent"),
    [
        ("Send the references", True),
        ("the trial's dates", True),
        ("Get his name and call him", False),
        ("Start small. Then the rest", False),
        ("Ask Ute what the second plant uses today", False),
        ("Take the break clause off the table, get the start date for it", False),
        ("Show Lena the sum", False),
        ("", True),
    ],
)
def test_a_note_to_oneself_is_not_sent(note: str, sent: bool) -> None:
    assert fit_to_send(note, "Lena") == (note if sent else "")


def test_a_moved_promise_does_not_quote_a_note(at: At, with_nord: Path) -> None:
    at("8:00", "set", "nord", "next=Get the lawyer's name. Then call him")
    ran = at("8:01", "later", "nord", "fri")
    assert "Hi Lena, I can't deliver what we agreed tomorrow, and" in ran.out
    assert "lawyer" not in ran.out.partition("To send:")[2]


def test_no_program_of_the_current_folder_is_run(plan: Plan, with_nord: Path, tmp_path: Path) -> None:
    here, ran = tmp_path / "from anywhere", tmp_path / "ran"
    here.mkdir()
    for name in ("xclip", "nano", "vim", "vi"):
        (here / name).write_text(f'#!/bin/sh\ntouch "{ran}"\n')
        (here / name).chmod(0o755)
    environ = {"PLAN_NOW": "2026-11-23T08:00", "DISPLAY": ":9", "WAYLAND_DISPLAY": "", "PATH": ":.:from anywhere"}
    copied = plan("message", "thank-you", "nord", "--copy", "--book", str(with_nord), cwd=here, **environ)
    assert "no clipboard here" in copied.err
    assert "no editor found" in plan("edit", "nord", "--book", str(with_nord), cwd=here, **environ).err
    assert not ran.exists()


def test_nothing_on_the_clipboard_acts_on_a_terminal(plan: Plan, with_nord: Path, tmp_path: Path) -> None:
    (with_nord / "playbook.toml").write_text(
        '[[message]]\nid = "hello"\ntitle = "Hello"\ntext = "one\\u001b[201~\\ntwo\\u202e\\u009b2J"\n', encoding="utf-8"
    )
    (tmp_path / "xclip").write_text(f'#!/bin/sh\ncat > "{tmp_path}/copied"\n')
    (tmp_path / "xclip").chmod(0o755)
    here = {"DISPLAY": ":9", "WAYLAND_DISPLAY": "", "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    assert plan("message", "hello", "nord", "--copy", "--book", str(with_nord), **here).code == 0
    assert (tmp_path / "copied").read_text(encoding="utf-8") == "one\ufffd[201~\ntwo\ufffd2J"
