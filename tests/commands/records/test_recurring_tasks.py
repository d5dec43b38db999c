"""A recurring task lived: due on its day, once after leave, moved on when it is done, and back by undo."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands.records.conftest import contents
from tests.conftest import Plan, Ran

TASKS = """\
# each week
[[task]]
id = "report"
title = "Pipeline report"
minutes = 30
on = 2026-11-23   # Monday
every = "mon"
"""


def on_page(ran: Ran) -> dict[str, dict[str, object]]:
    return {item["item"]: item for item in json.loads(ran.out)["items"]}


def test_it_is_due_on_its_day_and_moves_on(at_book: Plan, book: Path) -> None:
    (book / "tasks.toml").write_text(TASKS, encoding="utf-8")
    assert on_page(at_book("today", "--json"))["report"]["due"] is True
    done = at_book("done", "report", PLAN_NOW="2026-11-23T09:00")
    assert done.code == 0, done.err
    assert contents(book)["tasks.toml"] == TASKS.replace("on = 2026-11-23   #", "on = 2026-11-30   #")
    assert on_page(at_book("today", "--json", PLAN_NOW="2026-11-24T07:00")).get("report") is None
    assert on_page(at_book("today", "--json", PLAN_NOW="2026-11-30T07:00"))["report"]["due"] is True
    late = at_book("today", "--json", PLAN_NOW="2026-12-16T07:00")
    assert on_page(late)["report"]["overdue"] > 0
    assert [item["item"] for item in json.loads(late.out)["items"]].count("report") == 1
    assert at_book("done", "report", PLAN_NOW="2026-12-16T09:00").code == 0
    assert "on = 2026-12-21" in contents(book)["tasks.toml"], "what was missed comes once"
    assert at_book("undo", "2", PLAN_NOW="2026-12-16T09:05").code == 0
    assert contents(book)["tasks.toml"] == TASKS


def test_a_correction_takes_the_day_back(at_book: Plan, book: Path) -> None:
    (book / "tasks.toml").write_text(TASKS, encoding="utf-8")
    assert at_book("done", "report", PLAN_NOW="2026-11-23T09:00").code == 0
    corrected = at_book("done", "report", "-o", "stayed", "--correct", PLAN_NOW="2026-11-23T09:05")
    assert corrected.code == 0, corrected.err
    assert contents(book)["tasks.toml"] == TASKS


def test_without_a_day_it_begins_when_it_came(at_book: Plan, book: Path) -> None:
    plain = TASKS.replace("on = 2026-11-23   # Monday\n", "")
    (book / "tasks.toml").write_text(plain, encoding="utf-8")
    assert on_page(at_book("today", "--json"))["report"]["due"] is True
    assert contents(book)["tasks.toml"] == plain, "looking writes nothing into it"
    assert on_page(at_book("today", "--json", PLAN_NOW="2026-11-25T07:00"))["report"]["overdue"] == 2
    assert at_book("done", "report", PLAN_NOW="2026-11-25T09:00").code == 0
    assert contents(book)["tasks.toml"] == plain + "on = 2026-11-30\n"


def test_added_and_checked(at_book: Plan, book: Path) -> None:
    assert at_book("add", "task", "Practice the demo", "minutes=30", "every=2 weeks", "after_done=yes").code == 0
    assert 'every = "2 weeks"' in contents(book)["tasks.toml"]
    assert "on = 2026-11-23" in contents(book)["tasks.toml"]
    wrong = at_book("set", "practice-the-demo", "every=moon")
    assert wrong.code == 2
    assert 'can\'t read `every` = "moon"' in wrong.err
    assert '"2 weeks"' in wrong.err
    assert at_book("later", "practice-the-demo", "wed").code == 0
    assert "not_before = 2026-11-25" in contents(book)["tasks.toml"]
    assert at_book("done", "practice-the-demo", PLAN_NOW="2026-11-26T09:00").code == 0
    text = contents(book)["tasks.toml"]
    assert "on = 2026-12-10" in text
    assert "not_before" not in text


def test_it_is_written_in_one_way_and_shown_once(at_book: Plan, book: Path) -> None:
    assert at_book("add", "task", "Practice", "minutes=30", "every=every monday").code == 0
    assert 'every = "mon"' in contents(book)["tasks.toml"]
    by_hand = contents(book)["tasks.toml"].replace('"mon"', '"every monday"')
    (book / "tasks.toml").write_text(by_hand, encoding="utf-8")
    shown = " ".join(at_book("show", "practice").out.split())
    assert "Every mon" in shown
    assert "every every" not in shown.casefold()
    twice = at_book("set", "practice", "every=biweekly")
    assert (twice.code, "2 weeks" in twice.err, "mon, thu" in twice.err) == (2, True, True)
    unknown = at_book("add", "task", "Call", "minutes=5", "recurs=mon")
    assert "every, after_done" in " ".join(unknown.err.split())
