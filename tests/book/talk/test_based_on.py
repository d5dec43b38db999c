"""A playbook that is based on another rep's, and the file that hands one on."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.book.files import read_files, with_content
from planner.book.read.read_book import read_book
from planner.book.read.read_by_pieces import read_pieces
from planner.errors import BookErrors
from tests.book.books import a_book, write_book
from tests.conftest import Plan, home, plan

__all__ = ["home", "plan"]

BASE = """
prior = 0.4
cadence = { open = 7 }
[[play]]
id = "demo"
minutes = 33
[[story]]
id = "theirs"
title = "Theirs"
worked = 3
tried = 4
"""
OWN = 'based_on = "mats.toml"\ncadence = { lost = 40 }\n[[play]]\nid = "demo"\nprepare = 7\n'


def based(folder: Path, base: str = BASE, own: str = OWN) -> Path:
    write_book(folder, playbook=own)
    (folder / "mats.toml").write_text(base, encoding="utf-8")
    return folder


def test_it_goes_over_what_ships_and_its_own_over_both(tmp_path: Path) -> None:
    book = read_book(read_files(based(tmp_path)), "UTC").book
    demo, usual = book.playbook.plays["demo"], a_book(tmp_path / ".", playbook=None).book.playbook
    assert (book.playbook.prior, demo.minutes, demo.prepare) == (0.4, 33, 7)
    assert (book.playbook.cadence.open, book.playbook.cadence.lost) == (7, 40)
    assert book.playbook.cadence.account == usual.cadence.account
    assert demo.objective == usual.plays["demo"].objective
    assert next(each for each in book.talk.stories if each.id == "theirs").worked == 3


def test_a_changed_base_is_another_book(tmp_path: Path) -> None:
    before = read_files(based(tmp_path))
    (tmp_path / "mats.toml").write_text("prior = 0.1\n", encoding="utf-8")
    after = read_files(tmp_path)
    assert before.key != after.key
    pieces = read_pieces(after, "UTC", None, lambda _: None)
    assert pieces is not None
    assert pieces.reading.book.playbook.prior == 0.1
    changed = with_content(after, "tasks.toml", b'[[task]]\nid = "a"\ntitle = "A"\nminutes = 5\n')
    assert read_book(changed, "UTC").book.playbook.prior == 0.1  # a change of a record keeps it
    alone = with_content(after, "playbook.toml", b"")
    assert read_book(alone, "UTC").book.playbook.prior != 0.1


@pytest.mark.parametrize(
    ("own", "base", "said"),
    [
        ('based_on = "x.toml"', BASE, "no x.toml in the book"),
        ('based_on = "../mats.toml"', BASE, "can't be based on"),
        ('based_on = "plan.toml"', BASE, "can't be based on"),
        ("based_on = 3", BASE, "must be text"),
        (OWN, "prior = 7", "mats.toml can't be used: `prior` must be a chance"),
        (OWN, 'based_on = "other.toml"', "based on another playbook itself"),
        (OWN, "prior = ", "this is not TOML"),
        (OWN, "[[deal]]", "mats.toml can't be used"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, own: str, base: str, said: str) -> None:
    with pytest.raises(BookErrors) as caught:
        read_book(read_files(based(tmp_path, base, own)), "UTC")
    assert any(said in error.what for error in caught.value.errors), [error.what for error in caught.value.errors]


def test_what_was_learned_is_handed_on_without_anyones_name(plan: Plan, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
    write_book(
        one,
        prospects='[[prospect]]\nid = "hale"\nname = "Hale press shop"\ncompany = "Hale Presswerk"\nstage = "close"\n'
        'amount = 9_000\ncontacts = ["Arno Hale"]\n',
        playbook='prior = 0.3\n[[story]]\nid = "named"\ntitle = "One of ours"\nsay = "Arno saved a shift"\n'
        '[[story]]\nid = "safe"\ntitle = "A plant"\nsay = "They saved a shift"\nworked = 2\ntried = 5\n',
    )
    file = other / "one.toml"
    ran = plan("playbook", "--learned", str(file), "--book", str(one), PLAN_NOW="2026-11-23T08:00")
    assert ran.code == 0
    assert "1 text left out" in ran.err
    text = file.read_text(encoding="utf-8")
    assert not {"Hale", "Arno", "Presswerk"} & set(text.replace('"', " ").split())
    write_book(other, playbook='based_on = "one.toml"\n')
    book = read_book(read_files(other), "UTC").book
    safe = next(each for each in book.talk.stories if each.id == "safe")
    assert (book.playbook.prior, safe.worked, safe.tried) == (0.3, 2, 5)
    assert "named" not in {each.id for each in book.talk.stories}
    assert plan("check", "--book", str(other), PLAN_NOW="2026-11-23T08:00").code == 0
