"""A morning at a terminal leaves the book as the same commands do; each answer is undone on its own."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.conftest import Plan, Ran

TUESDAY = {"PLAN_NOW": "2026-11-24T07:10"}
CALLER, ELSE = "Who wrote or called (a name; Enter: nobody): ", "Who else (a name; Enter: nobody): "
KEPT = "(Enter: all kept): "
DEALS = "Yours to change, as 2 80 (chance %), 1 fri or 1 out (Enter: as they are): "
PAGE = "Show the page (Enter), calendar (c), q leaves "
TASK = '[[task]]\nid = "report"\ntitle = "Report"\nminutes = 30\nmust = true\non = 2026-11-23\n'
AGAIN = "Another one (Enter: no): "


def records(book: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(book.glob("*.toml"))}


def rows(book: Path) -> list[str]:
    """The log of Monday's page, without the times at which it was logged."""
    text = (book / "diary/2026-11-23.toml").read_text(encoding="utf-8")
    return [re.sub(r"logged = \S+", "", row) for row in text.split("[[worked]]")[1:]]


def test_the_answers_do_what_the_commands_do(
    at_terminal: Callable[..., Ran], plan: Plan, book: Path, tmp_path: Path
) -> None:
    typed = tmp_path / "typed"
    shutil.copytree(book, typed)
    ran = at_terminal(
        "morning",
        answers=((CALLER, "birch\n"), ("4 no ", "1"), (ELSE, "\n"), (KEPT, "\n"), (DEALS, "1 80\n"),
                 (AGAIN, "1 yesterday\n"), ("is in the past", ""), (AGAIN, "1 +2\n"), (AGAIN, "\n"), (PAGE, "\n")),
        **TUESDAY,
    )  # fmt: skip
    assert ran.code == 0, ran.out
    assert "Done. 3 answers saved." in ran.out
    commands = (
        ["add", "task", "Call back", "record=birch", "minutes=15", "on=2026-11-24"],
        ["set", "acme", "chance=0.8"],
        ["later", "acme", "+2"],
    )
    for words in commands:
        assert plan(*words, "--book", str(typed), **TUESDAY).code == 0
    assert records(book) == records(typed)
    back = [plan("undo", "--book", str(book)).out for _ in range(3)]  # the page goes with the answer before it
    for what, said in zip(("moved to Thu 26 Nov 2026", "set acme chance", "add task call-back"), back, strict=True):
        assert what in said


def test_yesterdays_lines_are_logged_as_done_would(
    at_terminal: Callable[..., Ran], plan: Plan, book: Path, tmp_path: Path
) -> None:
    (book / "tasks.toml").write_text(TASK, encoding="utf-8")
    plan("today", "--book", str(book))
    acme = next(item for item in _open_items(plan, book) if item.startswith("acme/"))
    for item in _open_items(plan, book):
        if item not in ("report", acme):
            plan("done", item, "-o", "stayed" if item.startswith("birch") else "done", "--book", str(book))
    assert sorted(_open_items(plan, book)) == [acme, "report"]
    typed = tmp_path / "typed"
    shutil.copytree(book, typed)
    by_item = {acme: [("- not done ", "a"), ("Enter: none): ", "thu\n")], "report": [("- not done ", "d")]}
    answers = [answer for item in _open_items(plan, book) for answer in by_item[item]]
    ran = at_terminal("morning", answers=(*answers, (CALLER, "q\n")), **TUESDAY)
    assert ran.code == 0, ran.out
    for words in ([acme, "-o", "advanced", "--next-on", "thu"], ["report", "-o", "done"]):
        assert plan("done", *words, "--on", "2026-11-23", "--book", str(typed), **TUESDAY).code == 0
    assert records(book) == records(typed)
    assert sorted(rows(book)) == sorted(rows(typed))
    assert _open_items(plan, book) == []


def _open_items(plan: Plan, book: Path) -> list[str]:
    found = json.loads(plan("morning", "--json", "--book", str(book), **TUESDAY).out)
    return [line["item"] for line in found["yesterday"]["lines"]]


def test_what_was_answered_is_kept_when_the_input_ends(at_terminal: Callable[..., Ran], book: Path) -> None:
    ran = at_terminal("morning", answers=((CALLER, "birch\n"), ("4 no ", "1"), (ELSE, "\x04")), **TUESDAY)
    assert ran.code == 130
    assert "1 answer saved" in ran.out
    assert 'record = "birch"' in (book / "tasks.toml").read_text(encoding="utf-8")
    assert not (book / "diary/2026-11-24.toml").exists()


def test_a_deal_is_left_out_of_a_page_that_is_planned_later(
    at_terminal: Callable[..., Ran], plan: Plan, book: Path
) -> None:
    ran = at_terminal("morning", answers=((CALLER, "\n"), (DEALS, "1 out\n"), (AGAIN, "q\n")), **TUESDAY)
    assert ran.code == 0
    assert 'without = ["acme"]' in (book / "diary/2026-11-24.toml").read_text(encoding="utf-8")
    assert "acme" not in plan("today", "--json", "--book", str(book), **TUESDAY).out.split('"left_out"')[0]
    assert plan("status", "--book", str(book), **TUESDAY).code == 0
