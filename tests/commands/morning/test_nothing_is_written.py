"""A refused run leaves the book as it was; a book that can't be written is shown all the same."""

from pathlib import Path

import pytest

from tests.commands.morning.test_looking_again import tree
from tests.conftest import Plan

COMMANDS = [["today"], ["next"], ["why", "acme"], ["show", "acme"], ["list"], ["today", "--json"]]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_faulty_book_is_refused(plan: Plan, book: Path, words: list[str]) -> None:
    prospects = book / "prospects.toml"
    text = prospects.read_text(encoding="utf-8")
    prospects.write_text(text.replace('stage = "proposal"', 'stage = "propsal"'), encoding="utf-8")
    before = tree(book)
    ran = plan(*words, "--book", str(book))
    assert (ran.code, ran.out) == (1, "")
    assert "prospects.toml:6" in ran.err
    assert 'stage = "propsal"' in ran.err
    assert "proposal" in ran.err
    assert tree(book) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["today", "--pin", "acme"], "--pin needs a time"),
        (["today", "--pin", "acme@25:00"], '--pin: can\'t read "25:00" as a time'),
        (["today", "--pin", "nobody@10:00"], 'matches "nobody"'),
        (["today", "--hours", "25"], "--hours must be between 0 and 24"),
        (["today", "--date", "someday"], '--date: can\'t read "someday" as a day'),
        (["today", "--without", "nobody"], 'matches "nobody"'),
        (["why", "nobody"], 'matches "nobody"'),
        (["show", "77"], '"77"'),
        (["list", "--sort", "colour"], 'can\'t sort by "colour"'),
        (["list", "--stage", "propsal"], 'no stage "propsal" in your playbook'),
        (["list", "planets"], 'no kind "planets"'),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_a_wrong_command_line(plan: Plan, book: Path, words: list[str], said: str) -> None:
    before = tree(book)
    ran = plan(*words, "--book", str(book))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    if words[0] == "today":
        assert tree(book) == before


def test_a_read_only_book_shows_the_page_then_says_so(plan: Plan, book: Path) -> None:
    before = tree(book)
    for folder in (book, *[path for path in book.iterdir() if path.is_dir()]):
        folder.chmod(0o555)
    try:
        ran = plan("today", "--book", str(book))
    finally:
        book.chmod(0o755)
    assert ran.code == 1
    assert "Acme rollout" in ran.out
    assert ran.err.startswith("error: ")
    assert tree(book) == before


def test_names_can_t_act_on_a_terminal_or_on_the_markup(plan: Plan, book: Path) -> None:
    prospects = book / "prospects.toml"
    text = prospects.read_text(encoding="utf-8")
    prospects.write_text(text.replace("Acme rollout", r"[red]Acme\u001b[31m\u202e\u0007 rollout"), encoding="utf-8")
    for words in (["today"], ["why", "acme"], ["show", "acme"], ["list"], ["next"], ["status"], ["today", "--json"]):
        ran = plan(*words, "--book", str(book))
        assert ran.code == 0, ran.err
        assert not {"\x1b", "\x07", "\u202e"} & set(ran.out + ran.err)
    assert "[red]Acme" in plan("list", "--book", str(book)).out
