"""The playbook's words: what ships, what a book's own file changes, and what it gets wrong."""

from pathlib import Path

import pytest

from planner.book.cached.cached_book import restored, stored
from planner.core.talk.choose import all_suggestions
from planner.errors import BookErrors
from tests.book.books import a_book

OWN = """
[[objection]]
id = "too-expensive"
they_say = "Zu teuer"

[[objection]]
id = "own"
they_say = "Not invented here"
when = { need = "no" }
answers = [{ id = "own-answer", say = "Right", worked = 2, tried = 3 }]

[ideal]
who = "machine builders"
"""


def test_a_book_without_words_has_those_that_ship(tmp_path: Path) -> None:
    talk = a_book(tmp_path, playbook=None).book.talk
    assert {persona.id for persona in talk.personas} >= {"owner", "finance", "it", "operations", "purchasing"}
    assert len(talk.objections) >= 12
    assert all(objection.answers and objection.they_say for objection in talk.objections)
    assert talk.stories
    assert talk.triggers
    assert {"promise-moved", "file-closed", "thank-you"} <= {message.id for message in talk.messages}
    assert talk.ideal.look_for
    said = [each.id for each in all_suggestions(talk, {})]
    assert len(said) == len(set(said))


def test_its_own_come_first_and_change_the_others_key_by_key(tmp_path: Path) -> None:
    book = a_book(tmp_path, playbook=OWN + '\n[[question]]\nid="need"\nreal={yes=1,no=0}\ndead_end={yes=0,no=1}\n').book
    first, second = book.talk.objections[:2]
    assert (first.id, first.they_say, bool(first.answers)) == ("too-expensive", "Zu teuer", True)
    assert (second.when, second.answers[0].worked) == ({"need": ("no",)}, 2)
    assert book.talk.ideal.who == "machine builders"
    assert book.talk.ideal.look_for  # of those that ship


def test_what_ships_and_does_not_fit_its_lists_is_left_out(tmp_path: Path) -> None:
    """The small playbook has a stage `talk` and a question `need`: nothing about proposals fits it."""
    talk = a_book(tmp_path).book.talk
    assert all(set(each.stages) <= {"talk"} for each in (*talk.objections, *talk.stories))
    assert all(set(each.when) <= {"need"} for each in (*talk.objections, *talk.stories))


def test_the_cache_gives_the_same_words_back(tmp_path: Path) -> None:
    book = a_book(tmp_path, playbook=None).book
    again = restored(stored(book, ()))
    assert again is not None
    assert again[0].talk == book.talk


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ('[[objection]]\nthey_say = "x"', "this objection has no id"),
        ('[[objection]]\nid = "a"\n[[objection]]\nid = "a"', 'there are two objections "a"'),
        ('[[objection]]\nid = "a"\nstages = ["propsal"]', 'no stage "propsal"'),
        ('[[story]]\nid = "a"\npersonas = ["cfo"]', 'no persona "cfo"'),
        ('[[story]]\nid = "a"\nwhen = { why_nw = "yes" }', 'no question "why_nw"'),
        ('[[story]]\nid = "a"\nwhen = { why_now = "maybe" }', '"maybe" is not an answer to `why_now`'),
        ('[[story]]\nid = "a"\nworked = -1', "`worked` must be a count"),
        ('[[story]]\nid = "a"\nworked = 3\ntried = 2', "worked 3 times, and was tried only 2 times"),
        ('[[story]]\nid = "a"\nsay = 3', "`say` must be text"),
        ('[[objection]]\nid = "a"\nanswers = ["x"]', "an entry of this list must be a table"),
        ('[[objection]]\nid = "a"\nanswers = [{ id = "b", sy = "x" }]', 'no key "sy"'),
        ('[[objection]]\nid = "a"\nanswers = [{ id = "small-start", say = "x" }]', 'the id "small-start" is taken'),
        ('[[message]]\nid = "a"\ntext = "Hi {nme}"', "{nme} is not filled in"),
        ("[[persona]]\nid = 3", "`id` must be text"),
        ('[persona]\nid = "a"', "[persona] is one table"),
        ("ideal = 3", "`ideal` must be a table"),
        ('[[trigger]]\nid = "a"\nsays = ["x"]', 'no key "says"'),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, written: str, what: str) -> None:
    with pytest.raises(BookErrors) as caught:
        a_book(tmp_path, playbook=written)
    errors = [error for error in caught.value.errors if error.file == "playbook.toml"]
    assert any(what in error.what for error in errors), [error.what for error in caught.value.errors]
    assert all(error.line for error in errors)
    assert all(error.fix for error in errors)
